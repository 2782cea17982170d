import { type Assignment, type AssignmentStatus, isActive } from "@tocsin/contract/dispatch/order.ts";
import type { IncidentEvents } from "@tocsin/contract/intake/events.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { ImpossibleEvent, type IncidentFolds, type Stamp, mustFind, replace, withAll } from "../fold.ts";
import { withProgress } from "../intake/life-cycle.ts";
import { assignmentTo } from "./life-cycle.ts";

interface Ref {
  readonly orderId: string;
  readonly unitId: string;
}

function changeAssignment(state: Incident, ref: Ref, change: (a: Assignment) => Assignment): Incident {
  const order = mustFind(state.orders, (o) => o.id === ref.orderId, `order ${ref.orderId}`);
  mustFind(order.assignments, (a) => a.unitId === ref.unitId, `assignment of ${ref.unitId}`);
  return withProgress({
    ...state,
    orders: replace(state.orders, (o) => o.id === ref.orderId, (o) => ({
      ...o,
      assignments: replace(o.assignments, (a) => a.unitId === ref.unitId, change),
    })),
  });
}

/** A fold that moves one assignment on and stamps the time of the step. */
const stepTo =
  (to: AssignmentStatus, stamped: (a: Assignment, at: number) => Assignment) =>
  (state: Incident, data: Ref, stamp: Stamp): Incident =>
    changeAssignment(state, data, (a) => stamped(assignmentTo(a, to), stamp.at));

const endTo =
  (to: AssignmentStatus) =>
  (state: Incident, data: Ref & { readonly reason?: string; readonly code?: string }, stamp: Stamp): Incident =>
    changeAssignment(state, data, (a) => ({ ...assignmentTo(a, to), endedAt: stamp.at, endReason: data.reason ?? data.code ?? null }));

function orderIssued(state: Incident, data: IncidentEvents["OrderIssued"], stamp: Stamp): Incident {
  const { assignments, ...order } = data;
  return withProgress({
    ...state,
    scope: withAll(state.scope, [...assignments.map((a) => a.orgPath), ...order.copies.map((c) => c.orgPath)]),
    orders: [
      ...state.orders,
      {
        ...order,
        issuedAt: stamp.at,
        issuedBy: stamp.by,
        suspended: null,
        assignments: assignments.map((a) => ({
          ...a, status: "ISSUED", issuedAt: stamp.at, acknowledgedAt: null, enRouteAt: null, arrivalProposedAt: null, arrivedAt: null,
          arrivedAuto: false, handlingAt: null, feedbackAt: null, endedAt: null, endReason: null, escalatedAt: null, guidanceReadAt: null,
        })),
      },
    ],
  });
}

export const orderFolds: IncidentFolds<
  | "OrderIssued" | "OrderAcknowledged" | "OrderEscalated" | "OrderVetoed" | "CopySeen" | "AssignmentDeclined" | "AssignmentEnRoute"
  | "ArrivalProposed" | "AssignmentArrived" | "HandlingStarted" | "FeedbackGiven" | "AssignmentCompleted" | "AssignmentRecalled"
  | "AssignmentSuperseded" | "ResponsibilityOffered" | "ResponsibilityKept" | "ReleaseRequested" | "ReleaseAnswered" | "GuidanceRenewed" | "GuidanceRead"
> = {
  OrderIssued: orderIssued,
  OrderAcknowledged: stepTo("ACKNOWLEDGED", (a, at) => ({ ...a, acknowledgedAt: at })),
  OrderEscalated: (state, data, stamp) => changeAssignment(state, data, (a) => ({ ...a, escalatedAt: stamp.at })),
  OrderVetoed: (state, data, stamp) => ({
    ...state,
    orders: replace(state.orders, (o) => o.id === data.orderId, (o) => ({ ...o, suspended: { orgId: data.orgId, reason: data.reason, at: stamp.at } })),
  }),
  CopySeen: (state, data, stamp) => ({
    ...state,
    orders: replace(state.orders, (o) => o.id === data.orderId, (o) => ({
      ...o,
      copies: replace(o.copies, (c) => c.orgId === data.orgId, (c) => ({ ...c, seenAt: c.seenAt ?? stamp.at })),
    })),
  }),
  AssignmentDeclined: endTo("DECLINED"),
  AssignmentEnRoute: stepTo("EN_ROUTE", (a, at) => ({ ...a, enRouteAt: at })),
  ArrivalProposed: (state, data, stamp) => changeAssignment(state, data, (a) => ({ ...a, arrivalProposedAt: stamp.at })),
  AssignmentArrived: (state, data, stamp) =>
    changeAssignment(state, data, (a) => ({ ...assignmentTo(a, "ARRIVED"), arrivedAt: stamp.at, arrivedAuto: data.auto })),
  HandlingStarted: stepTo("HANDLING", (a, at) => ({ ...a, handlingAt: at })),
  FeedbackGiven: (state, data, stamp) => {
    const told = { ...state, feedback: [...state.feedback, data.feedback] };
    return changeAssignment(told, data.feedback, (a) => ({ ...assignmentTo(a, "FEEDBACK"), feedbackAt: a.feedbackAt ?? stamp.at }));
  },
  AssignmentCompleted: stepTo("COMPLETED", (a, at) => ({ ...a, endedAt: at })),
  AssignmentRecalled: endTo("RECALLED"),
  AssignmentSuperseded: (state, data, stamp) => {
    const ended = endTo("SUPERSEDED")(state, data, stamp);
    const { drawnTo } = data;
    return drawnTo === undefined ? ended : changeAssignment(ended, data, (a) => ({ ...a, drawnTo }));
  },
  ResponsibilityOffered: (state, { toUnitId, reason, ...ref }, stamp) => changeAssignment(state, ref, (a) => ({ ...a, handover: { toUnitId, reason, at: stamp.at, declinedAt: null } })),
  ResponsibilityKept: (state, { declinedBy, ...ref }, stamp) =>
    changeAssignment(state, ref, ({ handover, ...a }) => {
      if (handover === undefined) throw new ImpossibleEvent("an offer ended that nobody made");
      return declinedBy === null ? a : { ...a, handover: { ...handover, declinedAt: stamp.at } };
    }),
  ReleaseRequested: (state, { orderId, unitId, reason, name, orgPath }, stamp) =>
    changeAssignment(state, { orderId, unitId }, (a) => ({ ...a, release: { reason, name, orgPath, at: stamp.at, answer: null } })),
  ReleaseAnswered: (state, { granted, text, ...ref }, stamp) =>
    changeAssignment(state, ref, (a) => {
      if (a.release === undefined) throw new ImpossibleEvent("a release was answered that nobody asked for");
      return { ...a, release: { ...a.release, answer: { granted, text, at: stamp.at, by: stamp.by } } };
    }),
  // Whoever is still on it has not read the new one.
  GuidanceRenewed: (state, { orderIds, guidance }) => ({
    ...state,
    orders: replace(state.orders, ({ id }) => orderIds.includes(id), (o) => ({ ...o, guidance, assignments: o.assignments.map((a) => (isActive(a) ? { ...a, guidanceReadAt: null } : a)) })),
  }),
  GuidanceRead: (state, data, stamp) => changeAssignment(state, data, (a) => ({ ...a, guidanceReadAt: a.guidanceReadAt ?? stamp.at })),
};
