/** The colour maps to choose from. */
export type Colours = "inferno" | "magma" | "viridis" | "mako" | "grey" | "jet";

/** Their names, in the order of the menu. */
export const colourNames: readonly Colours[] = ["inferno", "magma", "viridis", "mako", "grey", "jet"];

/** Even anchors, linear between. Inferno, magma, viridis: matplotlib's (CC0), every fifth of 256. */
const anchors: Record<Colours, string> = {
  inferno:
    "00000402020c0504170a072210092d160b391e0c45260c512f0a5b380962400a67490b6a510e6c59106e61136e69166e71196e781c6d801f6c88226a902568" +
    "982766a02a63a82e5fb0315bb73557bf3952c63d4dcc4248d34743d94d3ddf5337e45a31e9612bed6925f1711ff47918f78212f98b0bfa9407fb9d07fca60c" +
    "fcb014fbba1ffac42af8cd37f6d746f4e156f2ea69f2f27df5f992fcffa4",
  magma:
    "00000402020b0504160907200e0b2b140e361a104221114e29115a311165390f6e420f754a107952137c5a167e6219806a1c81721f81792282812581892881" +
    "912b81992d80a1307eaa337db2357bba3878c23b75ca3e72d2426fd9466be04c67e75263ec5860f1605df4695cf7725cf97b5dfb8560fc8e64fd9869fea16e" +
    "feaa74feb47bfebd82fec68afecf92fed89afde2a3fdebacfcf4b6fcfdbf",
  viridis:
    "44015446085c471063481769481d6f482475472a7a46307e453781433d844142873f48893d4e8a3a538b38598c355e8d33638d31688e2e6d8e2c718e2a768e" +
    "297b8e27808e25848e23898e218e8d20928c1f978b1e9c891fa18821a58524aa8328ae802eb37c35b7793dbc7446c06f50c46a5ac86465cb5e70cf577cd250" +
    "89d54895d840a2da37b0dd2fbddf26cae11fd8e219e5e419f1e51dfde725",
  mako: "0b04052e1e3b413d7b37659e348fa740b7ad8bdab2def5e5",
  grey: "000000ffffff",
  jet: "",
};

/** The part of a sequential map that is used: the darkest end is black on black, the lightest white on white. */
const cut: Partial<Record<Colours, [number, number]>> = {
  inferno: [0.16, 0.98],
  magma: [0.16, 0.98],
  viridis: [0, 1],
  mako: [0.16, 0.98],
  grey: [0.3, 1],
};

/** Speaks for (orange) and against (blue) by |t|: at 0.16 and below, at 0.52, at 1. */
const towards = { for: ["E66B1A", "FA9E33", "FFDB85"], against: ["1A5CC7", "3D94F2", "9EDBFF"] };

/** Entries of a painted table. Odd, so that one entry is exactly zero. */
export const entries = 2049;

type Rgb = [number, number, number];

/** Red, green, blue (0 to 255) and alpha (0 to 1). */
export type Rgba = [number, number, number, number];

/** The colour of `t` in 0..1 on a sequential map, with the alpha that draws nothing where nothing is. */
export function sequential(name: Colours, t: number): Rgba {
  if (name === "jet") return [...jet(t), 0.6];
  const [from, to] = cut[name] ?? [0, 1];
  return [...between(anchors[name], from + (to - from) * t), Math.min(1, 1.35 * t) ** 1.1];
}

/** The colour of `t` in -1..1 on the diverging map; transparent at zero. Jet stays jet, for comparison. */
export function diverging(name: Colours, t: number): Rgba {
  if (name === "jet") return [...jet((t + 1) / 2), 0.6];
  const size = Math.abs(t);
  return [...deepening(t < 0 ? towards.against : towards.for, size), Math.min(1, 1.5 * size) ** 0.85];
}

function deepening(steps: string[], size: number): Rgb {
  const [a, b, c] = steps.map(text => hex(text, 0)) as [Rgb, Rgb, Rgb];
  if (size <= 0.16) return a;
  return size <= 0.52 ? mix(a, b, (size - 0.16) / 0.36) : mix(b, c, (size - 0.52) / 0.48);
}

const tables = new Map<string, Uint32Array>();

/** A table of `entries` canvas pixels (straight alpha) over 0..1, or over -1..1 when `signed`. Made once. */
export function table(name: Colours, signed: boolean): Uint32Array {
  const key = `${signed && name !== "jet" ? "signed" : name} ${signed}`;
  let made = tables.get(key);
  if (!made)
    tables.set(
      key,
      (made = Uint32Array.from({ length: entries }, (_, i) =>
        pixel(signed ? diverging(name, (2 * i) / (entries - 1) - 1) : sequential(name, i / (entries - 1))),
      )),
    );
  return made;
}

function pixel([r, g, b, a]: Rgba): number {
  return ((Math.round(a * 255) << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
}

function between(text: string, t: number): Rgb {
  const last = text.length / 6 - 1,
    at = Math.min(Math.max(t, 0), 1) * last,
    low = Math.min(Math.floor(at), last - 1);
  return mix(hex(text, low), hex(text, low + 1), at - low);
}

function hex(text: string, index: number): Rgb {
  const n = parseInt(text.slice(6 * index, 6 * index + 6), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}

function mix(a: Rgb, b: Rgb, t: number): Rgb {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** MATLAB's jet. */
function jet(t: number): Rgb {
  const ramp = (centre: number): number => 255 * Math.min(1, Math.max(0, 1.5 - Math.abs(4 * t - centre)));
  return [ramp(3), ramp(2), ramp(1)];
}
