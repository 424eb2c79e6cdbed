import { drawRamp } from "./colourbar.ts";
import { passes, readOut, seconds } from "./numbers.ts";
import { canvas } from "./photo.ts";
import type { ShownMap } from "./types.ts";

const side = 448,
  gap = 24,
  head = 40,
  foot = 76;

/** A PNG of maps side by side, on white, with names, colour bars and limits. Null when none of them is there yet. */
export async function drawFigure(maps: readonly ShownMap[]): Promise<Blob | null> {
  const shown = maps.filter(m => m.layer);
  if (shown.length === 0) return null;
  await document.fonts.ready;
  const columns = Math.min(shown.length, shown.length > 6 ? 4 : 3),
    rows = Math.ceil(shown.length / columns);
  const cell = Math.max(...shown.map(m => (side * m.layer!.height) / m.layer!.width)) + head + foot;
  const figure = canvas(columns * (side + gap) + gap, Math.round(rows * (cell + gap) + gap)),
    context = figure.getContext("2d")!;
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, figure.width, figure.height);
  shown.forEach((m, i) => drawMap(context, m, gap + (i % columns) * (side + gap), gap + Math.floor(i / columns) * (cell + gap)));
  return new Promise(done => figure.toBlob(done, "image/png"));
}

function drawMap(context: CanvasRenderingContext2D, map: ShownMap, x: number, y: number): void {
  const layer = map.drawn!,
    height = (side * layer.height) / layer.width,
    a = map.artifact;
  write(context, map.caption, x, y + 24, "left", "600 22px 'IBM Plex Sans', sans-serif", "#15191A");
  if (a) write(context, a.label, x + side, y + 24, "right", "18px 'IBM Plex Sans', sans-serif", "#4A5355");
  context.imageSmoothingQuality = "high";
  map.compose(context, x, y + head, side, height);
  const bar = y + head + height + 12,
    scale = layer.scale(map.settings);
  const ramp = canvas(side, 12);
  drawRamp(ramp.getContext("2d")!, map.settings.colours, scale.signed, side, 12);
  context.drawImage(ramp, x, bar);
  const mono = "16px 'JetBrains Mono', monospace";
  write(context, scale.signed ? readOut(-scale.limit) : "0", x, bar + 32, "left", mono, "#4A5355");
  if (scale.signed) write(context, "0", x + side / 2, bar + 32, "center", mono, "#15191A");
  write(context, readOut(scale.limit), x + side, bar + 32, "right", mono, "#4A5355");
  if (a)
    write(
      context,
      `${passes(a.forwards, a.backwards)}  ${seconds(a.seconds)}  ${a.layer ?? "input"} · ${a.height}×${a.width}`,
      x,
      bar + 58,
      "left",
      mono,
      "#4A5355",
    );
}

function write(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  align: CanvasTextAlign,
  font: string,
  colour: string,
): void {
  context.font = font;
  context.fillStyle = colour;
  context.textAlign = align;
  context.fillText(text, x, y, side);
}
