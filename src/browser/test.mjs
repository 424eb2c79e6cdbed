// Bundles each test for Node and runs them with Node's own runner.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "browser-tests-"));
const names = readdirSync("test").filter(n => n.endsWith(".test.ts"));
await build({
  entryPoints: names.map(n => `test/${n}`),
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
});
const run = spawnSync(process.execPath, ["--test", ...names.map(n => join(folder, n.replace(/\.ts$/, ".mjs")))], { stdio: "inherit" });
rmSync(folder, { recursive: true });
process.exit(run.status ?? 1);
