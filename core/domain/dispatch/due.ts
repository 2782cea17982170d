import type { SystemPayload } from "@tocsin/contract/commands.ts";
import { advisoryDue } from "../command/advisory.ts";
import { postDue } from "../command/posts/end-post.ts";
import { callAboutFact, noticeDue } from "../command/notices/notice.ts";
import { reviewDue } from "../command/reviews/review-deadlines.ts";
import { roomDue } from "../command/rooms/room.ts";
import { reserveOf } from "../command/reserve.ts";
import { type Decider, onIncident, refused } from "../decision.ts";
import { openIncident } from "../guard.ts";
import { seatDue } from "../organisation/seat.ts";
import { activationDue } from "../command/response-deadlines.ts";
import { type Plan, openPlan } from "../plan.ts";
import { layoutDue } from "../layouts/layout.ts";
import { jointDue } from "../joint/joint-deadlines.ts";
import { matterDue } from "../linkage/matter-commands.ts";
import { closureDue } from "../roads/closure.ts";
import { deadlinesOf } from "./deadlines.ts";
import { release } from "./end.ts";
import { issue } from "./issue.ts";
import { DISPATCHABLE } from "./life-cycle.ts";
import { arriveNow } from "./progress.ts";
import type { World } from "../decision.ts";

/** The best-ranked free unit that was loaded with the decision; a reserve is called out by a person only (CMD-10). */
function replacement(plan: Plan, world: World, notUnitId: string) {
  const choices = [...(plan.context.ranking?.choices ?? [])].filter((c) => c.rank !== null && c.unitId !== notUnitId);
  choices.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const reserves = plan.context.city.city.reserves;
  return choices.flatMap((c) => world.units.get(c.unitId) ?? []).find((unit) => reserveOf(reserves, unit.id) === null && unit.assignment === null && DISPATCHABLE.includes(unit.status)) ?? null;
}

/** No acknowledgement in time: another unit gets the order, and the silent one is out of service until it reports (DSP-04). */
function replaceSilent(plan: Plan, world: World, incidentId: string, orderId: string, unitId: string): void {
  const next = replacement(plan, world, unitId);
  plan.add(
    onIncident(incidentId, "OrderEscalated", { orderId, unitId, level: next === null ? "NO_UNIT" : "REASSIGN" }),
    onIncident(incidentId, "AssignmentSuperseded", { orderId, unitId, reason: "NO_ACK" }),
  );
  release(plan, { incidentId, orderId, unitId }, "UNAVAILABLE", "NO_ACK");
  if (next !== null) {
    issue(plan, { incidentId, orderId: plan.context.newId(), units: [next], orgIds: [], preDispatch: false, note: "", overrideReason: null });
  }
}

/** A deadline came due: what was still pending happens now; what somebody did meanwhile stays done. */
export const deadlineDue: Decider<SystemPayload["system.deadline"]> = (world, payload, context) => {
  if (payload.kind === "closure") return closureDue(world, payload, context);
  if (payload.kind === "advisory") return advisoryDue(world, payload, context);
  if (payload.kind === "layout") return layoutDue(world, payload, context);
  if (payload.kind === "activation") return activationDue(world, payload, context);
  if (payload.kind === "notice") return noticeDue(world, payload, context);
  if (payload.kind === "room") return roomDue(world, payload, context);
  if (payload.kind === "matter") return matterDue(world, payload, context);
  if (payload.kind === "cooperation") return jointDue(world, payload, context);
  if (payload.kind === "commandPost") return postDue(world, payload, context);
  if (payload.kind === "review") return reviewDue(world, payload, context);
  if (payload.kind !== "incident") return refused("NOT_FOUND", { id: payload.id });
  const found = openIncident(world, payload.id);
  if (!found.ok) return found;
  const pending = deadlinesOf(found.value, context.city.city.deadlines).find((deadline) => deadline.id === payload.deadlineId);
  if (pending === undefined || pending.dueAt > context.at) return refused("STATE_CONFLICT", { status: "NOT_DUE", allowed: [] });
  const plan = openPlan(world, context);
  const [what = "", first = "", second = ""] = payload.deadlineId.split("/");
  switch (what) {
    case "clock":
      plan.add(onIncident(payload.id, "ClockBreached", { clockId: first }));
      break;
    case "escalate":
      plan.add(onIncident(payload.id, "OrderEscalated", { orderId: first, unitId: second, level: "STATION_ROOM" }));
      break;
    case "replace":
      replaceSilent(plan, world, payload.id, first, second);
      break;
    case "arrive":
      arriveNow(plan, { incidentId: payload.id, orderId: first, unitId: second }, true);
      break;
    case "seat":
      seatDue(plan, payload.id);
      break;
    case "support":
      plan.add(onIncident(payload.id, "SupportEscalated", { requestId: first }));
      break;
    case "fact":
      plan.add(onIncident(payload.id, "FactUnread", { factId: first, unitId: second }), ...callAboutFact(context, found.value, first, second));
      break;
  }
  return plan.decision();
};
