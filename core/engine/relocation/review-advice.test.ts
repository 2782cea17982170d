import assert from "node:assert/strict";
import { test } from "node:test";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { type RelocationInput } from "./relocation-input.ts";
import { reviewAdvice } from "./review-advice.ts";

/** Everyone stands in the centre (cells 0 and 1), nobody covers the country (cell 2), where posts R and Q are. */
const input = (over: Partial<RelocationInput> = {}): RelocationInput => ({
  demand: { areas: [{ code: "URBAN", targetMs: 5 * MINUTE, goal: 0.9 }, { code: "RURAL", targetMs: 20 * MINUTE, goal: 0.5 }], weights: [6, 3, 1], areaOf: [0, 0, 1], busyFraction: 0.2 },
  units: ["U1", "U2", "U3", "U4"].map((unitId, i) => ({ unitId, reached: [0, 1], driveMs: [(8 + 4 * i) * MINUTE, (9 + 4 * i) * MINUTE], postId: null })),
  posts: ["R", "Q"].map((postId) => ({ postId, reached: [2], room: null })),
  leastGain: 0.01, mostDriveMs: 30 * MINUTE,
  ...over,
});

test("DSP-06: where nothing stands the best move is advised; one that stands and still wins stays, though another would win more", () => {
  assert.deepEqual([reviewAdvice(input(), []).advise?.unitId, reviewAdvice(input(), []).advise?.postId], ["U1", "R"]);
  const kept = reviewAdvice(input(), [{ unitId: "U3", postId: "Q" }]);
  assert.deepEqual([kept.withdraw, kept.advise], [[], null]);
});

test("DSP-06: advice is withdrawn when its unit is gone, when cover is there again, or when it stands beside another; then the next is made", () => {
  const gone = reviewAdvice(input({ units: input().units.slice(1) }), [{ unitId: "U1", postId: "R" }]);
  assert.deepEqual([gone.withdraw, gone.advise?.unitId], [["U1"], "U2"]);
  const covered = reviewAdvice(input({ units: [...input().units, { unitId: "U5", reached: [2], driveMs: null, postId: "R" }] }), [{ unitId: "U1", postId: "R" }]);
  assert.deepEqual([covered.withdraw, covered.advise], [["U1"], null]);
  assert.deepEqual(reviewAdvice(input(), [{ unitId: "U2", postId: "R" }, { unitId: "U1", postId: "R" }]).withdraw, ["U1"]);
});

test("DSP-06: a unit that counts for cover but must not be moved, as one whose move was dismissed, is not advised", () => {
  const [first, ...others] = input().units;
  assert.equal(reviewAdvice(input({ units: [{ ...first!, driveMs: null }, ...others] }), []).advise?.unitId, "U2");
  const other = reviewAdvice(input({ units: [{ ...first!, driveMs: [-1, 9 * MINUTE] }, ...others] }), []).advise;
  assert.deepEqual([other?.unitId, other?.postId], ["U1", "Q"], "another post than the one that was dismissed");
});
