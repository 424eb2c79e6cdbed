import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOf } from "../page/shortcuts.ts";

test("A key is named with what is held, and a sign has its shift in itself", () => {
  const key = (k: string, held: Partial<KeyboardEvent> = {}): string =>
    nameOf({ key: k, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
  assert.equal(key("Enter", { ctrlKey: true }), "ctrl+enter");
  assert.equal(key("A", { shiftKey: true }), "shift+a");
  assert.equal(key("?", { shiftKey: true }), "?");
  assert.equal(key("k", { metaKey: true }), "ctrl+k");
});
