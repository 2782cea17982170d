import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { MRU_ALARM_TYPE } from "@tocsin/domain/dispatch/mru-alarm.ts";
import type { AnyCommand } from "./any-command.ts";
import { needsRanking } from "./prefetch.ts";

/** Whether a command may issue an order, with which guidance goes (SCN-02). */
const issuesOrder = (command: AnyCommand): boolean => needsRanking(command) || command.name === "dispatch.reassign";

/** Whether guidance goes out with it: with an order, or anew to crews who are under way to another place or another thing than they were sent to. */
export const givesGuidance = (command: AnyCommand): boolean => issuesOrder(command) || command.name === "intake.classify" || command.name === "intake.locate";

function typesOf(command: AnyCommand, incidents: Iterable<Pick<Incident, "typeCode">>): ReadonlySet<string | null> {
  if (command.name === "dispatch.mruAlarm") return new Set([MRU_ALARM_TYPE]);
  return new Set(command.name === "intake.classify" ? [command.payload.typeCode] : [...incidents].map(({ typeCode }) => typeCode));
}

/** Ids of the versions of guidance for the types of these incidents, for the one that an incident is given, and for the alarm of a site. */
export function guidanceFor(command: AnyCommand, incidents: Iterable<Pick<Incident, "typeCode">>, known: Iterable<PlanVersion>): string[] {
  if (!givesGuidance(command)) return [];
  const types = typesOf(command, incidents);
  return [...known].filter(({ what, code, status }) => what === "GUIDANCE" && types.has(code) && status !== "DISCARDED").map(({ id }) => id);
}
