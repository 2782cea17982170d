import assert from "node:assert/strict";
import { test } from "node:test";
import type { Position } from "@tocsin/contract/views.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { buildGraph } from "@tocsin/roads/graph.ts";
import { createUnitPlaces } from "./unit-places.ts";

const street = (id: string, lat: number) => ({ id, name: id, class: "tertiary" as const, from: `${id}1`, to: `${id}2`, oneway: "no" as const, speedKmh: 36, level: 0, bridge: false, line: [[112, lat], [112.02, lat]] as LonLat[] });
const graph = buildGraph({ turns: [], roads: [street("south", 30), street("north", 30.0003)] });
const home = { lon: 112.001, lat: 30 };
const unit = (id: string) => ({ id, home });
const fix = (unitId: string, second: number, lat = 30.00002): Position => ({ unitId, lon: 112.002 + second * 0.0001, lat, at: second * 1_000 });

/** Roads that say when they are asked. */
function watched() {
  const asked = { times: 0 };
  const roads = new Proxy(graph, { get: (target, key) => (asked.times++, Reflect.get(target, key) as unknown) });
  const due: (() => void)[] = [];
  const places = createUnitPlaces(roads, (work) => void due.push(work));
  const runAll = (): void => {
    for (let work = due.shift(); work !== undefined; work = due.shift()) work();
  };
  return { asked, due, places, runAll };
}

test("DSP-02: units are followed as they move, some at a time, and a question then asks the roads nothing", () => {
  const { asked, due, places, runAll } = watched();
  const units = Array.from({ length: 100 }, (_, i) => `U${i}`);
  for (let second = 0; second < 3; second++) places.moved(units.map((id) => fix(id, second)));
  assert.equal(due.length, 1, "one piece of work for all that has come meanwhile");
  due.shift()!();
  assert.equal(due.length, 1, "the rest waits behind what else there is to do");
  runAll();
  const newest = units.map((id) => fix(id, 3));
  places.moved(newest);
  runAll();
  asked.times = 0;
  for (const [i, id] of units.entries()) assert.equal(places.placeOf(unit(id), newest[i]).snap?.roadId, "south");
  assert.equal(asked.times, 0);
  assert.deepEqual(places.placeOf(unit("U1"), newest[1]).source, "GPS");
});

test("DSP-02: a unit is kept on its road, also by the fix that a question finds unfollowed", () => {
  const { places, runAll } = watched();
  for (let second = 0; second < 8; second++) {
    places.moved([fix("U1", second)]);
    runAll();
  }
  const astray = fix("U1", 8, 30.00018);
  places.moved([astray]);
  assert.equal(places.placeOf(unit("U1"), astray).snap?.roadId, "south", "nearer to the other street, which it cannot have reached");
  assert.equal(places.placeOf(unit("U2"), { ...astray, unitId: "U2" }).snap?.roadId, "north", "of a unit not known before it is all that is known");
});

test("DSP-01: without a fix the post stands in, found on the roads once", () => {
  const { asked, places } = watched();
  const first = places.placeOf(unit("V"), undefined);
  assert.deepEqual([first.at, first.source, first.snap?.roadId], [null, "ESTIMATED", "south"]);
  asked.times = 0;
  assert.equal(places.placeOf(unit("V"), undefined).snap, first.snap);
  assert.equal(asked.times, 0);
  assert.notEqual(places.placeOf({ id: "V", home: { lon: 112.001, lat: 30.0003 } }, undefined).snap, first.snap, "a post that has moved");
  assert.equal(createUnitPlaces(null, () => assert.fail()).placeOf(unit("V"), fix("V", 1)).snap, null);
});
