import type { Action, MapArtifact } from "./artifact.ts";
import { address, json } from "./artifact.ts";
import { ColourBar } from "./colourbar.ts";
import { Crosshair, type Picture } from "./crosshair.ts";
import { attribute, batched, fileName, h, save } from "./dom.ts";
import { drawFigure } from "./figure.ts";
import { Foot } from "./foot.ts";
import { Head } from "./head.ts";
import { Layer } from "./layer.ts";
import { readNpy, toMap } from "./npy.ts";
import { readOut } from "./numbers.ts";
import { page } from "./page.ts";
import { canvas, photoOf, type Photo } from "./photo.ts";
import { rulers } from "./rulers.ts";
import { stageOf, type Change, type Settings, type Stage } from "./stage.ts";
import { Veil } from "./veil.ts";

/** The states of a plate. */
export type State = "planned" | "queued" | "running" | "refining" | "done" | "doubtful" | "cancelled" | "failed";

const near = new IntersectionObserver(
  entries => { for (const e of entries) if (e.isIntersecting) (e.target as Plate).seen(); }, { rootMargin: "600px" });

/** `<wbl-plate>`: one map with its head, picture, colour bar and foot. See README.md for its attributes. */
export class Plate extends HTMLElement implements Picture {
  static readonly observedAttributes = [
    "stage", "plate", "map", "name", "family", "photo", "state", "done", "total", "unit", "left", "headline", "words", "cost", "actions", "cure", "tunable", "menu", "compact"];

  stage: Stage = stageOf(null);
  readonly face = h("div", "wbl-face", { tabindex: 0, role: "application", "aria-roledescription": "map" });
  /** The map as announced; undefined until there is one. */
  artifact: MapArtifact | undefined;
  /** The map as loaded; null until then. */
  layer: Layer | null = null;
  photo: Photo | null = null;
  /** Why the map or photo cannot be shown; empty when nothing is wrong. */
  trouble = "";
  private readonly frame = h("figure", "wbl-frame");
  private readonly photoLayer = canvas(1, 1);
  private readonly mapLayer = canvas(1, 1);
  private readonly head = new Head(this);
  private readonly veil = new Veil(this);
  private readonly foot = new Foot(this);
  private readonly rulers = h("div", "wbl-rulers", { "aria-hidden": "true" });
  private readonly bar = new ColourBar((limit, alone) => this.clip(limit, alone), () => this.layer?.scale(this.settings).limit ?? 0);
  private readonly cross: Crosshair;
  private readonly refresh = batched(() => this.update());
  private pixels: { image: ImageData; words: Uint32Array } | null = null;
  private silence: (() => void) | null = null;
  private alone: number | null = null;
  private visible = false;
  private shown = "";
  private shownPhoto = "";
  private ticket = 0;
  private painted = "";
  private paintedLayer: Layer | null = null;

  constructor() {
    super();
    this.cross = new Crosshair(this);
    this.photoLayer.className = "wbl-photo-layer";
    this.mapLayer.className = "wbl-map-layer";
    this.face.prepend(this.photoLayer, this.mapLayer);
    this.face.append(this.veil.element, this.veil.progress);
    this.frame.append(this.head.element, h("div", "wbl-mat", {}, this.rulers, this.face), this.bar.element, this.foot.element);
    this.addEventListener("pointerdown", () => this.stage.choose(this.plate));
    this.addEventListener("focusin", () => this.stage.choose(this.plate));
  }

  /** The plate's id within its stage. */
  get plate(): string { return this.getAttribute("plate") ?? this.artifact?.method ?? ""; }

  /** Its state; a finished map with a broken promise is doubtful by itself. */
  get state(): State {
    const state = (this.getAttribute("state") || (this.artifact ? "done" : "queued")) as State;
    return state === "done" && (this.artifact?.warning || this.artifact?.check?.doubtful) ? "doubtful" : state;
  }

  /** The name for people. */
  get label(): string { return this.artifact?.name ?? this.getAttribute("name") ?? ""; }

  /** The method's family. */
  get family(): string { return this.artifact?.family ?? this.getAttribute("family") ?? "control"; }

  /** The stage's settings, but for what only this plate has. */
  get settings(): Settings { return this.alone === null ? this.stage.settings : { ...this.stage.settings, clip: this.alone }; }

  /** Links of the foot. */
  get actions(): Action[] { return json<Action[]>(this.getAttribute("actions")) ?? []; }

  connectedCallback(): void {
    if (!this.frame.isConnected) this.append(this.frame);
    this.classList.add("wbl-plate");
    this.enter();
    this.cross.follow();
    if (!this.visible) near.observe(this);
  }

  disconnectedCallback(): void {
    near.unobserve(this);
    this.cross.rest();
    this.silence?.();
    this.silence = null;
    this.stage.leave(this);
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    if (name === "stage" && this.isConnected) this.enter();
    this.refresh();
  }

  /** Called when the plate comes near the window: from now on it loads, and so do its neighbours, which may be hidden behind it. */
  seen(): void { for (const p of this.stage.plates) p.wake(); }

  /** Shows values that came by another way than an address: the bytes of a `.npy`. */
  showBytes(bytes: Uint8Array, map: string): void {
    this.artifact = json<MapArtifact>(map) ?? this.artifact;
    this.shown = `bytes ${++this.ticket}`;
    this.take(bytes);
    this.refresh();
  }

  /** An action chosen on the plate: told to .NET and to the document. */
  act(action: string): void {
    this.dispatchEvent(new CustomEvent("wbl-action", { bubbles: true, detail: { stage: this.stage.id, plate: this.plate, action } }));
    void this.stage.call("OnPlateAction", this.plate, action);
  }

  /** Fetches again after a failure. */
  again(): void { this.shown = this.shownPhoto = this.trouble = ""; this.refresh(); }

  size(): { width: number; height: number } { return this.layer ?? { width: 0, height: 0 }; }

  valueAt(x: number, y: number): string { return this.layer ? readOut(this.layer.values[y * this.layer.width + x]!) : ""; }

  moved(at: { x: number; y: number } | null): void {
    const { layer } = this;
    this.bar.point(at && layer ? layer.values[at.y * layer.width + at.x]! : null, layer?.scale(this.settings) ?? null, this.settings.sign === "absolute");
  }

  swiped(by: number): void { this.stage.step(by); }

  /** Pins the cross where the map is strongest. */
  pinPeak(): void { if (this.layer) page.set({ x: (this.layer.peak.x + 0.5) / this.layer.width, y: (this.layer.peak.y + 0.5) / this.layer.height, pinned: true, source: this }); }

  /** Draws photo and map, as they are shown, into a context. */
  compose(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
    const { photo, opacity } = this.settings;
    if (this.photo && photo !== "off") context.drawImage(photo === "grey" ? this.photo.grey : this.photo.colour, x, y, width, height);
    context.globalAlpha = opacity;
    if (this.layer) context.drawImage(this.mapLayer, x, y, width, height);
    context.globalAlpha = 1;
  }

  /** A PNG of photo, map and colour bar, for the user. */
  async download(): Promise<void> {
    const blob = await drawFigure([this]);
    if (blob) save(blob, `${fileName(`${this.label} ${this.artifact?.label ?? ""}`)}.png`);
  }

  private enter(): void {
    this.silence?.();
    this.stage.leave(this);
    this.stage = stageOf(this.getAttribute("stage"));
    this.stage.join(this);
    this.silence = this.stage.hear(change => this.heard(change));
    this.heard("chosen");
    this.visible ||= this.stage.plates.some(p => p.visible);
    this.refresh();
  }

  private wake(): void {
    near.unobserve(this);
    if (this.visible) return;
    this.visible = true;
    this.refresh();
  }

  private heard(change: Change): void {
    if (change === "settings") { this.alone = null; this.draw(); }
    if (change === "chosen" || change === "plates" || change === "settings") this.classList.toggle("wbl-chosen", this.stage.chosen === this);
  }

  private update(): void {
    if (!this.isConnected) return;
    const map = this.getAttribute("map");
    this.artifact = json<MapArtifact>(map) ?? (this.shown.startsWith("bytes") ? this.artifact : undefined);
    if (!this.artifact && this.layer) this.clear();
    if (this.visible) this.load();
    this.describe();
    this.stage.tell("map");
  }

  private describe(): void {
    this.dataset.state = this.state;
    this.head.show();
    this.veil.show();
    this.foot.show();
    attribute(this.frame, "aria-label", this.label);
    attribute(this.face, "aria-label", this.words());
    attribute(this.face, "tabindex", this.layer ? "0" : "-1");
    this.bar.show(this.layer, this.settings);
  }

  private words(): string {
    const { artifact, layer } = this, target = artifact ? ` for ${artifact.label}` : "";
    if (!layer) return `${this.label}${target}: ${this.trouble || this.veil.sentence() || this.state}`;
    if (layer.empty) return `${this.label}${target}: an empty map, 0 everywhere`;
    return `${this.label}${target}: strongest at x ${layer.peak.x}, y ${layer.peak.y}, ${readOut(layer.peak.value)}. Arrow keys move the cross.`;
  }

  private load(): void {
    const photo = this.artifact?.input || this.getAttribute("photo");
    if (photo && photo !== this.shownPhoto) {
      this.shownPhoto = photo;
      photoOf(address(photo)).then(p => { if (this.shownPhoto === photo) { this.photo = p; this.drawPhoto(); this.stage.tell("map"); } }, e => this.failed(e));
    }
    const map = this.artifact?.map;
    if (!map || map === this.shown || this.shown.startsWith("bytes")) return;
    this.shown = map;
    const ticket = ++this.ticket;
    void this.fetch(address(map)).then(bytes => { if (ticket === this.ticket) this.take(bytes); }).catch(e => { if (ticket === this.ticket) this.failed(e); });
  }

  private async fetch(url: string): Promise<Uint8Array> {
    let answer: Response;
    try { answer = await fetch(url); } catch { throw new Error("The lab does not answer, so this map cannot be fetched."); }
    if (answer.status === 404) throw new Error("The values of this map are gone from the store. Run the method again.");
    if (!answer.ok) throw new Error(`The values of this map cannot be fetched (status ${answer.status}).`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  private take(bytes: Uint8Array): void {
    try {
      const { height, width, values } = toMap(readNpy(bytes)), a = this.artifact;
      const first = this.layer === null;
      this.layer = new Layer(values, height, width, a?.inputHeight || this.photo?.height || height, a?.inputWidth || this.photo?.width || width, a?.signed ?? values.some(v => v < 0));
      this.trouble = "";
      this.fit(first);
      this.draw();
      this.describe();
      this.stage.tell("map");
    } catch (e) { this.failed(e); }
  }

  private failed(error: unknown): void { this.trouble = error instanceof Error ? error.message : String(error); this.describe(); }

  private clear(): void { this.layer = null; this.pixels = null; this.shown = ""; this.mapLayer.width = this.mapLayer.width; this.cross.refresh(); }

  private fit(first: boolean): void {
    const { width, height, nativeWidth } = this.layer!;
    if (this.mapLayer.width !== width || this.mapLayer.height !== height || !this.pixels) {
      this.mapLayer.width = width;
      this.mapLayer.height = height;
      const image = this.mapLayer.getContext("2d")!.createImageData(width, height);
      this.pixels = { image, words: new Uint32Array(image.data.buffer) };
      this.rulers.replaceChildren(...rulers(width, height));
    }
    this.style.setProperty("--ratio", `${width} / ${height}`);
    this.mapLayer.classList.toggle("wbl-pixels", nativeWidth === width);
    this.mapLayer.classList.toggle("wbl-appear", first);
  }

  /** Shows the map under the settings; what has not changed is not done again. */
  private draw(): void {
    const { settings } = this;
    if (this.mapLayer.style.opacity !== String(settings.opacity)) this.mapLayer.style.opacity = String(settings.opacity);
    if (this.dataset.photo !== settings.photo) this.drawPhoto();
    this.cross.refreshIf(settings.link);
    if (!this.layer || !this.pixels) return;
    const key = `${settings.colours} ${settings.sign} ${settings.clip}`;
    if (key === this.painted && this.paintedLayer === this.layer) return;
    this.painted = key;
    this.paintedLayer = this.layer;
    this.layer.paint(this.pixels.words, settings);
    this.mapLayer.getContext("2d")!.putImageData(this.pixels.image, 0, 0);
    this.bar.show(this.layer, settings);
    this.cross.refresh();
  }

  private drawPhoto(): void {
    const { photo } = this.settings;
    this.dataset.photo = photo;
    if (!this.photo) return;
    this.photoLayer.width = this.photo.width;
    this.photoLayer.height = this.photo.height;
    if (photo !== "off") this.photoLayer.getContext("2d")!.drawImage(photo === "grey" ? this.photo.grey : this.photo.colour, 0, 0);
  }

  private clip(limit: number, alone: boolean): void {
    if (!this.layer) return;
    const clip = this.layer.clipOf(limit);
    if (!alone) { this.stage.set({ clip }); return; }
    this.alone = clip;
    this.draw();
  }
}
