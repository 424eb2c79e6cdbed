import type { Colours } from "./colours.ts";
import { colourNames } from "./colours.ts";
import { page, shared } from "./page.ts";
import type { Plate } from "./plate.ts";

/** Which values a map shows: as they are, their size, or only what speaks for the class. */
export type Sign = "signed" | "absolute" | "positive";

/** What the toolbar sets for all plates of a stage. */
export interface Settings {
  colours: Colours; sign: Sign;
  /** 0 to 1. */
  opacity: number;
  /** Percentile of |v| that gets the last colour, 50 to 100. */
  clip: number;
  photo: "grey" | "colour" | "off";
  /** Whether the cross stands on all plates or only on the one under the pointer. */
  link: boolean;
  layout: "grid" | "one";
}

const defaults: Settings = { colours: "inferno", sign: "signed", opacity: 0.92, clip: 99.4, photo: "grey", link: true, layout: "grid" };

/** What changed: a setting, the list of plates, the chosen plate, or a plate's map or state. */
export type Change = "settings" | "plates" | "chosen" | "map";

/** A .NET object that may be called back. */
export interface DotNet { invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> }

/** Plates that belong together: one toolbar, one strip, one probe. */
export class Stage {
  settings: Settings = { ...defaults };
  readonly plates: Plate[] = [];
  /** Whether there is room for one plate only. */
  narrow = false;
  private pick: string | null = null;
  private memory: string | null = null;
  private readonly listeners = new Set<(change: Change) => void>();
  private callee: DotNet | null = null;

  constructor(readonly id: string) { }

  /** Whether one plate is shown large. */
  get single(): boolean { return this.narrow || this.settings.layout === "one"; }

  /** The chosen plate: the one asked for, else the first. */
  get chosen(): Plate | undefined { return this.plates.find(p => p.plate === this.pick) ?? this.plates[0]; }

  /** The plates that have a map or may still get one. */
  get hopeful(): Plate[] { return this.plates.filter(p => p.layer !== null || (p.state !== "failed" && p.state !== "cancelled" && p.state !== "planned" && p.trouble === "")); }

  /** Changes some settings; wrong values are left out. */
  set(change: Partial<Settings>): void {
    const valid = Object.fromEntries(Object.entries(change).filter(([k, v]) => allowed(k as keyof Settings, v)));
    this.settings = { ...this.settings, ...valid };
    if (this.memory) try { localStorage.setItem(this.memory, JSON.stringify(this.settings)); } catch { /* private window: not kept */ }
    this.tell("settings");
  }

  /** Keeps the settings under a name from now on, and takes what is kept there. */
  remember(name: string): void {
    this.memory = `wbl-stage:${name}`;
    try { this.set(JSON.parse(localStorage.getItem(this.memory) ?? "{}") as Partial<Settings>); } catch { /* not readable: defaults */ }
  }

  /** Chooses a plate. */
  choose(plate: string): void {
    if (this.pick === plate) return;
    this.pick = plate;
    this.tell("chosen");
    void this.call("OnPlateChosen", plate);
  }

  /** Chooses the next plate (1) or the one before (-1), round and round. */
  step(by: number): void {
    const at = this.plates.indexOf(this.chosen!), next = this.plates[(at + by + this.plates.length) % this.plates.length];
    if (next) this.choose(next.plate);
  }

  /** Takes a plate in, in the order of the document. */
  join(plate: Plate): void {
    if (!this.plates.includes(plate)) this.plates.push(plate);
    this.plates.sort((a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
    this.tell("plates");
  }

  /** Lets a plate go. */
  leave(plate: Plate): void {
    const at = this.plates.indexOf(plate);
    if (at >= 0) this.plates.splice(at, 1);
    this.tell("plates");
  }

  /** Hears of changes until the returned function is called. */
  hear(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells all who hear. */
  tell(change: Change): void { for (const listener of [...this.listeners]) listener(change); }

  /** Calls this .NET object back from now on; null: nobody. */
  connect(callee: DotNet | null): void { this.callee = callee; }

  /** Calls a method of the connected object; a method it does not have, or a circuit that is gone, is no error here. */
  async call(method: string, ...args: unknown[]): Promise<void> {
    try { await this.callee?.invokeMethodAsync(method, ...args); } catch (e) { console.debug(`${method} was not taken`, e); }
  }

  /** What a shortcut does; false when it means nothing here. */
  key(name: string): boolean {
    const s = this.settings;
    if (/^[1-9]$/.test(name)) { const plate = this.plates[Number(name) - 1]; if (plate) this.choose(plate.plate); return plate !== undefined; }
    switch (name.toLowerCase()) {
      case "f": this.set({ layout: s.layout === "one" ? "grid" : "one" }); return true;
      case "s": this.set({ sign: s.sign === "signed" ? "absolute" : "signed" }); return true;
      case "c": this.set({ link: !s.link }); return true;
      case "d": void this.chosen?.download(); return true;
      case "escape": page.set(null); return true;
      default: return false;
    }
  }
}

const stages = shared("stages", () => new Map<string, Stage>());

/** The stage of a name; made when it is asked for first. */
export function stageOf(id: string | null): Stage {
  const name = id ?? "";
  let stage = stages.get(name);
  if (!stage) stages.set(name, stage = new Stage(name));
  return stage;
}

function allowed(key: keyof Settings, value: unknown): boolean {
  switch (key) {
    case "colours": return colourNames.includes(value as Colours);
    case "sign": return ["signed", "absolute", "positive"].includes(value as string);
    case "opacity": return typeof value === "number" && value >= 0 && value <= 1;
    case "clip": return typeof value === "number" && value >= 50 && value <= 100;
    case "photo": return ["grey", "colour", "off"].includes(value as string);
    case "link": return typeof value === "boolean";
    case "layout": return value === "grid" || value === "one";
    default: return false;
  }
}
