import { h, text } from "./dom.ts";
import type { Spot } from "./page.ts";
import { canvas, type Photo } from "./photo.ts";

const times = 7;

/** The photo around the cross, seven times as large, pixel by pixel. */
export class Loupe {
  photo: Photo | null = null;
  private readonly picture = canvas(1, 1);
  private side = 0;
  private spot: Spot | null = null;
  private readonly colour = h("i", "wbl-colour");
  private readonly words = h("span", "wbl-mono");
  readonly element = h(
    "section",
    "wbl-loupe",
    { "aria-label": "Loupe" },
    h("div", "wbl-lens", {}, this.picture, h("i", "wbl-eye")),
    h("div", "wbl-lens-foot", {}, h("span", "wbl-mono", {}, `${times}×`), h("span", "wbl-gap"), this.colour, this.words),
  );

  constructor() {
    new ResizeObserver(([e]) => {
      this.side = e!.contentRect.width;
      this.show(this.spot);
    }).observe(this.picture.parentElement!);
  }

  /** Draws around the spot; the middle while there is none. */
  show(spot: Spot | null): void {
    const { photo } = this;
    this.spot = spot;
    this.element.classList.toggle("wbl-idle", spot === null || photo === null);
    if (!photo || this.side === 0) {
      text(this.words, "");
      return;
    }
    const x = Math.floor((spot?.x ?? 0.5) * photo.width),
      y = Math.floor((spot?.y ?? 0.5) * photo.height);
    this.draw(photo, x, y);
    const at = 4 * (y * photo.width + x),
      [r, g, b] = photo.rgba.subarray(at, at + 3);
    this.colour.style.background = spot ? `rgb(${r},${g},${b})` : "none";
    text(this.words, spot ? `RGB ${r} ${g} ${b}` : "");
  }

  private draw(photo: Photo, x: number, y: number): void {
    const size = Math.round(this.side * devicePixelRatio),
      scale = times * devicePixelRatio;
    if (this.picture.width !== size) this.picture.width = this.picture.height = size;
    const context = this.picture.getContext("2d")!;
    context.imageSmoothingEnabled = false;
    context.clearRect(0, 0, size, size);
    context.drawImage(
      photo.colour,
      Math.round(size / 2 - (x + 0.5) * scale),
      Math.round(size / 2 - (y + 0.5) * scale),
      photo.width * scale,
      photo.height * scale,
    );
  }
}
