import assert from "node:assert/strict";
import { test } from "node:test";
import { formulaMarkup } from "../notebook/formula.ts";

test("A formula is MathML for a page by itself, in its line or by itself, and a wrong one stays legible", () => {
  assert.match(formulaMarkup("\\frac{a_1}{2}", false), /<math[^>]*><semantics>.*<mfrac>/);
  assert.match(formulaMarkup("x", true), /<math[^>]* display="block">/);
  assert.match(formulaMarkup("\\nosuch{x}", false), /\\nosuch/);
  assert.doesNotMatch(formulaMarkup("\\href{javascript:alert(1)}{x}", false), /href=/);
});
