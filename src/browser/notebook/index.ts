import { OutputFrame } from "../page/frame.ts";
import type { DotNet } from "../page/dotnet.ts";
import { Book } from "./book.ts";

export { forget, unsaved } from "./journal.ts";

if (!customElements.get("wbl-frame")) customElements.define("wbl-frame", OutputFrame);

/** Takes a notebook's element in hand. */
export function openBook(root: HTMLElement, callee: DotNet, notebook: string): Book { return new Book(root, callee, notebook); }
