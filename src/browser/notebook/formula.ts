import katex from "katex";

/** Nothing in a formula may act: no links, no raw HTML, no endless macros. A wrong one stays legible in red. */
const careful = { throwOnError: false, trust: false, strict: "ignore", maxExpand: 500, maxSize: 40 } as const;

let styled = false;

/** Draws a formula of LaTeX. */
export function drawFormula(element: HTMLElement, text: string, display: boolean): void {
  if (!styled) {
    styled = true;
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL("formula.css", import.meta.url).href;
    document.head.append(sheet);
  }
  katex.render(text, element, { ...careful, displayMode: display, errorColor: "var(--wbl-error)" });
}

/** A formula of LaTeX as MathML, which browsers show by themselves. */
export function formulaMarkup(text: string, display: boolean): string {
  return katex.renderToString(text, { ...careful, displayMode: display, errorColor: "#A8261E", output: "mathml" });
}
