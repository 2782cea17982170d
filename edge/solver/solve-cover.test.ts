import assert from "node:assert/strict";
import { test } from "node:test";
import { coverTable, manyPosts, onePost } from "@tocsin/engine/siting/cover-table.ts";
import { maxCover, ordinaryEffort, sitingOf } from "@tocsin/engine/siting/models.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { coverProgram } from "./cover-program.ts";
import { improveCover } from "./solve-cover.ts";

/** A town in which interchange alone leaves something to find: 24 sites, 60 cells, times from points on a square. */
function town(seed: string) {
  const dice = randomStream(seed, "town");
  const place = (): [number, number] => [dice.next(), dice.next()];
  const [sites, cells] = [Array.from({ length: 24 }, place), Array.from({ length: 60 }, place)];
  const weights = cells.map(() => dice.integer(1, 9));
  return { weights, times: sites.map(([x, y]) => Float64Array.from(cells, ([u, v]) => Math.hypot(x - u, y - v))) };
}

test("DSP-06: HiGHS proves what greedy can only claim, and takes nothing worse in exchange", async () => {
  const { times, weights } = town("a");
  const table = coverTable(times, weights.length, [{ limit: 0.2, steps: onePost, weights }, { limit: 0.35, steps: manyPosts(2), weights }]);
  const limits = { posts: 5, must: [0], forbidden: [1], districts: { of: times.map((_, site) => site % 2), least: [2, 1], most: [4, 3] }, budget: { cost: times.map((_, site) => 1 + (site % 3)), total: 9 } };
  const searched = maxCover(table, limits, { ...ordinaryEffort, rounds: 2_000, boundSteps: 0 });
  assert.ok(searched.ok);
  const proven = await improveCover(sitingOf(searched.value.posts, searched.value.value, Infinity), table, limits, { kind: "most" }, 20_000);
  assert.equal(proven.proven, true);
  assert.ok(proven.value >= searched.value.value - 1e-9);
  const worse = await improveCover(sitingOf([0], 0, Infinity), table, limits, { kind: "most" }, 20_000);
  assert.ok(Math.abs(worse.value - proven.value) < 1e-6, "from a bad start it finds the same");
});

test("DSP-06: no time for the solver: the greedy answer and its bound stay as they were", async () => {
  const { times, weights } = town("b");
  const table = coverTable(times, weights.length, [{ limit: 0.2, steps: onePost, weights }]);
  const known = sitingOf([3, 4], 1_000_000, 2_000_000);
  assert.deepEqual(await improveCover(known, table, { posts: 2 }, { kind: "most" }, 0), known);
});

test("DSP-06: the fewest posts for a share of demand, proven", async () => {
  const table = coverTable([Int32Array.of(1, 1, 9), Int32Array.of(9, 1, 1), Int32Array.of(9, 9, 1)], 3, [{ limit: 5, steps: onePost, weights: [5, 1, 4] }]);
  const found = await improveCover(sitingOf([0, 1, 2], 3, 0), table, { posts: 3 }, { kind: "fewest", worth: 9 }, 20_000);
  assert.equal(found.value, 2);
  assert.equal(found.proven, true);
  assert.match(coverProgram(table, { posts: 3 }, { kind: "fewest", worth: 9 }), /Minimize\n obj: x0 \+ x1 \+ x2/);
});
