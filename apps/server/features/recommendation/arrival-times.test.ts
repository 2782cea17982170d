import assert from "node:assert/strict";
import { test } from "node:test";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { buildGraph } from "@tocsin/roads/graph.ts";
import { arrivalsAt } from "./arrival-times.ts";
import { routeBetween } from "./route-view.ts";
import { createUnitPlaces } from "./unit-places.ts";

/** A detour: from A over B to C, where the straight line from A to C has no road. */
const [A, B, C]: readonly [LonLat, LonLat, LonLat] = [[112, 30], [112, 30.01], [112.01, 30.01]];
const edge = (id: string, from: string, to: string, line: readonly LonLat[]) => ({ id, name: id, class: "tertiary" as const, from, to, oneway: "no" as const, speedKmh: 36, level: 0, bridge: false, line });
const graph = buildGraph({ turns: [], roads: [edge("ab", "A", "B", [A, B]), edge("bc", "B", "C", [B, C])] });
const idle = (): void => undefined;
const places = createUnitPlaces(graph, idle);
const unit = (id: string, kind: string, [lon, lat]: LonLat, places_ = places) => ({ kind, place: places_.placeOf({ id, home: { lon, lat } }, undefined) });
const never = (error: unknown): never => assert.fail(String(error));

test("DSP-01: cars take the road, those on foot the straight way at their own speed", () => {
  const { reach, graphVersion } = arrivalsAt(graph, C, [unit("car", "PATROL_CAR", A), unit("foot", "FOOT_PATROL", A)], never);
  const road = distanceM(A, B) + distanceM(B, C);
  assert.ok(Math.abs(reach[0]!.travelMs! - road * 100) < 20);
  assert.equal(reach[1]!.travelMs, Math.round(((distanceM(A, C) * 1.4) / 1.6) * 1_000));
  assert.equal(graphVersion, graph.version);
});

test("DSP-01: setting off and stopping count in the arrival of whoever drives, and in the name of what it was taken from", () => {
  const slow = buildGraph({ turns: [], roads: [...graph.roads] }, { startMs: 30_000 });
  const units = [unit("car", "PATROL_CAR", A), unit("foot", "FOOT_PATROL", A)];
  const [plain, started] = [arrivalsAt(graph, C, units, never), arrivalsAt(slow, C, units, never)];
  assert.deepEqual(started.reach.map(({ travelMs }, i) => travelMs! - plain.reach[i]!.travelMs!), [30_000, 0]);
  assert.notEqual(started.graphVersion, plain.graphVersion);
});

test("X-08: without roads, off the roads, or when they fail, straight lines are left, and no version is claimed", () => {
  const units = [unit("car", "PATROL_CAR", A)];
  const failures: unknown[] = [];
  const broken = new Proxy(graph, { get: (target, key) => (key === "turns" ? assert.fail("out of service") : Reflect.get(target, key) as unknown) });
  const answers = [arrivalsAt(null, C, units, never), arrivalsAt(graph, [113, 31], units, never), arrivalsAt(broken, C, units, (error) => failures.push(error))];
  for (const { reach, graphVersion } of answers) assert.deepEqual([reach[0]!.travelMs, graphVersion], [null, ""]);
  assert.equal(failures.length, 1);
});

test("DSP-01: closing a road changes the time and the version of the next answer", () => {
  const own = buildGraph({ turns: [], roads: [edge("ab", "A", "B", [A, B]), edge("bc", "B", "C", [B, C]), edge("cd", "C", "D", [C, [112.02, 30.01]])] });
  const units = [unit("car", "PATROL_CAR", A, createUnitPlaces(own, idle))];
  const target: LonLat = [112.018, 30.01];
  const before = arrivalsAt(own, target, units, never);
  own.setClosed("bc", true);
  const after = arrivalsAt(own, target, units, never);
  assert.ok(before.reach[0]!.travelMs !== null && after.reach[0]!.travelMs === null);
  assert.notEqual(after.graphVersion, before.graphVersion);
});

test("X-08: a way without roads is the straight line and says so by having no legs", () => {
  const by = routeBetween(graph, A, C, "PATROL_CAR");
  assert.deepEqual(by.legs.map(({ road }) => road), ["ab", "bc"]);
  for (const straight of [routeBetween(null, A, C, "PATROL_CAR"), routeBetween(graph, A, C, "FOOT_PATROL"), routeBetween(graph, A, [113, 31], "PATROL_CAR")]) {
    assert.deepEqual([straight.legs.length, straight.line.length], [0, 2]);
  }
});
