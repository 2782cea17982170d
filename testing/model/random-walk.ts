import fc from "fast-check";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import { type AssignmentStatus, isActive } from "@tocsin/contract/dispatch/order.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { type CityModel, openIncident } from "./city-model.ts";

/** One random act on the model city; numbers pick among what exists at that moment. */
export interface Act {
  readonly what: number;
  readonly which: number;
  readonly unit: number;
  readonly wait: number;
}

export const acts = fc.array(
  fc.record({ what: fc.nat({ max: 29 }), which: fc.nat({ max: 30 }), unit: fc.nat({ max: 9 }), wait: fc.constantFrom(0, 1, 900, 14_999, 15_000, 30_000, 60_000, 61_000, 181_000) }),
  { minLength: 1, maxLength: 120, size: "max" },
);

const STEPS = ["dispatch.acknowledge", "dispatch.enRoute", "dispatch.handle", "dispatch.complete"] as const;
/** What a crew does next by itself, so that a walk gets to the end of things and not only to refusals. */
const NEXT_STEP: Readonly<Partial<Record<AssignmentStatus, CommandName>>> = {
  ISSUED: "dispatch.acknowledge", ACKNOWLEDGED: "dispatch.enRoute", EN_ROUTE: "dispatch.arrive", ARRIVED: "dispatch.handle", HANDLING: "dispatch.feedback",
};
const TYPES = ["PO-01", "CG-01", "PO-05", "TR-04", undefined] as const;

/** Performs an act. Refusals are fine; a thrown error is a bug. */
export function perform(city: CityModel, act: Act): void {
  city.advance(act.wait);
  const ids = [...city.incidents.keys()];
  const id = ids[act.which % Math.max(1, ids.length)];
  const unitIds = [...city.units.keys()];
  const unitId = unitIds[act.unit % unitIds.length]!;
  const bound = city.unit(unitId).assignment;
  if (id === undefined || act.what === 0) {
    openIncident(city, TYPES[act.which % TYPES.length]);
    return;
  }
  const send = <Name extends CommandName>(name: Name, payload: CommandPayload[Name]) => city.send(name, payload);
  const own = bound === null ? { incidentId: id, orderId: city.newId(), unitId } : { ...bound, unitId };
  const other = ids[(act.which + 1) % ids.length]!;
  const performances: readonly (() => unknown)[] = [
    () => send("dispatch.issueOrder", { incidentId: id, orderId: city.newId(), unitIds: [unitId] }),
    () => send("dispatch.issueOrder", { incidentId: id, orderId: city.newId(), unitIds: [], orgIds: ["P111"] }),
    () => send(STEPS[act.which % STEPS.length]!, own),
    () => send("dispatch.acknowledge", own),
    () => send("dispatch.enRoute", own),
    () => send("dispatch.arrive", { ...own, mode: act.which % 2 === 0 ? "CONFIRMED" : "PROPOSED" }),
    () => send("dispatch.handle", own),
    () => send("dispatch.feedback", { ...own, kind: "FIRST", text: "到场", facts: { trapped: act.which } }),
    () => send("dispatch.complete", own),
    () => send("dispatch.decline", { ...own, code: act.which % 2 === 0 ? "SAFETY" : "VEHICLE" }),
    () => send("dispatch.recall", { ...own, reason: "调整" }),
    () => send("dispatch.reassign", { unitId, fromIncidentId: own.incidentId, incidentId: other, orderId: city.newId(), code: "MORE_URGENT" }),
    () => send("intake.classify", { incidentId: id, typeCode: TYPES[act.unit % 4]! }),
    () => send("intake.setPriority", { incidentId: id, priority: act.unit % 2 === 0 ? "P1" : "P3", reason: "核实" }),
    () => send("intake.merge", { incidentId: id, duplicateId: other }),
    () => send("intake.unmerge", { incidentId: id, duplicateId: other, reason: "有误" }),
    () => send("intake.close", { incidentId: id, outcomeCode: act.unit % 2 === 0 ? "HANDLED" : "INVALID", text: "" }),
    () => send("intake.reopen", { incidentId: id, reason: "再报" }),
    () => send("dispatch.setUnitStatus", { unitId, status: act.which % 2 === 0 ? "AVAILABLE" : "OFF_DUTY" }),
    () => send("dispatch.mruAlarm", { incidentId: city.newId(), orgId: "M1" }),
    () => send("intake.addFact", { incidentId: id, key: "weapon", value: "刀", critical: true }),
  ];
  const performance = performances[act.what - 1];
  if (performance !== undefined) performance();
  else carryOn(city, unitId);
}

function carryOn(city: CityModel, unitId: string): void {
  const bound = city.unit(unitId).assignment;
  if (bound === null) return;
  const assignment = city.incident(bound.incidentId).orders.flatMap((o) => o.assignments).find((a) => a.unitId === unitId && isActive(a));
  const name = assignment === undefined ? undefined : NEXT_STEP[assignment.status];
  const extra = name === "dispatch.arrive" ? { mode: "CONFIRMED" } : name === "dispatch.feedback" ? { kind: "FIRST", text: "到场" } : {};
  if (name !== undefined) city.send(name, { ...bound, unitId, ...extra } as CommandPayload[typeof name]);
}

/** What must hold at every moment; the first sentence that does not is returned. */
export function brokenInvariant(city: CityModel): string | null {
  const active = [...city.incidents.values()].flatMap((incident) =>
    incident.orders.flatMap((order) => order.assignments.filter(isActive).map((a) => ({ incident, order, unitId: a.unitId }))),
  );
  for (const { incident, order, unitId } of active) {
    const bound = city.unit(unitId).assignment;
    if (bound?.orderId !== order.id || bound.incidentId !== incident.id) return `${unitId} is active on ${order.id} but bound to ${bound?.orderId ?? "nothing"}`;
    if (!isOpen(incident)) return `${unitId} is active on ${incident.status} ${incident.id}`;
  }
  for (const unit of city.units.values()) {
    if (unit.assignment !== null && active.filter((a) => a.unitId === unit.id).length !== 1) return `${unit.id} is bound but active ${active.filter((a) => a.unitId === unit.id).length} times`;
    if ((unit.assignment === null) === ["ASSIGNED", "EN_ROUTE", "ON_SCENE", "CLEARING"].includes(unit.status)) return `${unit.id} is ${unit.status} with ${unit.assignment?.orderId ?? "no order"}`;
  }
  for (const incident of city.incidents.values()) {
    if (!isOpen(incident) && incident.clocks.some((c) => c.doneAt === null && c.voidedAt === null && c.breachedAt === null)) return `a clock runs on ${incident.status} ${incident.id}`;
    if (incident.clocks.some((c) => c.doneAt !== null && c.breachedAt === null && Math.floor((c.doneAt - c.startedAt) / 1000) > c.limitS)) return "a late act counts as met";
  }
  return null;
}
