import type { Book } from "./types.ts";

/** Cells are dragged by their number; the chosen ones go together. The keys do the same: Ctrl+Shift+Up and Down. */
export function drags(book: Book, list: HTMLElement, signal: AbortSignal): void {
  let dragged: string[] = [],
    line: HTMLElement | null = null;
  const place = (event: DragEvent): { element: HTMLElement; below: boolean } | null => {
    const element = (event.target as Element).closest<HTMLElement>("section[data-cell]");
    if (!element) return null;
    const box = element.getBoundingClientRect();
    return { element, below: event.clientY > box.top + box.height / 2 };
  };
  const clear = (): void => {
    line?.removeAttribute("data-drop");
    line = null;
  };
  list.addEventListener(
    "dragstart",
    event => {
      const cell = (event.target as Element).closest?.<HTMLElement>("[draggable]")?.closest<HTMLElement>("section[data-cell]")
        ?.dataset.cell;
      if (!cell) return;
      dragged = book.selection.has(cell) ? book.selection.list() : [cell];
      event.dataTransfer!.effectAllowed = "move";
      event.dataTransfer!.setData("application/x-wbl-cells", dragged.join(" "));
    },
    { signal },
  );
  list.addEventListener(
    "dragover",
    event => {
      const over = dragged.length > 0 ? place(event) : null;
      if (!over) return;
      event.preventDefault();
      event.stopPropagation(); // an editor below would take it as text
      clear();
      line = over.element;
      line.dataset.drop = over.below ? "below" : "above";
    },
    { signal, capture: true },
  );
  list.addEventListener(
    "drop",
    event => {
      const over = dragged.length > 0 ? place(event) : null;
      clear();
      if (!over) return;
      event.preventDefault();
      event.stopPropagation();
      const before = over.below ? book.cells.beside(over.element.dataset.cell!, 1) : over.element.dataset.cell;
      book.selection.choose(dragged, false, true);
      void book.sender.send("move-before", before);
      dragged = [];
    },
    { signal, capture: true },
  );
  list.addEventListener(
    "dragend",
    () => {
      dragged = [];
      clear();
    },
    { signal },
  );
}
