import type { MapAction, MapState } from "../messages.ts";
import { address, json } from "./artifact.ts";
import { copyAndTell } from "../page/tell.ts";
import { fileName, h, text } from "./dom.ts";
import { familyMark, icon, type Icon } from "./icons.ts";
import type { Look } from "./looks.ts";
import { openLook } from "./lookpanel.ts";
import { openMenu, type Entry } from "./menu.ts";
import type { ShownMap } from "./types.ts";

const marks: Partial<Record<MapState, [Icon, string]>> = {
  queued: ["queued", "Queued"],
  running: ["refining", "Running"],
  refining: ["refining", "Refining"],
  cancelled: ["stopped", "Stopped"],
  failed: ["failed", "Failed"],
};

/** The head of a map: family, name, then what it does now or what can be done with it. */
export class Head {
  readonly element = h("header", "wbl-head");
  private readonly name = h("span", "wbl-name");
  private readonly right = h("span", "wbl-right");
  private drawn = "";

  /** @param look Changes how the map's method is drawn. */
  constructor(
    private readonly map: ShownMap,
    private readonly look: (change: Partial<Look> | null) => void,
  ) {
    this.element.append(this.name, this.right);
  }

  /** Draws what has changed. */
  show(): void {
    const { map } = this,
      { state } = map,
      share = this.share();
    const title = map.showsErrors ? map.caption : map.label;
    text(this.name, title);
    this.name.title = title;
    const marked = ["tunable", "compact"].map(name => map.hasAttribute(name));
    const key = [map.family, state, share, map.layer !== null, map.ownLook, ...marked].join();
    if (key === this.drawn) return;
    this.drawn = key;
    if (this.element.firstElementChild !== this.name) this.element.firstElementChild!.remove();
    this.element.prepend(familyMark(map.family));
    const mark = marks[state];
    this.right.replaceChildren(
      ...(mark ? [h("span", `wbl-state wbl-state-${state}`, {}, icon(mark[0], "wbl-i14"), share || mark[1])] : []),
      ...this.buttons((!mark && state !== "planned") || (state === "cancelled" && map.layer !== null)),
    );
  }

  private share(): string {
    const done = Number(this.map.getAttribute("done")),
      total = Number(this.map.getAttribute("total"));
    return total > 0 && (this.map.state === "refining" || this.map.state === "running") ? `${Math.floor((100 * done) / total)} %` : "";
  }

  private buttons(wanted: boolean): Node[] {
    const { map } = this;
    if (!wanted) return [];
    const tune = h(
      "button",
      "wbl-icon",
      { type: "button", title: "Options", "aria-label": `Options of ${map.label}` },
      icon("tune", "wbl-i16"),
    );
    tune.addEventListener("click", () => map.act("options"));
    const more = h(
      "button",
      "wbl-icon",
      { type: "button", title: "More", "aria-label": `More for ${map.label}`, "aria-haspopup": "menu" },
      icon("more", "wbl-i16"),
    );
    more.addEventListener("click", () => openMenu(more, map.label, this.entries(more)));
    const own = map.ownLook ? [this.palette()] : [];
    return map.hasAttribute("tunable") && !map.hasAttribute("compact") ? [...own, tune, more] : [...own, more];
  }

  /** Says that this method has colours of its own, and opens them. */
  private palette(): HTMLElement {
    const words = `${this.map.label} has colours of its own`,
      button = h("button", "wbl-icon wbl-own", { type: "button", title: words, "aria-label": words }, icon("palette", "wbl-i16"));
    button.addEventListener("click", () => openLook(button, this.map, this.look));
    return button;
  }

  private entries(button: HTMLElement): Entry[] {
    const { map } = this,
      a = map.artifact,
      single = map.settings.layout === "one";
    const entries: Entry[] = [{ label: "Download PNG", run: () => void map.download() }];
    if (a?.map)
      entries.push({
        label: "Download .npy",
        note: "raw values",
        href: address(a.values || a.map),
        download: `${fileName(`${a.name} ${a.label}`)}.npy`,
      });
    if (a?.code) entries.push({ label: "Copy as C#", run: () => void copyAndTell(a.code, `The C# of ${map.label}`) });
    if (a?.errors) entries.push({ label: map.showsErrors ? "Show the map" : "Show standard errors", run: () => map.toggleErrors() });
    if (map.layer && !map.layer.empty) entries.push({ label: "Pin the strongest spot", run: () => map.pinPeak() });
    if (a) entries.push({ label: "Colours of this method", run: () => openLook(button, map, this.look) });
    entries.push({ label: single ? "All maps" : "Only this", note: "F", run: () => map.toggleSingle() });
    const more = json<MapAction[]>(map.getAttribute("menu")) ?? [];
    return [...entries, ...more.map(m => ({ label: m.text, run: () => map.act(m.id) }))];
  }
}
