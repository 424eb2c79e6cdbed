import { h, idle, text } from "./dom.ts";
import { icon } from "./icons.ts";
import { Member } from "./member.ts";
import { openMenu, type Entry } from "./menu.ts";
import { cells, inWords, nearly } from "./similarity.ts";
import type { Change, ShownMap } from "./types.ts";

/** `<wbl-compare>`: which maps are nearly the same, and one to draw the others as a difference to. */
export class Compare extends Member {
  private readonly label = h("span");
  private readonly button = h(
    "button",
    "wbl-field wbl-compare-button",
    { type: "button", "aria-haspopup": "menu" },
    this.label,
    icon("down", "wbl-i14"),
  );
  private waiting = false;

  constructor() {
    super();
    this.button.addEventListener("click", () => openMenu(this.button, "Compare maps", this.entries(), this.words()));
  }

  protected enter(): void {
    if (!this.button.isConnected) this.append(this.button);
    this.show();
    this.ask();
  }

  protected changed(change: Change): void {
    if (change === "map" || change === "maps") this.ask();
    else if (change === "alike") this.show();
  }

  private ask(): void {
    if (this.waiting) return;
    this.waiting = true;
    idle(() => {
      this.waiting = false;
      if (this.isConnected) this.stage.comparison.work();
      this.show();
    });
  }

  private get maps(): ShownMap[] {
    return this.stage.maps.filter(m => m.layer !== null);
  }

  private show(): void {
    const { against, groups } = this.stage.comparison,
      count = [...groups.values()].reduce((n, followers) => n + followers.length, 0);
    this.hidden = this.maps.length < 2;
    this.button.setAttribute("aria-pressed", String(against !== null));
    const alike = count > 0 ? `Compare · ${count} alike` : "Compare";
    text(this.label, against ? `Difference to ${against.label}` : alike);
    this.button.title = against
      ? "Each map minus this one; press for the maps themselves"
      : "Maps that are nearly the same, and differences";
  }

  private words(): string {
    const { groups } = this.stage.comparison;
    const how = `Pearson's r ≥ ${nearly} of the values, with their signs, on a grid of ${cells} × ${cells}.`;
    return groups.size > 0 ? `Nearly the same: ${how}` : `No two of these maps are nearly the same: ${how}`;
  }

  private entries(): Entry[] {
    const { comparison } = this.stage,
      { against, groups } = comparison;
    const folds = [...groups].map(([first, followers]): Entry => {
      const folded = comparison.isClosed(first),
        names = followers.map(f => `${f.label} (r ${inWords(comparison.of(f)!.r)})`).join(", ");
      return {
        label: folded ? `Unfold ${first.label}` : `Fold into ${first.label}`,
        note: names,
        run: () => comparison.fold(first, !folded),
      };
    });
    return [
      ...folds,
      { label: "The maps themselves", chosen: against === null, run: () => comparison.to(null) },
      ...this.maps.map((m): Entry => ({ label: `Difference to ${m.label}`, chosen: m === against, run: () => comparison.to(m) })),
    ];
  }
}

/** `<wbl-difference>`: says what is seen while maps are drawn as differences, and leads back. */
export class Difference extends Member {
  private readonly words = h("span");
  private readonly back = h("button", "wbl-link", { type: "button" }, "Show the maps themselves");

  constructor() {
    super();
    this.back.addEventListener("click", () => this.stage.comparison.to(null));
  }

  protected enter(): void {
    if (!this.words.isConnected) this.append(this.words, this.back);
    this.setAttribute("role", "status");
    this.changed("alike");
  }

  protected changed(change: Change): void {
    if (change !== "alike" && change !== "map" && change !== "maps") return;
    const { against } = this.stage.comparison;
    this.hidden = against === null;
    const name = against?.label ?? "";
    text(
      this.words,
      against
        ? `Each map minus ${name}, both divided by their largest |value|. ` +
            `Orange: more than in ${name}; blue: less. Each bar has limits of its own.`
        : "",
    );
  }
}
