import type { MapAction, MapArtifact, MapState } from "../messages.ts";
import type { Layer } from "./layer.ts";
import type { Settings } from "./settings.ts";

/** What changed of a stage: a setting, the list of maps, the chosen map, a map's values or state, or which maps are nearly the same. */
export type Change = "settings" | "maps" | "chosen" | "map" | "alike";

/** The size of a picture in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A place in a picture, in pixels. */
export interface Point {
  x: number;
  y: number;
}

/** What a picture with a cross tells about itself. */
export interface Picture {
  /** The element the cross lies over. */
  readonly face: HTMLElement;
  /** Whether the cross of other pictures stands here too. */
  readonly linked: boolean;
  /** Whether the picture stands alone, so that a finger may swipe to the next. */
  readonly single: boolean;
  /** Size in input pixels; 0 x 0 while there is nothing. */
  size(): Size;
  /** What to print at the cross; empty for nothing. */
  valueAt(x: number, y: number): string;
  /** Called when the cross has moved; null when it is not on this picture. */
  moved(at: Point | null): void;
  /** Called when a finger swipes over a picture that stands alone. */
  swiped?(by: number): void;
}

/** One map of a stage, as its parts and the rest of the viewer know it. */
export interface ShownMap extends HTMLElement {
  /** Its id within its stage. */
  readonly mapId: string;
  readonly state: MapState;
  /** The name for people. */
  readonly label: string;
  /** What a picture of it is called: its name, and what it is drawn as a difference to. */
  readonly caption: string;
  /** Whether its method has colours of its own. */
  readonly ownLook: boolean;
  readonly family: string;
  readonly settings: Settings;
  /** The map as announced; undefined until there is one. */
  readonly artifact: MapArtifact | undefined;
  /** The map as loaded; null until then. */
  readonly layer: Layer | null;
  /** What is drawn: the map as loaded, or what it differs in from the one that all are compared with. */
  readonly drawn: Layer | null;
  /** Why the map or photo cannot be shown; empty when nothing is wrong. */
  readonly trouble: string;
  readonly actions: MapAction[];
  /** Whether it has come near the window. */
  readonly visible: boolean;
  /** From now on it loads what it shows. */
  wake(): void;
  /** Tells .NET and the document that an action was chosen. */
  act(action: string): void;
  /** Fetches again after a failure. */
  again(): void;
  /** Whether the standard errors are shown in the map's place. */
  readonly showsErrors: boolean;
  /** Shows the standard errors in the map's place, or the map again. */
  toggleErrors(): void;
  /** Shows it alone, or all maps again. */
  toggleSingle(): void;
  /** Pins the cross where the map is strongest. */
  pinPeak(): void;
  /** Draws photo and map, as they are shown, into a context. */
  compose(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void;
  /** A PNG of photo, map and colour bar, for the user. */
  download(): Promise<void>;
  /** Shows values that came by another way than an address: the bytes of a `.npy`. */
  showBytes(bytes: Uint8Array, map: string): void;
}
