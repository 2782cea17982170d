import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { plantHouse } from "./planted-house.ts";

/** What the type check of a project says of each of the planted files, in one run. */
function faultsOf(files: Readonly<Record<string, string>>, project: string): ReadonlyMap<string, string> {
  const house = plantHouse(files);
  try {
    const { stdout, stderr } = spawnSync(process.execPath, [join(house.root, "node_modules/typescript-native/bin/tsc"), "--pretty", "false", "-p", project], { cwd: house.root, encoding: "utf8" });
    assert.equal(stderr, "");
    return new Map(Object.keys(files).map((path) => [path, stdout.split("\n").filter((line) => line.startsWith(`${path}(`)).join("\n")]));
  } finally {
    house.tearDown();
  }
}

const PLANTED: readonly (readonly [what: string, text: string, expected: RegExp])[] = [
  ["setTimeout", "export const wait = (): unknown => setTimeout(() => 1, 5);\n", /setTimeout/],
  ["process", "export const home = process.env;\n", /process/],
  ["fetch", `export const ask = (): unknown => fetch("http://localhost");\n`, /fetch/],
  ["console", `export const shout = (): void => console.log("!");\n`, /console/],
  ["document", "export const page = document;\n", /document/],
  ["node:fs", `import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n`, /node:fs/],
  ["an enum", "export enum Status { Free }\n", /erasableSyntaxOnly/],
  ["an unchecked index", "export const first = (list: readonly string[]): string => list[0];\n", /undefined/],
];

test("types: what the core must not see does not type-check there, and a pure file does", () => {
  const pathOf = (n: number): string => `core/kernel/planted-${n}.ts`;
  const faults = faultsOf({ ...Object.fromEntries(PLANTED.map(([, text], n) => [pathOf(n), text])), "core/kernel/pure.ts": "export const twice = (n: number): number => 2 * n;\n" }, "core");
  for (const [n, [what, , expected]] of PLANTED.entries()) assert.match(faults.get(pathOf(n))!, expected, what);
  assert.equal(faults.get("core/kernel/pure.ts"), "");
});

test("types: the edge may use Node, and is checked", () => {
  const faults = faultsOf({
    "edge/roads/reads.ts": `import { readFileSync } from "node:fs";\nexport const read = (path: string): string => readFileSync(path, "utf8");\n`,
    "edge/roads/wrong.ts": `export const n: number = "1";\n`,
  }, ".");
  assert.equal(faults.get("edge/roads/reads.ts"), "");
  assert.match(faults.get("edge/roads/wrong.ts")!, /not assignable/);
});
