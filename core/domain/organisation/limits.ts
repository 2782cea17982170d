import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Deadlines, ResponseLimits } from "@tocsin/contract/organisation/city.ts";

/** What an incident takes with it of the limits that are in force when it comes under the matrix (ORG-03). */
export function responseLimits(deadlines: Deadlines): ResponseLimits {
  const { classifyP1, acknowledge, phase, layer, echelon, arrival, firstFeedback, criticalRead, arriveAutoConfirm, seatEmpty, vetoWindow } = deadlines;
  return { classifyP1, acknowledge, phase, layer, echelon, arrival, firstFeedback, criticalRead, arriveAutoConfirm, seatEmpty, vetoWindow };
}

/** The limits of an incident: its own, or the present ones in a record that is older than they are. */
export const limitsOf = (incident: Pick<Incident, "limits">, present: ResponseLimits): ResponseLimits => incident.limits ?? present;
