import { isActive, type Assignment } from "@tocsin/contract/dispatch/order.ts";
import type { ResponseLimits } from "@tocsin/contract/organisation/city.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { limitsOf } from "../organisation/limits.ts";
import { breachAt, isRunning } from "./clocks.ts";

/** Something that will happen by itself at a time, unless somebody acts first. Its id says what: `clock/…`, `escalate/…`. */
export interface PendingDeadline {
  readonly id: string;
  readonly dueAt: number;
  readonly purpose: string;
}

function ofAssignment(orderId: string, a: Assignment, limits: ResponseLimits): PendingDeadline[] {
  const pending: PendingDeadline[] = [];
  if (a.status === "ISSUED" && a.kind !== "MRU_TEAM") {
    if (a.escalatedAt === null) pending.push({ id: `escalate/${orderId}/${a.unitId}`, dueAt: a.issuedAt + limits.acknowledge.escalate * SECOND, purpose: "escalate" });
    pending.push({ id: `replace/${orderId}/${a.unitId}`, dueAt: a.issuedAt + limits.acknowledge.reassign * SECOND, purpose: "replace" });
  }
  if (a.arrivalProposedAt !== null && a.arrivedAt === null && a.status === "EN_ROUTE") {
    pending.push({ id: `arrive/${orderId}/${a.unitId}`, dueAt: a.arrivalProposedAt + limits.arriveAutoConfirm * SECOND, purpose: "arrive" });
  }
  return pending;
}

function unreadFacts(incident: Incident, limits: ResponseLimits): PendingDeadline[] {
  const underWay = incident.orders.flatMap((o) => o.assignments).filter((a) => isActive(a) && a.acknowledgedAt !== null && a.kind !== "MRU_TEAM");
  return incident.facts
    .filter((fact) => fact.critical)
    .flatMap((fact) =>
      underWay
        .filter((a) => fact.at > a.issuedAt && !fact.readBy.includes(a.unitId) && !fact.alarmed.includes(a.unitId))
        .map((a) => ({ id: `fact/${fact.id}/${a.unitId}`, dueAt: fact.at + limits.criticalRead * SECOND, purpose: "fact" })),
    );
}

/**
 * Every pending deadline of an incident: a function of its state, so that no timer can be lost or fire for what is past.
 * `present`: limits of the city now, for records that do not hold their own.
 */
export function deadlinesOf(incident: Incident, present: ResponseLimits): PendingDeadline[] {
  if (!isOpen(incident)) return [];
  const limits = limitsOf(incident, present);
  const seat = incident.seat;
  return [
    ...incident.clocks.filter(isRunning).map((clock) => ({ id: `clock/${clock.id}`, dueAt: breachAt(clock), purpose: "clock" })),
    ...incident.orders.flatMap((order) => (order.suspended === null ? order.assignments.flatMap((a) => ofAssignment(order.id, a, limits)) : [])),
    ...(seat !== null && seat.answeredAt === null && seat.escalatedAt === null
      ? [{ id: `seat/${seat.orgId}`, dueAt: seat.since + limits.seatEmpty * SECOND, purpose: "seat" }]
      : []),
    ...incident.support.flatMap(({ id, dueAt, escalatedAt, answer }) => (dueAt === undefined || escalatedAt !== undefined || answer !== null ? [] : [{ id: `support/${id}`, dueAt, purpose: "support not answered" }])),
    ...unreadFacts(incident, limits),
  ];
}
