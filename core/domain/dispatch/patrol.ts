import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { type Decider, onUnit, refused } from "../decision.ts";
import { mayActFor, theUnit } from "../guard.ts";
import { openPlan } from "../plan.ts";
import { UNIT_NEXT } from "./life-cycle.ts";

/** A unit on patrol stays dispatchable; an order pauses the patrol, its end resumes it at the same checkpoint (DSP-03). */
export const startPatrol: Decider<CommandPayload["dispatch.startPatrol"]> = (world, payload, context) => {
  const found = theUnit(world, payload.unitId);
  if (!found.ok) return found;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  if (found.value.status !== "AVAILABLE") return refused("STATE_CONFLICT", { status: found.value.status, allowed: UNIT_NEXT[found.value.status] });
  const plan = openPlan(world, context);
  plan.add(onUnit(payload.unitId, "PatrolStarted", { patrol: { id: payload.patrolId, checkpoints: payload.checkpoints } }));
  return plan.decision();
};

/** Passing checkpoint `index`; those skipped because of an order in between are excused, not missed. */
export const checkpoint: Decider<CommandPayload["dispatch.checkpoint"]> = (world, payload, context) => {
  const found = theUnit(world, payload.unitId);
  if (!found.ok) return found;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  const { patrol, status, recentOrders } = found.value;
  if (patrol === null || patrol.state !== "RUNNING" || status !== "PATROL") return refused("PATROL_NOT_RUNNING");
  if (payload.index < patrol.next || payload.index >= patrol.checkpoints.length) {
    return refused("STATE_CONFLICT", { status: `CHECKPOINT_${patrol.next}`, allowed: patrol.checkpoints.map((_, i) => i).slice(patrol.next) });
  }
  const skipped = Array.from({ length: payload.index - patrol.next }, (_, i) => patrol.next + i);
  const interrupted = recentOrders.some((at) => at >= patrol.startedAt);
  if (skipped.length > 0 && !interrupted) return refused("STATE_CONFLICT", { status: `CHECKPOINT_${patrol.next}`, allowed: [patrol.next] });
  const plan = openPlan(world, context);
  plan.add(onUnit(payload.unitId, "CheckpointPassed", { index: payload.index, excused: skipped, deviceAt: payload.deviceAt ?? null }));
  return plan.decision();
};

export const endPatrol: Decider<CommandPayload["dispatch.endPatrol"]> = (world, payload, context) => {
  const found = theUnit(world, payload.unitId);
  if (!found.ok) return found;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  if (found.value.patrol === null) return refused("PATROL_NOT_RUNNING");
  const plan = openPlan(world, context);
  plan.add(onUnit(payload.unitId, "PatrolEnded", {}));
  return plan.decision();
};
