import { entries, table } from "./colours.ts";
import { standardRanks } from "./agreement.ts";
import { percentileOf, rankOf } from "./numbers.ts";
import { bilinear, blockMeans, signedMeans } from "./resample.ts";
import type { Settings } from "./settings.ts";
import { cells, difference } from "./similarity.ts";

/** How the values of a layer become colours. */
export interface Scale {
  /** Whether zero lies in the middle. */
  signed: boolean;
  /** The value that gets the last colour. */
  limit: number;
}

/** A loaded map: native values, enlarged to the picture, ready to be painted again and again. */
export class Layer {
  /** Values at the picture's size; what is no number is 0 here. */
  readonly values: Float32Array;
  /** |v| of the native map, ascending. */
  readonly sizes: Float32Array;
  /** How many native values are no number or infinite. */
  readonly broken: number = 0;
  /** Where the strongest value lies, in pixels of the picture. */
  readonly peak: { x: number; y: number; value: number };
  private ranks: Float64Array | null = null;
  private grid: Float32Array | null = null;
  private last: { other: Layer; difference: Layer } | null = null;

  constructor(
    native: Float32Array,
    readonly nativeHeight: number,
    readonly nativeWidth: number,
    readonly height: number,
    readonly width: number,
    readonly signed: boolean,
  ) {
    for (const v of native) if (!Number.isFinite(v)) this.broken++;
    const clean = this.broken > 0 ? native.map(v => (Number.isFinite(v) ? v : 0)) : native;
    this.sizes = clean.map(Math.abs).sort();
    this.values = bilinear(clean, nativeHeight, nativeWidth, height, width);
    this.peak = this.findPeak();
  }

  /** Whether it has more than one value and any that is not 0. */
  get empty(): boolean {
    return !(this.sizes[this.sizes.length - 1]! > 0);
  }

  /** The scale under these settings. Whether zero lies in the middle is the method's own: it is the same for every photo and class. */
  scale(settings: Pick<Settings, "sign" | "clip">): Scale {
    const limit = percentileOf(this.sizes, settings.clip);
    return { signed: this.signed && settings.sign === "signed", limit: limit > 0 ? limit : this.sizes[this.sizes.length - 1]! };
  }

  /** The clip percentile that gives this limit. */
  clipOf(limit: number): number {
    return Math.min(100, Math.max(50, rankOf(this.sizes, limit)));
  }

  /** Paints into canvas pixels, one for each of `values`. */
  paint(pixels: Uint32Array, settings: Pick<Settings, "sign" | "clip" | "colours">): void {
    const { signed, limit } = this.scale(settings),
      colours = table(settings.colours, signed),
      { values } = this,
      last = entries - 1;
    const [zero, span] = signed ? [last / 2, last / 2] : [0, last];
    const factor = limit > 0 ? span / limit : 0,
      middle = zero + 0.5;
    const both = !signed && settings.sign === "absolute";
    for (let i = 0; i < values.length; i++) {
      const v = values[i]!,
        at = (both && v < 0 ? -v : v) * factor + middle;
      pixels[i] = colours[Math.min(last, Math.max(0, at)) | 0]!;
    }
  }

  /** Standard ranks of |v| on a grid of 56 x 56, for agreement between maps. */
  agreementRanks(): Float64Array {
    return (this.ranks ??= standardRanks(blockMeans(this.values, this.height, this.width, cells)));
  }

  /** Means on the same grid with their signs, to tell maps that are nearly the same. */
  means(): Float32Array {
    return (this.grid ??= signedMeans(this.values, this.height, this.width, cells));
  }

  /** This map minus another, each divided by its largest |value|: signed, at the size of the picture. */
  minus(other: Layer): Layer {
    if (this.last?.other !== other) {
      const { height, width } = this,
        values = difference(this.values, bilinear(other.values, other.height, other.width, height, width));
      this.last = { other, difference: new Layer(values, height, width, height, width, true) };
    }
    return this.last.difference;
  }

  private findPeak(): { x: number; y: number; value: number } {
    let best = 0;
    for (let i = 1; i < this.values.length; i++) if (Math.abs(this.values[i]!) > Math.abs(this.values[best]!)) best = i;
    return { x: best % this.width, y: Math.floor(best / this.width), value: this.values[best] ?? 0 };
  }
}
