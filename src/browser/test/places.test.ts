import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOf } from "../notebook/places.ts";

test("A line is found again after lines were written above it, the nearest of several", () => {
  assert.equal(lineOf(["var xs = 1;", "xs[7]"], 1, "xs[7]"), 1);
  assert.equal(lineOf(["// new", "", "var xs = 1;", "  xs[7]"], 1, "xs[7]"), 3);
  assert.equal(lineOf(["f();", "x", "x", "f();"], 2, "f();"), 3);
});

test("A line that is gone is where it was, and never beyond the end", () => {
  assert.equal(lineOf(["a", "b", "c"], 1, "xs[7]"), 1);
  assert.equal(lineOf(["a"], 7, "xs[7]"), 0);
  assert.equal(lineOf(["a", "b"], 1, ""), 1);
});

test("A line that was too long for the page is found by its beginning", () => {
  assert.equal(lineOf(["", "", "alpha beta gamma"], 0, "alpha beta…"), 2);
});
