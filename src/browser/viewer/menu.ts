import { h } from "./dom.ts";

/** An entry of a menu: something to do, or a link to a file. */
export interface Entry {
  label: string | Node;
  run?: () => void;
  href?: string;
  download?: string;
  chosen?: boolean;
  note?: string;
}

/** Opens a menu at a button; arrows move, Enter chooses, Esc or a click beside it closes and gives the focus back. */
export function openMenu(button: HTMLElement, label: string, entries: Entry[], words = ""): void {
  const menu = h(
    "div",
    "wbl-menu",
    { popover: "auto", role: "menu", "aria-label": words ? `${label}. ${words}` : label },
    words ? h("p", "wbl-words", { role: "presentation" }, words) : null,
    ...entries.map(e => item(e, () => menu.hidePopover())),
  );
  show(menu, button);
  const items = [...menu.querySelectorAll<HTMLElement>(".wbl-item")];
  (items.find(i => i.getAttribute("aria-checked") === "true") ?? items[0])?.focus();
  menu.addEventListener("keydown", e => {
    const step = Number(e.key === "ArrowDown") - Number(e.key === "ArrowUp"),
      at = items.indexOf(document.activeElement as HTMLElement);
    if (step !== 0) {
      items[(at + step + items.length) % items.length]!.focus();
      e.preventDefault();
    }
    e.stopPropagation();
  });
}

/** Opens a few sentences at a button, with buttons below. */
export function openNote(button: HTMLElement, sentence: string, entries: Entry[], label = "Why"): void {
  const note = h(
    "div",
    "wbl-menu wbl-note",
    { popover: "auto", role: "dialog", "aria-label": label },
    h("p", "", {}, sentence),
    ...entries.map(e => item(e, () => note.hidePopover())),
  );
  note.tabIndex = -1;
  show(note, button);
  (note.querySelector<HTMLElement>("[role=menuitem]") ?? note).focus();
}

/** Opens fields at a button. @returns What closes it. */
export function openPanel(button: HTMLElement, label: string, ...content: Node[]): () => void {
  const panel = h("div", "wbl-menu wbl-note", { popover: "auto", role: "dialog", "aria-label": label }, ...content);
  show(panel, button);
  panel.querySelector<HTMLElement>("select, input, button")?.focus();
  panel.addEventListener("keydown", e => {
    if (e.key !== "Escape") e.stopPropagation();
  });
  return () => panel.hidePopover();
}

function item(entry: Entry, close: () => void): HTMLElement {
  const content = [entry.label, entry.note ? h("small", "", {}, entry.note) : null];
  if (entry.href) {
    const link = h("a", "wbl-item", { role: "menuitem", href: entry.href, download: entry.download ?? "" }, ...content);
    link.addEventListener("click", close);
    return link;
  }
  const button = h(
    "button",
    "wbl-item",
    { type: "button", role: entry.chosen === undefined ? "menuitem" : "menuitemradio", "aria-checked": entry.chosen },
    ...content,
  );
  button.addEventListener("click", () => {
    close();
    entry.run?.();
  });
  return button;
}

function show(popover: HTMLElement, button: HTMLElement): void {
  document.body.append(popover);
  popover.addEventListener("toggle", e => {
    if (e.newState !== "closed") return;
    popover.remove();
    button.setAttribute("aria-expanded", "false");
    if (document.activeElement === document.body || document.activeElement === null) button.focus({ preventScroll: true });
  });
  popover.showPopover();
  button.setAttribute("aria-expanded", "true");
  place(popover, button);
}

/** Puts what is open below a button, above it where there is no room, and never beyond the window. */
export function place(popover: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect(),
    size = popover.getBoundingClientRect();
  popover.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
  popover.style.top = `${at.bottom + 4 + size.height > innerHeight ? Math.max(8, at.top - size.height - 4) : at.bottom + 4}px`;
}
