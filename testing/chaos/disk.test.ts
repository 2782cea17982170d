import assert from "node:assert/strict";
import { test } from "node:test";
import { DISKS, runChaos, SEED } from "./parts/run-chaos.ts";
import { noDisk } from "./parts/small-disk.ts";

test("R7, R8: a power cut, a full disk, one that fails or stands still take nothing that was acknowledged, and it comes back by itself", { skip: noDisk() ?? false }, async (t) => {
  // Each has a disk, a database and a server of its own, and mostly waits for them: side by side.
  const codes = await Promise.all([...DISKS].map((row) => runChaos(t, "--quick", "--seed", SEED, row)));
  assert.deepEqual(codes, [0, 0], `repeat with npm run chaos -- ${[...DISKS].join(" ")} --seed ${SEED}`);
});
