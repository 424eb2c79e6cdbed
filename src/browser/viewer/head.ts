import type { PlateAction, PlateState } from "../messages.ts";
import { address, json } from "./artifact.ts";
import { copyAndTell } from "../page/tell.ts";
import { fileName, h, text } from "./dom.ts";
import { familyMark, icon, type Icon } from "./icons.ts";
import type { Look } from "./looks.ts";
import { openLook } from "./lookpanel.ts";
import { openMenu, type Entry } from "./menu.ts";
import type { Plate } from "./types.ts";

const marks: Partial<Record<PlateState, [Icon, string]>> = {
  queued: ["queued", "Queued"],
  running: ["refining", "Running"],
  refining: ["refining", "Refining"],
  cancelled: ["stopped", "Stopped"],
  failed: ["failed", "Failed"],
};

/** The head of a plate: family, name, then what it does now or what can be done with it. */
export class Head {
  readonly element = h("header", "wbl-head");
  private readonly name = h("span", "wbl-name");
  private readonly right = h("span", "wbl-right");
  private drawn = "";

  /** @param look Changes how the plate's method is drawn. */
  constructor(
    private readonly plate: Plate,
    private readonly look: (change: Partial<Look> | null) => void,
  ) {
    this.element.append(this.name, this.right);
  }

  /** Draws what has changed. */
  show(): void {
    const { plate } = this,
      { state } = plate,
      share = this.share();
    const title = plate.showsErrors ? plate.caption : plate.label;
    text(this.name, title);
    this.name.title = title;
    const marked = ["tunable", "compact"].map(name => plate.hasAttribute(name));
    const key = [plate.family, state, share, plate.layer !== null, plate.ownLook, ...marked].join();
    if (key === this.drawn) return;
    this.drawn = key;
    if (this.element.firstElementChild !== this.name) this.element.firstElementChild!.remove();
    this.element.prepend(familyMark(plate.family));
    const mark = marks[state];
    this.right.replaceChildren(
      ...(mark ? [h("span", `wbl-state wbl-state-${state}`, {}, icon(mark[0], "wbl-i14"), share || mark[1])] : []),
      ...this.buttons((!mark && state !== "planned") || (state === "cancelled" && plate.layer !== null)),
    );
  }

  private share(): string {
    const done = Number(this.plate.getAttribute("done")),
      total = Number(this.plate.getAttribute("total"));
    return total > 0 && (this.plate.state === "refining" || this.plate.state === "running") ? `${Math.floor((100 * done) / total)} %` : "";
  }

  private buttons(wanted: boolean): Node[] {
    const { plate } = this;
    if (!wanted) return [];
    const tune = h(
      "button",
      "wbl-icon",
      { type: "button", title: "Options", "aria-label": `Options of ${plate.label}` },
      icon("tune", "wbl-i16"),
    );
    tune.addEventListener("click", () => plate.act("options"));
    const more = h(
      "button",
      "wbl-icon",
      { type: "button", title: "More", "aria-label": `More for ${plate.label}`, "aria-haspopup": "menu" },
      icon("more", "wbl-i16"),
    );
    more.addEventListener("click", () => openMenu(more, plate.label, this.entries(more)));
    const own = plate.ownLook ? [this.palette()] : [];
    return plate.hasAttribute("tunable") && !plate.hasAttribute("compact") ? [...own, tune, more] : [...own, more];
  }

  /** Says that this method has colours of its own, and opens them. */
  private palette(): HTMLElement {
    const words = `${this.plate.label} has colours of its own`,
      button = h("button", "wbl-icon wbl-own", { type: "button", title: words, "aria-label": words }, icon("palette", "wbl-i16"));
    button.addEventListener("click", () => openLook(button, this.plate, this.look));
    return button;
  }

  private entries(button: HTMLElement): Entry[] {
    const { plate } = this,
      a = plate.artifact,
      single = plate.settings.layout === "one";
    const entries: Entry[] = [{ label: "Download PNG", run: () => void plate.download() }];
    if (a?.map)
      entries.push({
        label: "Download .npy",
        note: "raw values",
        href: address(a.values || a.map),
        download: `${fileName(`${a.name} ${a.label}`)}.npy`,
      });
    if (a?.code) entries.push({ label: "Copy as C#", run: () => void copyAndTell(a.code, `The C# of ${plate.label}`) });
    if (a?.errors) entries.push({ label: plate.showsErrors ? "Show the map" : "Show standard errors", run: () => plate.toggleErrors() });
    if (plate.layer && !plate.layer.empty) entries.push({ label: "Pin the strongest spot", run: () => plate.pinPeak() });
    if (a) entries.push({ label: "Colours of this method", run: () => openLook(button, plate, this.look) });
    entries.push({ label: single ? "All maps" : "Only this", note: "F", run: () => plate.toggleSingle() });
    const more = json<PlateAction[]>(plate.getAttribute("menu")) ?? [];
    return [...entries, ...more.map(m => ({ label: m.text, run: () => plate.act(m.id) }))];
  }
}
