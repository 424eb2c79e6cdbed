import { address } from "./artifact.ts";
import { Crosshair } from "./crosshair.ts";
import { attribute, h, text } from "./dom.ts";
import { Member } from "./member.ts";
import { canvas, photoOf, type Photo } from "./photo.ts";
import type { Picture, Size } from "./types.ts";

/** `<wbl-photo>`: the photo as the network sees it, in colour, with the page's cross. */
export class PhotoView extends Member implements Picture {
  static override readonly observedAttributes = ["stage", "photo", "alt"];
  readonly face = h("div", "wbl-face", { tabindex: 0, role: "application", "aria-roledescription": "photo" });
  private readonly picture = canvas(1, 1);
  private readonly trouble = h("p", "wbl-trouble");
  private photo: Photo | null = null;
  private readonly cross: Crosshair;
  private asked = "";

  constructor() {
    super();
    this.face.append(this.picture, this.trouble);
    this.cross = new Crosshair(this);
  }

  get linked(): boolean {
    return this.stage.settings.link;
  }

  get single(): boolean {
    return this.stage.single;
  }

  size(): Size {
    return this.photo ?? { width: 0, height: 0 };
  }

  valueAt(): string {
    return "";
  }

  moved(): void {
    /* the maps tell the values */
  }

  protected enter(): void {
    if (!this.face.isConnected) this.append(this.face);
    this.cross.follow();
    attribute(this.face, "aria-label", this.getAttribute("alt") ?? "The photo as the network sees it");
    const photo = this.getAttribute("photo") ?? "";
    if (photo === this.asked) return;
    this.asked = photo;
    text(this.trouble, "");
    if (photo)
      photoOf(address(photo)).then(
        p => {
          if (photo === this.asked) this.draw(p);
        },
        e => {
          if (photo === this.asked) text(this.trouble, (e as Error).message);
        },
      );
  }

  protected changed(): void {
    this.cross.refreshIf(this.linked);
  }

  protected override leave(): void {
    this.cross.rest();
  }

  private draw(photo: Photo): void {
    this.photo = photo;
    this.picture.width = photo.width;
    this.picture.height = photo.height;
    this.picture.getContext("2d")!.drawImage(photo.colour, 0, 0);
    this.face.style.setProperty("--ratio", `${photo.width} / ${photo.height}`);
    this.cross.refresh();
  }
}
