import assert from "node:assert/strict";
import { test } from "node:test";
import { around, columnsFor, sideFor } from "../viewer/columns.ts";

const tall = 1100;

test("Two columns on a tablet, three on a laptop, three to six by the number of maps on a large screen", () => {
  assert.equal(columnsFor(25, 716, tall), 2);
  assert.equal(columnsFor(25, 848, tall), 3);
  assert.deepEqual(
    [3, 6, 7, 12, 13, 20, 21, 39].map(count => columnsFor(count, 1500, tall)),
    [3, 3, 4, 4, 5, 5, 6, 6],
  );
});

test("There are never more columns than maps", () =>
  assert.deepEqual(
    [1, 2].map(count => columnsFor(count, 1500, tall)),
    [1, 2],
  ));

test("In a low window there are more columns, so that a map is seen whole", () => {
  const columns = columnsFor(12, 640, 320);
  assert.equal(columns, 3);
  assert.ok((640 - 12 * (columns - 1)) / columns + around <= 320);
});

test("Two rows of three are seen whole where that takes little of their width, else they scroll", () => {
  assert.equal(sideFor(1112, 6, 3, 1500), 454);
  assert.equal(sideFor(700, 6, 3, 1500), 700 - around);
});

test("A picture is as large as a window has room for, and never too small to see", () => {
  assert.equal(sideFor(700), 700 - around);
  assert.equal(sideFor(120), 150);
});
