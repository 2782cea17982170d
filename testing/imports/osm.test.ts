import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { IMPORTED_PASSWORD } from "@tocsin/cities/from-roads/accounts.ts";
import { loadCity } from "@tocsin/city/load-city.ts";
import { importCity, importOsmCity } from "@tocsin/cli/import-osm.ts";
import { createClient, type Client } from "@tocsin/client/client.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { PlaceCandidate } from "@tocsin/contract/views.ts";
import { STANDARD, startCity } from "../harness.ts";
import { readCity } from "../read-city.ts";
import { noSharedData, sharedData } from "../shared-data.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-import-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const extract = (name: string): string => join(sharedData() ?? "", "roads/osm", name);

/** Writes the city and loads it; a fault is a failure that says where. */
async function imported(file: string, name: string) {
  const dir = join(folder, name);
  const report = await importOsmCity(extract(file), dir, name);
  const city = readCity(dir, STANDARD);
  assert.ok(city, JSON.stringify(loadCity(dir, { standardDir: STANDARD })).slice(0, 1_000));
  return { dir, report, city };
}

/** Opens an incident at a place and sends the first of the recommendation. */
async function dispatchAt(client: Client, place: PlaceCandidate): Promise<void> {
  const incidentId = newUlid();
  const received = await client.command("intake.receive", {
    incidentId, channel: "CALL_110", callback: "112", text: "fight in the street", typeCode: "PO-01",
    place: { addressText: place.name, point: place.point, datum: "WGS84", placeId: place.id },
  });
  assert.ok(received.ok, JSON.stringify(received));
  const advice = await client.recommendation(incidentId);
  const first = advice.ranked[0];
  assert.ok(first?.etaMs != null && first.etaMs > 0, "the first unit has a travel time");
  assert.match(advice.graphVersion, /^[0-9a-f]{64}$/, "travel times come from the road graph");
  assert.ok(!advice.ranked.some((unit) => unit.reasons.some((reason) => reason.code === "APPROXIMATE")), "no straight lines");
  const ordered = await client.command("dispatch.issueOrder", { incidentId, orderId: newUlid(), unitIds: [first.unitId], recommendationId: advice.id });
  assert.ok(ordered.ok, JSON.stringify(ordered));
  assert.equal(ordered.ok && ordered.incidents[0]?.status, "DISPATCHED");
}

/** Serves the city, finds the address, and works an incident there up to the order. */
async function servesAndDispatches(cityDir: string, unitIds: readonly string[], typed: string): Promise<void> {
  const city = await startCity({ cityDir });
  try {
    const client = createClient({ base: city.url });
    await client.signIn("simulator", IMPORTED_PASSWORD);
    const onShift = await Promise.all(unitIds.map((unitId) => client.command("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" })));
    assert.ok(onShift.every((answer) => answer.ok));
    const { candidates } = await client.places(typed);
    assert.ok(candidates[0], `${typed} is found`);
    await dispatchAt(client, candidates[0]);
    assert.deepEqual((await client.health()).missing, []);
  } finally {
    await city.close();
  }
}

test("City as data: Monaco imports from OpenStreetMap, loads without a fault and dispatches by road (INC-03, DSP-01)", { skip: noSharedData }, async () => {
  const { dir, report, city } = await imported("monaco-osrm.osm.pbf", "Monaco");
  assert.match(report, /27 of 27 turn rules/);
  assert.match(report, /204 roads .* not connected/);
  const levels = Map.groupBy(city.orgs, (org) => org.level);
  assert.deepEqual([...levels.keys()].sort(), ["CITY", "DISTRICT", "MRU", "POST", "STATION"]);
  assert.equal(city.areas.filter(({ org }) => /^D\d\d$/.test(org)).length, 2);
  const offered = new Set(city.units.flatMap((unit) => unit.capabilities));
  const needed = city.types.flatMap((type) => [...type.needsAll, ...type.needsAny]);
  assert.deepEqual([...new Set(needed)].filter((code) => !offered.has(code)), [], "the force can do whatever a type needs");
  await servesAndDispatches(dir, city.units.map(({ id }) => id), "Boulevard d'Italie 54");
});

test("City as data: Rhein-Neckar imports from OpenStreetMap, loads without a fault and dispatches by road (INC-03, DSP-01)", { skip: noSharedData }, async () => {
  const { dir, city } = await imported("rhein-neckar_rnv.osm.pbf", "Rhein-Neckar");
  assert.equal(city.areas.filter(({ org }) => /^D\d\d$/.test(org)).length, 5);
  assert.ok(city.orgs.filter((org) => org.level === "STATION").length >= 20);
  assert.ok(city.orgs.filter((org) => org.level === "POST").length >= 60);
  await servesAndDispatches(dir, city.units.map(({ id }) => id), "Bergheimer Straße / Römerstraße");
});

test("City as data: the same extract gives the same bytes", { skip: noSharedData }, async () => {
  // The first was written by the first test, unless it was left out.
  const [one, two] = [join(folder, "Monaco"), join(folder, "again")];
  for (const dir of existsSync(one) ? [two] : [one, two]) await importOsmCity(extract("monaco-osrm.osm.pbf"), dir, "Monaco");
  for (const name of ["city.yaml", "organisation.csv", "units.csv", "areas.geojson", "premises.csv", "roads.csv", "places.csv", "map/green.geojson"]) {
    assert.equal(readFileSync(join(one, name), "utf8"), readFileSync(join(two, name), "utf8"), name);
  }
});

test("City as data: what cannot be imported is refused in words, and nothing is written", async () => {
  await assert.rejects(importCity(["shapefile", "a", "b"]), { name: "Complaint", message: /only osm/ });
  await assert.rejects(importCity(["osm", "a.osm.pbf"]), { name: "Complaint", message: /usage/ });
  await assert.rejects(importCity(["osm", join(folder, "absent.osm.pbf"), join(folder, "none")]), /absent\.osm\.pbf/);
  assert.equal(existsSync(join(folder, "none")), false);
});
