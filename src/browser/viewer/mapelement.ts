import type { MapAction, MapArtifact, MapState } from "../messages.ts";
import { json } from "./artifact.ts";
import { ColourBar } from "./colourbar.ts";
import { Crosshair } from "./crosshair.ts";
import { attribute, batched, fileName, h, save } from "./dom.ts";
import { drawFigure } from "./figure.ts";
import { Foot } from "./foot.ts";
import { Head } from "./head.ts";
import { Layer } from "./layer.ts";
import { LikenessLine } from "./likeness.ts";
import { MapLoader, type LoaderTarget } from "./loader.ts";
import type { Look } from "./looks.ts";
import { MapCanvas } from "./mapcanvas.ts";
import { readNpy, toMap } from "./npy.ts";
import { readOut } from "./numbers.ts";
import { Overlay } from "./overlay.ts";
import { page } from "./page.ts";
import type { Photo } from "./photo.ts";
import { rulers } from "./rulers.ts";
import type { Settings } from "./settings.ts";
import { stageOf, type Stage } from "./stage.ts";
import type { Change, Picture, Point, ShownMap, Size } from "./types.ts";

const near = new IntersectionObserver(
  entries => {
    for (const e of entries) if (e.isIntersecting) (e.target as MapElement).seen();
  },
  { rootMargin: "600px" },
);

/** `<wbl-map>`: one map with its head, picture, colour bar and foot. See README.md for its attributes. */
export class MapElement extends HTMLElement implements ShownMap, Picture, LoaderTarget {
  static readonly observedAttributes =
    "stage map-id map name family photo state done total unit left headline words cost actions cure tunable menu compact".split(" ");

  readonly face = h("div", "wbl-face", { tabindex: 0, role: "application", "aria-roledescription": "map" });
  artifact: MapArtifact | undefined;
  layer: Layer | null = null;
  trouble = "";
  visible = false;
  /** Whether the standard errors are shown in the map's place. */
  showsErrors = false;
  private stage: Stage = stageOf(null);
  private photo: Photo | null = null;
  private readonly frame = h("figure", "wbl-frame");
  private readonly canvas = new MapCanvas();
  private readonly loader = new MapLoader(this);
  private readonly head = new Head(this, change => this.look(change));
  private readonly overlay = new Overlay(this);
  private readonly foot = new Foot(this);
  private readonly likeness = new LikenessLine(this);
  private readonly rulers = h("div", "wbl-rulers", { "aria-hidden": "true" });
  private readonly bar = new ColourBar(
    (limit, alone) => this.clip(limit, alone),
    () => this.drawn?.scale(this.settings).limit ?? 0,
  );
  private readonly cross: Crosshair;
  private readonly refresh = batched(() => this.update());
  private unsubscribe: (() => void) | null = null;

  constructor() {
    super();
    this.cross = new Crosshair(this);
    this.face.prepend(this.canvas.photoLayer, this.canvas.mapLayer);
    this.face.append(this.overlay.element, this.overlay.progress);
    const mat = h("div", "wbl-mat", {}, this.rulers, this.face);
    this.frame.append(this.head.element, mat, this.bar.element, this.foot.element, this.likeness.element);
    this.addEventListener("pointerdown", () => this.stage.choose(this.mapId));
    this.addEventListener("focusin", () => this.stage.choose(this.mapId));
  }

  get mapId(): string {
    return this.getAttribute("map-id") ?? this.artifact?.method ?? "";
  }

  /** Its state; a finished map with a broken promise is doubtful by itself. */
  get state(): MapState {
    const state = (this.getAttribute("state") || (this.artifact ? "done" : "queued")) as MapState;
    const doubt = this.artifact?.warning || this.artifact?.check?.doubtful;
    return state === "done" && doubt ? "doubtful" : state;
  }

  get label(): string {
    return this.artifact?.name ?? this.getAttribute("name") ?? "";
  }

  get family(): string {
    return this.artifact?.family ?? this.getAttribute("family") ?? "control";
  }

  /** The stage's settings, but for what the method has of its own; a difference is always signed. */
  get settings(): Settings {
    const own = this.stage.looks.of(this.artifact?.method),
      zero = this.stage.looks.isSigned(this.artifact?.method),
      settings = own || zero ? { ...this.stage.settings, ...own, zero } : this.stage.settings;
    return this.drawn === this.layer ? settings : { ...settings, sign: "signed" };
  }

  get ownLook(): boolean {
    return this.stage.looks.of(this.artifact?.method) !== undefined;
  }

  get caption(): string {
    if (this.showsErrors) return `Standard errors of ${this.label}`;
    return this.drawn === this.layer ? this.label : `${this.label} minus ${this.stage.comparison.against?.label}`;
  }

  get drawn(): Layer | null {
    const other = this.stage.comparison.against;
    return this.layer && other?.layer && other !== this ? this.layer.minus(other.layer) : this.layer;
  }

  get actions(): MapAction[] {
    return json<MapAction[]>(this.getAttribute("actions")) ?? [];
  }

  get linked(): boolean {
    return this.stage.settings.link;
  }

  get single(): boolean {
    return this.stage.single;
  }

  connectedCallback(): void {
    if (!this.frame.isConnected) this.append(this.frame);
    this.classList.add("wbl-map");
    this.enter();
    this.cross.follow();
    if (!this.visible) near.observe(this);
  }

  disconnectedCallback(): void {
    near.unobserve(this);
    this.cross.rest();
    this.unsubscribe?.();
    this.unsubscribe = null;
    this.stage.leave(this);
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    if (name === "stage" && this.isConnected) this.enter();
    this.refresh();
  }

  /** Called when the map comes near the window: from now on it loads, and so do its neighbours, which may be hidden behind it. */
  seen(): void {
    for (const m of this.stage.maps) m.wake();
  }

  wake(): void {
    near.unobserve(this);
    if (this.visible) return;
    this.visible = true;
    this.refresh();
  }

  showBytes(bytes: Uint8Array, map: string): void {
    this.artifact = json<MapArtifact>(map) ?? this.artifact;
    this.loader.push(bytes);
    this.refresh();
  }

  act(action: string): void {
    const detail = { stage: this.stage.id, mapId: this.mapId, action };
    this.dispatchEvent(new CustomEvent("wbl-action", { bubbles: true, detail }));
    this.stage.call("OnMapAction", this.mapId, action);
  }

  again(): void {
    this.trouble = "";
    this.loader.forget();
    this.refresh();
  }

  toggleErrors(): void {
    this.showsErrors = !this.showsErrors;
    this.refresh();
  }

  toggleSingle(): void {
    this.stage.choose(this.mapId);
    this.stage.toggleLayout();
  }

  size(): Size {
    return this.layer ?? { width: 0, height: 0 };
  }

  valueAt(x: number, y: number): string {
    const { drawn } = this;
    return drawn ? readOut(drawn.values[y * drawn.width + x]!) : "";
  }

  moved(at: Point | null): void {
    const { drawn: layer, settings } = this;
    const value = at && layer ? layer.values[at.y * layer.width + at.x]! : null;
    this.bar.point(value, layer?.scale(settings) ?? null, settings.sign === "absolute");
  }

  swiped(by: number): void {
    this.stage.step(by);
  }

  pinPeak(): void {
    if (!this.drawn) return;
    const { peak, width, height } = this.drawn;
    page.set({ x: (peak.x + 0.5) / width, y: (peak.y + 0.5) / height, pinned: true, source: this });
  }

  compose(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
    this.canvas.compose(context, this.settings, x, y, width, height);
  }

  async download(): Promise<void> {
    const blob = await drawFigure([this]);
    if (blob) save(blob, `${fileName(`${this.caption} ${this.artifact?.label ?? ""}`)}.png`);
  }

  photoLoaded(photo: Photo): void {
    this.photo = photo;
    this.canvas.setPhoto(photo, this.settings);
    this.stage.emit("map");
  }

  mapLoaded(bytes: Uint8Array): void {
    try {
      this.show(this.layerOf(bytes));
    } catch (e) {
      this.failed(e);
    }
  }

  failed(error: unknown): void {
    this.trouble = error instanceof Error ? error.message : String(error);
    this.describe();
  }

  private enter(): void {
    this.unsubscribe?.();
    this.stage.leave(this);
    this.stage = stageOf(this.getAttribute("stage"));
    this.stage.join(this);
    this.unsubscribe = this.stage.subscribe(change => this.changed(change));
    this.changed("chosen");
    this.visible ||= this.stage.maps.some(m => m.visible);
    this.refresh();
  }

  private changed(change: Change): void {
    if (change === "settings") {
      this.draw();
      this.head.show();
    }
    if (change === "alike") this.relate();
    if (change === "map" && this.stage.comparison.against) this.draw();
    if (change !== "map") this.classList.toggle("wbl-chosen", this.stage.chosen === this);
  }

  /** Shows what the map has to do with the others. */
  private relate(): void {
    const { comparison } = this.stage;
    this.hidden = comparison.isFolded(this);
    this.likeness.show(comparison);
    attribute(this.face, "aria-label", this.words());
  }

  private update(): void {
    if (!this.isConnected) return;
    this.artifact = json<MapArtifact>(this.getAttribute("map")) ?? (this.loader.pushed ? this.artifact : undefined);
    if (!this.artifact && this.layer) this.clear();
    if (!this.artifact?.errors) this.showsErrors = false;
    const shown = this.showsErrors ? this.artifact!.errors! : this.artifact?.map;
    if (this.visible) this.loader.load(shown, this.artifact?.input || this.getAttribute("photo"));
    this.describe();
    this.stage.emit("map");
  }

  private describe(): void {
    this.dataset.state = this.state;
    this.head.show();
    this.overlay.show();
    this.foot.show();
    attribute(this.frame, "aria-label", this.label);
    attribute(this.face, "aria-label", this.words());
    attribute(this.face, "tabindex", this.layer ? "0" : "-1");
    this.bar.show(this.drawn, this.settings);
    this.likeness.show(this.stage.comparison);
  }

  private words(): string {
    const { artifact, drawn: layer } = this;
    const name = `${this.caption}${artifact ? ` for ${artifact.label}` : ""}`;
    if (!layer) return `${name}: ${this.trouble || this.overlay.sentence() || this.state}`;
    if (layer.empty) return `${name}: an empty map, 0 everywhere`;
    return `${name}: strongest at x ${layer.peak.x}, y ${layer.peak.y}, ${readOut(layer.peak.value)}. Arrow keys move the cross.`;
  }

  private layerOf(bytes: Uint8Array): Layer {
    const { height, width, values } = toMap(readNpy(bytes));
    const { artifact, photo } = this;
    const to = { height: artifact?.inputHeight || photo?.height || height, width: artifact?.inputWidth || photo?.width || width };
    return new Layer(values, height, width, to.height, to.width, this.showsErrors ? false : (artifact?.signed ?? values.some(v => v < 0)));
  }

  private show(layer: Layer): void {
    this.layer = layer;
    this.trouble = "";
    const method = this.artifact?.method;
    if (layer.signed && layer.lowest < 0 && method && this.stage.looks.sawBelow(method)) this.stage.emit("settings");
    this.style.setProperty("--ratio", `${layer.width} / ${layer.height}`);
    this.draw();
    this.describe();
    this.stage.emit("map");
  }

  private clear(): void {
    this.layer = null;
    this.loader.forgetMap();
    this.canvas.clear();
    this.cross.refresh();
  }

  /** Shows photo and map, or difference, under the settings. */
  private draw(): void {
    const { settings, drawn } = this;
    this.cross.refreshIf(settings.link);
    if (drawn && this.canvas.setLayer(drawn)) this.rulers.replaceChildren(...rulers(drawn.width, drawn.height));
    if (!this.canvas.draw(settings)) return;
    this.bar.show(drawn, settings);
    this.cross.refresh();
  }

  private look(change: Partial<Look> | null): void {
    if (this.artifact) this.stage.look(this.artifact.method, change);
  }

  private clip(limit: number, alone: boolean): void {
    if (!this.drawn) return;
    const clip = this.drawn.clipOf(limit);
    if (alone) this.look({ clip });
    else this.stage.set({ clip });
  }
}
