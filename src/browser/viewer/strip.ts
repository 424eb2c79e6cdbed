import { h, text } from "./dom.ts";
import { Member } from "./member.ts";
import { canvas } from "./photo.ts";
import type { Change, Plate } from "./types.ts";

const side = 74;

/** `<wbl-strip>`: small pictures of all plates, to choose one. Shown where one plate is shown large. */
export class Strip extends Member {
  private readonly list = h("div", "wbl-thumbs", { role: "group", "aria-label": "Maps" });
  private readonly thumbs = new Map<Plate, HTMLButtonElement>();
  private timer = 0;

  protected enter(): void {
    if (!this.list.isConnected) this.append(this.list);
    this.changed("plates");
  }

  protected override leave(): void {
    clearTimeout(this.timer);
  }

  protected changed(change: Change): void {
    this.hidden = !this.stage.single && !this.hasAttribute("always");
    if (change === "chosen" || change === "plates" || change === "alike") this.mark(change === "chosen");
    if (!this.timer)
      this.timer = window.setTimeout(
        () => {
          this.timer = 0;
          this.draw();
        },
        change === "settings" ? 120 : 30,
      );
  }

  private mark(scroll: boolean): void {
    const { plates, chosen } = this.stage;
    for (const [plate, thumb] of this.thumbs)
      if (!plates.includes(plate)) {
        thumb.remove();
        this.thumbs.delete(plate);
      }
    plates.forEach((p, i) => {
      const thumb = this.thumb(p);
      if (this.list.children[i] !== thumb) this.list.insertBefore(thumb, this.list.children[i] ?? null);
      thumb.setAttribute("aria-pressed", String(p === chosen));
      thumb.hidden = this.stage.comparison.isFolded(p);
      if (scroll && p === chosen && !this.hidden)
        this.list.scrollTo({
          left: thumb.offsetLeft - this.list.clientWidth / 2 + side / 2,
          behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
        });
    });
  }

  private thumb(plate: Plate): HTMLButtonElement {
    let thumb = this.thumbs.get(plate);
    if (!thumb) {
      thumb = h("button", "", { type: "button" }, canvas(1, 1), h("span"));
      thumb.addEventListener("click", () => this.stage.choose(plate.plate));
      this.thumbs.set(plate, thumb);
    }
    return thumb;
  }

  private draw(): void {
    if (this.hidden || !this.isConnected) return;
    const size = Math.round(side * devicePixelRatio);
    for (const [plate, thumb] of this.thumbs) {
      const picture = thumb.firstElementChild as HTMLCanvasElement;
      picture.width = picture.height = size;
      const context = picture.getContext("2d")!;
      context.imageSmoothingQuality = "high";
      if (!plate.layer) context.globalAlpha = 0.2;
      plate.compose(context, 0, 0, size, size);
      text(thumb.lastElementChild!, plate.label);
      thumb.title = plate.label;
    }
  }
}
