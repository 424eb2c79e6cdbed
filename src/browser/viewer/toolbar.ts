import { fromClip, toClip } from "./clip.ts";
import { colourNames } from "./colours.ts";
import { drawRamp } from "./colourbar.ts";
import { h, save, text } from "./dom.ts";
import { drawFigure } from "./figure.ts";
import { icon, type Icon } from "./icons.ts";
import { Member } from "./member.ts";
import { openMenu, place } from "./menu.ts";
import { canvas } from "./photo.ts";
import type { Settings } from "./settings.ts";
import type { Change } from "./types.ts";

const all = "layout colours sign opacity clip photo link download",
  ends = ["link", "download"],
  givingWay = ["clip", "opacity", "photo", "link", "sign", "colours", "layout"];

/**
 * `<wbl-toolbar>`: how all maps of a stage are shown. Plain inputs, no traffic. One row in any width: what does not fit waits behind its
 * last button.
 */
export class Toolbar extends Member {
  static override readonly observedAttributes = ["stage", "controls"];
  private readonly row = h("div", "wbl-tools", { role: "toolbar", "aria-label": "How all maps are shown" });
  private readonly rest = h("div", "wbl-menu wbl-rest", { popover: "auto", role: "group", "aria-label": "More settings" });
  private readonly more = this.moreButton();
  private readonly sizes = new ResizeObserver(() => this.fit());
  private tools = new Map<string, HTMLElement>();
  private shows: ((settings: Settings) => void)[] = [];
  private built = "";
  /** What the row was laid out for. Nothing else changes its width, and no slider's move must lay it out. */
  private laid = "";

  protected enter(): void {
    const controls = this.getAttribute("controls") || all,
      key = `${this.stage.id} ${controls}`;
    if (key !== this.built) {
      this.built = key;
      this.build(controls.split(/\s+/));
    }
    if (!this.row.isConnected) this.append(this.row, this.rest);
    this.changed("settings");
    this.sizes.observe(this);
    void document.fonts.ready.then(() => this.fit());
  }

  protected override leave(): void {
    this.sizes.disconnect();
  }

  protected changed(change: Change): void {
    if (change !== "settings") return;
    for (const show of this.shows) show(this.stage.settings);
    if (this.laid !== this.kind) this.fit();
  }

  /** Jet comes with a warning; where there is room for one map only, there is nothing to lay out or to link. */
  private get kind(): string {
    return `${this.stage.settings.colours === "jet"} ${this.stage.narrow}`;
  }

  private build(names: string[]): void {
    this.shows = [];
    this.rest.replaceChildren();
    const ordered = [...names.filter(name => !ends.includes(name)), ...names.filter(name => ends.includes(name))];
    this.tools = new Map(ordered.flatMap(name => this.control(name).map(tool => [name, tool])));
    for (const [name, tool] of this.tools) tool.classList.toggle("wbl-end", ends.includes(name));
    this.row.replaceChildren(...this.tools.values(), this.more);
  }

  /** Everything in the row, then out with what is needed least, until the row is as wide as there is room. */
  private fit(): void {
    this.laid = this.kind;
    for (const name of ["layout", "link"]) this.tools.get(name)?.toggleAttribute("hidden", this.stage.narrow);
    this.row.prepend(...this.tools.values());
    this.more.hidden = true;
    const out = new Set<HTMLElement>();
    for (const name of givingWay) {
      const tool = this.tools.get(name);
      if (this.row.scrollWidth <= this.row.clientWidth) break;
      if (!tool || tool.hidden) continue;
      this.more.hidden = false;
      tool.remove();
      out.add(tool);
    }
    this.rest.replaceChildren(...[...this.tools.values()].filter(tool => out.has(tool)));
  }

  private control(name: string): HTMLElement[] {
    switch (name) {
      case "layout":
        return [
          this.segments("layout", "Layout", [
            ["grid", "Grid", "grid"],
            ["one", "One map (F)", "one"],
          ]),
        ];
      case "colours":
        return [this.colours()];
      case "sign":
        return [
          this.segments("sign", "Values", [
            ["signed", "Signed"],
            ["absolute", "Absolute"],
            ["positive", "Positive"],
          ]),
        ];
      case "opacity":
        return [
          this.slider(
            "Opacity",
            "opacity",
            s => s.opacity * 100,
            p => ({ opacity: p / 100 }),
            p => `${Math.round(p)} %`,
          ),
        ];
      case "clip":
        return [
          this.slider(
            "Clip",
            "clip",
            s => fromClip(s.clip),
            p => ({ clip: toClip(p) }),
            (_, s) => `${s.clip.toFixed(1)} %`,
          ),
        ];
      case "photo":
        return [
          h(
            "span",
            "wbl-group",
            {},
            h("span", "wbl-label", { "aria-hidden": "true" }, "Photo"),
            this.segments("photo", "Photo", [
              ["grey", "Grey"],
              ["colour", "Colour"],
              ["off", "Off"],
            ]),
          ),
        ];
      case "link":
        return [this.link()];
      case "download":
        return [this.download()];
      default:
        return [];
    }
  }

  private segments<K extends "layout" | "sign" | "photo">(key: K, label: string, choices: [Settings[K], string, Icon?][]): HTMLElement {
    const group = h("span", `wbl-segments wbl-tool-${key}`, { role: "group", "aria-label": label });
    for (const [value, name, mark] of choices) {
      const button = h(
        "button",
        "",
        { type: "button", title: mark ? name : null, "aria-label": mark ? name : null },
        mark ? icon(mark, "wbl-i14") : name,
      );
      button.addEventListener("click", () => this.stage.set({ [key]: value }));
      this.shows.push(s => button.setAttribute("aria-pressed", String(s[key] === value)));
      group.append(button);
    }
    return group;
  }

  private slider(
    label: string,
    name: string,
    read: (s: Settings) => number,
    write: (p: number) => Partial<Settings>,
    words: (p: number, s: Settings) => string,
  ): HTMLElement {
    const range = h("input", "", { type: "range", min: 0, max: 100, step: name === "clip" ? 0.1 : 1, "aria-label": label }),
      output = h("output", "wbl-mono");
    range.addEventListener("input", () => this.stage.set(write(range.valueAsNumber)));
    this.shows.push(s => {
      const at = read(s),
        said = words(at, s);
      if (Math.abs(range.valueAsNumber - at) > 0.05) range.value = String(at);
      range.style.setProperty("--at", `${at}%`);
      range.setAttribute("aria-valuetext", said);
      text(output, said);
    });
    return h("label", `wbl-slider wbl-tool-${name}`, {}, label, range, output);
  }

  private colours(): HTMLElement {
    const face = h("span", "wbl-swatch"),
      warning = h(
        "span",
        "wbl-jet",
        { title: "Jet is here for comparison: its steps are uneven and show edges that are not in the map." },
        icon("warning", "wbl-i14"),
        "jet",
      );
    const button = h(
      "button",
      "wbl-field wbl-tool-colours",
      { type: "button", "aria-haspopup": "menu" },
      face,
      warning,
      icon("down", "wbl-i14"),
    );
    button.addEventListener("click", () =>
      openMenu(
        button,
        "Colour map",
        colourNames.map(c => ({
          label: h("span", "wbl-swatch-row", {}, swatch(c), c),
          note: c === "jet" ? "for comparison: uneven steps, edges that are not there" : undefined,
          chosen: c === this.stage.settings.colours,
          run: () => this.stage.set({ colours: c }),
        })),
      ),
    );
    this.shows.push(s => {
      if (face.dataset.colours !== s.colours) face.replaceChildren(swatch(s.colours));
      face.dataset.colours = s.colours;
      warning.hidden = s.colours !== "jet";
      button.title = `Colour map: ${s.colours}`;
      button.setAttribute("aria-label", `Colour map: ${s.colours}`);
    });
    return button;
  }

  private moreButton(): HTMLButtonElement {
    const words = { title: "More settings", "aria-label": "More settings" },
      button = h("button", "wbl-icon wbl-tool-more", { type: "button", ...words }, icon("tune"));
    button.popoverTargetElement = this.rest;
    this.rest.addEventListener("toggle", e => {
      if (e.newState === "open") place(this.rest, button);
    });
    return button;
  }

  private link(): HTMLElement {
    const button = h(
      "button",
      "wbl-icon wbl-tool-link",
      { type: "button", title: "Same spot on all maps (C)", "aria-label": "Same spot on all maps" },
      icon("link"),
    );
    button.addEventListener("click", () => this.stage.set({ link: !this.stage.settings.link }));
    this.shows.push(s => button.setAttribute("aria-pressed", String(s.link)));
    return button;
  }

  private download(): HTMLElement {
    const button = h(
      "button",
      "wbl-icon wbl-tool-download",
      { type: "button", title: "Download all as one picture", "aria-label": "Download all as one picture" },
      icon("download"),
    );
    button.addEventListener(
      "click",
      () =>
        void drawFigure(this.stage.maps).then(blob => {
          if (blob) save(blob, "maps.png");
        }),
    );
    return button;
  }
}

function swatch(name: Settings["colours"]): HTMLCanvasElement {
  const made = canvas(44, 10);
  drawRamp(made.getContext("2d")!, name, false, 44, 10);
  return made;
}
