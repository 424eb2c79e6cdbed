import katex from "katex";

let styled = false;

/** Draws a formula of LaTeX; a wrong one stays legible in red. Nothing in it may act: no links, no raw HTML, no endless macros. */
export function drawFormula(element: HTMLElement, text: string, display: boolean): void {
  if (!styled) {
    styled = true;
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL("formula.css", import.meta.url).href;
    document.head.append(sheet);
  }
  katex.render(text, element, {
    displayMode: display,
    throwOnError: false,
    errorColor: "var(--wbl-error)",
    trust: false,
    strict: "ignore",
    maxExpand: 500,
    maxSize: 40,
  });
}
