import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { attendBy, compareWaiting, type Waiting } from "./queue-order.ts";

const WAITS = { P2: 900, P3: 2_700, P4: 5_400 };
const waiting = (id: string, priority: Waiting["priority"], receivedAt: number, clocks: Waiting["clocks"] = []): Waiting => ({ id, priority, receivedAt, clocks });
const clock = (startedAt: number, limitS: number, doneAt: number | null = null) => ({ startedAt, limitS, doneAt, voidedAt: null });
const order = (...list: Waiting[]): string => list.toSorted((a, b) => compareWaiting(a, b, WAITS)).map(({ id }) => id).join("");

const anyClock = fc.record({ startedAt: fc.nat(10_000_000), limitS: fc.integer({ min: 1, max: 2_000 }), doneAt: fc.constantFrom(null, 1), voidedAt: fc.constantFrom(null, 1) });
const anyWaiting = fc.record({ id: fc.string({ minLength: 1, maxLength: 3 }), priority: fc.constantFrom("P1" as const, "P2" as const, "P3" as const, "P4" as const, null), receivedAt: fc.nat(10_000_000), clocks: fc.array(anyClock, { maxLength: 2 }) });
const anyWaits = fc.record({ P2: fc.nat(5_000), P3: fc.nat(5_000), P4: fc.nat(5_000) });

test("INC-07: a P3 passes each P2 that comes more than the difference of their waits later, and not one that comes at it or before", () => {
  const lead = (WAITS.P3 - WAITS.P2) * SECOND;
  assert.deepEqual([order(waiting("3", "P3", 0), waiting("2", "P2", lead - 1)), order(waiting("3", "P3", 0), waiting("2", "P2", lead + 1))], ["23", "32"]);
  assert.equal(order(waiting("3", "P3", 0), waiting("2", "P2", lead)), "32", "at the same moment the one that came first");
});

test("DSP-05: a running clock that ends before the wait is over counts instead of it; one that is over still does, one that is done does not", () => {
  assert.equal(attendBy(waiting("a", "P2", 0, [clock(0, 300), clock(0, 60, 5)]), WAITS), 5 * MINUTE);
  assert.equal(attendBy(waiting("a", "P2", 0, [clock(0, 1_800)]), WAITS), 15 * MINUTE);
  assert.equal(order(waiting("b", "P2", 0), waiting("a", "P2", MINUTE, [clock(MINUTE, 300)])), "ab");
});

test("CMD-11: nothing of whatever age or clock passes a P1, and none without a priority is passed by P2 to P4", () => {
  fc.assert(
    fc.property(anyWaiting, anyWaiting, anyWaits, (a, b, waits) => {
      if (a.priority === "P1" && b.priority !== "P1") assert.ok(compareWaiting(a, b, waits) < 0);
      if (a.priority === null && b.priority !== null && b.priority !== "P1") assert.ok(compareWaiting(a, b, waits) < 0);
    }),
    { numRuns: 500 },
  );
});

test("INC-07: it is one order for all: total, transitive, and of two alike the older stands first", () => {
  fc.assert(
    fc.property(fc.array(anyWaiting, { maxLength: 12 }), anyWaits, (list, waits) => {
      const sorted = list.toSorted((a, b) => compareWaiting(a, b, waits));
      for (let i = 0; i < sorted.length; i++) {
        for (let j = i + 1; j < sorted.length; j++) {
          assert.ok(compareWaiting(sorted[i]!, sorted[j]!, waits) <= 0);
          assert.equal(Math.sign(compareWaiting(sorted[j]!, sorted[i]!, waits)), -Math.sign(compareWaiting(sorted[i]!, sorted[j]!, waits)) + 0);
        }
      }
    }),
  );
  fc.assert(
    fc.property(anyWaiting, fc.integer({ min: 1, max: 5_000_000 }), anyWaits, (incident, later, waits) => {
      const plain = { ...incident, clocks: [] };
      assert.ok(compareWaiting(plain, { ...plain, id: "", receivedAt: plain.receivedAt + later }, waits) < 0);
    }),
  );
});

test("INC-07: every waiting incident rises in the end: it passes each of P2 to P4 that comes late enough", () => {
  fc.assert(
    fc.property(anyWaiting, anyWaits, fc.constantFrom("P2" as const, "P3" as const, "P4" as const), (incident, waits, priority) => {
      if (incident.priority === "P1" || incident.priority === null) return;
      const fresh = waiting("z", priority, incident.receivedAt + (Math.max(waits.P2, waits.P3, waits.P4) + 1) * SECOND);
      assert.ok(compareWaiting(incident, fresh, waits) < 0);
    }),
  );
});
