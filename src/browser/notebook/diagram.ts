import mermaid from "mermaid";

let count = 0,
  queue: Promise<unknown> = Promise.resolve();

/** Draws a diagram and gives it as a picture: whatever its text says, a picture can do nothing. */
export function drawDiagram(text: string, dark: boolean): Promise<HTMLImageElement> {
  const drawn = queue.then(() => draw(text, dark));
  queue = drawn.catch(() => undefined);
  return drawn;
}

async function draw(text: string, dark: boolean): Promise<HTMLImageElement> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    layout: "dagre",
    theme: dark ? "dark" : "neutral",
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    fontFamily: "system-ui, sans-serif",
    maxTextSize: 50_000,
    suppressErrorRendering: true,
  });
  const { svg } = await mermaid.render(`wbl-diagram-${++count}`, text),
    picture = new Image();
  const drawing = new DOMParser().parseFromString(svg, "text/html").querySelector("svg")!,
    [, , width, height] = (drawing.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
  if (width && height) {
    for (const [name, value] of [
      ["width", width],
      ["height", height],
    ] as const) {
      drawing.setAttribute(name, String(value));
      picture[name] = Math.ceil(value);
    }
  }
  // As XML: what is fine in a page need not be so in a picture.
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`;
  return picture;
}
