import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_ROWS } from "./all-rows.ts";
import { DISKS, ENDING, runChaos, SEED } from "./parts/run-chaos.ts";
import { isPending } from "./row.ts";

test("R10–R59: under every fault that this form makes and that leaves the server running, or strikes with others at once, what was promised was kept", async (t) => {
  const rows = ALL_ROWS.filter((row) => !isPending(row) && !ENDING.has(row.id) && !DISKS.has(row.id)).map(({ id }) => id);
  assert.ok(rows.length >= 40);
  // Three at once: they are the last of their stage to run, and each waits now and then for its database.
  const parts = [0, 1, 2].map((part) => rows.filter((_, n) => n % 3 === part));
  const codes = await Promise.all(parts.map((part) => runChaos(t, "--quick", "--seed", SEED, ...part)));
  assert.deepEqual(codes, [0, 0, 0], `repeat with npm run chaos -- --seed ${SEED}`);
});
