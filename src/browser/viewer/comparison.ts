import { likenesses } from "./similarity.ts";
import type { Change, Plate } from "./types.ts";

/** The stage as far as a comparison needs it. */
export interface Compared {
  readonly plates: readonly Plate[];
  emit(change: Change): void;
}

/** A plate's likeness to the first of its group. */
export interface Kin {
  first: Plate;
  r: number;
}

/** What the maps of a stage have to do with each other: which are nearly the same, and the one that all are drawn as a difference to. */
export class Comparison {
  private kin = new Map<Plate, Kin>();
  /** The methods whose groups are folded: they stay so on the next photo. */
  private readonly folded = new Set<string>();
  private other: string | null = null;

  constructor(private readonly stage: Compared) {}

  /** The plate that all others are compared with; null where they are drawn as they are. */
  get against(): Plate | null {
    return this.stage.plates.find(p => p.plate === this.other && p.layer !== null) ?? null;
  }

  /** The groups: the first of each with those that are nearly the same as it. */
  get groups(): ReadonlyMap<Plate, readonly Plate[]> {
    const groups = new Map<Plate, Plate[]>();
    for (const [plate, { first }] of this.kin) groups.set(first, [...(groups.get(first) ?? []), plate]);
    return groups;
  }

  /** Draws each map as its difference to this one's; null draws the maps themselves. */
  to(plate: Plate | null): void {
    this.other = plate?.plate ?? null;
    this.stage.emit("settings");
    this.stage.emit("alike");
  }

  /** Which plate this one is nearly the same as; undefined where it stands alone or first. */
  of(plate: Plate): Kin | undefined {
    return this.kin.get(plate);
  }

  /** Those that are nearly the same as this one. */
  followersOf(plate: Plate): readonly Plate[] {
    return this.groups.get(plate) ?? [];
  }

  /** Whether the plate is hidden behind the first of its group. */
  isFolded(plate: Plate): boolean {
    const kin = this.kin.get(plate);
    return kin !== undefined && this.isClosed(kin.first);
  }

  /** Whether the group of this first plate is folded. */
  isClosed(first: Plate): boolean {
    return this.folded.has(nameOf(first));
  }

  /** Folds the group of this first plate, or shows all of it. */
  fold(first: Plate, folded: boolean): void {
    if (folded) this.folded.add(nameOf(first));
    else this.folded.delete(nameOf(first));
    this.stage.emit("alike");
  }

  /** Works out which of the finished maps are nearly the same. */
  work(): void {
    const plates = this.stage.plates.filter(p => p.layer !== null && !p.layer.empty && ["done", "doubtful"].includes(p.state));
    const found = likenesses(plates.map(p => p.layer!.means()));
    const kin = new Map<Plate, Kin>();
    found.forEach((l, i) => {
      if (l) kin.set(plates[i]!, { first: plates[l.first]!, r: l.r });
    });
    if (same(kin, this.kin)) return;
    this.kin = kin;
    this.stage.emit("alike");
  }
}

function nameOf(plate: Plate): string {
  return plate.artifact?.method ?? plate.plate;
}

function same(a: ReadonlyMap<Plate, Kin>, b: ReadonlyMap<Plate, Kin>): boolean {
  return a.size === b.size && [...a].every(([plate, { first, r }]) => b.get(plate)?.first === first && b.get(plate)?.r === r);
}
