import { OutputFrame } from "../page/frame.ts";
import type { DotNet } from "../page/dotnet.ts";
import { LiveBook } from "./book.ts";
import { Table } from "./table.ts";

export { forget, unsaved } from "./journal.ts";

void import("../viewer/index.ts"); // maps among the outputs

for (const [name, element] of [
  ["wbl-frame", OutputFrame],
  ["wbl-table", Table],
] as const)
  if (!customElements.get(name)) customElements.define(name, element);

/** Takes a notebook's element in hand. */
export function openBook(root: HTMLElement, callee: DotNet, notebook: string): LiveBook {
  return new LiveBook(root, callee, notebook);
}
