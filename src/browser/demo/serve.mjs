// Serves the demo: `node demo/serve.mjs PORT [WWWROOT]`.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url)),
  root = process.argv[3] ?? join(here, "../../../wwwroot");
const types = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
};
createServer(async (request, answer) => {
  const asked = normalize(new URL(request.url, "http://x").pathname),
    path = asked === "/" ? "/index.html" : asked;
  if (request.method === "POST") {
    let n = 0;
    for await (const c of request) n += c.length;
    answer.writeHead(n > 10 ? 200 : 400, { "content-type": "application/json" });
    answer.end(n > 10 ? '{"name":"input.png"}' : "This file is empty.");
    return;
  }
  for (const folder of [join(here, "data"), here, root, join(here, "../../../wwwroot")])
    try {
      const body = await readFile(join(folder, path));
      answer.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream", "cache-control": "no-store" });
      answer.end(body);
      return;
    } catch {
      /* the next folder */
    }
  answer.writeHead(404);
  answer.end("not there");
}).listen(Number(process.argv[2] ?? 5099), "127.0.0.1");
