/**
 * Enlarges a map bilinearly with align_corners = false: the centre of a cell stays where it is, beyond the outer centres the edge value
 * goes on.
 * @returns The same array when the size is the same already.
 */
export function bilinear(values: Float32Array, height: number, width: number, toHeight: number, toWidth: number): Float32Array {
  if (height === toHeight && width === toWidth) return values;
  const out = new Float32Array(toHeight * toWidth);
  const xs = taps(width, toWidth),
    ys = taps(height, toHeight);
  for (let y = 0, o = 0; y < toHeight; y++) {
    const top = ys.low[y]! * width,
      bottom = ys.high[y]! * width,
      v = ys.share[y]!;
    for (let x = 0; x < toWidth; x++, o++) {
      const l = xs.low[x]!,
        h = xs.high[x]!,
        u = xs.share[x]!;
      const a = values[top + l]! * (1 - u) + values[top + h]! * u,
        b = values[bottom + l]! * (1 - u) + values[bottom + h]! * u;
      out[o] = a * (1 - v) + b * v;
    }
  }
  return out;
}

function taps(from: number, to: number): { low: Int32Array; high: Int32Array; share: Float64Array } {
  const low = new Int32Array(to),
    high = new Int32Array(to),
    share = new Float64Array(to);
  for (let i = 0; i < to; i++) {
    const at = Math.max(0, ((i + 0.5) * from) / to - 0.5);
    low[i] = Math.min(Math.floor(at), from - 1);
    high[i] = Math.min(low[i]! + 1, from - 1);
    share[i] = at - low[i]!;
  }
  return { low, high, share };
}

/** Means of |values| over a grid of about `cells` x `cells` blocks: maps of every size become comparable. */
export function blockMeans(values: Float32Array, height: number, width: number, cells: number): Float32Array {
  return signedMeans(values.map(Math.abs), height, width, cells);
}

/** Means of values, with their signs, over the same grid. */
export function signedMeans(values: Float32Array, height: number, width: number, cells: number): Float32Array {
  const sum = new Float32Array(cells * cells),
    count = new Float32Array(cells * cells);
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor((y * cells) / height) * cells;
    for (let x = 0; x < width; x++, i++) {
      const c = row + Math.floor((x * cells) / width);
      sum[c]! += values[i]!;
      count[c]! += 1;
    }
  }
  return sum.map((s, c) => (count[c]! > 0 ? s / count[c]! : 0));
}
