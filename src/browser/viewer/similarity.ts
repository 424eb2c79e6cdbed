/** From this correlation on two maps count as nearly the same. */
export const nearly = 0.98;

/** The cells of the grid, in a row and in a column, to which maps of every size are brought before they are compared. */
export const cells = 56;

/** Pearson's r of two lists of one length; NaN where either is the same everywhere. */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [one, two] = [mean(a), mean(b)];
  let both = 0,
    first = 0,
    second = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i]! - one,
      y = b[i]! - two;
    both += x * y;
    first += x * x;
    second += y * y;
  }
  return first === 0 || second === 0 ? NaN : Math.max(-1, Math.min(1, both / Math.sqrt(first * second)));
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Which map another is nearly the same as, and how nearly. */
export interface Likeness {
  /** The place of the first map of the group. */
  first: number;
  /** Pearson's r of the two. */
  r: number;
}

/**
 * Groups maps that are nearly the same: each joins the one that it is most like among those that stand first in their groups, where r is
 * large enough, and stands first in a group of its own otherwise. So what is said of a map holds of the first one itself, never by a chain.
 * @param maps Values on one grid; null for a map that is not there.
 * @returns For each map the first of its group; null for those that are first, stand alone or are not there.
 */
export function likenesses(maps: readonly (ArrayLike<number> | null)[], least = nearly): (Likeness | null)[] {
  const firsts: number[] = [];
  return maps.map((map, i) => {
    if (!map) return null;
    const best = firsts
      .map(first => ({ first, r: pearson(maps[first]!, map) }))
      .filter(l => l.r >= least)
      .sort((a, b) => b.r - a.r)[0];
    if (!best) firsts.push(i);
    return best ?? null;
  });
}

/** r in words: two digits, and never 1.00 for what is not the same. */
export function inWords(r: number): string {
  return r < 1 && r >= 0.995 ? "> 0.99" : `= ${r.toFixed(2)}`;
}

/** One map minus another, each divided by its largest |value| before; an empty map stays 0. Both have one size. */
export function difference(map: Float32Array, other: Float32Array): Float32Array {
  const [one, two] = [scaleOf(map), scaleOf(other)];
  return map.map((v, i) => v * one - other[i]! * two);
}

function scaleOf(map: Float32Array): number {
  const largest = map.reduce((a, v) => Math.max(a, Math.abs(v)), 0);
  return largest > 0 ? 1 / largest : 0;
}
