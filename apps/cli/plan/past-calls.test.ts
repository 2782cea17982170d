import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { duringHours, readPastCalls, splitByDay } from "./past-calls.ts";
import { buildGraph } from "@tocsin/roads/graph.ts";
import { gridTable } from "@tocsin/roads/test-graphs.ts";
import { busiestHour, driveByHour } from "./plan-hour.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-calls-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (text: string): string => {
  const file = join(folder, "calls.csv");
  writeFileSync(file, text);
  return file;
};

test("DSP-06: past calls from a table; a fault is named by line and field", () => {
  assert.deepEqual(readPastCalls(fileOf("lon,lat,at,travel_s\n114.1,30.2,2026-01-01T00:00:00Z,95\n114.2,30.3,,\n")), [
    { point: [114.1, 30.2], at: Date.UTC(2026, 0, 1), travelMs: 95_000 },
    { point: [114.2, 30.3], at: null, travelMs: null },
  ]);
  assert.throws(() => readPastCalls(fileOf("lon,lat\n114.1,30.2\n,30\n")), /calls\.csv:3 lon, lat/);
  assert.throws(() => readPastCalls(fileOf("lon,lat,at\n114,30,yesterday\n")), /calls\.csv:2 at/);
  assert.throws(() => readPastCalls(fileOf("lon,lat,travel_s\n114,30,-1\n")), /calls\.csv:2 travel_s/);
});

const at = (iso: string): { point: [number, number]; at: number; travelMs: null } => ({ point: [0, 0], at: Date.parse(iso), travelMs: null });

test("DSP-06: a table that is no CSV is refused by file, line and column, in words and not in the reader's", () => {
  assert.throws(() => readPastCalls(fileOf("lon,lat,at\n114.1,30.2,\n114.1\n")), { name: "Complaint", message: /calls\.csv:3 lat: 列数与表头不符 \/ has another number of columns/ });
  assert.throws(() => readPastCalls(fileOf('lon,lat,at\n114.1,"30.2\n')), { name: "Complaint", message: /calls\.csv:\d lat: 引号没有成对 \/ has a quotation mark that is not closed/ });
  assert.throws(() => readPastCalls(fileOf('lon,lat\n"1"x,2\n')), { name: "Complaint", message: /calls\.csv:2 lon: 引号/ });
});

test("DSP-06: demand of some hours by the city's own clock, over midnight too", () => {
  const calls = [at("2026-01-01T00:00:00Z"), at("2026-01-01T13:59:59Z"), at("2026-01-01T14:00:00Z"), at("2026-01-01T22:30:00Z")];
  assert.deepEqual(duringHours(calls, "7-9", 480), [calls[0]]);
  assert.deepEqual(duringHours(calls, "22-6", 480), [calls[2]]);
  assert.deepEqual(duringHours(calls, "6-7", 480), [calls[3]]);
  assert.throws(() => duringHours(calls, "7", 480), /--hours/);
});

test("a plan is judged by later days: the first call of day n + 1 is held out", () => {
  const calls = [at("2026-01-01T06:00:00Z"), at("2026-01-03T05:59:59Z"), at("2026-01-03T06:00:00Z")];
  assert.deepEqual(splitByDay(calls, 2), { first: calls.slice(0, 2), rest: calls.slice(2) });
});

test("DSP-06, DSP-01: a plan drives by the hour in which most of its calls came; without times by an ordinary Wednesday morning", () => {
  const monday20 = Date.UTC(2026, 2, 2, 12);
  const at = (ms: number | null) => ({ point: [0, 0] as const, at: ms, travelMs: null });
  assert.deepEqual(busiestHour([at(monday20), at(monday20 + 60_000), at(monday20 + 3_600_000), at(null)], 480), { weekday: 1, hour: 20 });
  assert.deepEqual(busiestHour([at(null)], 480), { weekday: 3, hour: 8 });
  const graph = buildGraph(gridTable(3, 6));
  const before = graph.arcMs.slice();
  const always = { motorway: 1_000, trunk: 1_000, primary: 1_000, secondary: 1_000, tertiary: 1_000, residential: 1_000, service: 1_000 };
  const half = Object.fromEntries(Object.keys(always).map((name) => [name, 500]));
  const speeds = { startS: 0, turnS: { left: 0, right: 0, uTurn: 0, junction: 0 }, always, hours: [{ days: [1], from: 20, to: 21, permille: half }] };
  assert.match(driveByHour(graph, speeds, [at(monday20)], 480).en, /Mon 20:00/);
  assert.ok(graph.arcMs.every((ms, arc) => Math.abs(ms - 2 * before[arc]!) <= 2));
  driveByHour(graph, speeds, [at(monday20 - 3_600_000)], 480);
  assert.deepEqual(graph.arcMs, before);
});
