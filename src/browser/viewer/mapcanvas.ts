import type { Layer } from "./layer.ts";
import { canvas, type Photo } from "./photo.ts";
import type { Settings } from "./settings.ts";

/** The picture of a map: the photo, and its colours over it. What has not changed is not drawn again. */
export class MapCanvas {
  readonly photoLayer = canvas(1, 1);
  readonly mapLayer = canvas(1, 1);
  private photo: Photo | null = null;
  private layer: Layer | null = null;
  private shownPhoto = "";
  private pixels: { image: ImageData; words: Uint32Array } | null = null;
  private painted = "";
  private paintedLayer: Layer | null = null;

  constructor() {
    this.photoLayer.className = "wbl-photo-layer";
    this.mapLayer.className = "wbl-map-layer";
  }

  /** Takes a photo and draws it. */
  setPhoto(photo: Photo, settings: Settings): void {
    this.photo = photo;
    this.drawPhoto(settings);
  }

  /** Takes a map. @returns Whether the picture has another size now. */
  setLayer(layer: Layer): boolean {
    if (layer === this.layer) return false;
    this.mapLayer.classList.toggle("wbl-pixels", layer.nativeWidth === layer.width);
    this.mapLayer.classList.toggle("wbl-appear", this.layer === null);
    this.layer = layer;
    return this.fit(layer);
  }

  /** Takes the map away. */
  clear(): void {
    this.layer = null;
    this.pixels = null;
    this.mapLayer.width = 1; // a new width empties it
  }

  /** Shows photo and map under the settings. @returns Whether the map was painted. */
  draw(settings: Settings): boolean {
    const opacity = String(settings.opacity);
    if (this.mapLayer.style.opacity !== opacity) this.mapLayer.style.opacity = opacity;
    if (this.shownPhoto !== settings.photo) this.drawPhoto(settings);
    return this.paint(settings);
  }

  /** Draws what is shown into a context. */
  compose(context: CanvasRenderingContext2D, settings: Settings, x: number, y: number, width: number, height: number): void {
    const under = this.under(settings);
    if (under) context.drawImage(under, x, y, width, height);
    context.globalAlpha = settings.opacity;
    if (this.layer) context.drawImage(this.mapLayer, x, y, width, height);
    context.globalAlpha = 1;
  }

  private fit({ width, height }: Layer): boolean {
    if (this.pixels && this.mapLayer.width === width && this.mapLayer.height === height) return false;
    this.mapLayer.width = width;
    this.mapLayer.height = height;
    const image = this.mapLayer.getContext("2d")!.createImageData(width, height);
    this.pixels = { image, words: new Uint32Array(image.data.buffer) };
    return true;
  }

  private paint(settings: Settings): boolean {
    const key = `${settings.colours} ${settings.sign} ${settings.clip} ${settings.zero}`;
    if (!this.layer || !this.pixels || (key === this.painted && this.paintedLayer === this.layer)) return false;
    this.painted = key;
    this.paintedLayer = this.layer;
    this.layer.paint(this.pixels.words, settings);
    this.mapLayer.getContext("2d")!.putImageData(this.pixels.image, 0, 0);
    return true;
  }

  private drawPhoto(settings: Settings): void {
    this.shownPhoto = settings.photo;
    if (!this.photo) return;
    this.photoLayer.width = this.photo.width;
    this.photoLayer.height = this.photo.height;
    const under = this.under(settings);
    if (under) this.photoLayer.getContext("2d")!.drawImage(under, 0, 0);
  }

  private under({ photo }: Settings): HTMLCanvasElement | null {
    if (!this.photo || photo === "off") return null;
    return photo === "grey" ? this.photo.grey : this.photo.colour;
  }
}
