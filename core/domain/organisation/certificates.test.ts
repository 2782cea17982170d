import assert from "node:assert/strict";
import { test } from "node:test";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { TEN_O_CLOCK } from "@tocsin/testing/model/city-model.ts";
import { lapsedCapabilities, specialistStates } from "./certificates.ts";
import { indexCity } from "./index-city.ts";

const certificate = (unit: string, holders: number, until: string) => ({ unit, capability: "DEEP_WATER", certificate: "潜水证", holders, until });
const city: City = {
  ...tinyCity, units: tinyCity.units.map((row) => (row.id === "U1" || row.id === "U2" ? { ...row, capabilities: [...row.capabilities, "DEEP_WATER"] } : row)),
  joint: { ...tinyCity.joint, specialists: [{ capability: "DEEP_WATER", certificate: "潜水证", crewMin: 3, procedureZh: "", procedureEn: "" }] },
  certificates: [certificate("U1", 2, "2026-12-31"), certificate("U1", 1, "2026-03-02")],
};

test("JNT-11: a member whose certificate ends counts to the end of that day and no longer; below the least crew the unit has lost the capability", () => {
  const index = indexCity(city);
  assert.deepEqual(lapsedCapabilities(index, "U1", TEN_O_CLOCK), [], "three hold it, on its last day too");
  assert.deepEqual(lapsedCapabilities(index, "U1", TEN_O_CLOCK + DAY), ["DEEP_WATER"]);
  assert.deepEqual(lapsedCapabilities(index, "U2", TEN_O_CLOCK), ["DEEP_WATER"], "nobody there holds one");
  assert.deepEqual(lapsedCapabilities(index, "U3", TEN_O_CLOCK), []);
  assert.deepEqual(specialistStates(index, TEN_O_CLOCK), [{ capability: "DEEP_WATER", able: ["U1"], lapsed: ["U2"], ending: [{ unit: "U1", until: "2026-03-02" }] }]);
});
