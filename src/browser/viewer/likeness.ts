import { h } from "./dom.ts";
import { inWords } from "./similarity.ts";
import type { Comparison } from "./comparison.ts";
import type { ShownMap } from "./types.ts";

/** A line below a map: what it is nearly the same as, what is folded into it, what it is drawn as a difference to. */
export class LikenessLine {
  readonly element = h("p", "wbl-likeness", { hidden: true });
  private drawn = "";

  constructor(private readonly map: ShownMap) {}

  /** Draws what has changed. */
  show(comparison: Comparison): void {
    const sentence = this.sentence(comparison),
      way = this.way(comparison),
      key = `${sentence}|${way?.label ?? ""}`;
    if (key === this.drawn) return;
    this.drawn = key;
    this.element.hidden = sentence === "";
    this.element.replaceChildren(h("span", "", { title: sentence }, sentence), ...(way ? [button(way)] : []));
  }

  private sentence(comparison: Comparison): string {
    const { against } = comparison,
      kin = comparison.of(this.map),
      followers = comparison.followersOf(this.map);
    if (against && this.map.layer)
      return against === this.map ? "The map itself: the others minus this one" : `${this.map.label} minus ${against.label}`;
    if (kin) return `Nearly the same as ${kin.first.label}, r ${inWords(kin.r)}`;
    if (followers.length === 0) return "";
    return `${comparison.isClosed(this.map) ? "Folded into it" : "Nearly the same"}: ${followers.map(f => f.label).join(", ")}`;
  }

  private way(comparison: Comparison): { label: string; run: () => void } | null {
    const kin = comparison.of(this.map),
      first = kin?.first ?? this.map;
    if (comparison.against || (!kin && comparison.followersOf(this.map).length === 0)) return null;
    const folded = comparison.isClosed(first);
    return { label: folded ? "Unfold" : "Fold", run: () => comparison.fold(first, !folded) };
  }
}

function button({ label, run }: { label: string; run: () => void }): HTMLElement {
  const made = h("button", "wbl-link", { type: "button" }, label);
  made.addEventListener("click", run);
  return made;
}
