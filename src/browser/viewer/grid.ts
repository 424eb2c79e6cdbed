import { Member } from "./member.ts";
import { typing } from "./page.ts";
import type { Change } from "./types.ts";

/** Stages in the page that take keys, the one used last at the end. */
const takers: Grid[] = [];

document.addEventListener("keydown", e => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.defaultPrevented || typing(e.target) || e.key === "Escape") return;
  if (document.querySelector(".wbl-menu:popover-open") || takers.at(-1)?.stage.key(e.key) !== true) return;
  e.preventDefault();
});

/** `<wbl-stage>`: lays out the plates in it, as a grid or one large. */
export class Grid extends Member {
  static override readonly observedAttributes = ["stage", "layout", "remember", "nokeys"];
  private laid: boolean | null = null;
  private readonly sizes = new ResizeObserver(() => this.lay());
  private readonly watch = new MutationObserver(() => this.lay());
  private readonly used = (): void => {
    if (takers.includes(this)) {
      takers.splice(takers.indexOf(this), 1);
      takers.push(this);
    }
  };

  protected enter(): void {
    const layout = this.getAttribute("layout"),
      remember = this.getAttribute("remember");
    if (remember) this.stage.remember(remember);
    if (layout === "grid" || layout === "one") this.stage.set({ layout });
    this.leave();
    if (!this.hasAttribute("nokeys")) takers.push(this);
    this.addEventListener("pointerdown", this.used, { capture: true });
    this.addEventListener("focusin", this.used);
    this.sizes.observe(this);
    this.sizes.observe(document.documentElement);
    this.watch.observe(this, { childList: true });
    this.lay();
  }

  protected override leave(): void {
    if (takers.includes(this)) takers.splice(takers.indexOf(this), 1);
    this.sizes.disconnect();
    this.watch.disconnect();
  }

  protected changed(change: Change): void {
    // A slider's move must not measure the page.
    if (change === "plates" || change === "alike" || (change === "settings" && this.laid !== this.stage.single)) this.lay();
  }

  private lay(): void {
    const width = this.clientWidth,
      narrow = width > 0 && width < 560,
      was = this.stage.narrow;
    this.stage.narrow = narrow;
    this.laid = this.stage.single;
    this.classList.toggle("wbl-single", this.stage.single);
    this.classList.toggle("wbl-narrow", narrow);
    this.style.setProperty("--columns", String(this.columns(width)));
    if (this.stage.single) this.style.setProperty("--one", `${this.room(width, narrow)}px`);
    if (was !== narrow) this.stage.emit("settings");
  }

  private columns(width: number): number {
    const count = [...this.children].filter(c => !(c as HTMLElement).hidden).length,
      few = width < 700 ? 2 : 3,
      base = count > 6 && width >= 900 ? 4 : few;
    return Math.max(1, Math.min(count, Math.max(base, Math.ceil(width / 440))));
  }

  /** How wide one large picture may be, so that its head and foot are in the window too. */
  private room(width: number, narrow: boolean): number {
    if (narrow) return width;
    const scrolls = getComputedStyle(this).overflowY !== "visible",
      height = scrolls ? this.clientHeight : innerHeight - 160;
    return Math.max(240, Math.min(width - 80, height - 170, 1400));
  }
}
