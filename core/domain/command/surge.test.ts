import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { areaOf, countsForSurge, surgeSteps } from "./surge.ts";

type Part = Pick<Incident, "id" | "orgPath" | "status" | "priority" | "drill" | "flags">;
const part = (id: string, patch: Partial<Part> = {}): Incident => ({ id, orgPath: "CITY.D01.S1", status: "CLASSIFIED", priority: "P1", drill: false, flags: [], ...patch }) as Incident;
const brief = (list: readonly Incident[], limit: number): string[] => surgeSteps(list, limit).map(({ incidentId, count }) => `${incidentId} ${count ?? "ends"}`).sort();

test("CMD-11: at the limit every P1 incident of the area is flagged, one below nothing is; drills, others and the closed do not count", () => {
  const three = [part("A"), part("B"), part("C", { orgPath: "CITY.D01.S2.P1" })];
  assert.deepEqual(brief(three, 3), ["A 3", "B 3", "C 3"]);
  assert.deepEqual(brief(three, 4), []);
  assert.deepEqual(brief([...three.slice(1), part("D", { drill: true }), part("E", { priority: "P2" }), part("F", { status: "CLOSED" }), part("G", { orgPath: "CITY.D02.S1" })], 3), []);
});

test("CMD-11: a surge stays until fewer than half are left; who is P1 no more leaves it at once", () => {
  const flagged = (id: string, patch: Partial<Part> = {}) => part(id, { flags: ["SURGE"], ...patch });
  assert.deepEqual(brief([flagged("A"), flagged("B")], 4), []);
  assert.deepEqual(brief([flagged("A"), part("B")], 4), ["B 2"]);
  assert.deepEqual(brief([flagged("A")], 4), ["A ends"]);
  assert.deepEqual(brief([flagged("A"), flagged("B"), flagged("C", { priority: "P3" })], 4), ["C ends"]);
});

test("CMD-11: carried out, the steps leave nothing to do, whatever stood there before (property)", () => {
  const any = fc.record({ orgPath: fc.constantFrom("CITY", "CITY.D01", "CITY.D01.S1", "CITY.D02.S1.P1"), status: fc.constantFrom("CLASSIFIED" as const, "HANDLING" as const, "CLOSED" as const), priority: fc.constantFrom("P1" as const, "P1" as const, "P2" as const, null), drill: fc.boolean(), flags: fc.constantFrom<Incident["flags"]>([], ["SURGE"], ["PLACE_UNKNOWN", "SURGE"]) });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 14 }), fc.integer({ min: 1, max: 5 }), (parts, limit) => {
      const before = parts.map((one, n) => part(`I${n}`, one));
      const steps = new Map(surgeSteps(before, limit).map((step) => [step.incidentId, step]));
      const after = before.map((incident) => {
        const step = steps.get(incident.id);
        const rest = incident.flags.filter((flag) => flag !== "SURGE");
        return step === undefined ? incident : { ...incident, flags: step.count === null ? rest : [...rest, "SURGE" as const] };
      });
      assert.deepEqual(surgeSteps(after, limit), []);
      for (const area of new Set(after.map(({ orgPath }) => areaOf(orgPath)))) {
        const p1 = after.filter((incident) => areaOf(incident.orgPath) === area && countsForSurge(incident));
        if (p1.length >= limit) assert.ok(p1.every(({ flags }) => flags.includes("SURGE")));
        if (p1.length < limit / 2) assert.ok(p1.every(({ flags }) => !flags.includes("SURGE")));
      }
    }),
  );
});
