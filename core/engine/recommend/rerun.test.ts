import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import { recommend } from "./recommend.ts";
import { type RankRule } from "./recommend-policy.ts";
import { rerun } from "./rerun.ts";
import { input, randomInput, unit } from "./sample-units.ts";

test("rule 8: what was stored as text comes out again, by whatever policy; a touched input or answer is told apart", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 25 }), (seed, size) => {
      const given = randomInput(seed, size);
      const stored = JSON.parse(JSON.stringify({ input: given, made: recommend(given) })) as { input: typeof given; made: ReturnType<typeof recommend> };
      assert.equal(rerun(stored.made, stored.input), "SAME");
      assert.equal(rerun(stored.made, { ...stored.input, at: stored.input.at + 1 }), "INPUT_CHANGED");
      assert.equal(rerun({ ...stored.made, graphVersion: "another" }, stored.input), "ANSWER_DIFFERS");
    }),
    { numRuns: 50 },
  );
});

test("rule 8: a policy version that this build does not have is named as such, not as a difference", () => {
  const given = input({ candidates: [unit("A")] });
  const made = recommend(given);
  const other = { ...given, policy: { ...given.policy, rank: { ...given.policy.rank, P2: { policy: "COVER/9" } as unknown as RankRule } } };
  assert.equal(rerun({ ...made, checksum: hashOf(other) }, other), "POLICY_UNKNOWN");
  assert.throws(() => recommend(other), /policy\.rank\.P2\.policy/);
});
