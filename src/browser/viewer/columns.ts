/** What stands above and below a map's picture: name, colour bar, foot. */
export const around = 96;
/** Rulers take this much more beside a picture that stands alone, and this much more above it. */
export const rulers = { beside: 66, above: 20 };

const gap = 12,
  comfortable = 236,
  smallest = 150,
  frame = 22;

/**
 * How many maps stand side by side: three of up to six, then four, five and six, where each gets a comfortable width; and as many more
 * as it takes to see a map whole.
 */
export function columnsFor(count: number, width: number, height: number): number {
  const wanted = 3 + [6, 12, 20].filter(few => count > few).length,
    comfortably = Math.max(2, Math.floor((width + gap) / (comfortable + gap)));
  let columns = Math.min(wanted, comfortably);
  while (sideOf(columns, width) > sideFor(height) + frame && sideOf(columns + 1, width) >= smallest) columns++;
  return Math.max(1, Math.min(count, columns));
}

/**
 * How wide a picture may be: so that its map is seen whole in a window of a height, and with it all the others where that takes little
 * away.
 */
export function sideFor(height: number, count = 1, columns = 1, width = Infinity): number {
  const one = Math.max(smallest, Math.floor(height - around)),
    rows = Math.ceil(count / columns),
    all = Math.floor((height - gap * (rows - 1)) / rows) - around,
    there = sideOf(columns, width) - frame;
  return all < there && all >= 0.85 * there ? all : one;
}

function sideOf(columns: number, width: number): number {
  return (width - gap * (columns - 1)) / columns;
}
