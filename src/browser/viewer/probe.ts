import { address } from "./artifact.ts";
import { AgreementView } from "./agreementview.ts";
import { h, text } from "./dom.ts";
import { Loupe } from "./loupe.ts";
import { Member } from "./member.ts";
import { page } from "./page.ts";
import { photoOf } from "./photo.ts";
import type { Change } from "./types.ts";
import { ValueList } from "./values.ts";

/** `<wbl-probe>`: what lies under the cross: loupe, values of all maps, and how far the maps agree. */
export class Probe extends Member {
  static override readonly observedAttributes = ["stage", "photo", "parts"];
  private readonly place = h("span", "wbl-mono");
  private readonly loupe = new Loupe();
  private readonly values = new ValueList();
  private readonly agreement = new AgreementView();
  private unfollow: (() => void) | null = null;
  private asked = "";

  protected enter(): void {
    const parts = (this.getAttribute("parts") || "loupe values agreement").split(/\s+/);
    if (!this.firstElementChild)
      this.append(
        h("header", "wbl-probe-head", {}, h("h2", "", {}, "Probe"), this.place),
        this.loupe.element,
        this.values.element,
        this.agreement.element,
      );
    this.loupe.element.hidden = !parts.includes("loupe");
    this.values.element.hidden = !parts.includes("values");
    this.agreement.element.hidden = !parts.includes("agreement");
    this.unfollow ??= page.subscribe(() => this.point());
    const photo = this.getAttribute("photo") ?? "";
    if (photo !== this.asked) {
      this.asked = photo;
      this.loupe.photo = null;
      if (photo)
        photoOf(address(photo)).then(
          p => {
            if (photo === this.asked) {
              this.loupe.photo = p;
              this.point();
            }
          },
          () => {
            /* the photo's own view says it */
          },
        );
    }
    this.changed("maps");
  }

  protected changed(change: Change): void {
    if (change === "map" || change === "maps") this.agreement.ask(this.stage.hopeful);
    if (change === "settings") this.values.show(this.stage.hopeful, page.spot);
    else if (change !== "chosen") this.point();
  }

  protected override leave(): void {
    this.unfollow?.();
    this.unfollow = null;
    this.agreement.rest();
  }

  private point(): void {
    const { spot } = page,
      size = this.loupe.photo ?? this.stage.maps.find(m => m.layer)?.layer;
    text(this.place, spot && size ? `x ${Math.floor(spot.x * size.width)} · y ${Math.floor(spot.y * size.height)}` : "");
    this.loupe.show(spot);
    this.values.show(this.stage.hopeful, spot);
  }
}
