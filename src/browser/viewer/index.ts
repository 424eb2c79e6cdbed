import { Compare, Difference } from "./compare.ts";
import { save } from "./dom.ts";
import { drawFigure } from "./figure.ts";
import { Grid } from "./grid.ts";
import { page } from "./page.ts";
import { Passes } from "./passes.ts";
import { PhotoView } from "./photoview.ts";
import { MapElement } from "./mapelement.ts";
import { Probe } from "./probe.ts";
import type { DotNet } from "../page/dotnet.ts";
import type { Settings } from "./settings.ts";
import { stageOf } from "./stage.ts";
import { Strip } from "./strip.ts";
import { Toolbar } from "./toolbar.ts";
import type { ShownMap } from "./types.ts";

const elements = {
  "wbl-map": MapElement,
  "wbl-stage": Grid,
  "wbl-toolbar": Toolbar,
  "wbl-strip": Strip,
  "wbl-photo": PhotoView,
  "wbl-probe": Probe,
  "wbl-compare": Compare,
  "wbl-difference": Difference,
  "wbl-passes": Passes,
};
for (const [name, element] of Object.entries(elements)) if (!customElements.get(name)) customElements.define(name, element);

/** Calls a .NET object back from now on: `OnMapAction`, `OnMapChosen`. */
export function connect(stage: string, callee: DotNet): void {
  stageOf(stage).connect(callee);
}

/** Stops calling it. */
export function disconnect(stage: string): void {
  stageOf(stage).connect(null);
}

/** Changes what all maps of a stage show; what is left out stays. */
export function setStage(stage: string, change: Partial<Settings> & { chosen?: string }): void {
  const there = Object.fromEntries(Object.entries(change).filter(([, v]) => v !== null && v !== undefined));
  stageOf(stage).set(there);
  if (change.chosen) stageOf(stage).choose(change.chosen);
}

/** What all maps of a stage show. */
export function getStage(stage: string): Settings & { chosen: string | null } {
  const s = stageOf(stage);
  return { ...s.settings, chosen: s.chosen?.mapId ?? null };
}

/** Shows a map whose `.npy` came through the circuit. */
export function showBytes(stage: string, mapId: string, bytes: Uint8Array, map: string): void {
  find(stage, mapId)?.showBytes(bytes, map);
}

/** Sets the cross, in 0..1 of the picture. */
export function setSpot(x: number, y: number, pinned: boolean): void {
  page.set({ x, y, pinned, source: null });
}

/** Takes the cross away. */
export function clearSpot(): void {
  page.set(null);
}

/** Gives the user a PNG of one map. */
export async function downloadMap(stage: string, mapId: string): Promise<void> {
  await find(stage, mapId)?.download();
}

/** Gives the user one PNG of all maps. */
export async function downloadStage(stage: string): Promise<void> {
  const blob = await drawFigure(stageOf(stage).maps);
  if (blob) save(blob, "maps.png");
}

/** Does what a shortcut does; false when it means nothing to a stage. */
export function key(stage: string, name: string): boolean {
  return stageOf(stage).key(name);
}

function find(stage: string, mapId: string): ShownMap | undefined {
  return stageOf(stage).maps.find(m => m.mapId === mapId);
}
