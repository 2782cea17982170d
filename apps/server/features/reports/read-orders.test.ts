import assert from "node:assert/strict";
import { test } from "node:test";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { asAt, ordersOf } from "./read-orders.ts";

type Parts = Parameters<typeof ordersOf>[0];
const assignment = (issuedAt: number, status: string) => ({ orgPath: "CITY.D1", issuedAt, acknowledgedAt: null, arrivedAt: null, feedbackAt: null, status });
const incident = (assignments: readonly unknown[], over: Partial<Incident> = {}): Parts => ({ drill: false, status: "HANDLING", orders: [{ assignments }], ...over }) as unknown as Parts;
const period = { from: 100, to: 200 };

test("DSP-09: the period begins with its first moment and ends before its last", () => {
  assert.deepEqual(ordersOf(incident([99, 100, 199, 200].map((at) => assignment(at, "ISSUED"))), period).map(({ issuedAt }) => issuedAt), [100, 199]);
});

test("DSP-09: merged, cancelled, recalled, superseded and declined orders are marked, others are not", () => {
  const marks = ordersOf(incident(["ISSUED", "COMPLETED", "RECALLED", "SUPERSEDED", "DECLINED"].map((status) => assignment(150, status))), period).map(({ excluded }) => excluded);
  assert.deepEqual(marks, [false, false, true, true, true]);
  for (const status of ["MERGED", "CANCELLED"] as const) assert.equal(ordersOf(incident([assignment(150, "RECALLED")], { status }), period)[0]?.excluded, true);
});

test("X-09: a drill has no orders that count", () => {
  assert.deepEqual(ordersOf(incident([assignment(150, "COMPLETED")], { drill: true }), period), []);
});

test("DSP-09, X-12: what came after a week was told changes nothing of it: a late signature, a merger, a cancellation, an order called off", () => {
  type Whole = Parameters<typeof asAt>[0];
  const told = 500;
  const [kept, late] = [{ ...assignment(150, "RECALLED"), endedAt: 500 }, { ...assignment(160, "RECALLED"), acknowledgedAt: 501, arrivedAt: 400, endedAt: 501 }];
  const whole = (over: object): Whole => ({ id: "I", drill: false, status: "HANDLING", closedAt: null, orders: [{ assignments: [kept, late, assignment(501, "ISSUED")] }], ...over }) as unknown as Whole;
  const seen = (over: object, merged: readonly number[] = []) => ordersOf(asAt(whole(over), told, merged), { from: 100, to: 1_000 }).map(({ excluded, acknowledgedAt, arrivedAt }) => [excluded, acknowledgedAt, arrivedAt]);
  const stood = [[true, null, null], [false, null, 400]];
  for (const over of [{}, { status: "CANCELLED", closedAt: 501 }, { status: "CLOSED", closedAt: 501 }]) assert.deepEqual(seen(over), stood);
  assert.deepEqual(seen({ status: "MERGED" }, [501]), stood);
  for (const [over, merged] of [[{ status: "CANCELLED", closedAt: 500 }, []], [{ status: "MERGED" }, [500]]] as const) assert.deepEqual(seen(over, merged).map(([excluded]) => excluded), [true, true]);
});
