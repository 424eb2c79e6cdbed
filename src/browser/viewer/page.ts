import { Emitter } from "./emitter.ts";

/** Where the cross-hair stands: in 0..1 of the picture, so that photos of every size share it. */
export interface Spot {
  x: number;
  y: number;
  /** A click holds it; Esc frees it. */
  pinned: boolean;
  /** The picture it came from; null from outside. */
  source: object | null;
}

/** What all maps of the page share: the spot. Who has subscribed hears of a change once a frame. */
class Page extends Emitter<Spot | null> {
  spot: Spot | null = null;
  private frame = 0;

  /** Moves the cross. */
  set(spot: Spot | null): void {
    this.spot = spot;
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.emit(this.spot);
    });
  }

  /** Tells every move from now on, and at once where the cross is. */
  override subscribe(listener: (spot: Spot | null) => void): () => void {
    listener(this.spot);
    return super.subscribe(listener);
  }
}

/**
 * One of a kind in the window, also when this module was loaded twice under two addresses (with and without its fingerprint): calls through
 * either reach the same maps.
 */
export function shared<T>(name: string, make: () => T): T {
  const all = window as unknown as Record<symbol, T | undefined>,
    key = Symbol.for(`whiteboxlab ${name}`);
  return (all[key] ??= make());
}

/** The page. */
export const page = shared("page", () => new Page());

document.addEventListener(
  "keydown",
  e => {
    if (e.key !== "Escape" || !page.spot?.pinned || e.defaultPrevented || document.querySelector(".wbl-menu:popover-open")) return;
    page.set(null);
    e.preventDefault(); // the first Esc frees the cross, the next one may stop a run
  },
  { capture: true },
);

/** Whether keys belong to something one types into. */
export function typing(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target.closest("input, textarea, select, [contenteditable]") : null;
  return (
    element !== null &&
    !(element instanceof HTMLInputElement && ["range", "checkbox", "radio", "button", "file", "submit"].includes(element.type))
  );
}
