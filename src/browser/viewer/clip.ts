/** The clip slider is fine where it matters: 70 % of its way is 99.46. */
export function toClip(position: number): number {
  return 100 - 20 * (1 - position / 100) ** 3;
}

/** Where the slider stands for a percentile; the inverse of `toClip`. */
export function fromClip(clip: number): number {
  return 100 * (1 - Math.cbrt(Math.max(0, 100 - Math.max(clip, 80)) / 20));
}
