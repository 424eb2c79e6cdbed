import { invoke, type DotNet } from "../page/dotnet.ts";
import { Comparison } from "./comparison.ts";
import { Emitter } from "./emitter.ts";
import { Looks, type Look } from "./looks.ts";
import { page, shared } from "./page.ts";
import { changed, defaults, type Settings } from "./settings.ts";
import type { Change, ShownMap } from "./types.ts";

/** Maps that belong together: one toolbar, one strip, one probe. */
export class Stage extends Emitter<Change> {
  settings: Settings = { ...defaults };
  readonly maps: ShownMap[] = [];
  /** What was chosen for one method alone. */
  readonly looks = new Looks();
  /** Which maps are nearly the same, and the one that all are compared with. */
  readonly comparison = new Comparison(this);
  /** Whether there is room for one map only. */
  narrow = false;
  private pick: string | null = null;
  private memory: string | null = null;
  private callee: DotNet | null = null;

  constructor(readonly id: string) {
    super();
  }

  /** Whether one map is shown large. */
  get single(): boolean {
    return this.narrow || this.settings.layout === "one";
  }

  /** The chosen map: the one asked for, else the first; of a group that is folded the one that is seen. */
  get chosen(): ShownMap | undefined {
    const chosen = this.maps.find(m => m.mapId === this.pick) ?? this.maps[0];
    return chosen && this.comparison.isFolded(chosen) ? this.comparison.of(chosen)!.first : chosen;
  }

  /** The maps that are seen: all but those folded into one that is nearly the same. */
  get shown(): ShownMap[] {
    return this.maps.filter(m => !this.comparison.isFolded(m));
  }

  /** The maps that are there or may still come. */
  get hopeful(): ShownMap[] {
    return this.maps.filter(m => m.layer !== null || (!["failed", "cancelled", "planned"].includes(m.state) && m.trouble === ""));
  }

  /** Changes some settings; wrong values are left out. */
  set(change: Partial<Settings>): void {
    this.settings = changed(this.settings, change);
    this.keep();
    this.emit("settings");
  }

  /** Changes how one method is drawn, on every photo from now on; null draws it as all maps again. */
  look(method: string, change: Partial<Look> | null): void {
    if (change) this.looks.set(method, change);
    else this.looks.forget(method);
    this.emit("settings");
  }

  /** Keeps the settings, and those of single methods, under a name from now on, and takes what is kept there. */
  remember(name: string): void {
    this.memory = `wbl-stage:${name}`;
    try {
      this.looks.remember(`wbl-methods:${name}`, localStorage);
      this.set(JSON.parse(localStorage.getItem(this.memory) ?? "{}") as Partial<Settings>);
    } catch {
      /* not readable: defaults */
    }
  }

  /** Chooses a map. */
  choose(mapId: string): void {
    if (this.pick === mapId) return;
    this.pick = mapId;
    this.emit("chosen");
    this.call("OnMapChosen", mapId);
  }

  /** Chooses the next map (1) or the one before (-1), round and round. */
  step(by: number): void {
    const { shown } = this,
      at = shown.indexOf(this.chosen!);
    const next = shown[(at + by + shown.length) % shown.length];
    if (next) this.choose(next.mapId);
  }

  /** One large map, or all of them. */
  toggleLayout(): void {
    this.set({ layout: this.settings.layout === "one" ? "grid" : "one" });
  }

  /** Takes a map in, in the order of the document. */
  join(map: ShownMap): void {
    if (!this.maps.includes(map)) this.maps.push(map);
    this.maps.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    this.emit("maps");
  }

  /** Lets a map go. */
  leave(map: ShownMap): void {
    const at = this.maps.indexOf(map);
    if (at >= 0) this.maps.splice(at, 1);
    this.emit("maps");
  }

  /** Calls this .NET object back from now on; null: nobody. */
  connect(callee: DotNet | null): void {
    this.callee = callee;
  }

  /** Calls a method of the connected object. */
  call(method: string, ...args: unknown[]): void {
    void invoke(this.callee, method, ...args);
  }

  /** What a shortcut does; false when it means nothing here. */
  key(name: string): boolean {
    return /^[1-9]$/.test(name) ? this.chooseAt(Number(name) - 1) : this.letter(name.toLowerCase());
  }

  private chooseAt(place: number): boolean {
    const map = this.shown[place];
    if (map) this.choose(map.mapId);
    return map !== undefined;
  }

  private letter(name: string): boolean {
    switch (name) {
      case "f":
        this.toggleLayout();
        return true;
      case "s":
        this.set({ sign: this.settings.sign === "signed" ? "absolute" : "signed" });
        return true;
      case "c":
        this.set({ link: !this.settings.link });
        return true;
      case "d":
        void this.chosen?.download();
        return true;
      case "escape":
        page.set(null);
        return true;
      default:
        return false;
    }
  }

  private keep(): void {
    if (!this.memory) return;
    try {
      localStorage.setItem(this.memory, JSON.stringify(this.settings));
    } catch {
      /* private window: not kept */
    }
  }
}

const stages = shared("stages", () => new Map<string, Stage>());

/** The stage of a name; made when it is asked for first. */
export function stageOf(id: string | null): Stage {
  const name = id ?? "";
  const stage = stages.get(name) ?? new Stage(name);
  stages.set(name, stage);
  return stage;
}
