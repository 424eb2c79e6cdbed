import { menus } from "./shortcuts.ts";

/**
 * A panel that lies over the page in narrow windows, as long as `root` has the class `opened`: it gets the focus when it opens, Escape
 * closes it, and what had the focus before has it again.
 * @param panel The panel's selector.
 * @param closes The selector of its button that closes it.
 */
export function drawer(root: HTMLElement, panel: string, opened: string, closes: string, signal: AbortSignal): void {
  let open = root.classList.contains(opened),
    opener: HTMLElement | null = null;
  const over = (): HTMLElement | null => {
    const found = root.classList.contains(opened) ? root.querySelector<HTMLElement>(panel) : null;
    return found && getComputedStyle(found).position === "fixed" && found.checkVisibility() ? found : null;
  };
  const watch = new MutationObserver(() => {
    if (open === root.classList.contains(opened)) return;
    open = !open;
    if (open) {
      opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      over()?.querySelector<HTMLElement>(closes)?.focus();
    } else if (lost(panel)) opener?.focus();
  });
  watch.observe(root, { attributeFilter: ["class"], childList: true, subtree: false });
  document.addEventListener(
    "keydown",
    event => {
      if (event.key !== "Escape" || event.isComposing || busy()) return;
      const close = over()?.querySelector<HTMLElement>(closes);
      if (!close) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      close.click();
    },
    { signal, capture: true },
  );
  signal.addEventListener("abort", () => watch.disconnect());
}

/** Whether nothing that is to be seen has the focus: it was in the panel. */
function lost(panel: string): boolean {
  const at = document.activeElement;
  return at === null || at === document.body || at.closest(panel) !== null;
}

/** Whether Escape is meant for something else. */
function busy(): boolean {
  return document.querySelector(`${menus}, dialog[open]:not(#components-reconnect-modal), .wbl-menu:popover-open`) !== null;
}
