import { h, text } from "./dom.ts";
import type { Spot } from "./page.ts";
import { page } from "./page.ts";
import type { Picture } from "./types.ts";

const hold = 250,
  far = 44;

/** The cross on one picture: pointer, touch and arrow keys move it everywhere, a click pins it. */
export class Crosshair {
  private readonly across = h("i", "wbl-hx");
  private readonly down = h("i", "wbl-hy");
  private readonly value = h("span", "wbl-read");
  private linked = true;
  private unsubscribe: (() => void) | null = null;
  private touch: { x: number; y: number; at: number; holding: boolean; swiped: boolean } | null = null;

  constructor(private readonly picture: Picture) {
    const { face } = picture;
    face.append(this.across, this.down, this.value);
    face.addEventListener("pointermove", e => this.pointerMoved(e));
    face.addEventListener("pointerdown", e => {
      if (e.pointerType !== "mouse") this.touch = { x: e.clientX, y: e.clientY, at: e.timeStamp, holding: false, swiped: false };
    });
    face.addEventListener("pointerleave", e => {
      if (e.pointerType === "mouse" && !page.spot?.pinned) page.set(null);
    });
    face.addEventListener("click", e => {
      if (!this.touch?.swiped && !this.touch?.holding) this.go(e, true);
    });
    face.addEventListener(
      "touchmove",
      e => {
        if (this.touch?.holding) e.preventDefault();
      },
      { passive: false },
    );
    face.addEventListener("contextmenu", e => {
      if (this.touch?.holding) e.preventDefault();
    });
    face.addEventListener("keydown", e => this.keyed(e));
  }

  /** Starts to follow the page's spot. */
  follow(): void {
    this.unsubscribe ??= page.subscribe(spot => this.show(spot));
  }

  /** Stops following. */
  rest(): void {
    this.unsubscribe?.();
    this.unsubscribe = null;
  }

  /** Draws again, for a value that has changed under the cross. */
  refresh(): void {
    this.show(page.spot);
  }

  /** Draws again when linking was switched. */
  refreshIf(link: boolean): void {
    if (this.linked !== link) this.refresh();
  }

  private show(spot: Spot | null): void {
    const { face } = this.picture,
      { width, height } = this.picture.size();
    this.linked = this.picture.linked;
    const here = spot !== null && width > 0 && (this.picture.linked || spot.source === null || spot.source === this.picture);
    face.classList.toggle("wbl-crossed", here);
    face.classList.toggle("wbl-pinned", here && spot.pinned);
    if (!here) {
      this.picture.moved(null);
      return;
    }
    const x = pixel(spot.x, width),
      y = pixel(spot.y, height),
      u = (x + 0.5) / width,
      v = (y + 0.5) / height;
    face.style.setProperty("--x", `${100 * u}%`);
    face.style.setProperty("--y", `${100 * v}%`);
    const value = this.picture.valueAt(x, y);
    text(this.value, value);
    this.value.className = `wbl-read${u > 0.6 ? " wbl-left" : ""}${v < 0.16 ? " wbl-below" : ""}`;
    this.value.hidden = value === "";
    this.picture.moved({ x, y });
  }

  private pointerMoved(e: PointerEvent): void {
    const t = this.touch;
    if (e.pointerType === "mouse") {
      if (!page.spot?.pinned) this.go(e, false);
      return;
    }
    if (!t || t.swiped) return;
    const dx = e.clientX - t.x,
      dy = e.clientY - t.y;
    if (
      !t.holding &&
      this.picture.swiped &&
      this.picture.single &&
      Math.abs(dx) > far &&
      Math.abs(dx) > 1.5 * Math.abs(dy) &&
      e.timeStamp - t.at < 600
    ) {
      t.swiped = true;
      this.picture.swiped(dx < 0 ? 1 : -1);
    } else if (t.holding || e.timeStamp - t.at > hold) {
      t.holding = true;
      this.go(e, true);
    }
  }

  private go(e: { clientX: number; clientY: number }, pinned: boolean): void {
    const box = this.picture.face.getBoundingClientRect();
    if (box.width === 0) return;
    page.set({ x: share((e.clientX - box.left) / box.width), y: share((e.clientY - box.top) / box.height), pinned, source: this.picture });
  }

  private keyed(e: KeyboardEvent): void {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key] ?? [0, 0];
    const { width, height } = this.picture.size();
    if ((dx === 0 && dy === 0) || width === 0 || e.ctrlKey || e.altKey || e.metaKey) return;
    const by = e.shiftKey ? 8 : 1,
      from = page.spot ?? { x: 0.5, y: 0.5 };
    const x = pixel(from.x, width) + by * dx!,
      y = pixel(from.y, height) + by * dy!;
    page.set({ x: share((x + 0.5) / width), y: share((y + 0.5) / height), pinned: true, source: this.picture });
    e.preventDefault();
    e.stopPropagation();
  }
}

function share(x: number): number {
  return Math.min(0.999999, Math.max(0, x));
}

function pixel(at: number, size: number): number {
  return Math.min(size - 1, Math.floor(at * size));
}
