import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { distanceM } from "@tocsin/kernel/geo.ts";
import type { PresentChange } from "../present/city-present.ts";
import { openReports } from "./open-reports.ts";

const RADIUS_M = 200;
const NORTH = 30.1;
const incident = (id: string, lon: number | null, lat: number): Incident => ({ id, place: lon === null ? null : { point: { lon, lat } } }) as unknown as Incident;
const point = fc.tuple(fc.double({ min: 111.99, max: 112.01, noNaN: true }), fc.double({ min: NORTH - 0.02, max: NORTH, noNaN: true }));

test("INC-05, INC-07: the neighbours of a report are all open incidents within the radius, whatever was moved, closed or placed before", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ id: fc.integer({ min: 0, max: 15 }), to: fc.oneof(point, fc.constant("closed" as const), fc.constant("no place" as const)) }), { maxLength: 60 }), point, (changes, asked) => {
      const open = new Map<string, Incident>([["old", incident("old", 112, NORTH)]]);
      let tell: (change: PresentChange) => void = () => assert.fail("nobody listens");
      const reports = openReports({ openIncidents: open, subscribe: (listener) => ((tell = listener), () => undefined) }, RADIUS_M, NORTH);
      for (const { id, to } of changes) {
        if (to === "closed") open.delete(String(id));
        else open.set(String(id), to === "no place" ? incident(String(id), null, 0) : incident(String(id), ...to));
        tell({ units: [], incidentIds: new Set([String(id)]), closureIds: new Set(), layoutIds: new Set(), planIds: new Set(), activationIds: new Set() });
      }
      const beside = reports.beside(asked);
      assert.equal(new Set(beside).size, beside.length);
      assert.ok(beside.every((one) => open.get(one.id) === one), "as it stands now, and open");
      const near = [...open.values()].filter(({ place }) => place === null || distanceM([place.point!.lon, place.point!.lat], asked) <= RADIUS_M);
      assert.deepEqual(near.filter((one) => !beside.includes(one)), []);
      assert.deepEqual(new Set(reports.beside(null)), new Set(open.values()));
    }),
  );
});

test("INC-07: a thousand matters elsewhere in the city are not held beside a report", () => {
  const open = new Map(Array.from({ length: 1_000 }, (_, n) => [String(n), incident(String(n), 112 + n * 0.01, NORTH)] as const));
  const reports = openReports({ openIncidents: open, subscribe: () => () => undefined }, RADIUS_M, NORTH);
  assert.deepEqual(reports.beside([112, NORTH]).map(({ id }) => id), ["0"]);
});
