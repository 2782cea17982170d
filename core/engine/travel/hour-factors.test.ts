import assert from "node:assert/strict";
import { test } from "node:test";
import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { factorsAt } from "./hour-factors.ts";

const always = { motorway: 1_000, trunk: 1_000, primary: 900, secondary: 1_000, tertiary: 1_000, residential: 1_000, service: 1_000 };
const speeds: Pick<Speeds, "always" | "hours"> = {
  always,
  hours: [
    { days: [1, 2], from: 7, to: 9, permille: { primary: 600 } },
    { days: [1], from: 8, to: 9, permille: { secondary: 700 } },
    { days: [7], from: 22, to: 24, permille: { primary: 1_200 } },
  ],
};
/** 2026-03-02 is a Monday; hours of Shanghai. */
const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 2, 1 + day, hour - 8, minute);

test("DSP-01: the hour of the city's clock says how fast each class goes; a period holds from its hour until before its end", () => {
  const primary = (day: number, hour: number, minute?: number): number => factorsAt(speeds, at(day, hour, minute), 480).primary;
  assert.deepEqual([primary(1, 6, 59), primary(1, 7), primary(1, 8, 59), primary(1, 9)], [900, 600, 600, 900]);
  assert.deepEqual([primary(2, 7), primary(3, 7), primary(7, 22), primary(0, 22), primary(7, 21)], [600, 900, 1_200, 1_200, 900]);
  assert.deepEqual(factorsAt(speeds, at(1, 8), 480), { ...always, primary: 600, secondary: 700 });
});

test("DSP-01: the same instant is another hour in another city", () => {
  assert.equal(factorsAt(speeds, at(1, 7), 480).primary, 600);
  assert.equal(factorsAt(speeds, at(1, 7), 600).primary, 900);
  assert.equal(factorsAt(speeds, at(1, 7), -420).primary, 900);
});
