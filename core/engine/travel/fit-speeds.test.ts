import assert from "node:assert/strict";
import { test } from "node:test";
import { randomStream } from "@tocsin/kernel/random.ts";
import { DAY, HOUR } from "@tocsin/kernel/instant.ts";
import { fitAt, fitSpeeds } from "./fit-speeds.ts";
import type { RecordedDrive } from "./recorded-drive.ts";
import { driveS, type SpeedModel, speedsOf } from "./speed-model.ts";

const OPTIONS = { turnS: { left: 4, right: 2, uTurn: 20, junction: 1 }, utcOffset: 480 };
/** A Monday, midnight in Shanghai. */
const MONDAY = Date.UTC(2026, 2, 1, 16);
const TRUTH: SpeedModel = {
  startS: 40, turnS: { left: 7, right: 3, uTurn: 20, junction: 1 }, stretch: [1.1, 1.1, 1.6, 1.3, 1.2, 0.9, 1.2],
  hours: [{ days: [1, 2, 3, 4, 5], from: 16, to: 20, stretch: 1.6 }],
};

/** Drives as the truth has them, with noise, every tenth with a slip of the button. */
function drives(truth: SpeedModel, count: number, days: number, seed: string): RecordedDrive[] {
  const dice = randomStream(seed, "drives");
  return Array.from({ length: count }, () => {
    const at = MONDAY + dice.integer(0, days - 1) * DAY + dice.integer(0, 23) * HOUR;
    const classS = [0, 0, dice.integer(0, 120), dice.integer(0, 80), dice.integer(0, 60), dice.integer(0, 80), 0];
    const turns = { left: dice.integer(0, 4), right: dice.integer(0, 4), uTurn: 0, junction: dice.integer(2, 20) };
    const exact = driveS(truth, { at, classS, turns }, OPTIONS.utcOffset);
    const takenS = dice.next() < 0.1 ? dice.integer(20, 1_500) : exact * (0.9 + 0.2 * dice.next());
    return { at, classS, turns, takenS };
  });
}

test("DSP-01: speeds, start, turns and rush hours come out of recorded drives of a known truth, slips among them", () => {
  const { model, level } = fitSpeeds(drives(TRUTH, 1_200, 7, "a"), OPTIONS);
  assert.equal(level, "HOURS");
  const near = (value: number, truth: number, share: number): void => assert.ok(Math.abs(value - truth) <= share * truth, `${value} beside ${truth}`);
  near(model.startS, TRUTH.startS, 0.15);
  near(model.turnS.left, TRUTH.turnS.left, 0.3);
  for (const i of [2, 3, 4, 5]) near(model.stretch[i]!, TRUTH.stretch[i]!, 0.12);
  near(model.hours.find(({ days, from }) => days.includes(1) && from === 16)!.stretch, 1.6, 0.1);
  near(model.hours.find(({ days, from }) => days.includes(6) && from === 16)!.stretch, 1, 0.08);
  const file = speedsOf(model);
  near(file.always.primary, 1_000 / 1.6, 0.12);
  assert.ok(Object.values(file.always).every(Number.isInteger));
});

test("DSP-01: what the drives do not tell stays near what is known of the rest, and hours that are like the others are not told apart", () => {
  const all = drives({ ...TRUTH, stretch: TRUTH.stretch.map(() => 1.3), hours: [] }, 400, 7, "b");
  const { model, level, errorS } = fitSpeeds(all, OPTIONS);
  assert.ok(level === "START" || level === "CLASSES", level);
  assert.ok(errorS.START! < errorS.PACE!);
  assert.ok(Math.abs(model.stretch[0]! - 1.3) < 0.1, "nobody drove on a motorway");
  assert.deepEqual(model.hours, []);
});

test("DSP-01: the same drives give the same bytes, in another order the same speeds; none are refused", () => {
  const all = drives(TRUTH, 300, 5, "c");
  assert.deepEqual(fitSpeeds(all, OPTIONS), fitSpeeds([...all], OPTIONS));
  assert.deepEqual(speedsOf(fitAt("CLASSES", [...all].reverse(), OPTIONS)), speedsOf(fitAt("CLASSES", all, OPTIONS)));
  assert.throws(() => fitSpeeds([], OPTIONS), RangeError);
  assert.equal(fitSpeeds(all.filter(({ at }) => at < MONDAY + DAY), OPTIONS).level, "START");
});
