import { diverging, sequential } from "./colours.ts";
import { h, text } from "./dom.ts";
import type { Layer, Scale } from "./layer.ts";
import { readOut } from "./numbers.ts";
import { canvas } from "./photo.ts";
import type { Settings } from "./settings.ts";

const steps = 257;

/** The bar below a map: limits, zero, a mark at the current value; its ends drag the limit. */
export class ColourBar {
  readonly element: HTMLElement;
  private readonly ramp = canvas(steps, 1);
  private readonly mark = h("u");
  private readonly low = h("span");
  private readonly zero = h("span", "wbl-zero");
  private readonly high = h("span");
  private painted = "";

  /** @param clipped Called while an end is dragged: the new limit, and whether only this map is meant. */
  constructor(
    private readonly clipped: (limit: number, alone: boolean) => void,
    private readonly limit: () => number,
  ) {
    const bar = h("div", "wbl-ramp", {}, this.ramp, this.mark, this.handle("wbl-low", -1), this.handle("wbl-high", 1));
    this.element = h("div", "wbl-cbar", { "aria-hidden": "true" }, bar, h("div", "wbl-limits", {}, this.low, this.zero, this.high));
  }

  /** Shows a layer's scale; nothing without a layer. */
  show(layer: Layer | null, settings: Settings): void {
    this.element.classList.toggle("wbl-blank", layer === null);
    if (!layer) {
      for (const s of [this.low, this.zero, this.high]) text(s, "\u00a0");
      return;
    }
    const scale = layer.scale(settings),
      limit = readOut(scale.limit);
    this.element.classList.toggle("wbl-signed", scale.signed);
    text(this.low, scale.signed && scale.limit > 0 ? `−${limit}` : "0");
    const sizes = layer.signed && settings.sign === "absolute" ? "|v|" : "";
    text(this.zero, scale.signed ? "0" : sizes);
    text(this.high, limit);
    this.paint(settings, scale);
  }

  /** Moves the mark to a value; null hides it. */
  point(value: number | null, scale: Scale | null, absolute: boolean): void {
    this.mark.hidden = value === null || scale === null || !(scale.limit > 0);
    if (this.mark.hidden) return;
    const v = absolute ? Math.abs(value!) : value!,
      t = scale!.signed ? (v / scale!.limit + 1) / 2 : v / scale!.limit;
    this.mark.style.left = `${100 * Math.min(1, Math.max(0, t))}%`;
  }

  private paint(settings: Settings, scale: Scale): void {
    const key = `${settings.colours} ${scale.signed}`;
    if (key === this.painted) return;
    this.painted = key;
    drawRamp(this.ramp.getContext("2d")!, settings.colours, scale.signed, steps, 1);
  }

  private handle(className: string, side: number): HTMLElement {
    const handle = h("b", className, { title: "Drag to clip; with Shift this map only" });
    handle.addEventListener("pointerdown", down => {
      const start = this.limit(),
        width = this.element.clientWidth || 1;
      handle.setPointerCapture(down.pointerId);
      const move = (e: PointerEvent): void => this.clipped(start * Math.exp((2.5 * side * (e.clientX - down.clientX)) / width), e.shiftKey);
      handle.addEventListener("pointermove", move);
      handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), { once: true });
      down.preventDefault();
    });
    return handle;
  }
}

const ramps = new Map<string, ImageData>();

/**
 * Draws the colours of a scale from left to right: opaque, but for the diverging map, which is transparent at zero. Each width is worked
 * out once.
 */
export function drawRamp(
  context: CanvasRenderingContext2D,
  colours: Settings["colours"],
  signed: boolean,
  width: number,
  height: number,
): void {
  const key = `${signed && colours !== "jet" ? "signed" : colours} ${signed} ${width} ${height}`;
  let image = ramps.get(key);
  if (!image) {
    ramps.set(key, (image = context.createImageData(width, height)));
    for (let i = 0; i < width * height; i++) {
      const t = (i % width) / Math.max(1, width - 1),
        [r, g, b, a] = signed ? diverging(colours, 2 * t - 1) : sequential(colours, t);
      image.data.set([r, g, b, signed && colours !== "jet" ? 255 * a : 255], 4 * i);
    }
  }
  context.putImageData(image, 0, 0);
}
