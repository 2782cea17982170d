import assert from "node:assert/strict";
import { test } from "node:test";
import { DISKS, runChaos, SEED } from "./parts/run-chaos.ts";
import { noDisk } from "./parts/small-disk.ts";

test("R7, R8, X-08: with its power cut, its disk full, failing or standing still a site loses nothing that it acknowledged, and comes back by itself", { skip: noDisk() ?? false }, async (t) => {
  assert.equal(await runChaos(t, "--quick", "--seed", SEED, ...DISKS), 0, `repeat with npm run chaos -- --seed ${SEED}`);
});
