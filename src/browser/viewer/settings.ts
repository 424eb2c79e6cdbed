import { colourNames, type Colours } from "./colours.ts";

/** Which values a map shows: as they are, their size, or only what speaks for the class. */
export type Sign = "signed" | "absolute" | "positive";

/** What the toolbar sets for all maps of a stage. */
export interface Settings {
  colours: Colours;
  sign: Sign;
  /** 0 to 1. */
  opacity: number;
  /** Percentile of |v| that gets the last colour, 50 to 100. */
  clip: number;
  photo: "grey" | "colour" | "off";
  /** Whether the cross stands on all maps or only on the one under the pointer. */
  link: boolean;
  layout: "grid" | "one";
  /** Whether zero lies in the middle although a map has nothing below: its method has elsewhere. Never set by a tool. */
  zero?: boolean;
}

/** What holds until something is set. */
export const defaults: Settings = {
  colours: "inferno",
  sign: "signed",
  opacity: 0.92,
  clip: 99.4,
  photo: "grey",
  link: true,
  layout: "grid",
};

const allowed: { [K in Exclude<keyof Settings, "zero">]: (value: unknown) => boolean } = {
  colours: value => colourNames.includes(value as Colours),
  sign: value => ["signed", "absolute", "positive"].includes(value as string),
  opacity: value => typeof value === "number" && value >= 0 && value <= 1,
  clip: value => typeof value === "number" && value >= 50 && value <= 100,
  photo: value => ["grey", "colour", "off"].includes(value as string),
  link: value => typeof value === "boolean",
  layout: value => value === "grid" || value === "one",
};

/** The settings after a change; wrong values are left out. */
export function changed(settings: Settings, change: Partial<Settings>): Settings {
  const valid = Object.entries(change).filter(([key, value]) => Object.hasOwn(allowed, key) && allowed[key as keyof typeof allowed](value));
  return { ...settings, ...Object.fromEntries(valid) };
}
