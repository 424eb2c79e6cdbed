import { h } from "./dom.ts";

/** Marks in input pixels along both edges of a picture: every quarter, rounded to a multiple of 8. */
export function rulers(width: number, height: number): HTMLElement[] {
  const step = Math.max(8, Math.round(width / 4 / 8) * 8),
    marks: HTMLElement[] = [];
  for (let x = 0; x <= width; x += step) marks.push(mark("wbl-rule-x", "left", x, width));
  for (let y = step; y <= height; y += step) marks.push(mark("wbl-rule-y", "top", y, height));
  return marks;
}

function mark(className: string, side: "left" | "top", at: number, size: number): HTMLElement {
  const made = h("span", className, {}, String(at));
  made.style[side] = `${(100 * at) / size}%`;
  return made;
}
