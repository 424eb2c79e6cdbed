/** A field with `data-whole` that has just got the cursor, until something is typed or clicked. */
let fresh: HTMLInputElement | null = null;

/**
 * A field with `data-whole` is chosen whole when it gets the cursor, by key or by click: what is typed replaces what stands there.
 * Here and not on the server, whose answer would choose what was typed meanwhile.
 */
export function wholeFields(): void {
  document.addEventListener("focusin", e => {
    fresh = e.target instanceof HTMLInputElement && e.target.closest("[data-whole]") ? e.target : null;
    fresh?.select();
  });
  document.addEventListener(
    "input",
    () => {
      fresh = null;
    },
    { capture: true },
  );
  document.addEventListener("click", e => {
    const caret = fresh !== null && fresh.selectionStart === fresh.selectionEnd; // the click has put it somewhere
    if (caret && e.target === fresh) fresh?.select();
    fresh = null;
  });
}
