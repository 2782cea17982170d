import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { MRU_ALARM_TYPE } from "@tocsin/domain/dispatch/mru-alarm.ts";
import type { AnyCommand } from "./any-command.ts";
import { needsRanking } from "./prefetch.ts";

/** Whether a command may issue an order, with which guidance goes (SCN-02). */
export const issuesOrder = (command: AnyCommand): boolean => needsRanking(command) || command.name === "dispatch.reassign";

/** Ids of the versions of guidance for the types of these incidents, and for the alarm of a site. */
export function guidanceFor(command: AnyCommand, incidents: Iterable<Pick<Incident, "typeCode">>, known: Iterable<PlanVersion>): string[] {
  if (!issuesOrder(command)) return [];
  const types = new Set<string | null>(command.name === "dispatch.mruAlarm" ? [MRU_ALARM_TYPE] : [...incidents].map(({ typeCode }) => typeCode));
  return [...known].filter(({ what, code, status }) => what === "GUIDANCE" && types.has(code) && status !== "DISCARDED").map(({ id }) => id);
}
