import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { openAdmission, urgencyOf, type Urgency } from "./admission.ts";

const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

/** Lets work in one by one, ending each by hand; answers the order in which it began. */
async function orderOf(urgencies: readonly Urgency[], fairEvery: number): Promise<number[]> {
  const admission = openAdmission(1, fairEvery);
  const began: number[] = [];
  const ends: (() => void)[] = [];
  const all = urgencies.map((urgency, n) =>
    admission.run(urgency, () => {
      began.push(n);
      return new Promise<void>((end) => ends.push(end));
    }),
  );
  for (const _ of urgencies) {
    await settled();
    ends.shift()!();
  }
  await Promise.all(all);
  return began;
}

test("INC-07: behind a full desk the most urgent goes first, equals in the order of their arrival", async () => {
  assert.deepEqual(await orderOf([3, 3, 2, 1, 0, 1, 0], 100), [0, 4, 6, 3, 5, 2, 1]);
});

test("INC-07: what is least urgent is passed over, but not for ever", async () => {
  const order = await orderOf([0, 3, ...Array.from({ length: 30 }, (): Urgency => 0)], 8);
  assert.ok(order.indexOf(1) <= 8, `it began as number ${order.indexOf(1)}`);
});

test("INC-07: nothing is turned away or done twice, never more at a time than may, and failures give their place back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ urgency: fc.constantFrom<Urgency>(0, 1, 2, 3), fails: fc.boolean(), steps: fc.nat({ max: 4 }) }), { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), async (works, atOnce) => {
      const admission = openAdmission(atOnce, 3);
      const done: number[] = [];
      let running = 0;
      const answers = await Promise.allSettled(
        works.map(({ urgency, fails, steps }, n) =>
          admission.run(urgency, async () => {
            running += 1;
            assert.ok(running <= atOnce);
            for (let i = 0; i < steps; i++) await Promise.resolve();
            running -= 1;
            done.push(n);
            if (fails) throw new Error("failed");
          }),
        ),
      );
      assert.deepEqual(done.sort((a, b) => a - b), works.map((_, n) => n));
      assert.deepEqual(answers.map(({ status }) => status), works.map(({ fails }) => (fails ? "rejected" : "fulfilled")));
      assert.deepEqual(admission.waiting(), [0, 0, 0, 0]);
      let letIn = 0;
      for (let n = 0; n < atOnce; n++) void admission.run(0, () => (letIn++, new Promise(() => undefined)));
      assert.equal(letIn, atOnce, "afterwards there is as much room as before");
    }),
  );
});

test("INC-07: a report waits by the priority of its type; without one it may be the worst, and what is under way never waits behind it", () => {
  const city = { type: new Map([["CR-01", { priority: "P1" }], ["PO-06", { priority: "P4" }]]) } as unknown as CityIndex;
  const receive = (payload: unknown): Urgency => urgencyOf({ name: "intake.receive", payload }, city);
  assert.deepEqual([receive({ typeCode: "CR-01" }), receive({ typeCode: "PO-06" }), receive({}), receive({ typeCode: "XX-99" }), receive(null)], [0, 3, 0, 0, 0]);
  assert.equal(urgencyOf({ name: "dispatch.issueOrder", payload: { typeCode: "PO-06" } }, city), 0);
});
