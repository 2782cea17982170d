import assert from "node:assert/strict";
import { test } from "node:test";
import { planSteps } from "./plan-steps.ts";
import { parseLocalTime, readRecords } from "./records.ts";

const HEADER = "Call Number,Unit ID,Call Type,Received DtTm,Entry DtTm,Dispatch DtTm,Response DtTm,On Scene DtTm,Transport DtTm,Hospital DtTm,Available DtTm,Address,Station Area,Unit Type,Location";
const at = (clock: string): string => `04/07/2020 ${clock} PM`;
const row = (call: string, unit: string, times: readonly string[], more: { point?: string } = {}): string =>
  [call, unit, "Medical Incident", ...times.map((time) => (/^\d/.test(time) ? at(time) : time)), "1 MAIN ST", "07", "ENGINE", more.point ?? '"(37.7, -122.4)"'].join(",");
const read = (...rows: string[]) => readRecords([HEADER, ...rows].join("\n"));
const ms = (clock: string): number => parseLocalTime(at(clock))!;

test("real input: local times of April are seven hours behind UTC, noon and midnight included", () => {
  assert.equal(parseLocalTime("04/07/2020 11:53:08 PM"), Date.UTC(2020, 3, 8, 6, 53, 8));
  assert.equal(parseLocalTime("04/08/2020 12:00:00 AM"), Date.UTC(2020, 3, 8, 7, 0, 0));
  assert.equal(parseLocalTime("04/08/2020 12:00:00 PM"), Date.UTC(2020, 3, 8, 19, 0, 0));
  assert.equal(parseLocalTime("2020-04-08"), null);
});

test("real input: a clean row is taken as it is, and nothing is counted", () => {
  const { calls, dirt, rows } = read(row("1", "E07", ["01:00:00", "01:01:00", "01:01:30", "01:02:30", "01:06:00", "", "", "01:30:00"]));
  assert.equal(rows, 1);
  assert.deepEqual(new Set(Object.values(dirt)), new Set([0]));
  assert.deepEqual(calls[0]!.units[0], {
    unitId: "E07", unitType: "ENGINE", dispatchAt: ms("01:01:30"), responseAt: ms("01:02:30"), onSceneAt: ms("01:06:00"), availableAt: ms("01:30:00"),
    repaired: { response: false, onScene: false, available: false },
  });
  assert.deepEqual([calls[0]!.stationArea, calls[0]!.point], ["7", [-122.4, 37.7]]);
});

test("real input: each fault is repaired by its rule and counted, and no row is dropped", () => {
  const { calls, dirt } = read(
    row("1", "A", ["01:00:00", "01:01:00", "01:01:30", "", "01:06:00", "", "", "01:30:00"]),
    row("2", "A", ["02:00:00", "02:01:00", "02:01:30", "02:02:00", "", "", "", "02:10:00"]),
    row("3", "A", ["03:00:00", "03:01:00", "03:01:30", "03:02:00", "", "03:20:00", "", "03:40:00"]),
    row("4", "A", ["04:00:00", "04:01:00", "04:01:30", "04:02:00", "04:05:00", "", "", "04:04:00"]),
    row("5", "A", ["05:00:00", "", "", "nonsense", "05:05:00", "", "", ""], { point: "" }),
    row("6", "A", ["06:00:00", "05:59:00", "06:01:30", "06:01:00", "06:05:00", "", "", "06:10:00"]),
  );
  assert.deepEqual(dirt, {
    missingReceived: 0, missingEntry: 2, missingDispatch: 1, missingResponse: 3, missingOnScene: 1, missingOnSceneTransport: 1, missingAvailable: 2,
    reversedTime: 3, missingPosition: 1, unreadableTime: 1,
  });
  const [noResponse, noArrival, byTransport, reversed, bare, early] = calls.map((call) => call.units[0]!);
  assert.equal(noResponse!.responseAt, ms("01:01:30"));
  assert.equal(noArrival!.onSceneAt, null);
  assert.equal(byTransport!.onSceneAt, ms("03:20:00"));
  assert.equal(reversed!.availableAt, ms("04:25:00"));
  assert.deepEqual([bare!.dispatchAt, bare!.onSceneAt, bare!.availableAt], [ms("05:00:00"), ms("05:05:00"), ms("05:25:00")]);
  assert.deepEqual([early!.responseAt, calls[5]!.entryAt], [ms("06:01:30"), ms("06:01:30")]);
  assert.equal(calls.length, 6);
});

test("real input: steps follow time, a unit is free before it is ordered again, and no step stands before the one it needs", () => {
  const { calls } = read(
    row("1", "A", ["01:00:00", "01:01:00", "01:01:00", "01:01:00", "01:01:00", "", "", "01:10:00"]),
    row("2", "A", ["01:05:00", "01:10:00", "01:10:00", "01:11:00", "", "", "", "01:12:00"]),
  );
  const steps = planSteps(calls);
  assert.deepEqual(steps.map(({ what, call }) => `${call.callNumber} ${what}`), [
    "1 RECEIVE", "1 CLASSIFY", "1 ORDER", "1 ACKNOWLEDGE", "1 EN_ROUTE", "1 ARRIVE", "1 HANDLE", "2 RECEIVE", "1 FEEDBACK", "1 COMPLETE", "1 CLOSE",
    "2 CLASSIFY", "2 ORDER", "2 ACKNOWLEDGE", "2 EN_ROUTE", "2 RECALL", "2 CLOSE",
  ]);
  assert.ok(steps.every((step, i) => i === 0 || step.at >= steps[i - 1]!.at));
});
