const minus = "−";

/** A value with three significant digits and a true minus: `0.264`, `−0.881`, `1.84e−7`, `0`; `–` for what is no number. */
export function readOut(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text = size < 1e-3 || size >= 1e5 ? size.toExponential(2).replace("e+", "e").replace("e-", `e${minus}`) : fixed(size);
  return (value < 0 ? minus : "") + text;
}

function fixed(size: number): string {
  const rounded = Number(size.toPrecision(3));
  return rounded.toFixed(Math.max(0, 2 - Math.floor(Math.log10(rounded))));
}

/** Seconds as the lab prints them: `0.03 s`, `2.75 s`, `12.4 s`, `340 s`. */
export function seconds(value: number): string {
  if (value < 10) return `${value.toFixed(2)} s`;
  return `${value.toFixed(value < 100 ? 1 : 0)} s`;
}

/** Passes, `32 F + 32 B`; parts of a pass with one digit. */
export function passes(forwards: number, backwards: number): string {
  return [forwards > 0 ? `${countOf(forwards)} F` : "", backwards > 0 ? `${countOf(backwards)} B` : ""].filter(s => s !== "").join(" + ");
}

const meaning =
  "A pass is one photo's way through the whole network: forward (F) from the pixels to the scores, backward (B) from a score back to the " +
  "pixels. Part of the network counts as its share of the multiply-adds, so 0.25 is a quarter of a pass.";

/** What a number of passes means, in sentences. */
export function passesInWords(forwards: number, backwards: number): string {
  const parts = [forwards > 0 ? `${countOf(forwards)} forward` : "", backwards > 0 ? `${countOf(backwards)} backward` : ""].filter(
    s => s !== "",
  );
  return parts.length > 0 ? `${parts.join(" and ")}. ${meaning}` : meaning;
}

/** A number of passes: whole, or with one or two digits. */
export function countOf(n: number): string {
  if (Number.isInteger(n)) return String(n);
  return n < 0.01 ? "< 0.01" : n.toFixed(n < 1 ? 2 : 1);
}

/** A share as percent with at least two significant digits, true minus: `15.5 %`, `0.01 %`. */
export function percent(share: number): string {
  return `${share < 0 ? minus : ""}${hundredths(Math.abs(share * 100))} %`;
}

function hundredths(p: number): string {
  if (p === 0) return "0";
  return p < 0.01 ? "< 0.01" : p.toFixed(p < 1 ? 2 : 1);
}

/**
 * The value at a percentile, linear between ranks as numpy does it.
 * @param sorted Ascending; may be empty (then 0).
 * @param percentile 0 to 100.
 */
export function percentileOf(sorted: ArrayLike<number>, percentile: number): number {
  if (sorted.length === 0) return 0;
  const rank = (Math.min(Math.max(percentile, 0), 100) / 100) * (sorted.length - 1);
  const below = Math.floor(rank),
    above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (rank - below) * (sorted[above]! - sorted[below]!);
}

/** The percentile at which a value lies; the inverse of `percentileOf`. */
export function rankOf(sorted: ArrayLike<number>, value: number): number {
  let low = 0,
    high = sorted.length - 1;
  if (high < 1 || value >= sorted[high]!) return 100;
  if (value <= sorted[0]!) return 0;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle;
    else high = middle;
  }
  const step = sorted[high]! - sorted[low]!;
  return (100 * (low + (step > 0 ? (value - sorted[low]!) / step : 0))) / (sorted.length - 1);
}
