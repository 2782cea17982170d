import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, faultsOf, loadWith } from "./planted-city.ts";

const row = (role: string, more = ""): string => `- { id: a-platform, name: 平台, purpose: 转来诉求, role: ${role}, org: CITY, routes: [geoRequests], perMinute: 1${more} }\n`;
const faults = (clients: string): string[] => faultsOf(loadWith({ "clients.yaml": clients })).map(brief);

test("X-05: a platform that reads what its agency has a part in says which agency it is; left out, it would read what the police have", () => {
  assert.deepEqual(faults(row("LINK_PLATFORM")), ["clients.yaml:1 agency FIELD_MISSING"]);
  assert.deepEqual(faults(row("LINK_PLATFORM", ", agency: NOBODY")), ["clients.yaml:1 agency REFERENCE_UNKNOWN"]);
  assert.deepEqual(faults(row("LINK_PLATFORM", ", agency: HOTLINE")), []);
  assert.deepEqual(faults(row("DISPATCHER")), [], "the city's own machine is the police's");
});
