import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { ESLint } from "eslint";
import { plantHouse } from "./planted-house.ts";
import { ROOT, isTest, textFiles } from "./repository-files.ts";

/** Rule names that lint finds in one planted file. */
async function rulesBroken(path: string, text: string): Promise<string[]> {
  const house = plantHouse({ [path]: text });
  try {
    const results = await new ESLint({ cwd: house.root }).lintFiles([path]);
    assert.equal(results.length, 1, "lint looked at the planted file");
    return results.flatMap((result) => result.messages.map((message) => message.ruleId ?? message.message));
  } finally {
    house.tearDown();
  }
}

const CORE = "core/domain/planted.ts";
const EDGE = "edge/roads/planted.ts";

const PLANTED: readonly (readonly [what: string, path: string, text: string, rule: string])[] = [
  ["a clock in core", CORE, "export const now = (): number => Date.now();\n", "no-restricted-globals"],
  ["new Date in core", CORE, "export const now = (): unknown => new Date();\n", "no-restricted-globals"],
  ["dice in core", CORE, "export const roll = (): number => Math.random();\n", "no-restricted-properties"],
  ["locale order in core", CORE, "export const order = (a: string, b: string): number => a.localeCompare(b);\n", "no-restricted-properties"],
  ["awaiting in core", CORE, "export const wait = async (p: Promise<number>): Promise<number> => await p;\n", "no-restricted-syntax"],
  ["a thrown string", EDGE, `export const stop = (): never => {\n  throw "no";\n};\n`, "@typescript-eslint/only-throw-error"],
  ["a floating promise", EDGE, "export const start = (go: () => Promise<void>): void => {\n  go();\n};\n", "@typescript-eslint/no-floating-promises"],
  [
    "a switch that forgets a case",
    EDGE,
    `export function weight(p: "P1" | "P2"): number {\n  switch (p) {\n    case "P1":\n      return 1;\n  }\n  return 0;\n}\n`,
    "@typescript-eslint/switch-exhaustiveness-check",
  ],
  ["any", EDGE, "export const open = (x: any): unknown => x;\n", "@typescript-eslint/no-explicit-any"],
  ["a value import of a type", EDGE, `import { Server } from "node:http";\nexport type S = Server;\n`, "@typescript-eslint/consistent-type-imports"],
  ["an unused variable", EDGE, "export const f = (): number => {\n  const left = 1;\n  return 2;\n};\n", "@typescript-eslint/no-unused-vars"],
  [
    "a hook behind a condition",
    "apps/console/src/planted.ts",
    `declare function useState<T>(value: T): [T];\nexport function useMaybe(on: boolean): number {\n  if (on) return useState(1)[0];\n  return 0;\n}\n`,
    "react-hooks/rules-of-hooks",
  ],
  ["an expression that doubles its time with each letter", EDGE, "export const isList = (text: string): boolean => /^(?:\\w+,?)+$/.test(text);\n", "regexp/no-super-linear-backtracking"],
  ["an expression that begins anew at every letter", EDGE, "export const bare = (text: string): string => text.replace(/\\s+$/, \"\");\n", "regexp/no-super-linear-move"],
  ["console.log in a library", EDGE, `export const shout = (): void => console.log("!");\n`, "no-console"],
];

for (const [what, path, text, rule] of PLANTED) {
  test(`lint: ${what} is caught`, async () => {
    const broken = await rulesBroken(path, text);
    assert.ok(broken.includes(rule), `expected ${rule}, found ${broken.join(", ") || "nothing"}`);
  });
}

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
  assert.deepEqual(await rulesBroken(EDGE, asSource(patterns)), []);
  assert.deepEqual(await rulesBroken(EDGE, asSource(patternsIn({ schema: { items: { pattern: "^([A-Z]+-?)*$" } } }, new Set()))), ["regexp/no-super-linear-backtracking"]);
});

test("lint: clean code passes in core and edge, and the edge may read the clock", async () => {
  assert.deepEqual(await rulesBroken(CORE, "export const twice = (n: number): number => 2 * n;\n"), []);
  assert.deepEqual(await rulesBroken(EDGE, "export const now = (): number => Date.now();\n"), []);
});
