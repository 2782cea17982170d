import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PlannerWish } from "@tocsin/contract/planner/planner.ts";
import { demandGrid } from "@tocsin/engine/demand/demand-grid.ts";
import { buildGraph } from "@tocsin/roads/graph.ts";
import { gridTable } from "@tocsin/roads/test-graphs.ts";
import { hourDemand, type CellCalls } from "./hour-demand.ts";
import { planPosts } from "./plan-posts.ts";
import { prepareHour, type StandingPost } from "./planner-ground.ts";
import { whatIf } from "./what-if.ts";

/** A town of about 2.4 km, thirty calls in each of its cells at this hour, posts at every eleventh junction. */
const graph = buildGraph(gridTable(7, 12));
const grid = demandGrid([105.99, 28.99, 106.04, 29.04], 64);
const cells = grid.columns * grid.rows;
const each = (calls: number): Float64Array => new Float64Array(cells).fill(calls);
const calls: CellCalls = { hour: each(30), day: each(720), days: 365, places: each(1) };
const postAt = (id: string, junction: number, more: Partial<StandingPost> = {}): StandingPost => {
  const [lon, lat] = graph.junctionPoints[junction]!;
  return { id, kind: "POST", nameZh: id, nameEn: id, lon, lat, open: true, homes: [], ...more };
};
const posts = [0, 11, 22, 33, 44].map((junction) => postAt(`P${junction}`, junction));
const hourOf = (list: readonly StandingPost[]) => prepareHour(graph, { grid, calls, posts: list, premises: [] });
const ground = hourOf(posts);
const placeOf = (junction: number) => ({ lon: graph.junctionPoints[junction]![0], lat: graph.junctionPoints[junction]![1] });

test("DSP-06: what a sandbox answers is what that layout would give if it stood, and the city's own layout stays as it was", () => {
  const before = ground.layout.best.slice();
  const junction = fc.integer({ min: 0, max: graph.junctions.length - 1 });
  const changes = fc.record({ add: fc.array(junction, { maxLength: 3 }), close: fc.subarray(posts.slice(0, 2)), move: fc.option(junction) });
  fc.assert(fc.property(changes, ({ add, close, move }) => {
    const moved = move === null ? [] : [{ id: posts[4]!.id, ...placeOf(move) }];
    const answer = whatIf(ground, { add: add.map(placeOf), close: close.map(({ id }) => id), move: moved });
    assert.ok(answer.ok);
    const stands = posts.filter((post) => !close.includes(post) && !(moved.length > 0 && post === posts[4]));
    const built = hourOf([...stands, ...moved.map((to) => ({ ...posts[4]!, ...to })), ...add.map((at, i) => postAt(`N${i}`, at))]);
    const same = whatIf(built, { add: [], close: [], move: [] });
    assert.deepEqual(answer.value.after, same.ok && same.value.after);
  }), { numRuns: 25 });
  assert.deepEqual(ground.layout.best, before);
});

test("DSP-06: a place without an access road within 100 m is refused and named; so is a post that there is not", () => {
  const far = { lon: 105.991, lat: 28.991 };
  const refusal = whatIf(ground, { add: [placeOf(3), far], close: [], move: [{ id: "P0", ...far }] });
  assert.deepEqual(!refusal.ok && refusal.error, { code: "NO_ACCESS_ROAD", params: { fields: ["$.add[1]", "$.move[0]"], metres: 100 } });
  const unknown = whatIf(ground, { add: [], close: ["P9"], move: [] });
  assert.deepEqual(!unknown.ok && unknown.error, { code: "UNKNOWN_SITE", params: { ids: ["P9"] } });
});

test("DSP-06: when a point closes, its units stand at home again", () => {
  const manned = hourOf([postAt("HOME", 60, { open: false }), postAt("POINT", 100, { kind: "POINT", homes: ["HOME"] }), posts[0]!]);
  const closed = whatIf(manned, { add: [], close: ["POINT"], move: [] });
  const athome = whatIf(hourOf([postAt("HOME", 60), posts[0]!]), { add: [], close: [], move: [] });
  assert.deepEqual(closed.ok && closed.value.after, athome.ok && athome.value.after);
  const both = whatIf(manned, { add: [], close: ["POINT", "HOME"], move: [] });
  assert.equal(both.ok && both.value.after.figures.posts, 1);
});

test("DSP-06, X-12: demand is of the hour, of the day where the hour has too few calls, and of places where there is no history; no cell tells of fewer than five", () => {
  const sum = (shares: readonly number[]): number => shares.reduce((all, share) => all + share, 0);
  for (const [given, source, told] of [[calls, "HOUR", 30 * cells], [{ ...calls, hour: each(0) }, "DAY", 720 * cells], [{ ...calls, hour: each(0), day: each(0) }, "PLACES", null]] as const) {
    const demand = hourDemand(graph, grid, given);
    assert.deepEqual([demand.told.source, demand.told.calls], [source, told]);
    assert.ok(Math.abs(sum(demand.cells.map(({ share }) => share)) - 1) < 1e-9);
  }
  // 4,000 calls in one cell, one in each other: a lone call is spread over at least as many cells as make five.
  const lone = each(1);
  lone[0] = 4_000;
  const shares = hourDemand(graph, grid, { ...calls, hour: lone }).cells.map(({ share }) => share * sum([...lone]));
  const alike = Map.groupBy(shares.filter((share) => share < 100), (share) => share.toFixed(9));
  for (const [share, list] of alike) assert.ok(Number(share) * list.length >= 5 - 1e-6, `${list.length} cells of ${share}`);
});

test("DSP-06: a plan's value is the figure of its layout, within its bound; posts that must stay do", async () => {
  const wish: PlannerWish = { weekday: 1, hour: 8, model: "mclp", posts: 6, limitS: 60, share: 0.95, busy: 0.3, keep: true, prove: false };
  const plan = await planPosts(ground, wish);
  assert.ok(plan.ok);
  const { value, bound, after, before, kept, added, closed } = plan.value;
  assert.ok(Math.abs(value - after.figures.within[0]!) < 1e-5, `${value} beside ${after.figures.within[0]!}`);
  assert.ok(bound >= value - 1e-9 && value > before.within[0]!);
  assert.deepEqual([kept.length, closed.length, added.length, after.figures.posts], [5, 0, 1, 6]);
  const tooFew = await planPosts(ground, { ...wish, posts: 4 });
  assert.equal(!tooFew.ok && tooFew.error.code, "PLAN_INFEASIBLE");
  const fewest = await planPosts(ground, { ...wish, model: "lscp", posts: 200, limitS: 180, share: 0.9, keep: false });
  assert.ok(fewest.ok && fewest.value.unit === "POSTS" && fewest.value.after.figures.within[1]! >= 0.9 && fewest.value.bound <= fewest.value.value);
});
