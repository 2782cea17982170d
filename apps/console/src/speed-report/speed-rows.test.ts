import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { speedFigures, type WorkedOrder } from "@tocsin/engine/speed/speed-figures.ts";
import { csvRows, sortedRows, wholePercents, type SpeedRow, type SpeedWords } from "./speed-rows.ts";

const order = (acknowledgedS: number): WorkedOrder => ({ issuedAt: 0, acknowledgedAt: acknowledgedS * 1_000, arrivedAt: 240_000, feedbackAt: 900_000, excluded: false, reworked: false });

function row(id: string, orders: readonly WorkedOrder[]): SpeedRow {
  const { acknowledge, turnOut, feedback, ...figures } = speedFigures(orders);
  return { orgId: id, orgPath: `CITY.${id}`, nameZh: `=${id}`, ...figures, acknowledge: [...acknowledge], turnOut: [...turnOut], feedback: [...feedback] };
}
const FEW = row("A", [order(5)]);
const QUICK = row("B", Array.from({ length: 6 }, () => order(10)));
const SLOW = row("C", Array.from({ length: 5 }, () => order(90)));

test("DSP-09: whole percents of a distribution add to a hundred and lie within one of the true share", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 400 }), { minLength: 6, maxLength: 6 }).filter((counts) => counts.some((count) => count > 0)), (counts) => {
      const n = counts.reduce((sum, count) => sum + count, 0);
      const percents = wholePercents(counts.map((count) => ({ label: "", count, share: count / n })));
      assert.equal(percents.reduce<number>((sum, percent) => sum + percent!, 0), 100);
      for (const [index, percent] of percents.entries()) assert.ok(Math.abs(percent! - (100 * counts[index]!) / n) < 1 + 1e-6);
    }),
  );
  assert.deepEqual(wholePercents(FEW.acknowledge), [null, null, null, null, null, null]);
});

test("DSP-09: the slowest stand first when asked for, what is suppressed last", () => {
  const order = (by: Parameters<typeof sortedRows>[1]): string => sortedRows([FEW, QUICK, SLOW], by).map(({ orgId }) => orgId).join("");
  assert.deepEqual([order("org"), order("acknowledge"), order("n"), order("turnOut")], ["ABC", "CBA", "BCA", "BCA"]);
});

test("DSP-09, X-12: the exported table has every bucket with its count, and says nothing of fewer than five, nor a median beside which one could be told", () => {
  const words: SpeedWords = { heads: ["post", "path", "n", "apart", "again"], names: { acknowledge: "ack", turnOut: "scene", feedback: "report" }, median: "median", p90: "p90", suppressed: "<5", hidden: "*", bucket: (_, label) => label, orgName: ({ nameZh }) => nameZh };
  const mixed = row("D", [...Array.from({ length: 6 }, () => order(10)), ...Array.from({ length: 7 }, () => order(40)), order(400)]);
  const [head, few, quick, third] = csvRows([FEW, QUICK, mixed], words);
  assert.deepEqual(third!.slice(4, 13), [0, "*", "*", "*", 7, 0, 0, "*", 0]);
  assert.equal(head!.length, 5 + 3 * 8);
  assert.deepEqual(head!.slice(5, 9), ["ack median", "ack p90", "ack 0-30 s", "ack 30-60 s"]);
  assert.deepEqual(few!.slice(2), ["<5", 0, ...Array.from({ length: 25 }, () => "<5")]);
  assert.deepEqual(quick!.slice(0, 8), ["=B", "CITY.B", 6, 0, 0, 10, 10, 6]);
});
