import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { type Decider, onUnit, refused } from "../decision.ts";
import { mayActFor, theUnit } from "../guard.ts";
import { verifiedByFile } from "../organisation/contact.ts";
import { isRostered } from "../organisation/roster.ts";
import { openPlan } from "../plan.ts";
import { UNIT_NEXT } from "./life-cycle.ts";

/** On duty, off duty, or out of service with a reason. A unit on an order must finish, decline or be recalled first. */
export const setUnitStatus: Decider<CommandPayload["dispatch.setUnitStatus"]> = (world, payload, context) => {
  const found = theUnit(world, payload.unitId);
  if (!found.ok) return found;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  const unit = found.value;
  const allowed = UNIT_NEXT[unit.status];
  if (unit.assignment !== null || !allowed.includes(payload.status)) return refused("STATE_CONFLICT", { status: unit.status, allowed: unit.assignment === null ? allowed : [] });
  const post = context.city.org.get(unit.orgId);
  if (unit.status === "OFF_DUTY" && post?.level === "POST" && !isRostered(context.city, post, context.at)) return refused("ROSTER_MISSING", { org: post.nameZh });
  if (payload.status === "UNAVAILABLE" && payload.reason === undefined) return refused("REASON_REQUIRED", { fields: ["/reason"] });
  const plan = openPlan(world, context);
  plan.add(onUnit(unit.id, "UnitStatusSet", { status: payload.status, reason: payload.status === "UNAVAILABLE" ? (payload.reason ?? null) : null, deviceAt: payload.deviceAt ?? null }));
  return plan.decision();
};

/** The call for help of a unit in danger. Repeating it is harmless and keeps the latest point. */
export const duress: Decider<CommandPayload["dispatch.duress"]> = (world, payload, context) => {
  const found = theUnit(world, payload.unitId);
  if (!found.ok) return found;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  const plan = openPlan(world, context);
  plan.add(onUnit(payload.unitId, "DuressRaised", { point: payload.point ?? null, deviceAt: payload.deviceAt ?? null }));
  return plan.decision();
};

export const clearDuress: Decider<CommandPayload["dispatch.clearDuress"]> = (world, payload, context) => {
  const found = theUnit(world, payload.unitId);
  if (!found.ok) return found;
  if (found.value.duress === null) return refused("STATE_CONFLICT", { status: "NO_DURESS", allowed: [] });
  const plan = openPlan(world, context);
  plan.add(onUnit(payload.unitId, "DuressCleared", { reason: payload.reason }));
  return plan.decision();
};

/** A unit of the city joins the register, off duty. */
export const registerUnit: Decider<{ readonly unitId: string }> = (world, payload, context) => {
  const row = context.city.unit.get(payload.unitId);
  const org = row === undefined ? undefined : context.city.org.get(row.org);
  if (row === undefined || org === undefined) return refused("UNKNOWN_UNIT", { unitId: payload.unitId });
  if (world.units.has(payload.unitId)) return refused("STATE_CONFLICT", { status: "REGISTERED", allowed: [] });
  const plan = openPlan(world, context);
  plan.add(
    onUnit(row.id, "UnitRegistered", {
      id: row.id, callSign: row.callSign, kind: row.kind, agency: row.agency, orgId: org.id, orgPath: org.path,
      capabilities: row.capabilities, crew: row.crew, echelon: row.echelon, home: { lon: row.lon, lat: row.lat },
      ...(row.kind === "MRU_TEAM" ? { contactVerifiedAt: verifiedByFile(context.city, org.id) } : {}),
    }),
  );
  return plan.decision();
};
