import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { MINUTE, elapsedSeconds, startOfDay } from "@tocsin/kernel/instant.ts";
import { type CityIndex, type Decider, onUnit, refused } from "../decision.ts";
import { mayActFor, theUnit } from "../guard.ts";
import { openPlan } from "../plan.ts";

/** Whether a site group must be shown UNVERIFIED: its contact was never checked, or longer ago than `limitS` seconds (DSP-10). */
export const isUnverified = (unit: Pick<Unit, "kind" | "contactVerifiedAt">, at: number, limitS: number): boolean =>
  unit.kind === "MRU_TEAM" && (unit.contactVerifiedAt == null || elapsedSeconds(unit.contactVerifiedAt, at) > limitS);

/** What the city's file says of a group's last check; the beginning of that day counts. */
export function verifiedByFile({ city }: CityIndex, orgId: string): number | null {
  const row = city.contacts.find(({ org }) => org === orgId);
  return row === undefined ? null : startOfDay(row.verifiedAt, city.head.utcOffset * MINUTE);
}

/** The group was reached, or says itself that it is there: by its own seat, or by the post and station above it. */
export const verifyContact: Decider<CommandPayload["dispatch.verifyContact"]> = (world, payload, context) => {
  const found = theUnit(world, payload.unitId);
  if (!found.ok) return found;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  if (found.value.kind !== "MRU_TEAM") return refused("NOT_A_SITE_GROUP", { unitId: payload.unitId, fields: ["/unitId"] });
  const plan = openPlan(world, context);
  plan.add(onUnit(payload.unitId, "ContactVerified", { deviceAt: payload.deviceAt ?? null }));
  return plan.decision();
};
