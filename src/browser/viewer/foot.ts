import type { MapAction, SumCheck } from "../messages.ts";
import { json } from "./artifact.ts";
import { h } from "./dom.ts";
import { icon } from "./icons.ts";
import { openNote } from "./menu.ts";
import { passes, percent, readOut, seconds } from "./numbers.ts";
import type { ShownMap } from "./types.ts";

/** A doubt in a few words, and in a sentence or two. */
interface Doubt {
  short: string;
  long: string;
}

/** The foot of a map: what it cost, where it lies, or a doubt. */
export class Foot {
  readonly element = h("footer", "wbl-foot");
  private drawn = "";

  constructor(private readonly map: ShownMap) {}

  /** Draws what has changed. */
  show(): void {
    const { map } = this,
      key = [
        map.state,
        ...["map", "done", "total", "unit", "left", "cost", "actions", "words", "cure", "compact"].map(n => map.getAttribute(n)),
        map.trouble,
        map.showsErrors,
        map.layer?.broken,
        map.layer?.empty,
      ].join("|");
    if (key === this.drawn) return;
    this.drawn = key;
    this.element.replaceChildren(...this.parts());
  }

  private parts(): Node[] {
    const { map } = this,
      { state } = map;
    if (map.trouble) return [];
    if (state === "failed") return [gap(), ...map.actions.slice(1).map(a => this.link(a))];
    if (state === "queued" || state === "planned")
      return [mono(map.getAttribute("cost") ?? ""), gap(), ...map.actions.map(a => this.link(a))];
    if (state === "running" || state === "refining") return this.moving();
    if (state === "cancelled")
      return [h("span", "", {}, map.getAttribute("words") || this.stopped()), gap(), ...map.actions.map(a => this.link(a))];
    return this.finished();
  }

  private moving(): Node[] {
    const { map } = this,
      total = Number(map.getAttribute("total")),
      left = map.getAttribute("left");
    const steps =
      total > 0 ? `${map.getAttribute("done") ?? 0} of ${total} ${map.getAttribute("unit") ?? "steps"}` : (map.getAttribute("cost") ?? "");
    const soon = left && Number(left) >= 0.3 ? `${Number(left) < 10 ? Number(left).toFixed(1) : Math.round(Number(left))} s left` : "";
    return [mono(steps), gap(), mono(soon), ...(soon ? [] : map.actions.map(a => this.link(a)))];
  }

  private stopped(): string {
    const total = Number(this.map.getAttribute("total"));
    return total > 0 ? `stopped at ${this.map.getAttribute("done") ?? 0} of ${total}` : "stopped before it began";
  }

  private finished(): Node[] {
    const a = this.map.artifact;
    if (!a) return [];
    const where = `${a.layer ?? "input"} · ${a.height}×${a.width}`,
      doubt = this.doubt();
    return [
      cost(a.forwards, a.backwards),
      mono(seconds(a.seconds)),
      ...(a.standardError ? [this.sure(a.standardError)] : []),
      gap(),
      doubt ?? (this.map.hasAttribute("compact") ? mono("") : mono(where, "wbl-where", where)),
    ];
  }

  /** How sure the values are; a click shows it for each place, and the map again. */
  private sure(error: number): Node {
    const button = h(
      "button",
      "wbl-link wbl-mono",
      {
        type: "button",
        title: "The mean standard error of the values. Press to see that of each place.",
        "aria-label": `Standard error ${readOut(error)}: show it for each place`,
        "aria-pressed": this.map.showsErrors ? "true" : "false",
      },
      `± ${readOut(error)}`,
    );
    button.addEventListener("click", () => this.map.toggleErrors());
    return button;
  }

  /** The doubt in a few words; a click gives the reason and the cure. */
  private doubt(): Node | null {
    const found = this.reason();
    if (!found) return null;
    const button = h(
        "button",
        "wbl-doubt",
        { type: "button", "aria-haspopup": "dialog", title: "Why" },
        icon("warning", "wbl-i14"),
        found.short,
      ),
      cure = json<MapAction>(this.map.getAttribute("cure"));
    button.addEventListener("click", () =>
      openNote(button, found.long, cure ? [{ label: cure.text, run: () => this.map.act(cure.id) }] : []),
    );
    return button;
  }

  private reason(): Doubt | null {
    const { artifact, layer } = this.map,
      check = artifact?.check;
    if (layer && layer.broken > 0)
      return {
        short: `${layer.broken} not a number`,
        long: `${layer.broken} values of this map are no finite numbers. They are drawn as 0.`,
      };
    if (check?.doubtful && check.relativeError !== null) return broken(check, check.relativeError);
    if (artifact?.warning) return { short: artifact.warning, long: `${capital(artifact.warning)}.` };
    return layer?.empty
      ? { short: "empty map", long: "Every value of this map is 0: for this photo and class the method finds nothing." }
      : null;
  }

  private link(action: MapAction): Node {
    const link = h("button", "wbl-link", { type: "button" }, action.text);
    link.addEventListener("click", () => this.map.act(action.id));
    return link;
  }
}

/** A promise of the method that was not kept. */
function broken({ kind, actual, expected }: SumCheck, error: number): Doubt {
  const [went, came] = [readOut(expected), readOut(actual)];
  if (kind !== "conservation")
    return { short: `Σ off ${percent(error)}`, long: `The map sums to ${came}, the score difference is ${went}.` };
  const lost = "The rest was lost on the way, mostly in biases and in the stabilizer.";
  return {
    short: `${percent(actual / expected)} kept`,
    long: `Relevance ${went} went in at the output, ${came} arrived at the input. ${lost}`,
  };
}

function mono(text: string, className = "", title: string | null = null): Node {
  return h("span", `wbl-mono ${className}`, { title }, text);
}

/** What a map cost; a press tells what a pass is. */
function cost(forwards: number, backwards: number): Node {
  return h("wbl-passes" as "span", "wbl-mono", { forwards, backwards }, passes(forwards, backwards) || "shared");
}

function gap(): Node {
  return h("span", "wbl-gap");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
