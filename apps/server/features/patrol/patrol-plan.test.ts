import assert from "node:assert/strict";
import { test } from "node:test";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { indexCity } from "@tocsin/domain/organisation/index-city.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { openLayoutBook } from "../../layout-book.ts";
import { patrolPlan } from "./patrol-plan.ts";

const box = (west: number, south: number, east: number, north: number): City["areas"][number]["rings"] => [[[west, south], [east, south], [east, north], [west, north], [west, south]]];
const premise = (id: string, nameZh: string, lon: number, lat: number): City["premises"][number] => ({ id, kind: "MARKET", nameZh, nameEn: id, address: "路1号", mru: null, lon, lat });

const city: City = {
  ...tinyCity,
  areas: [
    { org: "D1", rings: box(112, 30, 112.04, 30.02) },
    { org: "S11", rings: box(112, 30, 112.02, 30.02) },
    { org: "P111", rings: box(112, 30, 112.01, 30.02), mustVisit: [{ name: "学校北门", lon: 112.005, lat: 30.005 }] },
    { org: "P112", rings: box(112.01, 30, 112.02, 30.02) },
  ],
  premises: [premise("A", "第一小学", 112.0051, 30.005), premise("B", "菜市场", 112.006, 30.006), premise("C", "车站", 112.015, 30.005), premise("D", "别处", 112.03, 30.005)],
};
const served = { index: indexCity(city), ...openLayoutBook(city).at(0) };
const AT_POST = { lon: 112.004, lat: 30.004 };

test("DSP-03: a post's car is offered its own area first, then those above; what the plan wants visited stands first, and once", () => {
  const plan = patrolPlan(served, { orgPath: "CITY.D1.S11.P111", home: AT_POST }, undefined)!;
  assert.deepEqual([plan.areas.map(({ org }) => org), plan.chosen], [["P111", "S11", "D1"], "P111"]);
  assert.deepEqual(plan.checkpoints.map(({ name, must }) => [name, must]), [["学校北门", true], ["菜市场", false]], "the premise ten metres from the gate is the gate");
});

test("DSP-03: a station's area holds what its posts' plans want; an area that is not the unit's is not there", () => {
  const unit = { orgPath: "CITY.D1.S11", home: AT_POST };
  assert.deepEqual(patrolPlan(served, unit, undefined)!.areas.map(({ org }) => org), ["S11", "P111", "P112", "D1"]);
  assert.deepEqual(patrolPlan(served, unit, "S11")!.checkpoints.map(({ name }) => name), ["学校北门", "菜市场", "车站"]);
  assert.deepEqual(patrolPlan(served, unit, "D1")!.checkpoints.map(({ name }) => name), ["学校北门", "菜市场", "车站", "别处"]);
  assert.equal(patrolPlan(served, { orgPath: "CITY.D1.S11.P111", home: AT_POST }, "P112"), null);
});

test("DSP-03: a unit of a room without an area patrols where it stands by", () => {
  assert.deepEqual(patrolPlan(served, { orgPath: "CITY.TR", home: { lon: 112.015, lat: 30.005 } }, undefined)!.areas.map(({ org }) => org), ["P112", "S11", "D1"]);
});
