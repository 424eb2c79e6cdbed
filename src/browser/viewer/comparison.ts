import { likenesses } from "./similarity.ts";
import type { Change, ShownMap } from "./types.ts";

/** The stage as far as a comparison needs it. */
export interface Compared {
  readonly maps: readonly ShownMap[];
  emit(change: Change): void;
}

/** A map's likeness to the first of its group. */
export interface Kin {
  first: ShownMap;
  r: number;
}

/** What the maps of a stage have to do with each other: which are nearly the same, and the one that all are drawn as a difference to. */
export class Comparison {
  private kin = new Map<ShownMap, Kin>();
  /** The methods whose groups are folded: they stay so on the next photo. */
  private readonly folded = new Set<string>();
  private other: string | null = null;

  constructor(private readonly stage: Compared) {}

  /** The map that all others are compared with; null where they are drawn as they are. */
  get against(): ShownMap | null {
    return this.stage.maps.find(m => m.mapId === this.other && m.layer !== null) ?? null;
  }

  /** The groups: the first of each with those that are nearly the same as it. */
  get groups(): ReadonlyMap<ShownMap, readonly ShownMap[]> {
    const groups = new Map<ShownMap, ShownMap[]>();
    for (const [map, { first }] of this.kin) groups.set(first, [...(groups.get(first) ?? []), map]);
    return groups;
  }

  /** Draws each map as its difference to this one's; null draws the maps themselves. */
  to(map: ShownMap | null): void {
    this.other = map?.mapId ?? null;
    this.stage.emit("settings");
    this.stage.emit("alike");
  }

  /** Which map this one is nearly the same as; undefined where it stands alone or first. */
  of(map: ShownMap): Kin | undefined {
    return this.kin.get(map);
  }

  /** Those that are nearly the same as this one. */
  followersOf(map: ShownMap): readonly ShownMap[] {
    return this.groups.get(map) ?? [];
  }

  /** Whether the map is hidden behind the first of its group. */
  isFolded(map: ShownMap): boolean {
    const kin = this.kin.get(map);
    return kin !== undefined && this.isClosed(kin.first);
  }

  /** Whether the group of this first map is folded. */
  isClosed(first: ShownMap): boolean {
    return this.folded.has(nameOf(first));
  }

  /** Folds the group of this first map, or shows all of it. */
  fold(first: ShownMap, folded: boolean): void {
    if (folded) this.folded.add(nameOf(first));
    else this.folded.delete(nameOf(first));
    this.stage.emit("alike");
  }

  /** Works out which of the finished maps are nearly the same. */
  work(): void {
    const maps = this.stage.maps.filter(m => m.layer !== null && !m.layer.empty && ["done", "doubtful"].includes(m.state));
    const found = likenesses(maps.map(m => m.layer!.means()));
    const kin = new Map<ShownMap, Kin>();
    found.forEach((l, i) => {
      if (l) kin.set(maps[i]!, { first: maps[l.first]!, r: l.r });
    });
    if (same(kin, this.kin)) return;
    this.kin = kin;
    this.stage.emit("alike");
  }
}

function nameOf(map: ShownMap): string {
  return map.artifact?.method ?? map.mapId;
}

function same(a: ReadonlyMap<ShownMap, Kin>, b: ReadonlyMap<ShownMap, Kin>): boolean {
  return a.size === b.size && [...a].every(([map, { first, r }]) => b.get(map)?.first === first && b.get(map)?.r === r);
}
