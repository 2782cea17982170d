import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.mjs";

const LEFT_OUT = new Set(["node_modules", "dist", "artefacts", ".git", ".data"]);

/** Files that take longest: they start first, so that none of them is left running alone at the end of its stage. */
export const LONGEST = [
  "edge/roads/real-roads.test.ts",
  "testing/chaos/matrix.test.ts", "testing/chaos/disk.test.ts", "testing/chaos/chaos.test.ts", "testing/chaos/kill.test.ts", "testing/conformance/attacks.test.ts",
  "testing/imports/osm.test.ts", "testing/replay/sf.test.ts", "edge/ledger/embedded.test.ts", "testing/server/process.test.ts", "testing/server/hsm.test.ts", "testing/server/demo.test.ts", "testing/server/backup.test.ts", "testing/bench/surge/surge.test.ts", "testing/server/http.test.ts",
  "testing/browser/console-desks.test.ts", "testing/browser/field.test.ts", "testing/browser/console.test.ts", "testing/browser/play-gas-leak.test.ts", "testing/browser/radio.test.ts", "testing/browser/console-joint.test.ts", "testing/browser/console-neighbours.test.ts", "testing/browser/kept.test.ts",
];

/** Every file below a folder whose name ends with `.test.ts` or `.test.tsx`, relative to the root, sorted. */
export function testFiles(folder = ".") {
  const found = [];
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name)) continue;
    const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...testFiles(path));
    else if (/\.test\.tsx?$/.test(entry.name)) found.push(path);
  }
  return found.sort();
}

/**
 * The stage in which a test file runs: every file has exactly one, so that none is forgotten.
 * Whatever needs PostgreSQL is integration: the ledger, the server, scenarios, the fault matrix, and files named `*.pg.test.ts`.
 */
export function stageOf(path) {
  if (path.startsWith("testing/house/rooms")) return "rooms";
  if (path.startsWith("testing/house/")) return "house";
  if (path.startsWith("testing/browser/")) return "browser";
  if (/^(testing|edge\/ledger|apps\/server|apps\/cli)\//.test(path) || path.includes(".pg.test.")) return "integration";
  return "unit";
}

/** The files of a stage in the order in which they start. */
export function stageFiles(name) {
  const files = testFiles().filter((path) => stageOf(path) === name);
  return [...LONGEST.filter((path) => files.includes(path)), ...files.filter((path) => !LONGEST.includes(path))];
}

/** The type checks: one per room of compiler settings. */
export function typeProjects() {
  return ["core", ".", "apps/console", "apps/field"].filter((folder) => existsSync(join(ROOT, folder, "tsconfig.json")));
}

/**
 * Stages in their order, cheap ones first; `files` ones run under `node --test`.
 * `concurrency` is for two cores: what mostly waits for PostgreSQL may be four at once, a browser wants a core of its own.
 */
export const STAGES = [
  { name: "types", chinese: "类型" },
  { name: "rooms", chinese: "分层", files: true, concurrency: 1 },
  { name: "house", chinese: "规约", files: true, concurrency: 2 },
  { name: "unit", chinese: "单元与性质", files: true, concurrency: 2 },
  { name: "lint", chinese: "代码检查" },
  { name: "integration", chinese: "集成与情景", files: true, concurrency: 4, database: true },
  { name: "browser", chinese: "浏览器", files: true, concurrency: 3, database: true },
];
