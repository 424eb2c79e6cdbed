import { columnsFor, rulers, sideFor } from "./columns.ts";
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

/** `<wbl-stage>`: lays out the maps in it, as a grid or one large. */
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
    this.sizes.observe(this.window);
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
    if (change === "maps" || change === "alike" || (change === "settings" && this.laid !== this.stage.single)) this.lay();
  }

  private lay(): void {
    const width = this.clientWidth,
      narrow = width > 0 && width < 560,
      was = this.stage.narrow,
      height = this.height(),
      count = [...this.children].filter(c => !(c as HTMLElement).hidden).length,
      columns = columnsFor(count, width, height);
    this.stage.narrow = narrow;
    this.laid = this.stage.single;
    this.classList.toggle("wbl-single", this.stage.single);
    this.classList.toggle("wbl-narrow", narrow);
    this.style.setProperty("--columns", String(columns));
    this.style.setProperty("--side", `${this.side(width, height, count, columns)}px`);
    if (was !== narrow) this.stage.emit("settings");
  }

  private side(width: number, height: number, count: number, columns: number): number {
    if (this.stage.narrow) return sideFor(height);
    return this.stage.single ? alone(width, height) : sideFor(height, count, columns, width);
  }

  /** What the maps scroll in, where the page names it. */
  private get window(): Element {
    return this.closest("[data-window]") ?? document.documentElement;
  }

  /** The height of a window full of maps, without what some of them say about maps like theirs. */
  private height(): number {
    const { window } = this,
      said = Math.max(0, ...[...this.querySelectorAll<HTMLElement>(".wbl-likeness")].map(line => line.offsetHeight));
    if (window === document.documentElement) return innerHeight - 160 - said;
    const { paddingTop, paddingBottom } = getComputedStyle(window);
    return window.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom) - said;
  }
}

/** How wide one large picture may be, with rulers, so that its head and foot are in the window too. */
function alone(width: number, height: number): number {
  return Math.min(width - rulers.beside, sideFor(height - rulers.above), 1400);
}
