import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { distanceM } from "@tocsin/kernel/geo.ts";
import type { Position } from "@tocsin/contract/views.ts";
import { canHaveMoved, positionRefusal } from "./judge-position.ts";
import { createJumps } from "./jumps.ts";

const fix = (at: number, lon: number, lat = 30, more: Partial<Position> = {}): Position => ({ unitId: "U1", lon, lat, at, ...more });
const BASE = { status: "AVAILABLE", allowed: true, last: { at: 1_000 }, now: 10_000 } as const;

test("CMD-02: each rule has its reason, the caller's right before all others", () => {
  assert.equal(positionRefusal(fix(2_000, 112), BASE), null);
  assert.equal(positionRefusal(fix(2_000, 112), { ...BASE, allowed: false, status: null }), "NOT_YOURS");
  assert.equal(positionRefusal(fix(2_000, 112), { ...BASE, status: null }), "UNKNOWN_UNIT");
  assert.equal(positionRefusal(fix(2_000, 112), { ...BASE, status: "OFF_DUTY" }), "OFF_DUTY");
  assert.equal(positionRefusal(fix(2_000, 0, 0), BASE), "NO_FIX");
  assert.deepEqual([60_000, 60_001].map((ahead) => positionRefusal(fix(10_000 + ahead, 112), BASE)), [null, "FUTURE"]);
  assert.deepEqual([999, 1_000, 1_001].map((at) => positionRefusal(fix(at, 112), BASE)), ["OLDER", "DUPLICATE", null]);
  assert.deepEqual([500, 500.1].map((accuracyM) => positionRefusal(fix(2_000, 112, 30, { accuracyM }), BASE)), [null, "IMPRECISE"]);
});

test("DSP-02: a unit moves no faster than its kind can, errors allowed for, at every latitude and across the short cut", () => {
  fc.assert(
    fc.property(fc.double({ min: -70, max: 70, noNaN: true }), fc.double({ min: -0.2, max: 0.2, noNaN: true }), fc.double({ min: -0.2, max: 0.2, noNaN: true }), fc.integer({ min: 0, max: 600_000 }), fc.constantFrom("PATROL_CAR", "BOAT", "FOOT_PATROL"), (lat, dx, dy, ms, kind) => {
      const metres = distanceM([112, lat], [112 + dx, lat + dy]);
      const allowed = 250 + 20 + ((kind === "PATROL_CAR" ? 250 : 120) / 3_600) * ms;
      const answer = canHaveMoved(fix(0, 112, lat, { accuracyM: 5 }), fix(ms, 112 + dx, lat + dy, { accuracyM: 15 }), kind);
      if (Math.abs(metres - allowed) > 0.01) assert.equal(answer, metres <= allowed);
    }),
    { numRuns: 500 },
  );
});

test("CMD-02: single jumps never move a unit, whatever is thrown in; a place that is kept to is believed at the fourth fix", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (astray) => {
      const jumps = createJumps();
      let last = fix(0, 112);
      let inARow = 0;
      astray.forEach((away, index) => {
        const here = Math.abs(last.lon - 112) < 1e-9;
        const position = fix((index + 1) * 1_000, away ? 113 : 112);
        const other = here === away;
        inARow = other ? inARow + 1 : 0;
        const believed = jumps.believes(last, position, "PATROL_CAR");
        assert.equal(believed, !other || inARow === 4, `${index}: ${inARow} in a row`);
        if (believed) {
          last = position;
          inARow = 0;
        }
      });
    }),
    { numRuns: 300 },
  );
});

test("CMD-02: a burst within a second, or doubted fixes that do not agree with each other, prove nothing", () => {
  const jumps = createJumps();
  const last = fix(0, 112);
  for (let i = 1; i <= 20; i++) assert.equal(jumps.believes(last, fix(1_000 + i, 113), "PATROL_CAR"), false);
  for (let i = 1; i <= 20; i++) assert.equal(jumps.believes(last, fix(10_000 + i * 1_000, i % 2 === 0 ? 114 : 115), "PATROL_CAR"), false);
});
