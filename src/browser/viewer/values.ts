import { h, text } from "./dom.ts";
import { readOut } from "./numbers.ts";
import type { Spot } from "./page.ts";
import type { ShownMap } from "./types.ts";

interface Row {
  element: HTMLLIElement;
  name: HTMLElement;
  partial: HTMLElement;
  value: HTMLElement;
  bar: HTMLElement;
}

/** The raw values of all maps at the cross, as bars from zero; each bar is as long as its map's own limit. */
export class ValueList {
  private readonly list = h("ul", "wbl-values");
  readonly element = h("section", "wbl-values-part", { "aria-label": "Values at the cross" }, h("h3", "", {}, "Value here"), this.list);
  private readonly rows: Row[] = [];

  /** Shows the values at a spot, – where there is none. */
  show(maps: readonly ShownMap[], spot: Spot | null): void {
    if (this.element.hidden) return;
    while (this.rows.length < maps.length) this.add();
    while (this.rows.length > maps.length) this.rows.pop()!.element.remove();
    maps.forEach((m, i) => this.fill(this.rows[i]!, m, spot));
  }

  private fill(row: Row, map: ShownMap, spot: Spot | null): void {
    const { layer } = map;
    text(row.name, map.label);
    text(row.partial, map.state === "refining" ? ", so far" : "");
    row.name.title = map.label;
    row.element.classList.toggle("wbl-none", !layer || !spot);
    const value = layer && spot ? layer.values[Math.floor(spot.y * layer.height) * layer.width + Math.floor(spot.x * layer.width)]! : NaN;
    text(row.value, readOut(value));
    const limit = layer?.scale(map.settings).limit ?? 0,
      share = limit > 0 && Number.isFinite(value) ? Math.min(1, Math.abs(value) / limit) : 0;
    row.bar.className = value < 0 ? "wbl-against" : "wbl-for";
    row.bar.style.transform = `scaleX(${share})`;
  }

  private add(): void {
    const name = h("span"),
      partial = h("span"),
      value = h("span", "wbl-mono"),
      bar = h("b");
    const element = h("li", "", {}, h("span", "wbl-of", {}, name, partial), value, h("i", "", {}, bar));
    this.rows.push({ element, name, partial, value, bar });
    this.list.append(element);
  }
}
