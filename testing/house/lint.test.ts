import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { plantHouse } from "./planted-house.ts";
import { ROOT, isTest, textFiles } from "./repository-files.ts";

/** Rule names that lint finds, in one run, in each of the planted files. */
function rulesBroken(files: Readonly<Record<string, string>>): ReadonlyMap<string, string[]> {
  const house = plantHouse(files);
  try {
    const { stdout, stderr } = spawnSync(process.execPath, [join(house.root, "node_modules/oxlint/bin/oxlint"), "--format=json", "."], { cwd: house.root, encoding: "utf8" });
    const { diagnostics, number_of_files: looked } = JSON.parse(stdout || `"${stderr}"`) as { diagnostics: { filename: string; code?: string; message: string }[]; number_of_files: number };
    assert.ok(looked >= Object.keys(files).length, `lint looked at ${looked} files`);
    return new Map(Object.keys(files).map((path) => [path, diagnostics.filter(({ filename }) => filename === path).map(({ code, message }) => code ?? message)]));
  } finally {
    house.tearDown();
  }
}

const CORE = "core/domain";
const EDGE = "edge/roads";

const PLANTED: readonly (readonly [what: string, room: string, text: string, rule: string])[] = [
  ["a clock in core", CORE, "export const now = (): number => Date.now();\n", "eslint(no-restricted-globals)"],
  ["new Date in core", CORE, "export const now = (): unknown => new Date();\n", "eslint(no-restricted-globals)"],
  ["dice in core", CORE, "export const roll = (): number => Math.random();\n", "eslint(no-restricted-properties)"],
  ["locale order in core", CORE, "export const order = (a: string, b: string): number => a.localeCompare(b);\n", "eslint(no-restricted-properties)"],
  ["awaiting in core", CORE, "export const wait = async (p: Promise<number>): Promise<number> => await p;\n", "core(synchronous)"],
  ["importing later in core", CORE, `export const load = (): unknown => import("./later.ts");\n`, "core(synchronous)"],
  ["a thrown string", EDGE, `export const stop = (): never => {\n  throw "no";\n};\n`, "typescript(only-throw-error)"],
  ["a floating promise", EDGE, "export const start = (go: () => Promise<void>): void => {\n  go();\n};\n", "typescript(no-floating-promises)"],
  [
    "a switch that forgets a case",
    EDGE,
    `export function weight(p: "P1" | "P2"): number {\n  switch (p) {\n    case "P1":\n      return 1;\n  }\n  return 0;\n}\n`,
    "typescript(switch-exhaustiveness-check)",
  ],
  ["any", EDGE, "export const open = (x: any): unknown => x;\n", "typescript(no-explicit-any)"],
  ["a value import of a type", EDGE, `import { Server } from "node:http";\nexport type S = Server;\n`, "typescript(consistent-type-imports)"],
  ["an unused variable", EDGE, "export const f = (): number => {\n  const left = 1;\n  return 2;\n};\n", "eslint(no-unused-vars)"],
  [
    "a hook behind a condition",
    "apps/console/src",
    `declare function useState<T>(value: T): [T];\nexport function useMaybe(on: boolean): number {\n  if (on) return useState(1)[0];\n  return 0;\n}\n`,
    "react-hooks(rules-of-hooks)",
  ],
  ["an expression that doubles its time with each letter", EDGE, "export const isList = (text: string): boolean => /^(?:\\w+,?)+$/.test(text);\n", "regexp(no-super-linear-backtracking)"],
  ["an expression that begins anew at every letter", EDGE, "export const bare = (text: string): string => text.replace(/\\s+$/, \"\");\n", "regexp(no-super-linear-move)"],
  ["a promise as a condition", EDGE, "export const may = (go: () => Promise<boolean>): number => (go() ? 1 : 0);\n", "typescript(no-misused-promises)"],
  ["a wait for nothing", EDGE, "export const wait = async (n: number): Promise<number> => await n;\n", "typescript(await-thenable)"],
  ["a comparison that converts", EDGE, "export const same = (a: unknown): boolean => a == 1;\n", "eslint(eqeqeq)"],
  ["a directive that silences nothing", EDGE, "// oxlint-disable-next-line no-console\nexport const quiet = 1;\n", "Unused oxlint-disable directive (no problems were reported)."],
  ["console.log in a library", EDGE, `export const shout = (): void => console.log("!");\n`, "eslint(no-console)"],
];

test("lint: each planted fault is caught by its rule, clean code passes, and the edge may read the clock", () => {
  const pathOf = (room: string, n: number): string => `${room}/planted-${n}.ts`;
  const clean = { [`${CORE}/clean.ts`]: "export const twice = (n: number): number => 2 * n;\n", [`${EDGE}/clean.ts`]: "export const now = (): number => Date.now();\n" };
  const broken = rulesBroken({ ...Object.fromEntries(PLANTED.map(([, room, text], n) => [pathOf(room, n), text])), ...clean });
  for (const [n, [what, room, , rule]] of PLANTED.entries()) {
    const found = broken.get(pathOf(room, n))!;
    assert.ok(found.includes(rule), `${what}: expected ${rule}, found ${found.join(", ") || "nothing"}`);
  }
  for (const path of Object.keys(clean)) assert.deepEqual(broken.get(path), [], path);
});

/** Patterns of all schemas that a module exports, however deep; keys of records are patterns too. */
function patternsIn(value: unknown, found: Set<string>, seen = new Set<unknown>()): Set<string> {
  if (typeof value !== "object" || value === null || seen.has(value)) return found;
  seen.add(value);
  for (const [key, inner] of Object.entries(value)) {
    if (key === "pattern" && typeof inner === "string") found.add(inner);
    if (key === "patternProperties") for (const pattern of Object.keys(inner as object)) found.add(pattern);
    patternsIn(inner, found, seen);
  }
  return found;
}

const asSource = (patterns: Iterable<string>): string => `export const patterns = [${[...patterns].map((pattern) => `new RegExp(${JSON.stringify(pattern)}, "u")`).join(", ")}];\n`;

test("lint: no pattern of a schema takes longer than its text is long, and a planted one is caught (R57)", async () => {
  const patterns = new Set<string>();
  for (const { path } of textFiles(/^core\/contract\/.*\.ts$/).filter((file) => !isTest(file.path))) patternsIn({ ...((await import(pathToFileURL(join(ROOT, path)).href)) as object) }, patterns);
  for (const { text } of textFiles(/^(edge|apps\/server)\/.*\.ts$/)) for (const [, pattern] of text.matchAll(/\bpattern: ("(?:[^"\\]|\\.)+")/g)) patterns.add(JSON.parse(pattern!) as string);
  assert.ok(patterns.size > 15, `only ${patterns.size} patterns were seen`);
  const planted = patternsIn({ schema: { items: { pattern: "^([A-Z]+-?)*$" } } }, new Set());
  const broken = rulesBroken({ [`${EDGE}/ours.ts`]: asSource(patterns), [`${EDGE}/planted.ts`]: asSource(planted) });
  assert.deepEqual(broken.get(`${EDGE}/ours.ts`), []);
  assert.deepEqual(broken.get(`${EDGE}/planted.ts`), ["regexp(no-super-linear-backtracking)"]);
});
