import { invoke, type DotNet } from "./dotnet.ts";

/**
 * Calls `OnShortcut(name)` for keys such as `ctrl+enter`, `a`, `]`, `escape`, `shift+enter`; the command key counts as ctrl.
 * Plain keys are left to what one types into, Escape to an open menu or list. A name in `fields` goes into the field of that selector
 * at once, where it can be seen: what is typed next must not wait for the server, or it would be taken for further shortcuts.
 */
export function shortcuts(callee: DotNet, keys: Record<string, string>, fields: Record<string, string> = {}): { dispose(): void } {
  const over = new AbortController(),
    wanted = new Map(Object.entries(keys).map(([k, v]) => [k.toLowerCase(), v]));
  document.addEventListener(
    "keydown",
    e => {
      const name = e.defaultPrevented || e.isComposing ? undefined : wanted.get(nameOf(e));
      if (name === undefined || !meant(e)) return;
      e.preventDefault();
      if (!enter(fields[name])) void invoke(callee, "OnShortcut", name);
    },
    { signal: over.signal },
  );
  return { dispose: () => over.abort() };
}

/** Menus, lists and dialogs that stand open and have the keys; a tooltip has none. */
export const menus = ".mud-popover-open:not(.mud-tooltip), .mud-dialog";

/** The name of a key with what is held: `ctrl+alt+shift+key`. Shift belongs to the sign itself where it makes another sign. */
export function nameOf(e: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const key = e.key === " " ? "space" : e.key.toLowerCase(),
    sign = key.length === 1 && key.toUpperCase() === key;
  return [e.ctrlKey || e.metaKey ? "ctrl+" : "", e.altKey ? "alt+" : "", e.shiftKey && !sign ? "shift+" : "", key].join("");
}

/** Puts the cursor into a field and chooses what stands there; false where there is none to be seen. */
function enter(selector: string | undefined): boolean {
  const field = selector === undefined ? null : document.querySelector<HTMLElement>(selector);
  field?.focus();
  return field !== null && document.activeElement === field;
}

function meant(e: KeyboardEvent): boolean {
  const target = e.target instanceof Element ? e.target : null,
    chord = e.ctrlKey || e.metaKey || e.altKey;
  if (e.key === "Escape")
    return document.querySelector(`${menus}, :popover-open:not(.mud-tooltip), dialog[open]:not(#components-reconnect-modal)`) === null;
  const field = target?.closest("input, textarea, select, [contenteditable]");
  const types =
    field !== null &&
    field !== undefined &&
    !(field instanceof HTMLInputElement && ["range", "checkbox", "radio", "button", "submit"].includes(field.type));
  return chord || !types;
}
