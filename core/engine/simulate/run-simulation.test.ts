import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HOUR, MINUTE } from "@tocsin/kernel/instant.ts";
import { CLOSEST_CAPABLE, type RecommendPolicy, STANDARD_POLICY } from "../recommend/recommend-policy.ts";
import { runSimulation, type SimLeg } from "./run-simulation.ts";
import { driveMs } from "./travel-table.ts";
import { call, gridTable, policy, randomWorld } from "./sample-world.ts";
import { type SimPolicy, type SimWorld } from "./sim-world.ts";

const NO_TURN_OUT: RecommendPolicy = { ...CLOSEST_CAPABLE, turnOutMs: { ...CLOSEST_CAPABLE.turnOutMs, AVAILABLE: 0, PATROL: 0 } };
const POLICIES: readonly SimPolicy[] = [policy("closest"), policy("standard", STANDARD_POLICY), policy("moving", STANDARD_POLICY, "MOST"), policy("near", CLOSEST_CAPABLE, "PER_MINUTE")];
const anySeed = fc.integer({ min: 0, max: 100_000 });

function watched(world: SimWorld, plan: Parameters<typeof runSimulation>[1]) {
  const legs: SimLeg[] = [];
  return { outcome: runSimulation(world, plan, { onLeg: (leg) => legs.push(leg) }), legs };
}

test("Simulator: every call gets all its units, no unit is in two places, and no arrival is before its order and its drive", () => {
  fc.assert(
    fc.property(anySeed, fc.constantFrom(...POLICIES), (seed, chosen) => {
      const world = randomWorld(seed);
      const { outcome, legs } = watched(world, [{ from: 0, policy: chosen }]);
      world.calls.forEach((c, i) => {
        const sent = legs.filter((leg) => leg.call === i && leg.kind === "TO_CALL");
        assert.equal(sent.length, c.fates.length);
        assert.ok(outcome.firstOrderAt[i]! >= c.readyAt);
        assert.equal(outcome.firstArrivalAt[i], Math.min(...sent.map((leg) => leg.endAt)));
        for (const leg of sent) assert.equal(world.units[leg.unit]!.group, c.group);
      });
      for (const [unit] of world.units.entries()) {
        const own = legs.filter((leg) => leg.unit === unit);
        own.slice(1).forEach((leg, i) => {
          const last = own[i]!;
          assert.ok(Number.isInteger(leg.startAt) && leg.endAt >= leg.startAt);
          // Only a drive to a post may be broken off, by the next order.
          assert.ok(leg.startAt >= (last.kind === "TO_POST" ? last.startAt : last.endAt));
        });
      }
    }),
    { numRuns: 60 },
  );
});

test("Simulator: the same input gives the same run, and a branch is the same day up to its moment", () => {
  fc.assert(
    fc.property(anySeed, fc.integer({ min: 0, max: 200 }), (seed, minute) => {
      const world = randomWorld(seed);
      const [a, b] = [POLICIES[0]!, POLICIES[2]!];
      const at = minute * MINUTE;
      const plain = watched(world, [{ from: 0, policy: a }]);
      assert.deepEqual(watched(world, [{ from: 0, policy: a }]), plain);
      const branch = watched(world, [{ from: 0, policy: a }, { from: at, policy: b }]);
      const before = (legs: readonly SimLeg[]) => legs.filter((leg) => leg.startAt < at && (leg.call < 0 || plain.outcome.firstOrderAt[leg.call]! < at));
      assert.deepEqual(before(branch.legs), before(plain.legs));
      assert.deepEqual(runSimulation(world, [{ from: 0, policy: a }, { from: 0, policy: b }]), runSimulation(world, [{ from: 0, policy: b }]), "a branch at the beginning is the other policy");
    }),
    { numRuns: 40 },
  );
});

/** A street of 11 places; posts at 0 and 10; targets 2 to 12 are places 0 to 10. */
const street = (over: Partial<SimWorld>): SimWorld => {
  const places = Array.from({ length: 11 }, (_, i) => i);
  const table = gridTable(11, [0, 10, ...places]);
  return { table, posts: [0, 1], units: [{ id: "U0", group: 0, post: 0 }, { id: "U1", group: 0, post: 1 }], calls: [], reportEveryMs: 0, cover: { weights: [1, 1], reachedFromPost: [[0], [1]], busyFraction: 0.4 }, ...over };
};
const at = (place: number): number => place + 2;

test("Simulator: the dispatcher sees a unit where it last told to be; what it takes to arrive is up to where it really is", () => {
  const closest = [{ from: 0, policy: policy("closest", NO_TURN_OUT) }];
  // U0 left place 9 at minute 19; at 23 it is at 5 and was last seen at 9.
  const far = street({ units: [{ id: "U0", group: 0, post: 0 }], calls: [call(0, at(9)), call(23 * MINUTE, at(6))], reportEveryMs: 5 * MINUTE });
  assert.equal(runSimulation(far, closest).firstArrivalAt[1], 24 * MINUTE, "truth: one minute from place 5");
  // U0 left place 4 at minute 14; at 17 it is at 1, farther from place 6 than U1 at 10.
  const three = street({ calls: [call(0, at(4)), call(17 * MINUTE, at(6))] });
  assert.deepEqual([0, 5 * MINUTE].map((reportEveryMs) => runSimulation({ ...three, reportEveryMs }, closest).firstUnit[1]), [1, 0], "seen at 4, it is sent");
});

test("Simulator: who waits is served in the order of the live queue, P1 before all, when a unit becomes free", () => {
  const one = street({ units: [{ id: "U0", group: 0, post: 0 }], calls: [call(0, at(0)), call(MINUTE, at(0), { priority: "P4" }), call(2 * MINUTE, at(0), { priority: "P3" }), call(3 * MINUTE, at(0), { priority: "P1" })] });
  const { firstOrderAt } = runSimulation(one, [{ from: 0, policy: policy("closest") }]);
  assert.deepEqual([...firstOrderAt].map((ms) => ms / MINUTE), [0, 30, 20, 10]);
});

test("Simulator: at the end of a job a unit goes where it wins most cover, and home without that rule", () => {
  const world = street({ calls: [call(0, at(5))], cover: { weights: [1, 9], reachedFromPost: [[0], [1]], busyFraction: 0.4 } });
  const posts = (onJobEnd: SimPolicy["onJobEnd"]) => watched(world, [{ from: 0, policy: policy("p", CLOSEST_CAPABLE, onJobEnd) }]).legs.filter((leg) => leg.kind === "TO_POST").map((leg) => leg.to);
  assert.deepEqual([posts("HOME"), posts("MOST")], [[0], [1]]);
});

test("Simulator: a drive goes by the table of the hour in which it begins; the same table at every hour changes nothing", () => {
  fc.assert(
    fc.property(anySeed, fc.constantFrom(...POLICIES), (seed, chosen) => {
      const world = randomWorld(seed);
      const plan = [{ from: 0, policy: chosen }];
      const plain = watched(world, plan);
      assert.deepEqual(watched({ ...world, hourly: { tables: [world.table], ofHour: new Int8Array(168), utcOffsetMs: 0 } }, plan), plain);
      // Twice as long in every second hour.
      const slow = { ...world.table, ms: world.table.ms.map((ms) => (ms < 0 ? ms : 2 * ms)) };
      const hourly = { tables: [world.table, slow], ofHour: Array.from({ length: 168 }, (_, hour) => hour % 2), utcOffsetMs: 0 };
      for (const leg of watched({ ...world, hourly }, plan).legs) {
        if (leg.kind !== "TO_POST") continue;
        const factor = 1 + (Math.floor(leg.startAt / HOUR) % 2);
        assert.equal(leg.endAt - leg.startAt, factor * Math.max(0, driveMs(world.table, leg.from, leg.to)));
      }
    }),
    { numRuns: 30 },
  );
});
