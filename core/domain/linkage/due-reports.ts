import type { Clock, ClockStep } from "@tocsin/contract/dispatch/clock.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { UpwardKind } from "@tocsin/contract/linkage/severity.ts";
import { isAwaited } from "../dispatch/clocks.ts";

/** The clock that asks for each kind of report; the final one answers the clock of the continuing ones. */
export const REPORT_STEP: Readonly<Record<UpwardKind, ClockStep>> = { PHONE: "REPORT_PHONE", WRITTEN: "REPORT_WRITTEN", CONTINUING: "REPORT_CONTINUING", FINAL: "REPORT_CONTINUING" };

/** The clock of a report that has not been made, in time or not. */
export const owedClock = (incident: Pick<Incident, "clocks">, step: ClockStep): Clock | undefined => incident.clocks.find((clock) => clock.step === step && isAwaited(clock));

/** What can be reported upward now: the first reports as long as they are owed, late or not; then how it goes on, and its end (LNK-06). */
export function dueKinds(incident: Pick<Incident, "clocks" | "emergency">): UpwardKind[] {
  if (incident.emergency === undefined || incident.emergency.finalAt !== null) return [];
  const first = (["PHONE", "WRITTEN"] as const).filter((kind) => owedClock(incident, REPORT_STEP[kind]) !== undefined);
  return first.length > 0 ? first : ["CONTINUING", "FINAL"];
}
