/**
 * Ranks from 1, ties share their mean, turned to mean 0 and length 1, so that Spearman's rho of two maps is one dot product. All equal:
 * zeros.
 */
export function standardRanks(values: ArrayLike<number>): Float64Array {
  const n = values.length,
    order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(n);
  for (let i = 0; i < n;) {
    let j = i;
    while (j + 1 < n && values[order[j + 1]!] === values[order[i]!]) j++;
    for (let k = i; k <= j; k++) ranks[order[k]!] = (i + j) / 2 + 1 - (n + 1) / 2;
    i = j + 1;
  }
  const length = Math.sqrt(ranks.reduce((s, r) => s + r * r, 0));
  return length > 0 ? ranks.map(r => r / length) : ranks;
}

/** Spearman's rho of two maps from their `standardRanks`; NaN when either is the same everywhere. */
export function spearman(a: Float64Array, b: Float64Array): number {
  let sum = 0,
    one = 0,
    two = 0;
  for (let i = 0; i < a.length; i++) {
    sum += a[i]! * b[i]!;
    one += a[i]! * a[i]!;
    two += b[i]! * b[i]!;
  }
  return one === 0 || two === 0 ? NaN : Math.max(-1, Math.min(1, sum));
}
