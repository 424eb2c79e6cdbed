import assert from "node:assert/strict";
import { test } from "node:test";
import { fromClip, toClip } from "../viewer/clip.ts";
import { Looks } from "../viewer/looks.ts";

class Shelf {
  readonly kept = new Map<string, string>();
  getItem(name: string): string | null {
    return this.kept.get(name) ?? null;
  }
  setItem(name: string, text: string): void {
    this.kept.set(name, text);
  }
}

test("A method keeps its colours from photo to photo and over a reload, and the others stay as they were", () => {
  const shelf = new Shelf(),
    before = new Looks(),
    after = new Looks();
  before.remember("explore", shelf);
  before.set("grad-cam", { colours: "viridis" });
  before.set("grad-cam", { clip: 90, opacity: 0.5 });
  before.set("saliency", { sign: "absolute" });

  after.remember("explore", shelf);

  assert.deepEqual(after.of("grad-cam"), { colours: "viridis", clip: 90, opacity: 0.5 });
  assert.deepEqual(after.of("saliency"), { sign: "absolute" });
  assert.equal(after.of("fem"), undefined);
  assert.equal(after.of(undefined), undefined);
});

test("What a method forgets is as all maps again, also after a reload", () => {
  const shelf = new Shelf(),
    looks = new Looks(),
    after = new Looks();
  looks.remember("explore", shelf);
  looks.set("grad-cam", { colours: "jet" });
  looks.forget("grad-cam");
  after.remember("explore", shelf);

  assert.deepEqual([looks.of("grad-cam"), after.of("grad-cam")], [undefined, undefined]);
});

test("Wrong looks are left out, and a store that cannot be read or written is no error", () => {
  const shelf = new Shelf(),
    looks = new Looks();
  shelf.setItem("explore", JSON.stringify({ fem: { colours: "rainbow", clip: 99, layout: "one" }, saliency: { opacity: 7 }, lrp: null }));
  looks.remember("explore", shelf);
  assert.deepEqual([looks.of("fem"), looks.of("saliency"), looks.of("lrp")], [{ clip: 99 }, undefined, undefined]);

  const broken = new Looks();
  broken.remember("explore", {
    getItem: () => "{",
    setItem: () => {
      throw new Error("full");
    },
  });
  broken.set("fem", { clip: 80, opacity: -1 });
  assert.deepEqual(broken.of("fem"), { clip: 80 });
});

test("The slider of the clip stands where its percentile is", () => {
  for (const clip of [80, 95, 99.4, 100]) assert.ok(Math.abs(toClip(fromClip(clip)) - clip) < 1e-9);
});
