import assert from "node:assert/strict";
import { test } from "node:test";
import { Emitter } from "../viewer/emitter.ts";
import { changed, defaults } from "../viewer/settings.ts";

test("Settings take what is right of a change and leave out what is wrong or unknown", () => {
  const change = { opacity: 2, clip: 99, sign: "absolute", layout: "both", toString: "grid" } as unknown as Partial<typeof defaults>;

  assert.deepEqual(changed(defaults, change), { ...defaults, clip: 99, sign: "absolute" });
});

test("Who has subscribed is called until it leaves, also when it leaves while it is called", () => {
  const emitter = new Emitter<number>(),
    heard: string[] = [];
  const leave = emitter.subscribe(n => {
    heard.push(`one ${n}`);
    leave();
  });
  emitter.subscribe(n => heard.push(`two ${n}`));

  emitter.emit(1);
  emitter.emit(2);

  assert.deepEqual(heard, ["one 1", "two 1", "two 2"]);
});
