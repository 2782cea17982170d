import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { cruise, type ICruiseResult, type IConfiguration } from "dependency-cruiser";
import { plantHouse } from "./planted-house.ts";
import { ROOT, typeScriptFiles } from "./repository-files.ts";

const ROOMS = ["core", "edge", "apps", "cities", "testing", "scripts"];

async function cruiseHouse(root: string, folders: readonly string[]): Promise<ICruiseResult> {
  const settings = (await import(pathToFileURL(join(root, ".dependency-cruiser.mjs")).href)) as { default: IConfiguration };
  const { forbidden, options } = settings.default;
  const { enhancedResolveOptions, ...cruiseOptions } = options ?? {};
  const before = process.cwd();
  process.chdir(root);
  try {
    const result = await cruise(
      [...folders],
      { ...cruiseOptions, validate: true, ruleSet: { forbidden: forbidden ?? [] }, baseDir: root },
      enhancedResolveOptions as object,
    );
    return result.output as ICruiseResult;
  } finally {
    process.chdir(before);
  }
}

test("rooms: every import points inward, and every file was looked at", async () => {
  const result = await cruiseHouse(ROOT, ROOMS);
  const seen = new Set(result.modules.map((module) => module.source));
  const overlooked = typeScriptFiles().filter(({ path }) => !seen.has(path) && !path.endsWith(".d.ts"));
  assert.deepEqual(overlooked.map(({ path }) => path), [], "files that the room check did not see");
  const found = result.summary.violations.map(({ from, to, rule }) => {
    const reason = result.summary.ruleSetUsed?.forbidden?.find(({ name }) => name === rule.name)?.comment ?? "";
    return `${from} -> ${to}: ${rule.name}: ${reason}`;
  });
  assert.deepEqual(found, []);
});

const VALUE = "export const value = 1;\n";
const use = (from: string): string => `import { value } from "${from}";\nexport const used = value;\n`;

/** One planted fault per rule: the rule's name, and the files that break it. */
const FAULTS: readonly (readonly [rule: string, files: Record<string, string>])[] = [
  ["core-knows-no-edge", { "core/domain/a.ts": use("@tocsin/roads/b.ts"), "edge/roads/b.ts": VALUE }],
  ["core-knows-no-edge", { "core/domain/a.ts": `import type { T } from "@tocsin/roads/b.ts";\nexport type U = T;\n`, "edge/roads/b.ts": "export type T = 1;\n" }],
  ["core-knows-no-edge", { "core/domain/a.ts": use("../../apps/server/b.ts"), "apps/server/b.ts": VALUE }],
  ["core-no-node", { "core/engine/a.ts": `import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n` }],
  ["core-few-packages", { "core/domain/a.ts": `import Flatbush from "flatbush";\nexport const index = Flatbush;\n` }],
  ["one-door-to-cel", { "core/engine/plans/a.ts": `import { Environment } from "@marcbachmann/cel-js";\nexport const env = Environment;\n` }],
  ["core-inward-kernel", { "core/kernel/a.ts": use("@tocsin/contract/b.ts"), "core/contract/b.ts": VALUE }],
  ["core-inward-contract", { "core/contract/a.ts": use("@tocsin/domain/b.ts"), "core/domain/b.ts": VALUE }],
  ["core-inward-domain", { "core/domain/a.ts": use("@tocsin/engine/b.ts"), "core/engine/b.ts": VALUE }],
  ["core-inward-engine", { "core/engine/a.ts": use("@tocsin/runtime/b.ts"), "core/runtime/b.ts": VALUE }],
  ["edge-rooms-apart", { "edge/roads/a.ts": use("@tocsin/ledger/b.ts"), "edge/ledger/b.ts": VALUE }],
  ["edge-knows-no-app", { "edge/roads/a.ts": use("../../apps/server/b.ts"), "apps/server/b.ts": VALUE }],
  ["client-runs-in-a-browser", { "edge/client/a.ts": `import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n` }],
  ["apps-apart", { "apps/cli/a.ts": use("../server/b.ts"), "apps/server/b.ts": VALUE }],
  ["apps-apart", { "apps/field/src/a.ts": use("../../console/src/b.ts"), "apps/console/src/b.ts": VALUE }],
  ["only-cli-composes", { "apps/field/src/a.ts": use("../../server/compose.ts"), "apps/server/compose.ts": VALUE }],
  ["browser-apps-light", { "apps/console/src/a.ts": use("@tocsin/ledger/b.ts"), "edge/ledger/b.ts": VALUE }],
  ["browser-apps-no-node", { "apps/console/src/a.ts": `import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n` }],
  ["cities-are-data", { "cities/a.ts": use("../apps/server/b.ts"), "apps/server/b.ts": VALUE }],
  ["testing-stays-out", { "apps/server/a.ts": use("../../testing/b.ts"), "testing/b.ts": VALUE }],
  ["no-circles", { "core/domain/a.ts": use("./b.ts"), "core/domain/b.ts": `import { used } from "./a.ts";\nexport const value = (): number => used;\n` }],
  ["no-circles", { "core/domain/a.ts": `import type { B } from "./b.ts";\nexport type A = B;\n`, "core/domain/b.ts": `import type { A } from "./a.ts";\nexport type B = A;\n` }],
  ["resolvable", { "core/domain/a.ts": use("@tocsin/kernel/nowhere.ts") }],
  ["no-orphans", { "core/domain/a.ts": VALUE }],
];

for (const [index, [rule, files]] of FAULTS.entries()) {
  test(`rooms: a planted fault is caught (${index + 1}, ${rule})`, async () => {
    const house = plantHouse(files);
    try {
      const result = await cruiseHouse(house.root, ["core", "edge", "apps", ...(files["cities/a.ts"] ? ["cities"] : []), ...(files["testing/b.ts"] ? ["testing"] : [])]);
      const names = result.summary.violations.map((violation) => violation.rule.name);
      assert.ok(names.includes(rule), `expected ${rule}, found ${names.join(", ") || "nothing"}`);
    } finally {
      house.tearDown();
    }
  });
}

test("rooms: each rule has a planted fault", async () => {
  const settings = (await import(pathToFileURL(join(ROOT, ".dependency-cruiser.mjs")).href)) as { default: IConfiguration };
  const tried = new Set(FAULTS.map(([rule]) => rule));
  const untried = (settings.default.forbidden ?? []).map(({ name }) => name ?? "").filter((name) => !tried.has(name));
  assert.deepEqual(untried, []);
});

test("rooms: imports that point inward pass, and apps/cli may compose the server", async () => {
  const house = plantHouse({
    "core/kernel/b.ts": VALUE,
    "core/domain/a.ts": use("@tocsin/kernel/b.ts"),
    "apps/server/compose.ts": use("@tocsin/domain/a.ts").replace("{ value }", "{ used as value }"),
    "apps/cli/main.ts": use("../server/compose.ts").replace("{ value }", "{ used as value }"),
  });
  try {
    const result = await cruiseHouse(house.root, ["core", "edge", "apps"]);
    assert.deepEqual(result.summary.violations, []);
    assert.ok(result.summary.totalCruised >= 4);
  } finally {
    house.tearDown();
  }
});
