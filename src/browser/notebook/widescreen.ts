import type { Book } from "./types.ts";

const kept = "wbl-variables";

/** Where there is room for them, the variables stand beside the cells, unless somebody has closed them. */
export function openVariables(book: Book): void {
  if (window.matchMedia("(min-width: 1800px)").matches && !closed()) void book.sender.send("variables", "on");
}

/** Opens or closes the variables, and remembers that. */
export async function turnVariables(book: Book): Promise<void> {
  const on = !book.root.classList.contains("vars-open");
  keep(on);
  await book.sender.send("variables", on ? "on" : "off");
}

function closed(): boolean {
  try {
    return localStorage.getItem(kept) === "off";
  } catch {
    return false; // a browser that keeps nothing
  }
}

function keep(on: boolean): void {
  try {
    localStorage.setItem(kept, on ? "on" : "off");
  } catch {
    /* not kept */
  }
}
