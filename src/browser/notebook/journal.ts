import type { Unsaved } from "../messages.ts";

const roomForBase = 100_000,
  roomForText = 1_000_000;
const prefix = (notebook: string): string => `wbl-journal:${notebook}\n`;

/** Keeps a cell's text until the server has it. Where the browser keeps nothing (private window, full), nothing is kept. */
export function keep(notebook: string, cell: string, text: string, base: string): void {
  if (text.length > roomForText) return;
  try {
    localStorage.setItem(prefix(notebook) + cell, JSON.stringify({ text, base: base.length > roomForBase ? null : base }));
  } catch {
    /* not kept */
  }
}

/** Forgets a cell's text: the server has it, or nobody wants it. */
export function forget(notebook: string, cell: string): void {
  try {
    localStorage.removeItem(prefix(notebook) + cell);
  } catch {
    /* nothing kept */
  }
}

/** What is kept of a notebook. */
export function unsaved(notebook: string): Unsaved[] {
  try {
    return Object.keys(localStorage)
      .filter(k => k.startsWith(prefix(notebook)))
      .map(k => ({ cell: k.slice(prefix(notebook).length), ...(JSON.parse(localStorage.getItem(k)!) as Omit<Unsaved, "cell">) }));
  } catch {
    return [];
  }
}
