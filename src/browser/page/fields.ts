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

/** A field with `data-key="/"` gets the cursor by that key, where nothing is being typed. */
export function keyedFields(): void {
  document.addEventListener("keydown", e => {
    if (e.defaultPrevented || e.ctrlKey || e.altKey || e.metaKey || e.key.length !== 1 || types(e.target)) return;
    const field = [...document.querySelectorAll<HTMLInputElement>("input[data-key]")].find(f => f.dataset.key === e.key);
    if (!field || field.disabled) return;
    field.focus();
    e.preventDefault();
  });
}

function types(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}
