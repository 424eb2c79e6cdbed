import { h, text } from "./dom.ts";
import type { Plate } from "./types.ts";

/** What lies over a picture while it is not finished: words, a way on, the progress line. */
export class Overlay {
  readonly element = h("div", "wbl-overlay");
  readonly progress = h("div", "wbl-progress", { role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100 }, h("i"));
  private readonly headline = h("strong");
  private readonly words = h("span");
  private readonly way = h("button", "wbl-button", { type: "button" });

  constructor(private readonly plate: Plate) {
    this.element.append(this.headline, this.words, this.way);
    this.way.addEventListener("click", () => {
      const first = plate.actions[0];
      if (plate.trouble) plate.again();
      else if (first) plate.act(first.id);
    });
  }

  /** What it says, in one line. */
  sentence(): string {
    return [this.plate.getAttribute("headline"), this.plate.getAttribute("words")].filter(s => s).join(": ");
  }

  /** Draws what has changed. */
  show(): void {
    const { plate } = this,
      { state, trouble } = plate,
      failed = state === "failed" || trouble !== "";
    const waiting = !plate.layer && (state === "planned" || state === "queued" || state === "running");
    plate.classList.toggle("wbl-failed", failed);
    plate.classList.toggle("wbl-loading", !plate.layer && !failed && !waiting);
    this.element.hidden = !failed && !waiting;
    text(this.headline, trouble ? "" : (plate.getAttribute("headline") ?? ""));
    text(this.words, trouble || (plate.getAttribute("words") ?? ""));
    const label = this.wayOn();
    text(this.way, label);
    this.way.hidden = label === "";
    this.line();
  }

  /** What the button says; empty for none. */
  private wayOn(): string {
    if (this.plate.trouble) return "Try again";
    return this.plate.state === "failed" ? (this.plate.actions[0]?.text ?? "") : "";
  }

  private line(): void {
    const done = Number(this.plate.getAttribute("done")),
      total = Number(this.plate.getAttribute("total")),
      { state } = this.plate;
    this.progress.hidden = state !== "running" && state !== "refining";
    this.progress.classList.toggle("wbl-unknown", !(total > 0));
    const share = total > 0 ? Math.min(1, done / total) : 0;
    this.progress.setAttribute("aria-valuenow", String(Math.round(100 * share)));
    this.progress.setAttribute("aria-label", `Progress of ${this.plate.label}`);
    (this.progress.firstElementChild as HTMLElement).style.transform = `scaleX(${share})`;
  }
}
