import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SMALLEST_CELL } from "../suppression/small-cells.ts";
import { ACKNOWLEDGE, slotOf, speedFigures, type SpeedFigures, type WorkedOrder } from "./speed-figures.ts";

const order = (patch: Partial<WorkedOrder> = {}): WorkedOrder => ({ issuedAt: 0, acknowledgedAt: 20_000, arrivedAt: 200_000, feedbackAt: 500_000, excluded: false, reworked: false, ...patch });
/** Each five times, so that nothing is suppressed. */
const many = <Item>(items: readonly Item[]): Item[] => items.flatMap((item) => Array.from({ length: 5 }, () => item));
const counts = (buckets: readonly { readonly count: number | null }[]): (number | null)[] => buckets.map(({ count }) => count);

test("DSP-09: every bound belongs to the bucket below it, a second more to the next", () => {
  const at = [0, 30, 31, 60, 61, 120, 121, 180, 181, 9_999];
  assert.deepEqual(counts(speedFigures(many(at).map((s) => order({ acknowledgedAt: s * 1_000 }))).acknowledge), [10, 10, 10, 10, 10, 0]);
  const arrivals = [300, 301, 600, 601, 900, 901, 1_800, 1_801];
  assert.deepEqual(counts(speedFigures(many(arrivals).map((s) => order({ arrivedAt: s * 1_000, feedbackAt: null }))).turnOut), [5, 10, 10, 10, 5, 0]);
  const reports = [1_800, 1_801, 3_600, 3_601, 7_200, 7_201, 14_400, 14_401];
  assert.deepEqual(counts(speedFigures(many(reports).map((s) => order({ arrivedAt: 1_000, feedbackAt: 1_000 + s * 1_000 }))).feedback), [5, 10, 10, 10, 5, 0]);
  assert.deepEqual(counts(speedFigures(Array.from({ length: 5 }, () => order({ acknowledgedAt: 30_999 }))).acknowledge), [5, 0, 0, 0, 0, 0], "whole seconds count");
});

test("DSP-09: what has not happened, or cannot be true, has a place of its own", () => {
  const orders = [order({ acknowledgedAt: null, arrivedAt: null, feedbackAt: null }), order({ acknowledgedAt: -1 }), order(), order(), order()];
  const figures = speedFigures(many(orders));
  assert.deepEqual(counts(figures.acknowledge), [15, 0, 0, 0, 0, 10]);
  assert.deepEqual(counts(figures.feedback), [20, 0, 0, 0, 0, 5]);
  assert.equal(speedFigures(orders).medianAcknowledgeS, null, "three known values are too few");
});

test("DSP-09: feedback counts from the arrival, or from the order where none is known", () => {
  const from = (arrivedAt: number | null): number => speedFigures(Array.from({ length: 5 }, () => order({ arrivedAt, feedbackAt: 1_900_000 }))).feedback.findIndex(({ count }) => count === 5);
  assert.equal(from(200_000), 0);
  assert.equal(from(null), 1);
});

test("DSP-09: cancelled and merged orders stand beside the others, never among them", () => {
  const orders = [...Array.from({ length: 6 }, () => order()), ...Array.from({ length: 7 }, () => order({ acknowledgedAt: 900_000, excluded: true }))];
  const figures = speedFigures(orders);
  assert.deepEqual([figures.n, figures.excluded, figures.p90AcknowledgeS], [6, 7, 20]);
});

test("X-12: below five nothing is said, neither of the counted nor of the excluded", () => {
  const few = speedFigures(Array.from({ length: SMALLEST_CELL - 1 }, () => order()));
  assert.deepEqual([few.n, few.medianAcknowledgeS, few.p90ArrivalS, few.p90FeedbackS, few.excluded], [null, null, null, null, 0]);
  for (const { count, share } of [...few.acknowledge, ...few.turnOut, ...few.feedback]) assert.deepEqual([count, share], [null, null]);
  const mixed = speedFigures([...Array.from({ length: 5 }, () => order()), order({ excluded: true })]);
  assert.deepEqual([mixed.n, mixed.excluded], [5, null]);
});

test("DSP-09: medians and ninetieth percentiles are values that were measured", () => {
  const figures = speedFigures(many([10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((s) => order({ acknowledgedAt: s * 1_000, arrivedAt: s * 10_000, feedbackAt: s * 30_000 }))));
  assert.deepEqual([figures.medianAcknowledgeS, figures.p90AcknowledgeS, figures.medianArrivalS, figures.p90ArrivalS], [50, 90, 500, 900]);
  assert.deepEqual([figures.medianFeedbackS, figures.p90FeedbackS], [1_000, 1_800], "counted from the arrival");
});

test("X-12: a small bucket is hidden, and another with it, so that the number of orders gives nothing away", () => {
  const figures = speedFigures([10, 10, 10, 10, 10, 10, 40, 40, 40, 40, 40, 100].map((s) => order({ acknowledgedAt: s * 1_000 })));
  assert.deepEqual([figures.n, counts(figures.acknowledge), figures.acknowledge.map(({ share }) => share)], [12, [6, null, null, 0, 0, 0], [0.5, null, null, 0, 0, 0]]);
});

test("DSP-09: whatever the orders, each distribution has every counted order once and its shares add to all", () => {
  const moment = fc.option(fc.integer({ min: -10_000, max: 20_000_000 }), { nil: null });
  const any = fc.record({ issuedAt: fc.nat({ max: 1_000 }), acknowledgedAt: moment, arrivedAt: moment, feedbackAt: moment, excluded: fc.boolean(), reworked: fc.boolean() });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 80 }), (orders) => {
      const figures = speedFigures(orders);
      const n = orders.filter(({ excluded }) => !excluded).length;
      assert.equal(figures.n, n < SMALLEST_CELL ? null : n);
      if (figures.n === null) return;
      for (const buckets of [figures.acknowledge, figures.turnOut, figures.feedback]) {
        const told = buckets.reduce((sum, { count }) => sum + (count ?? 0), 0);
        assert.ok(buckets.every(({ count }) => count !== null) ? told === n : n - told >= SMALLEST_CELL, JSON.stringify(buckets));
        assert.ok(Math.abs(buckets.reduce((sum, { share }) => sum + (share ?? 0), 0) - told / n) < 1e-9);
      }
    }),
  );
});

test("DSP-09, X-12: orders that were done again are a share of those that count, told only where neither they nor the others are few", () => {
  const reworked = (again: number, others: number): number | null => speedFigures([...Array.from({ length: again }, () => order({ reworked: true })), ...Array.from({ length: others }, () => order()), order({ reworked: true, excluded: true })]).reworked;
  assert.deepEqual([reworked(5, 6), reworked(0, 9), reworked(9, 0), reworked(1, 9), reworked(9, 4), reworked(2, 1)], [5, 0, 9, null, null, null]);
});

/** A moment within each bucket of acknowledgement; the last has none. */
const WITHIN = [10, 45, 90, 150, 200, null];
const WIDTH = WITHIN.length;
const ordersOf = (row: readonly number[]): WorkedOrder[] => row.flatMap((count, slot) => Array.from({ length: count }, () => order({ acknowledgedAt: WITHIN[slot] === null ? null : WITHIN[slot]! * 1_000 })));

/** Every row of so many counts with this total. */
function* rowsOf(width: number, total: number): Generator<number[]> {
  if (width === 1) return yield [total];
  for (let first = 0; first <= total; first++) for (const rest of rowsOf(width - 1, total - first)) yield [first, ...rest];
}

/** Answers by which somebody who knows the rule can tell a hidden count, or which of two hidden ones is the larger. */
function revealing(answer: (row: readonly number[]) => unknown, total: number): string[] {
  const found = new Map<string, number[][]>();
  for (const row of rowsOf(WIDTH, total)) {
    const key = JSON.stringify([counts(speedFigures(ordersOf(row)).acknowledge), answer(row)]);
    const rows = found.get(key) ?? [];
    found.set(key, rows);
    rows.push(row);
  }
  return [...found].flatMap(([key, rows]) => {
    const hidden = (JSON.parse(key) as [(number | null)[]])[0].flatMap((count, slot) => (count === null ? [slot] : []));
    const known = hidden.some((slot) => new Set(rows.map((row) => row[slot])).size < 2);
    const ordered = hidden.some((one) => hidden.some((other) => one !== other && rows.every((row) => row[one]! > row[other]!)));
    return known || ordered ? [key] : [];
  });
}

const slotOrNull = (value: number | null): number | null => (value === null ? null : slotOf(ACKNOWLEDGE, value));
const quantilesOf = ({ medianAcknowledgeS, p90AcknowledgeS }: SpeedFigures): (number | null)[] => [slotOrNull(medianAcknowledgeS), slotOrNull(p90AcknowledgeS)];

test("X-12: of no row can a hidden count, or which of two hidden ones is larger, be told from the median and the ninetieth percentile beside it", () => {
  for (let total = SMALLEST_CELL; total <= 10; total++) assert.deepEqual(revealing((row) => quantilesOf(speedFigures(ordersOf(row))), total), [], `total ${total}`);
});

test("X-12: a median that is told whatever is hidden gives it away, and the check above sees it", () => {
  const always = (row: readonly number[]): number | null => {
    const known = row.slice(0, -1).flatMap((count, slot) => Array.from({ length: count }, () => slot));
    return known[Math.ceil(known.length / 2) - 1] ?? null;
  };
  assert.ok(revealing(always, 11).length > 0);
});

test("DSP-09: beside hidden buckets a median stands where they cannot move it out of its bucket, and is left out where they can", () => {
  const figures = (row: readonly number[]): (number | null)[] => { const { medianAcknowledgeS, p90AcknowledgeS } = speedFigures(ordersOf(row)); return [medianAcknowledgeS, p90AcknowledgeS]; };
  assert.deepEqual(figures([20, 5, 1, 0, 0, 0]), [10, null], "the upper end lies among the six that are hidden");
  assert.deepEqual(figures([0, 0, 5, 1, 80, 0]), [200, 200]);
  assert.deepEqual(figures([5, 0, 0, 0, 0, 1]), [null, null], "how many are known is hidden too");
  assert.deepEqual(figures([6, 0, 0, 0, 0, 5]), [10, 10]);
});
