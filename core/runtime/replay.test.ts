import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { TocsinEvent } from "@tocsin/contract/events.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { type CityModel, cityModel } from "@tocsin/testing/model/city-model.ts";
import { type Act, acts, brokenInvariant, perform } from "@tocsin/testing/model/random-walk.ts";
import { ReplayStopped, replay, stateHash } from "./replay.ts";

function walked(list: readonly Act[]): CityModel {
  const city = cityModel(tinyCity);
  for (const act of list) perform(city, act);
  return city;
}

/** A day with everything in it, from a fixed seed. */
const busyDay = (): CityModel => walked(fc.sample(acts, { numRuns: 12, seed: 135 }).flat());

test("CMD-11, INC-06: no sequence of commands breaks an invariant or an impossible event", () => {
  fc.assert(
    fc.property(acts, (list) => {
      const city = cityModel(tinyCity);
      for (const act of list) {
        perform(city, act);
        assert.equal(brokenInvariant(city), null);
      }
    }),
    { numRuns: 500 },
  );
});

test("the same log gives the same state hash, which is that of the live records", () => {
  fc.assert(
    fc.property(acts, (list) => {
      const city = walked(list);
      const again = replay(city.log);
      assert.equal(again.stateHash, stateHash(city));
      assert.equal(again.logHash, replay(structuredClone(city.log)).logHash);
    }),
    { numRuns: 60 },
  );
});

test("test the test: a log that is reversed, cut inside, repeated or swapped is refused at the event", () => {
  const log = busyDay().log;
  const middle = log.findIndex((e, i) => i > log.length / 2 && e.version > 1);
  assert.throws(() => replay([...log].reverse()), ReplayStopped);
  assert.throws(() => replay(log.toSpliced(log.findIndex((e) => e.version === 1), 1)), ReplayStopped);
  assert.throws(() => replay([...log.slice(0, middle), log[middle]!, ...log.slice(middle)]), (e: unknown) => e instanceof ReplayStopped && e.position === middle + 2);
});

test("test the test: any one event changed, dropped at the end or put elsewhere gives another log hash or is refused", () => {
  const log = busyDay().log;
  const original = replay(log).logHash;
  const differs = (changed: readonly TocsinEvent[]): boolean => {
    try {
      return replay(changed).logHash !== original;
    } catch (error) {
      return error instanceof ReplayStopped;
    }
  };
  assert.ok(differs(log.slice(0, -1)), "cut at the end");
  fc.assert(
    fc.property(fc.nat({ max: log.length - 1 }), fc.integer({ min: 1, max: 5_000 }), (i, ms) => {
      assert.ok(differs(log.with(i, { ...log[i]!, at: log[i]!.at + ms })));
    }),
    { numRuns: 40 },
  );
});

test("the walk itself reaches what it claims to test", () => {
  const types = new Set(busyDay().log.map((event) => event.type));
  for (const type of ["OrderIssued", "AssignmentArrived", "FeedbackGiven", "IncidentClosed", "DuplicateMerged", "AssignmentSuperseded", "ClockBreached", "OrderEscalated", "FactUnread"]) {
    assert.ok(types.has(type as TocsinEvent["type"]), type);
  }
});
