import { fromClip, toClip } from "./clip.ts";
import { colourNames } from "./colours.ts";
import { h } from "./dom.ts";
import type { Look } from "./looks.ts";
import { openPanel } from "./menu.ts";
import type { ShownMap } from "./types.ts";

const signs: readonly [Look["sign"], string][] = [
  ["signed", "Signed"],
  ["absolute", "Absolute"],
  ["positive", "Positive"],
];

/** Opens what one method may have of its own: colour map, values, opacity, clip. It holds for the method on every photo. */
export function openLook(button: HTMLElement, map: ShownMap, set: (change: Partial<Look> | null) => void): void {
  const { settings } = map;
  const again = h("button", "wbl-item", { type: "button" }, "As all maps");
  const close = openPanel(
    button,
    `How ${map.label} is drawn`,
    h("p", "", {}, `How ${map.label} is drawn, on every photo. Where zero lies in the middle the colours are orange and blue.`),
    choice(
      "Colour map",
      colourNames.map(c => [c, c]),
      settings.colours,
      colours => set({ colours }),
    ),
    choice("Values", signs, settings.sign, sign => set({ sign })),
    slider("Opacity", settings.opacity * 100, 1, p => set({ opacity: p / 100 })),
    slider("Clip", fromClip(settings.clip), 0.1, p => set({ clip: toClip(p) })),
    again,
  );
  again.addEventListener("click", () => {
    set(null);
    close();
  });
}

function choice<T extends string>(
  label: string,
  values: readonly (readonly [T, string])[],
  now: T,
  chosen: (value: T) => void,
): HTMLElement {
  const select = h("select", "", {}, ...values.map(([value, words]) => h("option", "", { value, selected: value === now }, words)));
  select.addEventListener("change", () => chosen(select.value as T));
  return h("label", "wbl-look", {}, label, select);
}

function slider(label: string, now: number, step: number, moved: (position: number) => void): HTMLElement {
  const range = h("input", "", { type: "range", min: 0, max: 100, step, value: now });
  range.addEventListener("input", () => moved(range.valueAsNumber));
  return h("label", "wbl-look", {}, label, range);
}
