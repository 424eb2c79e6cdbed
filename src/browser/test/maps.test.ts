import assert from "node:assert/strict";
import { test } from "node:test";
import { spearman, standardRanks } from "../viewer/agreement.ts";
import { shortNames } from "../viewer/agreementview.ts";
import { diverging, entries, sequential, table } from "../viewer/colours.ts";
import { Layer } from "../viewer/layer.ts";
import { passes, passesInWords, percent, percentileOf, rankOf, readOut, seconds } from "../viewer/numbers.ts";
import { readNpy, toMap } from "../viewer/npy.ts";
import { bilinear, blockMeans } from "../viewer/resample.ts";

function npy(shape: number[], values: number[], type = "<f4", version = 1): Uint8Array {
  let header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(", ")}${shape.length === 1 ? "," : ""}), }`;
  const lead = version === 1 ? 10 : 12;
  header += " ".repeat(64 - ((lead + header.length + 1) % 64)) + "\n";
  const bytes = new Uint8Array(lead + header.length + 4 * values.length),
    view = new DataView(bytes.buffer);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  if (version === 1) view.setUint16(8, header.length, true);
  else view.setUint32(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), lead);
  values.forEach((v, i) => view.setFloat32(lead + header.length + 4 * i, v, true));
  return bytes;
}

test("A npy of version 1 or 2 is read, also when it lies unaligned in a larger buffer", () => {
  for (const version of [1, 2]) {
    const file = npy([2, 3], [1, -2, 3.5, 0, 5, -6], "<f4", version),
      large = new Uint8Array(file.length + 7);
    large.set(file, 3);
    const tensor = readNpy(large.subarray(3, 3 + file.length));
    assert.deepEqual(tensor.shape, [2, 3]);
    assert.deepEqual([...tensor.data], [1, -2, 3.5, 0, 5, -6]);
  }
});

test("Channels are summed to a map", () => assert.deepEqual([...toMap(readNpy(npy([2, 1, 2], [1, 2, 10, -20]))).values], [11, -18]));

test("What is no float32 npy is refused with a sentence", () => {
  assert.throws(() => readNpy(new Uint8Array(200)), /does not begin as \.npy \(200 bytes\)/);
  assert.throws(() => readNpy(npy([1], [1], "<f8")), /its values are <f8; little-endian float32 \(<f4\) works/);
  assert.throws(() => readNpy(npy([2, 3], [1, 2])), /2×3 values are 6, the file has 2/);
  assert.throws(() => readNpy(npy([2, 2], [1, 2, 3, 4]).subarray(0, 40)), /ends within the header/);
  assert.throws(() => toMap(readNpy(npy([3], [1, 2, 3]))), /two axes are needed/);
});

test("Bilinear keeps centres where they are (align_corners = false)", () => {
  const out = bilinear(new Float32Array([0, 1]), 1, 2, 1, 4);
  assert.deepEqual([...out], [0, 0.25, 0.75, 1]);
  const three = bilinear(new Float32Array([1, 2, 3, 4]), 2, 2, 6, 6); // odd factor: the middle of each block is the native value
  assert.equal(three[1 * 6 + 1], 1);
  assert.equal(three[4 * 6 + 4], 4);
  const same = new Float32Array([1, 2, 3, 4]);
  assert.equal(bilinear(same, 2, 2, 2, 2), same);
});

test("A percentile lies between ranks as numpy has it, and back", () => {
  const sorted = [0, 1, 2, 3, 10];
  assert.equal(percentileOf(sorted, 50), 2);
  assert.ok(Math.abs(percentileOf(sorted, 90) - 7.2) < 1e-12);
  assert.equal(percentileOf(sorted, 100), 10);
  for (const p of [12.5, 50, 90, 99.4]) assert.ok(Math.abs(rankOf(sorted, percentileOf(sorted, p)) - p) < 1e-9);
  assert.equal(percentileOf([], 50), 0);
});

test("Spearman's rho is 1, -1, 0.5 where it should be, with ties", () => {
  const rho = (a: number[], b: number[]): number => spearman(standardRanks(a), standardRanks(b));
  assert.ok(Math.abs(rho([1, 2, 3, 4], [10, 20, 30, 1000]) - 1) < 1e-12);
  assert.ok(Math.abs(rho([1, 2, 3], [9, 4, 1]) + 1) < 1e-12);
  assert.ok(Math.abs(rho([1, 2, 3], [1, 3, 2]) - 0.5) < 1e-12);
  assert.ok(Math.abs(rho([1, 2, 2, 3], [1, 2, 3, 3]) - 0.8333333333) < 1e-9);
  assert.ok(Number.isNaN(rho([1, 1, 1], [1, 2, 3])));
});

test("Block means compare maps of every size", () =>
  assert.deepEqual([...blockMeans(new Float32Array([1, -1, 3, -5, 1, 1, 4, 4, 0, 0, 0, 0, 0, 0, 0, 8]), 4, 4, 2)], [1, 4, 0, 2]));

test("Inferno is cut, draws nothing where nothing is, and ends nearly white", () => {
  assert.equal(sequential("inferno", 0)[3], 0);
  const [r, g, b, a] = sequential("inferno", 1).map(Math.round);
  assert.deepEqual([r > 240, g > 230, b > 110, a], [true, true, true, 1]);
  const dark = sequential("inferno", 0).slice(0, 3).map(Math.round);
  assert.ok(Math.hypot(dark[0] - 0x32, dark[1] - 0x0a, dark[2] - 0x5e) < 6, `0.16 of inferno is ${dark.join()}`);
});

test("The diverging map is transparent at zero, orange for and blue against", () => {
  assert.equal(table("inferno", true)[(entries - 1) / 2] >>> 24, 0);
  assert.deepEqual(diverging("inferno", 1), [0xff, 0xdb, 0x85, 1]);
  assert.deepEqual(diverging("inferno", -1), [0x9e, 0xdb, 0xff, 1]);
  assert.ok(Math.abs(diverging("magma", 0.1)[3] - 0.15 ** 0.85) < 1e-12);
});

test("A map is painted by its limit: signed, absolute, positive", () => {
  const layer = new Layer(new Float32Array([-2, -1, 0, 2]), 2, 2, 2, 2, true),
    pixels = new Uint32Array(4);
  const show = (sign: "signed" | "absolute" | "positive"): number[] => {
    layer.paint(pixels, { sign, clip: 100, colours: "inferno" });
    return [...pixels];
  };
  const signed = table("inferno", true),
    plain = table("inferno", false),
    last = entries - 1;
  assert.deepEqual(show("signed"), [signed[0], signed[last / 4], signed[last / 2], signed[last]]);
  assert.deepEqual(show("absolute"), [plain[last], plain[last / 2], plain[0], plain[last]]);
  assert.deepEqual(show("positive"), [plain[0], plain[0], plain[0], plain[last]]);
  assert.deepEqual(layer.peak, { x: 0, y: 0, value: -2 });
});

test("Whether zero lies in the middle is the method's own, the same for every photo, whatever its values are", () => {
  const settings = { sign: "signed", clip: 100 } as const,
    scale = (values: number[], signed: boolean): boolean => new Layer(new Float32Array(values), 1, 2, 1, 8, signed).scale(settings).signed;
  assert.deepEqual([scale([0.1, 0.4], true), scale([-0.1, 0.4], true), scale([0.1, 0.4], false)], [true, true, false]);
});

test("A limit of zero falls back to the largest value, an empty map paints nothing, no-numbers are counted", () => {
  const sparse = new Layer(new Float32Array([0, 0, 0, 0, 0, 0, 0, 0, 5]), 3, 3, 3, 3, false);
  assert.equal(sparse.scale({ sign: "signed", clip: 60 }).limit, 5);
  const empty = new Layer(new Float32Array(4), 2, 2, 2, 2, true),
    pixels = new Uint32Array(4);
  empty.paint(pixels, { sign: "signed", clip: 99.4, colours: "inferno" });
  assert.ok(empty.empty && pixels.every(p => p >>> 24 === 0));
  const broken = new Layer(new Float32Array([NaN, Infinity, 1, -1]), 2, 2, 2, 2, true);
  assert.deepEqual([broken.broken, broken.scale({ sign: "signed", clip: 100 }).limit], [2, 1]);
});

test("Numbers have three significant digits and a true minus", () => {
  const said: [number, string][] = [
    [0.26449, "0.264"],
    [-0.8812, "−0.881"],
    [1.837e-7, "1.84e−7"],
    [28.46, "28.5"],
    [285.4, "285"],
    [0, "0"],
    [NaN, "–"],
    [0.09996, "0.100"],
    [123456, "1.23e5"],
    [7.19, "7.19"],
    [1, "1.00"],
  ];
  for (const [value, text] of said) assert.equal(readOut(value), text);
  assert.equal(passes(20, 20), "20 F + 20 B");
  assert.equal(passes(1, 0), "1 F");
  assert.equal(passes(1, 0.004), "1 F + < 0.01 B");
  assert.match(passesInWords(1, 0.25), /^1 forward and 0\.25 backward\. A pass is one photo's way through the whole network/);
  assert.match(passesInWords(0, 0), /^A pass is /);
  assert.equal(seconds(2.752), "2.75 s");
  assert.equal(percent(0.155), "15.5 %");
  assert.equal(percent(0.0001), "0.01 %");
});

test("Maps get short names that differ", () => {
  const names = shortNames(["Grad-CAM", "FEM", "Saliency", "LRP ε-plus", "Guided backprop", "Integrated gradients"]);
  assert.equal(new Set(names).size, 6);
  assert.deepEqual(names.slice(0, 4), ["GC", "FE", "Sa", "LR"]);
});
