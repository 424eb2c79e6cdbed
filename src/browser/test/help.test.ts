import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { commands } from "../notebook/commands.ts";
import { written } from "../notebook/palette.ts";

/** Of a list in Help, `name`: the keys and what they do. */
function listed(name: string): [string, string][] {
  const text = readFileSync("../WhiteBoxLab.Web/Start/HelpKeys.razor", "utf8"),
    list = new RegExp(`> ${name} \\{ get; \\} =\\s+\\[([\\s\\S]*?)\\n  \\];`).exec(text)?.[1] ?? "";
  return [...list.matchAll(/\("([^"]+)", "([^"]+)"\)/g)].map(([, keys = "", what = ""]) => [keys, what]);
}

test("Help says of a notebook's keys what its commands are", () => {
  const all = new Set(commands.flatMap(one => [...(one.keys ?? []), ...(one.always ?? [])].map(key => `${written(key)}: ${one.title}`)));
  const known = listed("Notebook").map(([key, what]) => `${key}: ${what}`);

  assert.ok(known.length > 15);
  assert.deepEqual(
    known.filter(line => !all.has(line)),
    [],
  );
});

test("Help has every key of the Explorer", () => {
  const known = new Set(listed("Explorer").flatMap(([keys]) => keys.split(/, | and | to /))),
    page = readFileSync("../WhiteBoxLab.Web/Explorer/PageScripts.cs", "utf8").matchAll(/\["([^"]+)"\] = "/g),
    stage = readFileSync("viewer/stage.ts", "utf8").matchAll(/case "([a-z]+)":/g);
  const all = [...page, ...stage].map(([, key = ""]) => key).filter(key => key !== "target" && key !== "methods");

  assert.ok(all.length > 8);
  assert.deepEqual(
    all.filter(key => !known.has(written(key))),
    [],
  );
});
