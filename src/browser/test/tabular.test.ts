import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, csv, profile, read, told, words } from "../notebook/tabular.ts";

const cities = read({
  schema: { fields: [{ name: "City" }, { name: "People" }, { name: "Note" }] },
  data: [
    { City: "Bordeaux", People: 257_068, Note: 'a, "b"' },
    { City: "Gif", People: 20_900, Note: null },
    { City: "lyon", People: null, Note: 'a, "b"' },
    { City: "Arc 10", People: 1.5, Note: "" },
    { City: "Arc 9", People: -3, Note: "x" },
  ],
})!;

test("Rows are sorted by numbers or by words, and empty cells stay last both ways", () => {
  assert.deepEqual(chosen(cities, "", 1, false), [4, 3, 1, 0, 2]);
  assert.deepEqual(chosen(cities, "", 1, true), [0, 1, 3, 4, 2]);
  assert.deepEqual(chosen(cities, "", 0, false), [4, 3, 0, 1, 2]);
  assert.deepEqual(chosen(cities, "", -1, false), [0, 1, 2, 3, 4]);
});

test("A text finds rows by any cell, whatever its case", () => {
  assert.deepEqual(chosen(cities, " ARC ", -1, false), [3, 4]);
  assert.deepEqual(chosen(cities, "2570", -1, false), [0]);
  assert.deepEqual(chosen(cities, "nowhere", 0, false), []);
});

test("A column of numbers is told by its spread, another by its commonest values", () => {
  const people = profile(cities, 1),
    note = profile(cities, 2);
  assert.equal(people.kind === "numbers" && people.bars.reduce((a, b) => a + b), 4);
  assert.equal(told(people), "-3 to 257068, mean 69490, 1 empty");
  assert.equal(told(note), '2 different, most often a, "b" (2 times), 2 empty');
  assert.equal(told(profile(cities, 0)), "5 different");
  assert.equal(told(profile(read({ data: [{ a: 2 }, { a: 2 }] })!, 0)), "2 to 2, mean 2");
  assert.equal(told(profile(read({ data: [{ a: null }] })!, 0)), "empty");
  assert.equal(told(profile(read({ data: [{ a: 1 }, { a: "NaN" }, { a: "-Infinity" }] })!, 0)), "1 to 1, mean 1, 2 not finite");
});

test("Numbers are shown as they are, and those that came as text are numbers all the same", () => {
  const exact = read({
    schema: {
      fields: [
        { name: "id", type: "integer" },
        { name: "price", type: "number" },
        { name: "code", type: "string" },
      ],
    },
    data: [
      { id: "9007199254740993", price: "1.10", code: "10" },
      { id: 7, price: 1234567.89, code: "9" },
      { id: "-9007199254740993", price: 0.30000000000000004, code: "007" },
    ],
  })!;
  assert.deepEqual(
    exact.rows.map(row => row.map(words)),
    [
      ["9007199254740993", "1.10", "10"],
      ["7", "1234567.89", "9"],
      ["-9007199254740993", "0.3", "007"],
    ],
  );
  assert.equal(csv(exact, [0, 1]), "id,price,code\r\n9007199254740993,1.10,10\r\n7,1234567.89,9");
  assert.deepEqual(chosen(exact, "", 0, false), [2, 1, 0]);
  assert.deepEqual(chosen(exact, "", 1, false), [2, 0, 1]);
  assert.deepEqual(
    [0, 1, 2].map(column => profile(exact, column).kind),
    ["numbers", "numbers", "values"],
  );
});

test("What is no table is none, and a row that lacks a cell has an empty one", () => {
  for (const wrong of [null, 3, "x", [], {}, { data: 3 }, { data: [] }, { data: [3] }]) assert.equal(read(wrong), null);
  assert.deepEqual(read({ schema: { fields: [{ name: "a" }, null] }, data: [{ b: 1 }, null] })!.rows, [
    [null, null],
    [null, null],
  ]);
  assert.deepEqual(
    [{ data: [{ a: 1 }], rows: 7 }, { data: [{ a: 1 }], rows: null }, { data: [{ a: 1 }] }].map(json => read(json)!.total),
    [7, Infinity, 1],
  );
});

test("Cells are copied as they are, quoted where they must be", () => {
  assert.equal(csv(cities, [0, 2]), 'City,People,Note\r\nBordeaux,257068,"a, ""b"""\r\nlyon,,"a, ""b"""');
  assert.equal(words(0.1 + 0.2), "0.3");
  assert.equal(words({ a: [1] }), '{"a":[1]}');
});
