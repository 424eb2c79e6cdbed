/** A decoded photo: its pixels, and pictures of it in colour and in grey, made once. */
export interface Photo {
  width: number;
  height: number;
  rgba: Uint8ClampedArray;
  colour: HTMLCanvasElement;
  grey: HTMLCanvasElement;
}

const photos = new Map<string, Promise<Photo>>();

/** The photo of an address, decoded once for the page. @throws Error with a sentence when it cannot be had; asking again tries again. */
export function photoOf(address: string): Promise<Photo> {
  let photo = photos.get(address);
  if (!photo) {
    photos.set(address, (photo = load(address)));
    photo.catch(() => photos.delete(address));
    for (const old of [...photos.keys()].slice(0, Math.max(0, photos.size - 24))) photos.delete(old);
  }
  return photo;
}

async function load(address: string): Promise<Photo> {
  const image = new Image();
  image.decoding = "async";
  image.src = address;
  try {
    await image.decode();
  } catch {
    throw new Error("The photo of this map is gone from the store or cannot be shown.");
  }
  const colour = canvas(image.naturalWidth, image.naturalHeight),
    context = colour.getContext("2d", { willReadFrequently: true })!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, colour.width, colour.height);
  return { width: colour.width, height: colour.height, rgba: data, colour, grey: greyOf(colour, data) };
}

/** Luma at 78 % brightness. */
function greyOf(colour: HTMLCanvasElement, rgba: Uint8ClampedArray): HTMLCanvasElement {
  const grey = canvas(colour.width, colour.height),
    context = grey.getContext("2d")!,
    image = context.createImageData(grey.width, grey.height);
  for (let i = 0; i < rgba.length; i += 4) {
    image.data[i] = image.data[i + 1] = image.data[i + 2] = 0.78 * (0.2126 * rgba[i]! + 0.7152 * rgba[i + 1]! + 0.0722 * rgba[i + 2]!);
    image.data[i + 3] = rgba[i + 3]!;
  }
  context.putImageData(image, 0, 0);
  return grey;
}

/** A canvas of a size. */
export function canvas(width: number, height: number): HTMLCanvasElement {
  const made = document.createElement("canvas");
  made.width = width;
  made.height = height;
  return made;
}
