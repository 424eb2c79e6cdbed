import { stageOf, type Stage } from "./stage.ts";
import type { Change } from "./types.ts";

/** An element that belongs to a stage and draws itself again when the stage changes. */
export abstract class Member extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ["stage"];
  stage: Stage = stageOf(null);
  private unsubscribe: (() => void) | null = null;

  connectedCallback(): void {
    this.stage = stageOf(this.getAttribute("stage"));
    this.unsubscribe?.();
    this.unsubscribe = this.stage.subscribe(c => this.changed(c));
    this.enter();
  }

  disconnectedCallback(): void {
    this.unsubscribe?.();
    this.unsubscribe = null;
    this.leave();
  }

  attributeChangedCallback(_: string, before: string | null, after: string | null): void {
    if (before !== after && this.isConnected) this.connectedCallback();
  }

  /** Called when the element has come into the page or its attributes have changed. */
  protected abstract enter(): void;

  /** Called when something of the stage has changed. */
  protected abstract changed(change: Change): void;

  /** Called when the element goes. */
  protected leave(): void {}
}
