import type { AssignmentStatus, Order } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Assignment } from "@tocsin/contract/dispatch/order.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { type Context, type Decider, type World, onIncident, onUnit, refused } from "../decision.ts";
import { advisoryActed } from "../command/advisory.ts";
import { mayActFor, openIncident, theAssignment } from "../guard.ts";
import { helpTold } from "../linkage/help.ts";
import { limitsOf } from "../organisation/limits.ts";
import { type Plan, openPlan } from "../plan.ts";
import { answeredSteps, clocksDone, startClock } from "./clocks.ts";
import { ASSIGNMENT_NEXT } from "./life-cycle.ts";

interface StepPayload {
  readonly incidentId: string;
  readonly orderId: string;
  readonly unitId: string;
  readonly deviceAt?: number;
}
interface Ready {
  readonly incident: Incident;
  readonly order: Order;
  readonly assignment: Assignment;
}

/** The assignment that a unit wants to move on, if it may and if the life cycle allows it. */
export function readyFor(world: World, payload: StepPayload, context: Context, to: AssignmentStatus): Result<Ready, Refusal> {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  if (!mayActFor(context.actor, payload.unitId)) return fail(refuse("NOT_YOUR_UNIT"));
  const place = theAssignment(found.value, payload.orderId, payload.unitId);
  if (!place.ok) return place;
  const { order, assignment } = place.value;
  const next = ASSIGNMENT_NEXT[assignment.status];
  if (!next.includes(to)) return fail(refuse("STATE_CONFLICT", { status: assignment.status, allowed: next }));
  if (order.suspended !== null && ["ACKNOWLEDGED", "EN_ROUTE"].includes(to)) return fail(refuse("ORDER_SUSPENDED", { reason: order.suspended.reason }));
  return ok({ incident: found.value, order, assignment });
}

const refOf = (payload: StepPayload) => ({ orderId: payload.orderId, unitId: payload.unitId, deviceAt: payload.deviceAt ?? null });

/** Stops every clock that the present state answers. */
const settle = (plan: Plan, incidentId: string): void => clocksDone(plan, incidentId, answeredSteps(plan.incident(incidentId)));

export const acknowledge: Decider<CommandPayload["dispatch.acknowledge"]> = (world, payload, context) => {
  const ready = readyFor(world, payload, context, "ACKNOWLEDGED");
  if (!ready.ok) return ready;
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "OrderAcknowledged", refOf(payload)));
  settle(plan, payload.incidentId);
  return plan.decision();
};

export const enRoute: Decider<CommandPayload["dispatch.enRoute"]> = (world, payload, context) => {
  const ready = readyFor(world, payload, context, "EN_ROUTE");
  if (!ready.ok) return ready;
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "AssignmentEnRoute", refOf(payload)), onUnit(payload.unitId, "UnitProgressed", { status: "EN_ROUTE" }), ...helpTold(ready.value.incident, "EN_ROUTE", [ready.value.assignment.callSign]));
  settle(plan, payload.incidentId);
  return plan.decision();
};

/** Drafts an arrival with what it stops and starts; `auto` when the proposal confirmed itself (SCN-03). */
export function arriveNow(plan: Plan, payload: StepPayload, auto: boolean): void {
  const first = plan.incident(payload.incidentId).orders.every((o) => o.assignments.every((a) => a.arrivedAt === null));
  plan.add(
    onIncident(payload.incidentId, "AssignmentArrived", { ...refOf(payload), auto }),
    onUnit(payload.unitId, "UnitProgressed", { status: "ON_SCENE" }),
    ...helpTold(plan.incident(payload.incidentId), "ARRIVED", [plan.unit(payload.unitId).callSign]),
  );
  settle(plan, payload.incidentId);
  if (first) startClock(plan, payload.incidentId, "FIRST_FEEDBACK", limitsOf(plan.incident(payload.incidentId), plan.context.city.city.deadlines).firstFeedback);
}

export const arrive: Decider<CommandPayload["dispatch.arrive"]> = (world, payload, context) => {
  const ready = readyFor(world, payload, context, "ARRIVED");
  if (!ready.ok) return ready;
  const plan = openPlan(world, context);
  if (payload.mode === "CONFIRMED") arriveNow(plan, payload, false);
  else if (ready.value.assignment.arrivalProposedAt === null) plan.add(onIncident(payload.incidentId, "ArrivalProposed", refOf(payload)));
  return plan.decision();
};

export const handle: Decider<CommandPayload["dispatch.handle"]> = (world, payload, context) => {
  const ready = readyFor(world, payload, context, "HANDLING");
  if (!ready.ok) return ready;
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "HandlingStarted", refOf(payload)));
  return plan.decision();
};

export const feedback: Decider<CommandPayload["dispatch.feedback"]> = (world, payload, context) => {
  const ready = readyFor(world, payload, context, "FEEDBACK");
  if (!ready.ok) return ready;
  const plan = openPlan(world, context);
  const stamp = { at: context.at, by: context.actor.userId };
  plan.add(
    onIncident(payload.incidentId, "FeedbackGiven", {
      feedback: {
        id: context.newId(), kind: payload.kind, unitId: payload.unitId, orderId: payload.orderId, text: payload.text,
        media: payload.media ?? [], ...(payload.recording === undefined ? {} : { recording: payload.recording }), at: context.at, deviceAt: payload.deviceAt ?? null,
      },
    }),
    ...Object.entries(payload.facts ?? {}).map(([key, value]) =>
      onIncident(payload.incidentId, "FactAdded", { fact: { key, value, critical: false, id: context.newId(), readBy: [payload.unitId], alarmed: [], ...stamp } }),
    ),
  );
  plan.add(...advisoryActed(ready.value.incident, { orderId: payload.orderId, unitId: payload.unitId, what: "FEEDBACK", text: payload.text }));
  if (payload.kind === "FINAL" && plan.unit(payload.unitId).status === "ON_SCENE") plan.add(onUnit(payload.unitId, "UnitProgressed", { status: "CLEARING" }));
  clocksDone(plan, payload.incidentId, ["FIRST_FEEDBACK"]);
  return plan.decision();
};

export const complete: Decider<CommandPayload["dispatch.complete"]> = (world, payload, context) => {
  const ready = readyFor(world, payload, context, "COMPLETED");
  if (!ready.ok) return ready;
  const unit = world.units.get(payload.unitId);
  if (unit?.handoverTo) return refused("STATE_CONFLICT", { status: "HANDOVER_OFFERED", allowed: ["dispatch.acceptHandover"] });
  const plan = openPlan(world, context);
  plan.add(
    onIncident(payload.incidentId, "AssignmentCompleted", refOf(payload)),
    onUnit(payload.unitId, "UnitReleased", { incidentId: payload.incidentId, orderId: payload.orderId, to: "AVAILABLE", reason: null }),
    ...advisoryActed(ready.value.incident, { orderId: payload.orderId, unitId: payload.unitId, what: "COMPLETED", text: "" }),
    ...helpTold(ready.value.incident, "LEFT", [ready.value.assignment.callSign]),
  );
  return plan.decision();
};
