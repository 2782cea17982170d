import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import type { SharingRow } from "@tocsin/contract/linkage/sharing.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { indexCity } from "../organisation/index-city.ts";
import { agreementFor, reachOf, sharingReport } from "./sharing.ts";

const row = (more: Partial<SharingRow> = {}): SharingRow => ({ id: "AG-1", client: "fire-desk", dataset: "PREMISE_HAZARD", purpose: "FIRE_INSPECTION", fields: ["premise", "hazardZh", "source", "reviewBy"], legalBasis: "消防法第五十三条", from: "2026-01-01", until: "2026-12-31", ...more });
const machine = (org: string): ClientRow => ({ id: "fire-desk", name: "消防", purpose: "查询隐患", role: "LINK_PLATFORM", org, agency: "FIRE", routes: ["shared"], perMinute: 60 });
const said = (agreements: readonly SharingRow[], purpose: string, fields: readonly string[], today = "2026-03-02"): unknown => {
  const found = agreementFor(agreements, { purpose, fields }, today);
  return found.ok ? found.value.id : [found.error.code, found.error.params["agreement"]];
};

test("LNK-07: four fields until the end of the year: another field, another purpose, the day after and the day before are refused by the agreement's name", () => {
  assert.equal(said([row()], "FIRE_INSPECTION", ["premise", "reviewBy"]), "AG-1");
  assert.deepEqual(said([row()], "FIRE_INSPECTION", ["premise", "verifiedAt"]), ["SHARING_FIELD", "AG-1"]);
  assert.deepEqual(said([row()], "MARKETING", ["premise"]), ["SHARING_PURPOSE", "AG-1"]);
  assert.equal(said([row()], "FIRE_INSPECTION", ["premise"], "2026-12-31"), "AG-1");
  assert.deepEqual(said([row()], "FIRE_INSPECTION", ["premise"], "2027-01-01"), ["SHARING_OVER", "AG-1"]);
  assert.deepEqual(said([row()], "FIRE_INSPECTION", ["premise"], "2025-12-31"), ["SHARING_OVER", "AG-1"]);
  assert.deepEqual(said([], "FIRE_INSPECTION", ["premise"]), ["SHARING_NONE", undefined]);
});

test("LNK-07: of several the one that holds today and has every field carries the call; no two are added together", () => {
  const two = [row({ id: "OLD", until: "2026-01-31" }), row({ id: "HALF", fields: ["premise"] }), row({ id: "OTHER", fields: ["premise", "verifiedAt"] })];
  assert.equal(said(two, "FIRE_INSPECTION", ["premise", "verifiedAt"]), "OTHER");
  assert.deepEqual(said(two, "FIRE_INSPECTION", ["verifiedAt", "source"]), ["SHARING_FIELD", "HALF"]);
});

test("LNK-07: the month's report names what held all month and nobody called, and what is over; what began within it is let be", () => {
  const all = [row({ id: "USED" }), row({ id: "IDLE" }), row({ id: "NEW", from: "2026-02-10" }), row({ id: "GONE", until: "2026-02-28" }), row({ id: "LATER", from: "2026-03-01" })];
  assert.deepEqual(sharingReport(all, indexCity({ ...tinyCity, clients: [machine("CITY")] }), new Map([["USED", 3], ["GONE", 9]]), "2026-02").agreements.map(({ id, calls, remove }) => [id, calls, remove]), [["USED", 3, null], ["IDLE", 0, "UNUSED"], ["NEW", 0, null], ["GONE", 9, "OVER"], ["LATER", 0, null]]);
});

test("LNK-07, X-05: an agreement reads the place of its machine, or the area that it names itself; the report says which, and what is wider", () => {
  const reach = (org: string, area?: string): unknown => {
    const { path, wider } = reachOf(row(area === undefined ? {} : { area }), indexCity({ ...tinyCity, clients: [machine(org)] }));
    return [path, wider];
  };
  assert.deepEqual([reach("D1"), reach("D1", "S11"), reach("D1", "D2"), reach("D1", "CITY"), reach("CITY", "D2")], [["CITY.D1", false], ["CITY.D1.S11", false], ["CITY.D2", true], ["CITY", true], ["CITY.D2", false]]);
  const { agreements } = sharingReport([row(), row({ id: "WIDE", area: "CITY" })], indexCity({ ...tinyCity, clients: [machine("D1")] }), new Map(), "2026-02");
  assert.deepEqual(agreements.map(({ id, area, wider }) => [id, area, wider]), [["AG-1", "D1", false], ["WIDE", "CITY", true]]);
});
