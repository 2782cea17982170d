import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DAY, HOUR } from "@tocsin/kernel/instant.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { backTest, hiddenBecause } from "./back-test.ts";
import { countInterval } from "./count-interval.ts";
import { cellAt, centreOf, demandGrid } from "./demand-grid.ts";
import { DAY_HOURS, demandHistory, type DemandHistory, hourOfWeek } from "./demand-history.ts";
import { demandWeights } from "./demand-weights.ts";
import { expectedAt, forecastHours } from "./forecast-hours.ts";
import { forecastWeek } from "./forecast-week.ts";
import { medic } from "./medic.ts";
import { mergeCells } from "./merge-cells.ts";
import { expectedCalls, fitPoisson } from "./poisson-model.ts";
import { scoreForecast } from "./score-forecast.ts";

/** Monday 2026-01-05 00:00 in Shanghai. */
const MONDAY = Date.UTC(2026, 0, 4, 16);
const MEANS = [0.05, 0.2, 0.6, 1.2];
/** Twice as many calls by day as by night, half as many more at weekends, and 1 % more every week. */
const truth = (region: number, hour: number, growth = 0.01): number =>
  MEANS[region]! * (hour % 24 >= 8 && hour % 24 < 22 ? 1.3 : 0.65) * (hour % 168 >= 120 ? 1.35 : 0.9) * Math.exp(growth * Math.floor(hour / 168));

function poisson(mean: number, next: () => number): number {
  let [k, product] = [0, next()];
  for (const floor = Math.exp(-mean); product > floor; k++) product *= next();
  return k;
}

function drawn(days: number, seed: string, mean: (region: number, hour: number) => number = truth): DemandHistory {
  const dice = randomStream(seed, "calls");
  const calls = MEANS.flatMap((_, region) =>
    Array.from({ length: days * 24 }, (__, hour) => Array.from({ length: poisson(mean(region, hour), () => dice.next()) }, () => ({ at: MONDAY + hour * HOUR + 1, region }))).flat(),
  );
  return demandHistory(calls, MEANS.length, { from: MONDAY, days, utcOffset: 480 });
}

test("DAT-06: calls fall into their cell and hour; what lies outside the area or the days is left out", () => {
  const grid = demandGrid([112, 30, 112.1, 30.1], 100);
  for (let cell = 0; cell < grid.columns * grid.rows; cell++) assert.equal(cellAt(grid, centreOf(grid, cell)), cell);
  assert.deepEqual([cellAt(grid, [111.99, 30.05]), cellAt(grid, [112, 30]), cellAt(grid, [112.1, 30.1])], [-1, 0, grid.columns * grid.rows - 1]);
  const history = demandHistory([{ at: MONDAY + 9 * HOUR, region: 0 }, { at: MONDAY - 1, region: 0 }, { at: MONDAY + 2 * DAY, region: 0 }, { at: MONDAY, region: -1 }], 1, { from: MONDAY, days: 2, utcOffset: 480 });
  assert.deepEqual([history.weekday, history.counts.indexOf(1), history.counts.reduce((a, b) => a + b, 0), hourOfWeek(history, 9)], [0, 9, 1, 9]);
});

test("DAT-06: cells with fewer than five calls are merged until none is left, and every region hangs together", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.infiniteStream(fc.oneof(fc.constant(0), fc.nat({ max: 9 }))), (columns, rows, stream) => {
      const grid = { bounds: [0, 0, 1, 1] as const, columns, rows };
      const counts = Array.from({ length: columns * rows }, () => stream.next().value!);
      const { regionOf, cells } = mergeCells(grid, counts);
      const calls = cells.map((members) => members.reduce((sum, cell) => sum + counts[cell]!, 0));
      assert.ok(cells.length === 1 || calls.every((sum) => sum >= 5), `${calls}`);
      assert.deepEqual(cells.flat().sort((a, b) => a - b), counts.map((_, cell) => cell));
      for (const [region, members] of cells.entries()) {
        const reached = new Set([members[0]!]);
        for (const cell of reached) for (const next of [cell - columns, cell + columns, ...(cell % columns > 0 ? [cell - 1] : []), ...((cell + 1) % columns > 0 ? [cell + 1] : [])]) if (regionOf[next] === region) reached.add(next);
        assert.equal(reached.size, members.length);
      }
    }),
  );
});

test("DAT-06: weights turn from the shape of the city to its calls as these grow, and tell of no cell with fewer than five", () => {
  const grid = { bounds: [0, 0, 1, 1] as const, columns: 4, rows: 1 };
  const shape = [1, 1, 1, 1];
  assert.deepEqual([...demandWeights(grid, [0, 0, 0, 0], shape)], [0.25, 0.25, 0.25, 0.25]);
  const few = demandWeights(grid, [1, 4, 0, 95], shape);
  assert.equal(few[0], few[1]);
  assert.ok(few[3]! > 0.25 && few[3]! < 0.45);
  const many = demandWeights(grid, [10_000, 30_000, 0, 960_000], shape);
  assert.ok(Math.abs(many[3]! - 0.96) < 0.01 && many[1]! > many[0]!);
  assert.ok(Math.abs(many.reduce((a, b) => a + b, 0) - 1) < 1e-12);
  assert.deepEqual([...demandWeights(grid, [0, 0, 0, 0], [0, 0, 0, 0])], [0, 0, 0, 0]);
});

test("DAT-06: MEDIC is the mean of the same hour and weekday in the four weeks before, of this year and earlier ones", () => {
  const history = demandHistory([1, 2, 2, 4, 4, 4].map((week) => ({ at: MONDAY + (52 - week) * 7 * DAY + 10 * HOUR, region: 0 })), 1, { from: MONDAY, days: 52 * 7, utcOffset: 480 });
  assert.equal(medic(history, 0, 52 * 168 + 10), (1 + 2 + 3) / 4);
  assert.equal(medic(history, 0, 52 * 168 + 11), 0);
  assert.equal(medic(history, 0, 400 * 168 + 10), null);
  const oneYearLater = demandHistory([{ at: MONDAY + 10 * HOUR, region: 0 }], 1, { from: MONDAY, days: 53 * 7, utcOffset: 480 });
  assert.equal(medic(oneYearLater, 0, 53 * 168 + 10), 1 / 5, "the one of a year ago is among five: four weeks of this year, one of the last");
});

test("DAT-06: the Poisson model finds the rates by which calls were drawn, and expects in all what came", () => {
  const history = drawn(26 * 7, "fit");
  const model = fitPoisson(history);
  const hours = history.days * DAY_HOURS;
  for (let region = 0; region < MEANS.length; region++) {
    let [expected, came, real] = [0, 0, 0];
    for (let hour = 0; hour < hours; hour++) {
      expected += expectedCalls(model, region, hour);
      came += history.counts[region * hours + hour]!;
      real += truth(region, hour);
    }
    assert.ok(Math.abs(expected - came) / came < 0.02, `region ${region}: expected ${expected}, came ${came}`);
    assert.ok(Math.abs(expected - real) / real < 0.1, `region ${region}: ${expected} beside ${real}`);
  }
  assert.ok(Math.abs(model.trend - 0.01) < 0.004, `trend ${model.trend}`);
  const ratio = expectedCalls(model, 3, 5 * 24 + 12) / expectedCalls(model, 3, 2 * 24 + 3);
  assert.ok(Math.abs(ratio - (1.3 * 1.35) / (0.65 * 0.9)) < 0.8, `Saturday noon beside Wednesday night: ${ratio}`);
});

test("DAT-06: a history without calls expects next to none, and a region without calls is no fault", () => {
  const empty = demandHistory([], 3, { from: MONDAY, days: 14, utcOffset: 480 });
  assert.ok(expectedCalls(fitPoisson(empty), 1, 400) < 0.01);
});

test("DAT-06: intervals hold the share that they promise, for certain means and uncertain ones", () => {
  assert.deepEqual(countInterval(0, 0, 0.8), { low: 0, high: 0 });
  // Poisson(5): P(X ≤ 1) = 0.040, P(X ≤ 2) = 0.125, P(X ≤ 7) = 0.867, P(X ≤ 8) = 0.932.
  assert.deepEqual(countInterval(5, 0, 0.8), { low: 2, high: 8 });
  const dice = randomStream("intervals", "draws");
  for (const mean of [0.3, 4, 30, 900]) {
    const { low, high } = countInterval(mean, 0, 0.8);
    const draws = Array.from({ length: 1_000 }, () => (mean < 100 ? poisson(mean, () => dice.next()) : Math.round(dice.normal(mean, Math.sqrt(mean)))));
    assert.ok(draws.filter((k) => k >= low && k <= high).length > 770, `mean ${mean}: ${low} to ${high}`);
    const wider = countInterval(mean, 0.5, 0.8);
    assert.ok(wider.low <= low && wider.high >= high && (mean < 1 || wider.high > high));
  }
  assert.throws(() => countInterval(-1, 0, 0.8), RangeError);
});

test("DAT-06: a forecast that knows is scored better than one that does not; a perfect one has no deviance", () => {
  assert.equal(scoreForecast([[2, 2], [1, 1]]).deviance, 0);
  const [near, far] = [scoreForecast([[2, 3], [1, 0]]), scoreForecast([[5, 3], [4, 0]])];
  assert.ok(near.deviance < far.deviance && near.logScore < far.logScore && near.mae < far.mae);
  assert.ok(Number.isFinite(scoreForecast([[0, 1]]).logScore));
});

test("DAT-06: on held-out weeks of calls drawn by hour and weekday the model beats MEDIC and the average, and its intervals hold", () => {
  const scored = backTest(drawn(12 * 7, "weeks"), 14);
  assert.ok(scored.medic !== null && scored.poisson.n === scored.medic.n);
  assert.ok(scored.poisson.deviance < scored.medic.deviance && scored.poisson.deviance < scored.average.deviance, JSON.stringify(scored));
  assert.ok(scored.poisson.logScore < scored.medic.logScore);
  assert.ok(scored.coverage >= 0.75, `coverage ${scored.coverage}`);
  assert.deepEqual(hiddenBecause(scored), []);
  assert.equal(backTest(drawn(7, "one week"), 1).medic, null, "six days know no weekday twice");
});

test("DAT-06: each region has its expected calls with interval and drivers; beyond the limit of error the average stands in and says why", () => {
  const shown = forecastWeek(drawn(12 * 7, "shown"), 14);
  assert.deepEqual(shown.hidden, []);
  for (const { region, expected, low, high, drivers } of shown.regions) {
    const real = Array.from({ length: 168 }, (_, hour) => truth(region, 12 * 168 + hour)).reduce((a, b) => a + b, 0);
    assert.ok(low <= expected && expected <= high && Math.abs(expected - real) / real < 0.25, `region ${region}: ${low} ${expected} ${high}, really ${real}`);
    assert.ok(drivers.length === 3 && drivers.every(({ factor }) => factor > 0));
  }
  const busiest = shown.regions[3]!.drivers.find(({ code }) => code === "PLACE");
  assert.ok(busiest !== undefined && busiest.factor > 2);
  // A city that changes overnight: the last two weeks bring four times as many calls as any before.
  const hidden = forecastWeek(drawn(12 * 7, "broken", (region, hour) => truth(region, hour) * (hour >= 10 * 168 ? 4 : 1)), 14);
  assert.ok(hidden.hidden.includes("CITY_DAYS_TOO_FAR_OFF"), JSON.stringify(hidden.test));
  assert.ok(hidden.regions.every(({ drivers }) => drivers.length === 1 && drivers[0]!.code === "PLACE"));
});

test("DAT-06, DAT-19: each hour of the coming week has its expected calls by place and for the city, with intervals; beyond the limit of error a flat average stands in", () => {
  const history = drawn(12 * 7, "shown");
  const [hours, week] = [forecastHours(history, 14), forecastWeek(history, 14)];
  assert.deepEqual(hours.hidden, []);
  for (const { region, expected } of week.regions) {
    const sum = hours.expected.subarray(region * 168, (region + 1) * 168).reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum - expected) < 0.01 * expected, `region ${region}: the hours add up to ${sum}, the week is ${expected}`);
  }
  const [noon, night] = [expectedAt(hours, 5 * 24 + 12), expectedAt(hours, 2 * 24 + 3)];
  assert.ok(noon.all.expected > 2 * night.all.expected);
  for (const { all, regions } of [noon, night]) {
    assert.ok(Math.abs(regions.reduce((sum, { expected }) => sum + expected, 0) - all.expected) < 1e-6);
    assert.ok([all, ...regions].every(({ low, high, expected }) => low <= expected + 1 && high >= expected - 1));
    assert.ok(all.high - all.low <= regions.reduce((sum, { low, high }) => sum + high - low, 0), "places are wrong in different directions");
  }
  const broken = forecastHours(drawn(12 * 7, "broken", (region, hour) => truth(region, hour) * (hour >= 10 * 168 ? 4 : 1)), 14);
  assert.ok(broken.hidden.includes("CITY_DAYS_TOO_FAR_OFF"));
  assert.equal(new Set(broken.expected.subarray(0, 168)).size, 1);
});
