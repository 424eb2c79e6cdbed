import type { PhotoTaken } from "../messages.ts";
import { invoke, type DotNet } from "./dotnet.ts";
export { copyText } from "./copy.ts";

/** Where photos go and how large they may be. */
export interface Options {
  url?: string;
  maxBytes?: number;
}

/** A place that takes photos. */
export interface PhotoDrop {
  choose(): void;
  send(file: File): void;
  cancel(): void;
  dispose(): void;
}

/** Takes photos that are dropped on `zone`, pasted anywhere on the page or chosen in `input`, and sends them to the lab. */
export function attach(zone: HTMLElement | null, input: HTMLInputElement | null, callee: DotNet, options: Options = {}): PhotoDrop {
  const over = new AbortController(),
    { signal } = over;
  let request: XMLHttpRequest | null = null;
  const send = (file: File): void => {
    request?.abort();
    request = upload(file, callee, options);
  };
  if (zone) listen(zone, send, signal);
  input?.addEventListener(
    "change",
    () => {
      const file = input.files?.[0];
      if (file) send(file);
      input.value = "";
    },
    { signal },
  );
  document.addEventListener(
    "paste",
    e => {
      const file = picture(e.clipboardData);
      if (file) {
        e.preventDefault();
        send(file);
      }
    },
    { signal },
  );
  return {
    choose: () => input?.click(),
    send,
    cancel: () => request?.abort(),
    dispose: () => {
      over.abort();
      request?.abort();
    },
  };
}

function listen(zone: HTMLElement, send: (file: File) => void, signal: AbortSignal): void {
  let depth = 0; // enter and leave come for every child
  const show = (by: number): void => {
    depth = by === 0 ? 0 : Math.max(0, depth + by);
    zone.classList.toggle("wbl-dropping", depth > 0);
  };
  const files = (e: DragEvent): boolean => e.dataTransfer?.types.includes("Files") ?? false;
  zone.addEventListener(
    "dragenter",
    e => {
      if (files(e)) {
        e.preventDefault();
        show(1);
      }
    },
    { signal },
  );
  zone.addEventListener(
    "dragleave",
    e => {
      if (files(e)) show(-1);
    },
    { signal },
  );
  zone.addEventListener(
    "dragover",
    e => {
      if (files(e)) {
        e.preventDefault();
        e.dataTransfer!.dropEffect = "copy";
      }
    },
    { signal },
  );
  zone.addEventListener(
    "drop",
    e => {
      if (!files(e)) return;
      e.preventDefault();
      show(0);
      const file = e.dataTransfer!.files[0];
      if (file) send(file);
    },
    { signal },
  );
  // A photo dropped beside the zone must not replace the page.
  for (const kind of ["dragover", "drop"] as const)
    window.addEventListener(
      kind,
      e => {
        if (files(e) && !e.defaultPrevented) e.preventDefault();
      },
      { signal },
    );
}

function picture(clipboard: DataTransfer | null): File | null {
  return [...(clipboard?.files ?? [])].find(f => f.type.startsWith("image/")) ?? null;
}

function upload(file: File, callee: DotNet, { url = "photos", maxBytes = 50 * 1024 * 1024 }: Options): XMLHttpRequest | null {
  const refuse = (sentence: string): void => void invoke(callee, "OnPhotoRefused", sentence);
  if (file.size > maxBytes) {
    refuse(`“${file.name}” has ${megabytes(file.size)}; ${megabytes(maxBytes)} is the limit. Choose a smaller one.`);
    return null;
  }
  if (file.size === 0) {
    refuse(`“${file.name}” is empty. Choose another photo.`);
    return null;
  }
  const request = new XMLHttpRequest(),
    address = new URL(url, document.baseURI);
  address.searchParams.set("name", file.name);
  let reported = 0;
  request.upload.addEventListener("progress", e => {
    if (e.timeStamp - reported > 100) {
      reported = e.timeStamp;
      void invoke(callee, "OnPhotoProgress", e.loaded / Math.max(1, e.total));
    }
  });
  request.addEventListener("load", () => {
    const { artifact, sentence } = answer(request);
    if (artifact) void invoke(callee, "OnPhotoReady", artifact, file.name);
    else refuse(sentence);
  });
  request.addEventListener("error", () => refuse("The lab does not answer, so the photo was not sent. Try again when it does."));
  request.open("POST", address);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("X-WhiteBoxLab", "1"); // a foreign page cannot send this unasked
  void invoke(callee, "OnPhotoStarted", file.name, file.size);
  request.send(file);
  return request;
}

function answer(request: XMLHttpRequest): { artifact: string; sentence: string } {
  const text = request.responseText;
  let json: Partial<PhotoTaken & { detail: string; title: string }> = {};
  try {
    json = JSON.parse(text) as typeof json;
  } catch {
    /* a plain sentence */
  }
  if (request.status === 200 && typeof json.name === "string") return { artifact: json.name, sentence: "" };
  if (request.status === 413) return { artifact: "", sentence: "The photo is too large for the lab. Choose a smaller one." };
  const plain = (request.getResponseHeader("Content-Type") ?? "").startsWith("text/plain") && text.length < 500 ? text : "";
  return { artifact: "", sentence: json.detail || json.title || plain || `The lab did not take the photo (status ${request.status}).` };
}

function megabytes(bytes: number): string {
  return `${bytes < 10_485_760 ? (bytes / 1_048_576).toFixed(1) : Math.round(bytes / 1_048_576)} MB`;
}
