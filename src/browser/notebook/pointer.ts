import { commandOf } from "./commands.ts";
import type { Book } from "./types.ts";

/** What has a use of its own for a click. */
const own = ".cm-editor, button, a, input, select, label, [draggable], wbl-stage, wbl-frame, wbl-table";

/** Listens to the pointer: buttons do commands, a click beside them chooses a cell, a double click into prose writes in it. */
export function point(book: Book, signal: AbortSignal): void {
  book.root.addEventListener("click", e => clicked(book, e.target as Element), { signal });
  book.root.addEventListener("pointerdown", e => pressed(book, e), { signal });
  book.cells.element.addEventListener("dblclick", e => void ((e.target as Element).closest(".prose") && book.writing.edit()), { signal });
}

function clicked(book: Book, target: Element): void {
  const button = target.closest<HTMLElement>("[data-do]");
  if (!button || button.hasAttribute("disabled")) return;
  const cell = cellOf(target);
  if (cell && !book.selection.has(cell)) book.selection.choose([cell], false, true);
  const name = button.dataset.do!;
  const command = commandOf.get(name);
  void (command ? command.run(book, button.dataset.with) : book.sender.send(name, button.dataset.with));
}

function pressed(book: Book, event: PointerEvent): void {
  const target = event.target as Element;
  const cell = cellOf(target);
  if (!cell || target.closest(own)) return;
  const { selection } = book;
  if (event.shiftKey && selection.activeCell) {
    event.preventDefault();
    selection.extend(cell);
  } else if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    selection.toggle(cell);
  } else {
    book.writing.end();
    selection.choose([cell], false, window.getSelection()?.type === "Range");
  }
}

function cellOf(target: Element): string | undefined {
  return target.closest<HTMLElement>("section[data-cell]")?.dataset.cell;
}
