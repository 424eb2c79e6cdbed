import type { Book } from "./types.ts";

/** One cell at a time, over the whole screen where the browser allows that. */
export class Lectern {
  private filled = false;

  constructor(
    private readonly book: Book,
    signal: AbortSignal,
  ) {
    document.addEventListener("fullscreenchange", () => this.changed(), { signal });
    signal.addEventListener("abort", () => this.unfill());
  }

  get on(): boolean {
    return this.book.root.classList.contains("lectern");
  }

  /** Begins, or leaves. */
  async turn(on = !this.on): Promise<void> {
    if (on) void this.fill();
    else this.unfill();
    await this.book.sender.send("lectern", on ? "on" : "off");
    this.book.current?.element.scrollIntoView({ block: "nearest" });
  }

  /** What is not seen yet of the cell, or else the cell beside it. */
  page(way: 1 | -1): void {
    const { element } = this.book.cells;
    const left = way > 0 ? element.scrollHeight - element.clientHeight - element.scrollTop : element.scrollTop;
    if (left > 16) this.book.scroll(way);
    else this.book.selection.step(way);
  }

  private async fill(): Promise<void> {
    try {
      await document.documentElement.requestFullscreen({ navigationUI: "hide" });
      this.filled = true;
    } catch {
      /* not allowed here: then it fills the window */
    }
  }

  private unfill(): void {
    const filled = this.filled && document.fullscreenElement !== null;
    this.filled = false;
    if (filled) void document.exitFullscreen();
  }

  /** Escape has taken the screen away: the browser keeps that key to itself. */
  private changed(): void {
    if (!this.filled || document.fullscreenElement) return;
    this.filled = false;
    if (this.on) void this.turn(false);
  }
}
