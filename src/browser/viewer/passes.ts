import { openNote } from "./menu.ts";
import { passesInWords } from "./numbers.ts";

/** `<wbl-passes forwards backwards>` around a figure: a press tells what a pass is. */
export class Passes extends HTMLElement {
  connectedCallback(): void {
    this.setAttribute("role", "button");
    this.setAttribute("aria-haspopup", "dialog");
    this.setAttribute("title", "What is a pass?");
    if (!this.hasAttribute("tabindex")) this.tabIndex = 0;
    this.addEventListener("click", this.open);
    this.addEventListener("keydown", this.keyed);
  }

  disconnectedCallback(): void {
    this.removeEventListener("click", this.open);
    this.removeEventListener("keydown", this.keyed);
  }

  private readonly open = (e: Event): void => {
    e.preventDefault(); // it may stand in a label
    openNote(this, passesInWords(this.number("forwards"), this.number("backwards")), [], "What a pass is");
  };

  private readonly keyed = (e: KeyboardEvent): void => {
    if (e.key === "Enter" || e.key === " ") this.open(e);
  };

  private number(name: string): number {
    return Number(this.getAttribute(name) ?? 0) || 0;
  }
}
