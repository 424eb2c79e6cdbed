import assert from "node:assert/strict";
import { test } from "node:test";
import { Layer } from "../viewer/layer.ts";
import { signedMeans } from "../viewer/resample.ts";
import { difference, inWords, likenesses, pearson } from "../viewer/similarity.ts";

const near = (a: number, b: number, within = 1e-9): void => assert.ok(Math.abs(a - b) < within, `${a} is not ${b}`);

test("Pearson's r is 1 for a line, -1 for a falling one, 0.5 where it should be, and not a number for a constant", () => {
  near(pearson([1, 2, 3, 4], [10, 20, 30, 40]), 1);
  near(pearson([1, 2, 3], [9, 6, 3]), -1);
  near(pearson([1, 2, 3], [1, 3, 2]), 0.5);
  near(pearson([0, 0, 1, 1], [0, 1, 0, 1]), 0);
  assert.ok(Number.isNaN(pearson([1, 1, 1], [1, 2, 3])));
});

test("Maps that are nearly the same join the first they are most like, others stand alone, missing ones are left out", () => {
  const base = [0, 1, 2, 3, 4, 5],
    other = [5, 0, 3, 1, 4, 2];
  const found = likenesses([
    base,
    null,
    base.map(v => 2 * v + 1),
    other,
    other.map((v, i) => v + 0.01 * i),
    base.map(v => -v),
    [1, 1, 1, 1, 1, 1],
  ]);

  assert.deepEqual(
    found.map(l => l?.first ?? null),
    [null, null, 0, null, 3, null, null],
  );
  near(found[2]!.r, 1);
  assert.ok(found[4]!.r > 0.99 && found[4]!.r < 1);
});

test("Likeness is to the first of a group and never by a chain", () => {
  const [a, b, c] = [0, 0.5, 1].map(t => Array.from({ length: 40 }, (_, i) => Math.cos((2 * Math.PI * i) / 40 - t * 0.35)));
  near(pearson(a, b), Math.cos(0.175));
  near(pearson(a, c), Math.cos(0.35));

  assert.deepEqual(
    likenesses([a, b, c]).map(l => l?.first ?? null),
    [null, 0, null],
  );
});

test("r is said with two digits, and what is not quite 1 is not called 1", () => {
  assert.deepEqual([1, 0.998, 0.987].map(inWords), ["= 1.00", "> 0.99", "= 0.99"]);
});

test("A difference is of maps divided by their largest |value|, and an empty one counts as 0", () => {
  const minus = (a: number[], b: number[]): number[] => [...difference(new Float32Array(a), new Float32Array(b))];
  assert.deepEqual(minus([2, -4, 0], [1, 1, 0.5]), [-0.5, -2, -0.5]);
  assert.deepEqual(minus([2, -4, 0], [4, -8, 0]), [0, 0, 0]);
  assert.deepEqual(minus([2, -4, 0], [0, 0, 0]), [0.5, -1, 0]);
});

test("A layer's difference to another is signed, symmetric, at the size of the picture, and made once", () => {
  const one = new Layer(new Float32Array([0, 1, 2, 4]), 2, 2, 2, 2, false),
    two = new Layer(new Float32Array([4]), 1, 1, 2, 2, false),
    made = one.minus(two);

  assert.deepEqual([...made.values], [-1, -0.75, -0.5, 0]);
  assert.deepEqual(made.scale({ sign: "signed", clip: 100 }), { signed: true, limit: 1 });
  assert.equal(one.minus(two), made);
  assert.notEqual(one.minus(one), made);
});

test("Means over blocks keep their signs", () =>
  assert.deepEqual([...signedMeans(new Float32Array([1, -1, 3, -5, 1, 1, 4, 4, 0, 0, 0, 0, 0, 0, 0, 8]), 4, 4, 2)], [0.5, 1.5, 0, 2]));
