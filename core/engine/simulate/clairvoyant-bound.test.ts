import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { CLOSEST_CAPABLE, STANDARD_POLICY } from "../recommend/recommend-policy.ts";
import { clairvoyantBound } from "./clairvoyant-bound.ts";
import { runSimulation } from "./run-simulation.ts";
import { call, gridTable, policy, randomWorld } from "./sample-world.ts";
import { type SimWorld } from "./sim-world.ts";

/** One unit to a call and one kind of units, as the bound wants it. */
function single(seed: number): SimWorld {
  const world = randomWorld(seed);
  return { ...world, calls: world.calls.map((c) => ({ ...c, group: 0, fates: c.fates.slice(0, 1) })), units: world.units.map((unit) => ({ ...unit, group: 0 })) };
}

/** How many calls a policy serves when those that it is late for are left out, again and again, until it is late for none. */
function servedInTime(world: SimWorld, lateMs: number, rank: typeof CLOSEST_CAPABLE): number {
  const { firstArrivalAt } = runSimulation(world, [{ from: 0, policy: policy("p", rank) }]);
  const inTime = world.calls.filter((c, i) => firstArrivalAt[i]! - c.readyAt <= lateMs);
  return inTime.length === world.calls.length ? inTime.length : servedInTime({ ...world, calls: inTime }, lateMs, rank);
}

test("Policies: no policy serves more calls in time, leaving the others aside, than the bound of who knows them all beforehand", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.constantFrom(1, 2, 4), (seed, minutes) => {
      const world = single(seed);
      const { leastLate } = clairvoyantBound(world, minutes * MINUTE, 40);
      for (const rank of [CLOSEST_CAPABLE, STANDARD_POLICY]) {
        assert.ok(servedInTime(world, minutes * MINUTE, rank) <= world.calls.length - leastLate);
      }
    }),
    { numRuns: 40 },
  );
});

test("Policies: the bound counts what nobody reaches and what two calls ask of one unit at once", () => {
  const table = gridTable(9, [0, 1, 8]);
  const world = (calls: SimWorld["calls"]): SimWorld => ({ table, posts: [0], units: [{ id: "U0", group: 0, post: 0 }], calls, reportEveryMs: 0, cover: { weights: [1], reachedFromPost: [[0]], busyFraction: 0 } });
  const late = (calls: SimWorld["calls"]): number => clairvoyantBound(world(calls), 3 * MINUTE, 60).leastLate;
  assert.equal(late([call(0, 1)]), 0);
  assert.equal(late([call(0, 1), call(0, 2), call(60 * MINUTE, 2)]), 2, "eight minutes away, twice");
  assert.equal(late([call(0, 1), call(MINUTE, 1)]), 1, "one unit");
  assert.equal(late([call(0, 1), call(30 * MINUTE, 1)]), 0, "one after the other");
});
