import assert from "node:assert/strict";
import { test } from "node:test";
import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { buildGraph } from "./graph.ts";
import { hourlyRoads } from "./hourly-roads.ts";
import { snap } from "./snap.ts";
import { gridTable } from "./test-graphs.ts";
import { travelTimesTo } from "./travel.ts";

const each = (permille: number): Speeds["always"] => ({ motorway: permille, trunk: permille, primary: permille, secondary: permille, tertiary: permille, residential: permille, service: permille });
/** Rush hour on Mondays from 7 to 9, at half the speed. */
const speeds = { always: each(1_000), hours: [{ days: [1], from: 7, to: 9, permille: each(500) }] };
const [NIGHT, RUSH, NOON] = [5, 8, 12].map((hour) => Date.UTC(2026, 2, 2, hour - 8)) as [number, number, number];
const table = gridTable(3, 6);

test("DSP-01: the answer after the hour goes by its speeds, and back; what it was taken from has a name of its own", () => {
  const graph = buildGraph(table);
  const roadsAt = hourlyRoads(graph, speeds, 480);
  const [from, to] = [snap(graph, table.roads[0]!.line[0]!)!, snap(graph, table.roads.at(-1)!.line[0]!)!];
  const ask = (at: number) => ({ ms: travelTimesTo(roadsAt(at)!, to, [from])[0]!, version: graph.stateVersion });
  const [night, rush, noon] = [ask(NIGHT), ask(RUSH), ask(NOON)];
  assert.ok(night.ms > 0 && Math.abs(rush.ms - 2 * night.ms) <= table.roads.length);
  assert.deepEqual(noon, night);
  assert.equal(night.version, graph.version);
  assert.match(rush.version, new RegExp(`^${graph.version}\\+[0-9a-f]{16}$`));
  assert.equal(hourlyRoads(null, speeds, 480)(RUSH), null);
});

test("DSP-01: two servers that go by the same have the same name for it, whatever either did before; another closure or speed has another", () => {
  const [one, other] = [buildGraph(table), buildGraph(table)];
  const [a, b] = [table.roads[0]!.id, table.roads[1]!.id];
  hourlyRoads(one, speeds, 480)(RUSH);
  one.setClosed(a, true);
  one.setSpeed(b, 9);
  const names = [one.stateVersion];
  other.setSpeed(b, 9);
  names.push(other.stateVersion);
  other.setClosed(b, true);
  other.setClosed(b, false);
  other.setClosed(a, true);
  names.push(other.stateVersion);
  hourlyRoads(other, speeds, 480)(RUSH);
  assert.equal(other.stateVersion, one.stateVersion);
  other.setSpeed(b, 10);
  names.push(other.stateVersion);
  assert.equal(new Set(names).size, names.length);
  other.setClosed(a, false);
  other.setSpeed(b, null);
  hourlyRoads(other, speeds, 480)(NOON);
  assert.equal(other.stateVersion, other.version);
});

test("DSP-01: a factor that is no integer from 1 to 4000 is refused", () => {
  const graph = buildGraph(table);
  for (const primary of [0, 4_001, 0.5, Number.NaN]) assert.throws(() => graph.setFactors({ primary }), RangeError);
});
