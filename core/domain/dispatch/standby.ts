import type { CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { type CityIndex, type Decider, onUnit, refused } from "../decision.ts";
import { mayActFor, theUnit } from "../guard.ts";
import { chainOf } from "../organisation/chain.ts";
import { openPlan } from "../plan.ts";
import { UNIT_NEXT } from "./life-cycle.ts";

/** A unit that may be moved to another post: free, at no incident and on no patrol, and not in trouble. */
export const isMovable = (unit: Unit): boolean => unit.status === "AVAILABLE" && unit.assignment === null && unit.duress === null && unit.patrol === null;

/** A city moves its units anywhere it governs itself; a district that governs itself keeps its own (ORG-04). */
export function mayStandAt(city: CityIndex, unit: Pick<Unit, "orgPath">, postOrg: string): boolean {
  const districtOf = (path: string) => chainOf(city, path).find(({ level }) => level === "DISTRICT");
  const [home, there] = [districtOf(unit.orgPath), districtOf(city.org.get(postOrg)?.path ?? "")];
  return home?.id === there?.id || (home?.governance !== "REGIONAL" && there?.governance !== "REGIONAL");
}

/** A desk orders a free unit to a standby post; advice for the unit is settled by that, whichever post it named (DSP-06). */
export const standBy: Decider<CommandPayload["dispatch.standBy"]> = (world, payload, context) => {
  const found = theUnit(world, payload.unitId);
  if (!found.ok) return found;
  const unit = found.value;
  const post = context.city.standbyPost.get(payload.postId);
  if (post === undefined || !mayStandAt(context.city, unit, post.org)) return refused("UNKNOWN_POST", { postId: payload.postId });
  if (unit.standby?.postId === post.id) return refused("STATE_CONFLICT", { status: "STANDBY", allowed: [] });
  if (!isMovable(unit)) return refused("STATE_CONFLICT", { status: unit.status, allowed: UNIT_NEXT[unit.status] });
  const plan = openPlan(world, context);
  plan.add(onUnit(unit.id, "StandbyOrdered", { postId: post.id, point: { lon: post.lon, lat: post.lat } }));
  return plan.decision();
};

/** The unit stands at its post. Said twice it is said once. */
export const reachStandby: Decider<CommandPayload["dispatch.reachStandby"]> = (world, payload, context) => {
  const found = theUnit(world, payload.unitId);
  if (!found.ok) return found;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  const { standby } = found.value;
  if (standby == null || standby.reachedAt !== null) return refused("NOT_ON_STANDBY");
  const plan = openPlan(world, context);
  plan.add(onUnit(payload.unitId, "StandbyReached", { deviceAt: payload.deviceAt ?? null }));
  return plan.decision();
};

export const endStandby: Decider<CommandPayload["dispatch.endStandby"]> = (world, payload, context) => {
  const found = theUnit(world, payload.unitId);
  if (!found.ok) return found;
  if (found.value.standby == null) return refused("NOT_ON_STANDBY");
  const plan = openPlan(world, context);
  plan.add(onUnit(payload.unitId, "StandbyEnded", {}));
  return plan.decision();
};

/** A desk says no to an advised move, with a reason; it is not advised again for a while. */
export const dismissMove: Decider<CommandPayload["dispatch.dismissMove"]> = (world, payload, context) => {
  const found = theUnit(world, payload.unitId);
  if (!found.ok) return found;
  if (found.value.advice == null) return refused("NO_ADVICE");
  const words = payload.text?.trim() ?? "";
  if (payload.code === "OTHER" && words === "") return refused("REASON_REQUIRED", { fields: ["/text"] });
  const plan = openPlan(world, context);
  plan.add(onUnit(payload.unitId, "MoveDismissed", { code: payload.code, text: words }));
  return plan.decision();
};

/** The platform's advice for one unit. It only ever shows: no unit moves by it, and one that is busy by now is left alone. */
export const adviseMove: Decider<SystemPayload["system.adviseMove"]> = (world, { unitId, advice }, context) => {
  const found = theUnit(world, unitId);
  if (!found.ok) return found;
  const unit = found.value;
  if (advice === null ? unit.advice == null : !isMovable(unit) || unit.advice?.postId === advice.postId) return refused("STATE_CONFLICT", { status: unit.status, allowed: [] });
  const plan = openPlan(world, context);
  plan.add(advice === null ? onUnit(unitId, "AdviceWithdrawn", {}) : onUnit(unitId, "MoveAdvised", advice));
  return plan.decision();
};
