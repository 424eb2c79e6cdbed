// Writes wwwroot/dist and wwwroot/fonts: the same bytes from the same sources, whoever builds.
// `node build.mjs [FOLDER]`: below FOLDER instead of wwwroot.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = process.argv[2] ?? join(here, "../../wwwroot");
const all = {
  absWorkingDir: here,
  outdir: join(root, "dist"),
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
};

// What loads only when it is needed is a file of its own beside the others.
const later = {
  name: "later",
  setup(b) {
    b.onResolve({ filter: /^\.\/(formula|diagram)\.ts$/ }, ({ path, kind }) =>
      kind === "dynamic-import" ? { path: path.replace(/ts$/, "js"), external: true } : undefined,
    );
  },
};

// What the page has already is not bundled a second time: its modules by the plain addresses under which they are loaded.
const there = {
  name: "there",
  setup(b) {
    b.onResolve({ filter: /\/(viewer\/index|lab|photos)\.ts$/ }, ({ path, kind }) =>
      kind === "import-statement" || kind === "dynamic-import"
        ? { path: `./${/viewer/.test(path) ? "viewer" : /(\w+)\.ts$/.exec(path)[1]}.js`, external: true }
        : undefined,
    );
  },
};

// Diagrams that nobody draws in a notebook, and layouts larger than everything else together, stay out; whoever asks for one is told so.
const kinds = `
  elk cose-bilkent swimlanes swimlanesDiagram architectureDiagram usecaseDiagram wardleyDiagram abnfDiagram ebnfDiagram
  pegDiagram railroadDiagram cynefinDiagram ishikawaDiagram vennDiagram c4Diagram mindmap-definition infoDiagram pieDiagram
  gitGraphDiagram diagram journeyDiagram requirementDiagram blockDiagram
`;
const rare = new RegExp(`/(${kinds.trim().split(/\s+/).join("|")})-[A-Z0-9]+\\.mjs$`);
const absent = 'throw new Error("this kind of diagram is not among those that the lab draws");';
const lean = {
  name: "lean",
  setup(b) {
    b.onLoad({ filter: rare }, () => ({ contents: absent }));
    b.onResolve({ filter: /^(katex|@mermaid-js\/parser)$/ }, ({ path }) => ({ path, namespace: "none" }));
    b.onLoad({ filter: /.*/, namespace: "none" }, () => ({
      contents: `export default { renderToString: text => text }; export const parse = () => { ${absent} }`,
    }));
  },
};

await build({
  ...all,
  entryPoints: { viewer: "viewer/index.ts", photos: "page/photos.ts", start: "page/start.ts", help: "page/help.ts", lab: "page/lab.ts" },
});
await build({ ...all, format: "iife", entryPoints: { circuit: "page/circuit.ts" } });
await build({ ...all, entryPoints: { notebook: "notebook/index.ts" }, plugins: [later, there] });
await build({ ...all, entryPoints: { explorer: "page/explorer.ts" }, plugins: [there] });
await build({ ...all, entryPoints: { formula: "notebook/formula.ts" } });
await build({ ...all, entryPoints: { diagram: "notebook/diagram.ts" }, plugins: [lean] });

mkdirSync(join(root, "fonts"), { recursive: true });
for (const face of ["ibm-plex-sans", "jetbrains-mono"]) {
  const source = join(here, "node_modules/@fontsource-variable", face);
  for (const part of ["latin", "latin-ext", "greek"]) {
    const name = `${face}-${part}-wght-normal.woff2`;
    copyFileSync(join(source, "files", name), join(root, "fonts", name));
  }
  copyFileSync(join(source, "LICENSE"), join(root, "fonts", `${face}-OFL.txt`));
}

// The faces of formulas, woff2 only.
const katex = join(here, "node_modules/katex");
for (const name of readdirSync(join(katex, "dist/fonts")).filter(n => n.endsWith(".woff2")))
  copyFileSync(join(katex, "dist/fonts", name), join(root, "fonts", name));
copyFileSync(join(katex, "LICENSE"), join(root, "fonts", "KaTeX-MIT.txt"));
writeFileSync(
  join(root, "dist/formula.css"),
  readFileSync(join(katex, "dist/katex.min.css"), "utf8").replace(
    /url\(fonts\/([^)]+\.woff2)\) format\("woff2"\)(,url\([^)]+\) format\("[^"]+"\))*/g,
    'url(../fonts/$1) format("woff2")',
  ),
);
