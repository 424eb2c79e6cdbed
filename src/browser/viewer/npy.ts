/** What a `.npy` file holds: values in C order. */
export interface Tensor {
  shape: number[];
  data: Float32Array;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/**
 * Reads a `.npy` file, version 1 or 2, of little-endian float32 in C order.
 * @param bytes The file; may start anywhere in its buffer.
 * @throws Error with a finished sentence when it is anything else.
 */
export function readNpy(bytes: Uint8Array): Tensor {
  if (bytes.length < 12 || magic.some((b, i) => bytes[i] !== b))
    throw new Error(`This map cannot be read: its file does not begin as .npy (${bytes.length} bytes).`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6];
  if (version !== 1 && version !== 2) throw new Error(`This map cannot be read: .npy version ${version}; versions 1 and 2 work.`);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (start + length > bytes.length) throw new Error(`This map cannot be read: its file ends within the header (${bytes.length} bytes).`);
  return body(bytes, start + length, header(new TextDecoder("latin1").decode(bytes.subarray(start, start + length))));
}

function header(text: string): number[] {
  const type = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1];
  if (type !== "<f4")
    throw new Error(`This map cannot be read: its values are ${type ?? "of no known type"}; little-endian float32 (<f4) works.`);
  if (!/'fortran_order'\s*:\s*False/.test(text))
    throw new Error("This map cannot be read: its values lie column by column; C order works.");
  const shape = /'shape'\s*:\s*\(([^)]*)\)/.exec(text)?.[1];
  if (shape === undefined) throw new Error("This map cannot be read: its file names no shape.");
  return shape
    .split(",")
    .map(s => s.trim())
    .filter(s => s !== "")
    .map(Number);
}

function body(bytes: Uint8Array, start: number, shape: number[]): Tensor {
  const count = shape.reduce((a, b) => a * b, 1);
  const there = (bytes.length - start) / 4;
  if (!Number.isSafeInteger(count) || there < count)
    throw new Error(`This map cannot be read: ${shape.join("×")} values are ${count}, the file has ${Math.floor(there)}.`);
  // The bytes may lie unaligned in a larger buffer: a copy starts at 0.
  return { shape, data: new Float32Array(bytes.slice(start, start + 4 * count).buffer) };
}

/** The map of a tensor: [H, W] as it is, more axes summed over. @throws Error when there are fewer than two axes. */
export function toMap(tensor: Tensor): { height: number; width: number; values: Float32Array } {
  const { shape, data } = tensor;
  if (shape.length < 2) throw new Error(`This map cannot be drawn: it has the shape [${shape.join(", ")}]; two axes are needed.`);
  const height = shape[shape.length - 2]!,
    width = shape[shape.length - 1]!,
    size = height * width;
  if (data.length === size) return { height, width, values: data };
  const values = new Float32Array(size);
  for (let i = 0; i < data.length; i++) values[i % size]! += data[i]!;
  return { height, width, values };
}
