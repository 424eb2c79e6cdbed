import { menus, nameOf } from "../page/shortcuts.ts";
import type { Book } from "./book.ts";
import { deeds, type Deed } from "./commands.ts";

const command = new Map<string, Deed>(), always = new Map<string, Deed>();
for (const deed of deeds) {
  for (const key of deed.keys ?? []) command.set(key, deed);
  for (const key of deed.always ?? []) { always.set(key, deed); if (!command.has(key)) command.set(key, deed); }
}
const firsts = new Set([...command.keys()].filter(key => key.includes(" ")).map(key => key.split(" ")[0]!));

/** Listens to the keys of a notebook: letters in command mode, chords everywhere. Two keys count as a pair within a second. */
export function listen(book: Book, signal: AbortSignal): void {
  let first = "", at = 0;
  document.addEventListener("keydown", event => {
    if (event.isComposing || event.defaultPrevented && event.key !== "Enter" || document.querySelector(`dialog[open], ${menus}`)) return;
    const name = keyOf(event), target = event.target instanceof Element ? event.target : document.body;
    const writing = target.closest(".cm-editor, input, textarea, select, [contenteditable]") !== null;
    const elsewhere = !writing && target !== document.body && !target.closest("[data-cells], main") && !event.ctrlKey;
    if (elsewhere) return;
    if (target.closest("input, textarea, select")) return;
    let deed = writing ? always.get(name) : command.get(name);
    if (!writing && !deed) {
      const pair = `${first} ${name}`;
      if (first && event.timeStamp - at < 1000) deed = command.get(pair);
      first = deed || !firsts.has(name) ? "" : name;
      at = event.timeStamp;
      if (!deed) { if (first) event.preventDefault(); return; }
    } else if (!writing) first = "";
    if (!deed || (deed.keys?.includes(name) && !deed.always?.includes(name) && /^(enter|space|shift\+space|arrow)/.test(name) && target.closest("button, a, summary, [role=tab], [role=button]"))) return;
    event.preventDefault();
    event.stopPropagation();
    if (!writing && target.closest("button, a")) book.current?.element.focus({ preventScroll: true }); // else Enter, pressed before the answer is here, would press the button
    book.expect(deed);
    book.inOrder(() => deed.run(book));
  }, { signal, capture: true });
}

/** As elsewhere, but a letter with shift counts as `shift+a`, and Ctrl+Shift+- is that on every keyboard. */
function keyOf(event: KeyboardEvent): string {
  const name = nameOf(event);
  if (event.shiftKey && event.ctrlKey && (event.code === "Minus" || event.key === "_" || event.key === "-")) return "ctrl+shift+-";
  return event.shiftKey && event.key.length === 1 && !name.includes("shift+") && !/[a-z]/i.test(event.key) ? name.replace(/([^+]+)$/, "shift+$1") : name;
}
