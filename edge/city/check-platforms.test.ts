import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, faultsOf, loadWith } from "./planted-city.ts";

const row = (id: string, parties: string, more = ""): string => `- { id: ${id}, name: 平台, url: "https://p.example/v2", format: json, parties: [${parties}], other: "9", attributes: false${more} }`;
const faults = (...rows: string[]): string[] => faultsOf(loadWith({ "platforms.yaml": rows.join("\n") })).map(brief);

test("LNK-02: platforms with known departments and items load; a stranger, the police, a department on two platforms, an item that no list has and an address that is none are named by line and field", () => {
  assert.deepEqual(faults(row("A", "HOTLINE", ', services: { UM-01: "7" }'), row("B", "MARKET")), []);
  assert.deepEqual(faults(row("A", "CIRCUS, HOTLINE", ', services: { ZZ-01: "7" }'), row("A", "POLICE, HOTLINE")), [
    "platforms.yaml:1 parties REFERENCE_UNKNOWN", "platforms.yaml:1 services REFERENCE_UNKNOWN", "platforms.yaml:2 id ID_TWICE", "platforms.yaml:2 parties FIELD_CHOICE", "platforms.yaml:2 parties ID_TWICE",
  ]);
  assert.deepEqual(faults(row("A", "HOTLINE", ', agreement: { from: "2026-02-30", until: "2026-01-01", strip: [[112, 30], [112.1, 30], [112.1, 30.1], [112, 30.1]], onward: false }')), ["agreement FIELD_RANGE", "agreement SHIFT_ORDER", "agreement RING_OPEN"].map((said) => `platforms.yaml:1 ${said}`));
  assert.deepEqual(faults(row("A", "HOTLINE").replace("https://p.example/v2", "ftp://p.example/")), ["platforms.yaml:1 url FIELD_FORMAT"]);
});
