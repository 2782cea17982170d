import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { AT, exampleAssignment, exampleIncident, exampleOrder } from "../examples/example-incidents.ts";
import { filterQueue, NO_FILTER } from "./queue-filter.ts";
import { groupOf, queueOf, QUEUE_GROUPS } from "./queue-order.ts";

const WAITS = { P2: 900, P3: 2_700, P4: 5_400 };
const clock = (limitS: number): Incident["clocks"][number] => ({ id: `c${limitS}`, step: "ARRIVAL", startedAt: AT, limitS, doneAt: null, breachedAt: null, voidedAt: null, reason: null });
const sent = (status: "ISSUED" | "COMPLETED" | "RECALLED" | "DECLINED"): Partial<Incident> => ({ orders: [exampleOrder([exampleAssignment("U1", { status })])] });

test("INC-07: by priority, then by the clock that ends first, then by arrival; one without a priority stands behind P1", () => {
  const list = [
    exampleIncident(1, { priority: "P3" }),
    exampleIncident(2, { priority: "P2", clocks: [clock(600)] }),
    exampleIncident(3, { priority: "P2", clocks: [clock(300)] }),
    exampleIncident(4, { priority: null, typeCode: null }),
    exampleIncident(5, { priority: "P1" }),
    exampleIncident(6, { priority: "P2" }),
  ];
  assert.deepEqual(queueOf(list, WAITS).unassigned.map(({ no }) => Number(no.slice(-1))), [5, 4, 3, 2, 6, 1]);
});

test("DSP-04: after a recall or a decline an incident is unassigned again, after the work is done it is watched", () => {
  assert.equal(groupOf(exampleIncident(1)), "unassigned");
  assert.equal(groupOf(exampleIncident(1, sent("ISSUED"))), "running");
  assert.equal(groupOf(exampleIncident(1, sent("RECALLED"))), "unassigned");
  assert.equal(groupOf(exampleIncident(1, sent("DECLINED"))), "unassigned");
  assert.equal(groupOf(exampleIncident(1, sent("COMPLETED"))), "watching");
  assert.equal(groupOf(exampleIncident(1, { status: "CLOSED" })), undefined);
});

const incidents = fc.array(
  fc.record({ priority: fc.constantFrom("P1" as const, "P2" as const, "P3" as const, "P4" as const, null), state: fc.constantFrom("none", "ISSUED", "COMPLETED", "RECALLED"), located: fc.boolean(), closed: fc.boolean() }),
  { maxLength: 40 },
);
const filters = fc.record({ text: fc.constantFrom("", "长江", "长江路1", "U1", "nothing fits this"), locateOnly: fc.boolean(), priority: fc.constantFrom("P1" as const, "P3" as const, null) });

test("no filter ever hides an unassigned incident without counting it", () => {
  fc.assert(
    fc.property(incidents, filters, (specs, filter) => {
      const list = specs.map((spec, n) =>
        exampleIncident(n, { priority: spec.priority, ...(spec.closed ? { status: "CLOSED" } : {}), ...(spec.state === "none" ? {} : sent(spec.state as "ISSUED")), ...(spec.located ? {} : { place: null }) }),
      );
      const queue = queueOf(list, WAITS);
      const { visible, hidden } = filterQueue(queue, filter, (code) => code ?? "");
      for (const group of QUEUE_GROUPS) assert.equal(visible[group].length + hidden[group], queue[group].length);
      assert.equal(list.filter((incident) => groupOf(incident) !== undefined).length, QUEUE_GROUPS.reduce((sum, group) => sum + visible[group].length + hidden[group], 0));
    }),
  );
});

test("INC-01: the filter for places to locate shows what has no point, and says how many it keeps back", () => {
  const list = [exampleIncident(1), exampleIncident(2, { place: null }), exampleIncident(3, { place: { addressText: "桥头", point: null, datum: "WGS84" } })];
  const { visible, hidden } = filterQueue(queueOf(list, WAITS), { ...NO_FILTER, locateOnly: true }, () => "");
  assert.equal(visible.unassigned.length, 2);
  assert.equal(hidden.unassigned, 1);
});

test("INC-07: ten thousand incidents are sorted into the queue at once", () => {
  const list = Array.from({ length: 10_000 }, (_, n) => exampleIncident(n, { priority: (["P1", "P2", "P3", "P4"] as const)[n % 4]! }));
  const queue = queueOf(list, WAITS);
  assert.equal(queue.unassigned.length, 10_000);
  assert.ok(queue.unassigned.every((incident, at) => at === 0 || queue.unassigned[at - 1]!.priority! <= incident.priority!), "so close together age decides nothing");
});
