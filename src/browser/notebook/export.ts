import { latexOf } from "./prose.ts";

/**
 * A notebook that is kept as a web page or printed gets its formulas and diagrams drawn on the way, for that the lab itself cannot: as
 * MathML and as pictures, so that the page still needs nothing else and holds no script.
 */
export function drawExports(signal: AbortSignal): void {
  document.addEventListener("click", clicked, { signal, capture: true });
}

function clicked(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href*='notebook-files/']") : null,
    form = link && new URL(link.href).searchParams.get("as");
  if (!link || !(form === "html" || form === "print") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const tab = form === "print" ? window.open("about:blank") : null;
  if (form === "print" && !tab) return; // not allowed here: then as the lab writes it
  event.preventDefault();
  void give(link.href, tab);
}

async function give(address: string, tab: Window | null): Promise<void> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const url = URL.createObjectURL(new Blob([await drawn(await answer.text())], { type: "text/html;charset=utf-8" }));
    if (tab) tab.location.replace(url);
    else keep(url, nameOf(address));
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  } catch {
    (tab ?? window).location.assign(address); // as the lab writes it
  }
}

function keep(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

function nameOf(address: string): string {
  const file = decodeURIComponent(new URL(address).pathname.split("/").at(-1) ?? "");
  return file.replace(/\.ipynb$/, ".html");
}

async function drawn(html: string): Promise<string> {
  const page = new DOMParser().parseFromString(html, "text/html");
  const formulas = page.querySelectorAll(".math"),
    diagrams = page.querySelectorAll("code.language-mermaid");
  if (formulas.length > 0) {
    const { formulaMarkup } = await import("./formula.ts");
    for (const formula of formulas) formula.innerHTML = formulaMarkup(...latexOf(formula));
  }
  for (const diagram of diagrams) await draw(diagram);
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}

/** One that cannot be drawn stays text. */
async function draw(diagram: Element): Promise<void> {
  const text = diagram.textContent ?? "";
  try {
    const picture = await (await import("./diagram.ts")).drawDiagram(text, false);
    picture.alt = `A diagram: ${text.slice(0, 200)}`;
    (diagram.closest("pre") ?? diagram).replaceWith(diagram.ownerDocument.importNode(picture));
  } catch {
    /* it stays text */
  }
}
