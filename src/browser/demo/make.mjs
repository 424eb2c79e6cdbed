// Makes demo/data from float32 safetensors: `node demo/make.mjs GOLDEN_FOLDER [SAMPLE]`. The data is not committed.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { deflateSync, crc32 } from "node:zlib";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const golden = process.argv[2],
  sample = Number(process.argv[3] ?? 0),
  out = join(dirname(fileURLToPath(import.meta.url)), "data/artifacts");
mkdirSync(out, { recursive: true });
const crc =
  typeof crc32 === "function"
    ? crc32
    : b => {
        let c = ~0;
        for (const x of b) {
          c ^= x;
          for (let k = 0; k < 8; k++) c = (c >>> 1) ^ (0xedb88320 & -(c & 1));
        }
        return ~c >>> 0;
      };

const numbers = { F32: Float32Array, F64: Float64Array, I64: BigInt64Array };

function tensors(file) {
  const bytes = readFileSync(file),
    n = Number(bytes.readBigUInt64LE(0)),
    header = JSON.parse(bytes.toString("utf8", 8, 8 + n));
  return name => {
    const t = header[name],
      [a, b] = t.data_offsets;
    const raw = new Uint8Array(bytes.subarray(8 + n + a, 8 + n + b));
    return { shape: t.shape, data: new numbers[t.dtype](raw.buffer) };
  };
}
function npy(shape, data) {
  let h = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`;
  h += " ".repeat((64 - ((10 + h.length + 1) % 64)) % 64) + "\n";
  const head = Buffer.alloc(10);
  head.write("\x93NUMPY\x01\x00", "latin1");
  head.writeUInt16LE(h.length, 8);
  return Buffer.concat([head, Buffer.from(h, "latin1"), Buffer.from(data.buffer, data.byteOffset, data.byteLength)]);
}
function png(w, h, rgb) {
  const chunk = (t, d) => {
    const l = Buffer.alloc(4),
      c = Buffer.alloc(4),
      td = Buffer.concat([Buffer.from(t), d]);
    l.writeUInt32BE(d.length);
    c.writeUInt32BE(crc(td));
    return Buffer.concat([l, td, c]);
  };
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(w);
  ihdr.writeUInt32BE(h, 4);
  ihdr[8] = 8;
  ihdr[9] = 2;
  const rows = Buffer.alloc(h * (1 + 3 * w));
  for (let y = 0; y < h; y++) Buffer.from(rgb.buffer, y * 3 * w, 3 * w).copy(rows, y * (1 + 3 * w) + 1);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", ihdr),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const inputs = tensors(join(golden, "networks/efficientnet-lite0/inputs.safetensors")),
  x = inputs("input").data,
  size = 224 * 224,
  target = Number(inputs("target").data[sample]);
const rgb = new Uint8Array(3 * size);
for (let i = 0; i < size; i++) for (let c = 0; c < 3; c++) rgb[3 * i + c] = Math.round(x[(3 * sample + c) * size + i] * 128 + 127);
writeFileSync(join(out, "input.png"), png(224, 224, rgb));

const maps = join(golden, "maps/efficientnet-lite0"),
  captum = tensors(join(maps, "captum.safetensors")),
  cam = tensors(join(maps, "grad-cam.safetensors")),
  zennit = tensors(join(maps, "zennit.safetensors"));
const list = [
  ["grad-cam", "Grad-CAM", "linearization", cam, "grad-cam-at-cam-layer-raw", false, "_relu1", 1, 0.2, 0.03],
  ["fem", "FEM", "structure", cam, "fem-k2-at-cam-layer-raw", false, "_relu1", 1, 0, 0.03],
  ["saliency", "Saliency", "linearization", captum, "saliency", false, null, 1, 1, 0.06],
  [
    "lrp-epsilon-plus",
    "LRP ε-plus",
    "structure",
    zennit,
    "epsilon-plus",
    true,
    null,
    1,
    1,
    0.13,
    { kind: "conservation", expected: 9.215, actual: 0.00093, relativeError: 0.9999, doubtful: true },
  ],
  ["guided-backprop", "Guided backprop", "linearization", captum, "guided-backprop", true, null, 1, 1, 0.08],
  [
    "integrated-gradients",
    "Integrated gradients",
    "linearization",
    captum,
    "integrated-gradients-20-gausslegendre-zero",
    true,
    null,
    20,
    20,
    1.72,
    { kind: "completeness", expected: 9.22, actual: 10.65, relativeError: 0.155, doubtful: true },
  ],
];
const artifacts = [];
for (const [method, name, family, file, key, signed, layer, forwards, backwards, seconds, check] of list) {
  const t = file(key),
    s = t.shape.length === 3 ? [1, ...t.shape.slice(1)] : t.shape.slice(1),
    n = s[0] * s[1] * s[2],
    row = [0, 1, 4].indexOf(sample),
    all = t.data.slice(row * n, (row + 1) * n),
    h = s[1],
    w = s[2];
  let map = new Float32Array(h * w);
  for (let c = 0; c < s[0]; c++)
    for (let i = 0; i < h * w; i++)
      map[i] = method === "saliency" ? Math.max(map[i], Math.abs(all[c * h * w + i])) : map[i] + all[c * h * w + i];
  if (method === "grad-cam") map = map.map(v => Math.max(0, v));
  writeFileSync(join(out, `${method}.npy`), npy([h, w], map));
  artifacts.push({
    method,
    name,
    family,
    network: "EfficientNet-Lite0",
    layer,
    target,
    label: "tiger cat",
    score: 9.2,
    probability: 0.385,
    values: `${method}.npy`,
    map: `${method}.npy`,
    picture: null,
    input: "input.png",
    channels: s[0],
    height: h,
    width: w,
    inputHeight: 224,
    inputWidth: 224,
    signed,
    minimum: Math.min(...map),
    maximum: Math.max(...map),
    forwards,
    backwards,
    seconds,
    check: check ?? null,
    warning: null,
    options: {},
    code: `network.Explain(photo, Method("${method}"))`,
  });
}
writeFileSync(join(out, "maps.json"), JSON.stringify(artifacts));
