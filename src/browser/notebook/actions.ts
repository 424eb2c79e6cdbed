import type { Book } from "./types.ts";

const icon = (path: string): string => `<svg class="ic" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
const buttons: [string, string, string, string?][] = [
  ["run-stay", "Run", "M8 5v14l11-7z"],
  ["move-up", "Move up", "M4 12l1.4 1.4L11 7.8V20h2V7.8l5.6 5.6L20 12l-8-8z"],
  ["move-down", "Move down", "M20 12l-1.4-1.4L13 16.2V4h-2v12.2l-5.6-5.6L4 12l8 8z"],
  [
    "duplicate",
    "Duplicate",
    "M16 1H4a2 2 0 0 0-2 2v14h2V3h12zm3 4H8a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2zm0 16H8V7h11z",
  ],
  ["kind", "Turn into Markdown or code", "M9.4 16.6 4.8 12l4.6-4.6L8 6l-6 6 6 6zm5.2 0 4.6-4.6-4.6-4.6L16 6l6 6-6 6z"],
  ["fold-source", "Hide or show the input", "M3 5h18v2H3zm0 6h10v2H3zm0 6h14v2H3z"],
  ["insert-below", "Insert code below", "M19 13h-6v6h-2v-6H5v-2h6V5h2v6h6z"],
  ["delete", "Delete", "M16 9v10H8V9h8m-1.5-6h-5l-1 1H5v2h14V4h-3.500l-1-1zM18 7H6v12a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2z"],
];

let bar: HTMLElement | null = null;

/** The small toolbar of the active cell: there is one, and it moves. */
export function actions(book: Book, cell: HTMLElement): void {
  bar ??= make();
  if (bar.parentElement === cell) return;
  cell.append(bar);
  bar.querySelector<HTMLElement>("[data-do^=turn], [data-do=kind]")!.onclick = e => {
    e.stopPropagation();
    void book.sender.send("turn", book.current?.kind === "code" ? "markdown" : "code");
  };
}

function make(): HTMLElement {
  const element = document.createElement("div");
  element.className = "acts";
  element.setAttribute("role", "toolbar");
  element.setAttribute("aria-label", "Cell");
  element.innerHTML = buttons
    .map(
      ([command, title, path]) =>
        `<button type="button" class="ib" data-do="${command}" aria-label="${title}" title="${title}">${icon(path)}</button>`,
    )
    .join("");
  return element;
}
