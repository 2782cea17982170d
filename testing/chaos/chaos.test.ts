import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { test } from "node:test";
import { ALL_ROWS } from "./all-rows.ts";
import { ENDING, runChaos, SEED } from "./parts/run-chaos.ts";
import { isPending } from "./row.ts";
import { CRASH_POINTS, CRASH_STEPS, MIGRATION_READER } from "./swap/crash-points.ts";
import { RottenSwap, swapped, type Swap } from "./swap/swap.ts";
import { ALL_TWINS } from "./twins/all-twins.ts";

const sourceOf = ({ file }: Swap): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

test("the matrix has every row from R1 to R59 once, each kept, skipped or pending with its reason", () => {
  const ids = ALL_ROWS.map(({ id }) => Number(id.slice(1)));
  assert.deepEqual(ids, Array.from({ length: 59 }, (_, n) => n + 1));
  for (const { id, test: there } of ALL_ROWS.filter(isPending)) if (there !== undefined) {
    assert.ok(there.times >= 20, id);
    assert.match(readFileSync(new URL(`../../${there.file}`, import.meta.url), "utf8"), new RegExp(`test\\(["\`'][^\n]*\\b${id}\\b`), `${there.file} does not cite ${id}`);
  }
  for (const row of ALL_ROWS) if (!isPending(row)) assert.ok(row.quick >= 20 && row.long >= row.quick, row.id);
});

test("every crash point and every twin finds its text in the source exactly once, and what it puts there is a program", () => {
  for (const swap of [...CRASH_POINTS, MIGRATION_READER, ...ALL_TWINS.map((twin) => twin.swap)]) {
    const source = swapped(sourceOf(swap), swap);
    if (swap.file.endsWith(".ts")) stripTypeScriptTypes(source);
  }
  const points = CRASH_POINTS.map(({ put }) => put).join("\n");
  for (const step of CRASH_STEPS) assert.ok(points.includes(`"${step}"`), step);
  assert.equal(new Set(ALL_TWINS.map(({ name }) => name)).size, ALL_TWINS.length);
  assert.throws(() => swapped("a a", { file: "x.ts", find: "a", put: "b" }), RottenSwap);
  assert.throws(() => swapped("b", { file: "x.ts", find: "a", put: "b" }), RottenSwap);
});

test("R1–R3: servers and databases that are ended or stand still lose and double nothing that was acknowledged", async (t) => {
  assert.equal(await runChaos(t, "--quick", "--seed", SEED, ...ENDING), 0, `repeat with npm run chaos -- --seed ${SEED}`);
});

test("twins: a seeded bug, each in its turn, is caught", async (t) => {
  assert.equal(await runChaos(t, "--twins", "--some", "1", "--seed", SEED), 0);
});
