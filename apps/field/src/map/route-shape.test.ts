import assert from "node:assert/strict";
import { test } from "node:test";
import type { OwnOrder } from "../state/own-order.ts";
import { FIRST_STATE, type FieldState } from "../state/store.ts";
import { joinLegs, wayThere } from "./route-shape.ts";

const own = { incident: { id: "I1", place: { point: { lon: 114.01, lat: 30 } } } } as OwnOrder;
const fix = { lon: 114, lat: 30, at: 1, accuracyM: 5, speedKmh: null, heading: null };
const route = (incidentId: string): FieldState["route"] => ({ incidentId, at: 7, view: { ms: 60_000, metres: 1_200, line: [[114, 30], [114.01, 30]], legs: [] } });

test("DSP-02: without a route of this incident the straight line is shown, without a time", () => {
  const way = wayThere({ ...FIRST_STATE, fix, route: route("OTHER") }, own);
  assert.equal(way?.ms, null);
  assert.ok(way && Math.abs(way.metres - 963) < 2);
  assert.equal(wayThere({ ...FIRST_STATE, fix, route: route("I1") }, own)?.metres, 1_200);
  assert.equal(wayThere(FIRST_STATE, own), null);
});

test("DSP-02: pieces of one road in a row read as one leg", () => {
  const legs = [{ road: "江汉路", metres: 100 }, { road: "江汉路", metres: 50 }, { road: "", metres: 10 }, { road: "江汉路", metres: 5 }];
  assert.deepEqual(joinLegs(legs), [{ road: "江汉路", metres: 150 }, { road: "", metres: 10 }, { road: "江汉路", metres: 5 }]);
});
