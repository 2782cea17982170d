import assert from "node:assert/strict";
import { test } from "node:test";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { firstLayout } from "@tocsin/domain/layouts/first-layout.ts";
import { jurisdictionOf } from "./jurisdiction.ts";

const square = (west: number, south: number, side: number) => [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] as const;
const org = (id: string, path: string, level: string, lon: number) => ({ id, path, level, agency: "POLICE", lon, lat: 30 });
const city = {
  head: { id: "tiny", bounds: [111.9, 29.9, 112.2, 30.2] },
  orgs: [org("CITY", "CITY", "CITY", 112), org("D1", "CITY.D1", "DISTRICT", 112), org("S1", "CITY.D1.S1", "STATION", 112.01), org("S2", "CITY.D1.S2", "STATION", 112.15), org("P1", "CITY.D1.S1.P1", "POST", 112.01)],
  areas: [{ org: "D1", rings: square(112, 30, 0.1) }, { org: "P1", rings: square(112.01, 30.01, 0.01) }, { org: "S1", rings: square(112, 30, 0.05) }],
} as unknown as City;

test("ORG-02: a point belongs to the deepest area that holds it", () => {
  const of = jurisdictionOf(city, firstLayout(city));
  assert.deepEqual(of({ lon: 112.015, lat: 30.015 }), { orgPath: "CITY.D1.S1.P1", inside: true, area: "P1" });
  assert.deepEqual(of({ lon: 112.04, lat: 30.04 }), { orgPath: "CITY.D1.S1", inside: true, area: "S1" });
  assert.deepEqual(of({ lon: 112.09, lat: 30.09 }), { orgPath: "CITY.D1", inside: true, area: "D1" });
});

test("INC-01: inside the city but in no area it falls to the nearest station; beyond the city to the city, and is flagged", () => {
  const of = jurisdictionOf(city, firstLayout(city));
  assert.deepEqual(of({ lon: 112.16, lat: 30 }), { orgPath: "CITY.D1.S2", inside: true, area: null });
  assert.deepEqual(of({ lon: 113, lat: 30 }), { orgPath: "CITY", inside: false, area: null });
});
