import { spearman } from "./agreement.ts";
import { h, idle, text } from "./dom.ts";
import type { Layer } from "./layer.ts";
import type { ShownMap } from "./types.ts";

/** How far the maps agree: Spearman's rho of |v| on a 56 x 56 grid, worked out when the browser has nothing else to do. */
export class AgreementView {
  private readonly table = h("table", "wbl-agreement");
  private readonly words = h("p", "wbl-small");
  readonly element = h(
    "section",
    "wbl-agreement-part",
    { "aria-label": "Agreement" },
    h(
      "h3",
      "",
      {},
      "Agreement",
      h("span", "", { title: "Rank correlation of the sizes of the values, on a grid of 56 × 56" }, "Spearman ρ"),
    ),
    this.table,
    this.words,
  );
  private waiting = false;
  private drawn = "";
  private maps: readonly ShownMap[] = [];

  /** Asks for the matrix of these maps. */
  ask(maps: readonly ShownMap[]): void {
    this.maps = maps;
    if (this.waiting || this.element.hidden) return;
    this.waiting = true;
    idle(() => {
      this.waiting = false;
      this.work();
    });
  }

  /** Nothing more is wanted. */
  rest(): void {
    this.maps = [];
  }

  private work(): void {
    const { maps } = this;
    const due = maps.filter(m => m.layer);
    // One map's ranks at a time, so that no frame is missed.
    const next = due.find(m => !ranked.has(m.layer!));
    if (next) {
      next.layer!.agreementRanks();
      ranked.add(next.layer!);
      if (due.some(m => !ranked.has(m.layer!))) {
        this.ask(maps);
        return;
      }
    }
    const key = maps.map(m => `${m.label} ${m.layer ? numberOf(m.layer) : 0}`).join("|");
    if (key === this.drawn) return;
    this.drawn = key;
    this.draw(maps);
  }

  private draw(maps: readonly ShownMap[]): void {
    this.element.classList.toggle("wbl-many", maps.length > 7);
    const short = shortNames(maps.map(m => m.label)),
      pairs: { a: string; b: string; rho: number }[] = [];
    const rows = maps.map((row, i) =>
      h(
        "tr",
        row.layer ? "" : "wbl-none",
        {},
        h("th", "", { scope: "row", title: row.label }, short[i]),
        ...maps.slice(0, i + 1).map((column, j) => {
          const rho = agreement(row.layer, column.layer);
          if (i !== j && !Number.isNaN(rho)) pairs.push({ a: column.label, b: row.label, rho });
          return cell(rho, i === j, `${row.label} and ${column.label}: ${Number.isNaN(rho) ? "none yet" : `ρ ${rho.toFixed(2)}`}`);
        }),
      ),
    );
    this.table.replaceChildren(
      h(
        "thead",
        "",
        {},
        h("tr", "", {}, h("td"), ...maps.map((m, i) => h("th", m.layer ? "" : "wbl-none", { scope: "col", title: m.label }, short[i]))),
      ),
      h("tbody", "", {}, ...rows),
    );
    text(this.words, said(maps, pairs));
  }
}

const ranked = new WeakSet(),
  numbers = new WeakMap<object, number>();
let last = 0;

/** Spearman's rho of two maps; NaN where one is missing. */
function agreement(a: Layer | null, b: Layer | null): number {
  if (!a || !b) return NaN;
  return a === b ? 1 : spearman(a.agreementRanks(), b.agreementRanks());
}

function numberOf(layer: object): number {
  let number = numbers.get(layer);
  if (!number) numbers.set(layer, (number = ++last));
  return number;
}

function cell(rho: number, same: boolean, title: string): HTMLElement {
  const made = h(
    "td",
    same ? "wbl-same" : "",
    { title },
    same || Number.isNaN(rho)
      ? ""
      : rho
          .toFixed(2)
          .replace("-", "−")
          .replace(/^(−?)0\./, "$1.")
          .replace(/^−\.00$/, ".00"),
  );
  if (!Number.isNaN(rho)) {
    made.style.setProperty("--share", `${Math.round(Math.abs(rho) * 100)}%`);
    if (rho < 0) made.classList.add("wbl-minus");
  }
  return made;
}

/** Two letters for each name, none twice where that can be. */
export function shortNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map(name => {
    const words = name.split(/[^\p{L}\p{N}]+/u).filter(w => w !== "");
    const tries = [
      words.length > 1 && !/^\p{Lu}{2}/u.test(words[0]!) ? words[0]![0]! + words[1]![0]! : name.slice(0, 2),
      name.slice(0, 2),
      words[0]?.[0] + (name.match(/\p{Lu}/gu)?.[1] ?? ""),
      ...Array.from(name)
        .slice(2)
        .map(c => name[0]! + c),
    ];
    const pick = tries.find(t => t.length === 2 && !taken.has(t)) ?? name.slice(0, 2);
    taken.add(pick);
    return pick;
  });
}

function said(maps: readonly ShownMap[], pairs: readonly { a: string; b: string; rho: number }[]): string {
  if (maps.some(m => !m.layer && (m.state === "queued" || m.state === "running"))) return "Fills in as maps arrive.";
  if (pairs.length === 0) return "";
  const best = pairs.reduce((x, y) => (y.rho > x.rho ? y : x)),
    least = pairs.reduce((x, y) => (y.rho < x.rho ? y : x));
  if (best.rho < 0.5) return "No two of these maps point to the same places.";
  const close = `${best.a} and ${best.b} point to the same places`;
  return pairs.length > 1 && least.rho < 0.2 ? `${close}; ${least.a} and ${least.b} share little.` : `${close}.`;
}
