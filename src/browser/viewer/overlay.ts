import { h, text } from "./dom.ts";
import type { ShownMap } from "./types.ts";

/** What lies over a picture while it is not finished: words, a way on, the progress line. */
export class Overlay {
  readonly element = h("div", "wbl-overlay");
  readonly progress = h("div", "wbl-progress", { role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100 }, h("i"));
  private readonly headline = h("strong");
  private readonly words = h("span");
  private readonly way = h("button", "wbl-button", { type: "button" });

  constructor(private readonly map: ShownMap) {
    this.element.append(this.headline, this.words, this.way);
    this.way.addEventListener("click", () => {
      const first = map.actions[0];
      if (map.trouble) map.again();
      else if (first) map.act(first.id);
    });
  }

  /** What it says, in one line. */
  sentence(): string {
    return [this.map.getAttribute("headline"), this.map.getAttribute("words")].filter(s => s).join(": ");
  }

  /** Draws what has changed. */
  show(): void {
    const { map } = this,
      { state, trouble } = map,
      failed = state === "failed" || trouble !== "";
    const waiting = !map.layer && (state === "planned" || state === "queued" || state === "running");
    map.classList.toggle("wbl-failed", failed);
    map.classList.toggle("wbl-loading", !map.layer && !failed && !waiting);
    this.element.hidden = !failed && !waiting;
    text(this.headline, trouble ? "" : (map.getAttribute("headline") ?? ""));
    text(this.words, trouble || (map.getAttribute("words") ?? ""));
    const label = this.wayOn();
    text(this.way, label);
    this.way.hidden = label === "";
    this.line();
  }

  /** What the button says; empty for none. */
  private wayOn(): string {
    if (this.map.trouble) return "Try again";
    return this.map.state === "failed" ? (this.map.actions[0]?.text ?? "") : "";
  }

  private line(): void {
    const done = Number(this.map.getAttribute("done")),
      total = Number(this.map.getAttribute("total")),
      { state } = this.map;
    this.progress.hidden = state !== "running" && state !== "refining";
    this.progress.classList.toggle("wbl-unknown", !(total > 0));
    const share = total > 0 ? Math.min(1, done / total) : 0;
    this.progress.setAttribute("aria-valuenow", String(Math.round(100 * share)));
    this.progress.setAttribute("aria-label", `Progress of ${this.map.label}`);
    (this.progress.firstElementChild as HTMLElement).style.transform = `scaleX(${share})`;
  }
}
