import { h, text } from "./dom.ts";
import { icon, type Icon } from "./icons.ts";
import { Member } from "./member.ts";
import { canvas } from "./photo.ts";
import type { Change, ShownMap } from "./types.ts";

const side = 74,
  steps: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** `<wbl-strip>`: small pictures of all maps, to choose one. Shown where one map is shown large; one stop of the Tab key. */
export class Strip extends Member {
  private readonly list = h("div", "wbl-thumbs", { role: "toolbar", "aria-label": "Maps" });
  private readonly thumbs = new Map<ShownMap, HTMLButtonElement>();
  private readonly sizes = new ResizeObserver(() => this.reveal());
  private timer = 0;

  constructor() {
    super();
    this.list.addEventListener("keydown", e => this.keyed(e));
    this.list.addEventListener("wheel", e => this.wheeled(e), { passive: false });
  }

  protected enter(): void {
    if (!this.list.isConnected) this.append(this.way("back", "Map before", -1), this.list, this.way("on", "Next map", 1));
    this.sizes.observe(this.list);
    this.changed("maps");
  }

  protected override leave(): void {
    clearTimeout(this.timer);
    this.sizes.disconnect();
  }

  protected changed(change: Change): void {
    this.hidden = !this.stage.single && !this.hasAttribute("always");
    if (change === "chosen" || change === "maps" || change === "alike") this.mark();
    if (change === "chosen") this.reveal(true);
    if (!this.timer)
      this.timer = window.setTimeout(
        () => {
          this.timer = 0;
          this.draw();
        },
        change === "settings" ? 120 : 30,
      );
  }

  private mark(): void {
    const { maps, chosen } = this.stage;
    for (const [map, thumb] of this.thumbs)
      if (!maps.includes(map)) {
        thumb.remove();
        this.thumbs.delete(map);
      }
    maps.forEach((m, i) => {
      const thumb = this.thumb(m);
      if (this.list.children[i] !== thumb) this.list.insertBefore(thumb, this.list.children[i] ?? null);
      thumb.setAttribute("aria-pressed", String(m === chosen));
      thumb.hidden = this.stage.comparison.isFolded(m);
      thumb.tabIndex = m === chosen ? 0 : -1;
    });
  }

  /** Brings the chosen one to the middle. */
  private reveal(smoothly = false): void {
    const thumb = this.stage.chosen && this.thumbs.get(this.stage.chosen);
    if (!thumb || this.hidden) return;
    const still = !smoothly || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.list.scrollTo({
      left: thumb.offsetLeft - (this.list.clientWidth - thumb.offsetWidth) / 2,
      top: thumb.offsetTop - (this.list.clientHeight - thumb.offsetHeight) / 2,
      behavior: still ? "auto" : "smooth",
    });
  }

  private keyed(e: KeyboardEvent): void {
    const { maps, chosen } = this.stage,
      step = steps[e.key];
    if (step !== undefined) this.stage.step(step);
    else if (e.key === "Home" || e.key === "End") this.stage.choose((e.key === "Home" ? maps[0] : maps.at(-1))?.mapId ?? "");
    else return;
    if (this.stage.chosen !== chosen) this.thumbs.get(this.stage.chosen!)?.focus({ preventScroll: true });
    e.preventDefault();
  }

  private wheeled(e: WheelEvent): void {
    if (Math.abs(e.deltaY) <= Math.abs(e.deltaX) || this.list.scrollWidth <= this.list.clientWidth) return;
    this.list.scrollLeft += e.deltaY;
    e.preventDefault();
  }

  private way(mark: Icon, name: string, by: number): HTMLElement {
    const button = h("button", "wbl-icon", { type: "button", title: name, "aria-label": name }, icon(mark));
    button.addEventListener("click", () => this.stage.step(by));
    return button;
  }

  private thumb(map: ShownMap): HTMLButtonElement {
    let thumb = this.thumbs.get(map);
    if (!thumb) {
      thumb = h("button", "", { type: "button" }, canvas(1, 1), h("span"));
      thumb.addEventListener("click", () => this.stage.choose(map.mapId));
      this.thumbs.set(map, thumb);
    }
    return thumb;
  }

  private draw(): void {
    if (this.hidden || !this.isConnected) return;
    const size = Math.round(side * devicePixelRatio);
    for (const [map, thumb] of this.thumbs) {
      const picture = thumb.firstElementChild as HTMLCanvasElement;
      picture.width = picture.height = size;
      const context = picture.getContext("2d")!;
      context.imageSmoothingQuality = "high";
      if (!map.layer) context.globalAlpha = 0.2;
      map.compose(context, 0, 0, size, size);
      text(thumb.lastElementChild!, map.label);
      thumb.title = map.label;
    }
  }
}
