import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, faultsOf, loadWith } from "./planted-city.ts";

const CLIENTS = "- { id: fire-desk, name: 消防, purpose: 查询隐患, role: UNIT, org: CITY, routes: [shared], perMinute: 1 }\n- { id: other, name: 其他, purpose: 其他用途, role: UNIT, org: CITY, routes: [city], perMinute: 1 }\n";
const row = (more: string): string => `- { id: AG-1, client: fire-desk, dataset: PREMISE, purpose: FIRE, fields: [id], legalBasis: 消防法第五十三条, from: "2026-01-01", until: "2026-12-31"${more} }\n`;
const faults = (sharing: string): string[] => faultsOf(loadWith({ "clients.yaml": CLIENTS, "sharing.yaml": sharing })).map(brief).filter((fault) => fault.startsWith("sharing"));

test("LNK-07: an agreement with nobody, with a machine that could not read it, of a field that the data have not, in an area that is none, or that ends before it begins is named by line and field", () => {
  assert.deepEqual(faults(row("")), []);
  assert.deepEqual(faults(row("").replace("fire-desk", "nobody")), ["sharing.yaml:1 client REFERENCE_UNKNOWN"]);
  assert.deepEqual(faults(row("").replace("fire-desk", "other")), ["sharing.yaml:1 client REFERENCE_UNKNOWN"]);
  assert.deepEqual(faults(row("").replace("[id]", "[id, ownerName]")), ["sharing.yaml:1 fields REFERENCE_UNKNOWN"]);
  assert.deepEqual(faults(row("").replace("2026-12-31", "2025-12-31")), ["sharing.yaml:1 until FIELD_RANGE"]);
  assert.deepEqual(faults(row(", area: CITY")), []);
  assert.deepEqual(faults(row(", area: D77")), ["sharing.yaml:1 area REFERENCE_UNKNOWN"]);
  assert.deepEqual(faults(row("").replace("PREMISE", "INCIDENT")).map((fault) => fault.split(" ")[1]), ["dataset"]);
});
