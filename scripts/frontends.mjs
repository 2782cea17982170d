import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child.mjs";
import { NODE, ROOT } from "./root.mjs";
import { say, secondsSince } from "./say.mjs";

const APPS = [
  { name: "console", chinese: "指挥台" },
  { name: "field", chinese: "移动端" },
];
/** Everything that ends up in the browser's bundle: the app itself, the client library and the core. */
const SHARED_SOURCES = ["core", "edge/client", "edge/voice", "package-lock.json"];
const LEFT_OUT = new Set(["node_modules", "dist", "artefacts"]);

function* filesBelow(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (LEFT_OUT.has(entry.name) || entry.name.endsWith(".test.ts")) continue;
    const below = join(path, entry.name);
    if (entry.isDirectory()) yield* filesBelow(below);
    else if (entry.isFile()) yield below;
  }
}

/** A hash of all that a front end is built from; it changes exactly when a build is due. */
export function sourceHash(app) {
  const hash = createHash("sha256");
  for (const source of [`apps/${app}`, ...SHARED_SOURCES]) {
    for (const file of filesBelow(join(ROOT, source))) hash.update(file.slice(ROOT.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Builds the console and the field app where their sources are newer than what was built. */
export async function ensureFrontends() {
  for (const { name, chinese } of APPS) {
    const folder = join(ROOT, "apps", name);
    if (!existsSync(join(folder, "index.html"))) continue;
    const stamp = join(folder, "dist", ".source-hash");
    const hash = sourceHash(name);
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) continue;
    const started = performance.now();
    say(`正在构建${chinese}……`, `Building the ${name} app …`);
    const code = await run(NODE, [join(ROOT, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"], { cwd: folder });
    if (code !== 0) {
      say(`${chinese}构建失败，见上文。`, `Building the ${name} app failed, see above.`);
      process.exit(code);
    }
    writeFileSync(stamp, hash);
    say(`${chinese}已构建（${secondsSince(started)} 秒）`, `Built the ${name} app (${secondsSince(started)} s)`);
  }
}
