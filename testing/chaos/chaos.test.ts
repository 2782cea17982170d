import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { test, type TestContext } from "node:test";
import { ALL_ROWS } from "./all-rows.ts";
import { isPending } from "./row.ts";
import { CRASH_POINTS, CRASH_STEPS, MIGRATION_READER } from "./swap/crash-points.ts";
import { RottenSwap, swapped, type Swap } from "./swap/swap.ts";
import { ALL_TWINS } from "./twins/all-twins.ts";

const START = fileURLToPath(new URL("./start.ts", import.meta.url));
const SEED = process.env["TOCSIN_SEED"] ?? String(Math.floor(Date.now() / 1_000) % 1_000_000);

function chaos(t: TestContext, ...args: readonly string[]): Promise<number | null> {
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const child = spawn(process.execPath, [START, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => t.diagnostic(piece.toString().trimEnd()));
  return new Promise((resolve) => child.on("close", resolve));
}

const sourceOf = ({ file }: Swap): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

test("the matrix has every row from R1 to R59 once, each kept, skipped or pending with its reason", () => {
  const ids = ALL_ROWS.map(({ id }) => Number(id.slice(1)));
  assert.deepEqual(ids, Array.from({ length: 59 }, (_, n) => n + 1));
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

test("R1–R59: under every fault that this form makes, what was promised was kept", async (t) => {
  assert.equal(await chaos(t, "--quick", "--seed", SEED), 0, `repeat with npm run chaos -- --seed ${SEED}`);
});

test("twins: seeded bugs, a few in their turn, are caught", async (t) => {
  assert.equal(await chaos(t, "--twins", "--some", "2", "--seed", SEED), 0);
});
