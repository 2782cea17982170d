import { isOpen, type Incident, type SupportRequest } from "@tocsin/contract/intake/incident.ts";

export interface SupportRow {
  readonly incident: Incident;
  readonly request: SupportRequest;
}

/** Requests that nobody has answered, of all open incidents: what is late first, then what is due soonest (SCN-01). */
export const openRequests = (incidents: Iterable<Incident>): SupportRow[] =>
  [...incidents]
    .filter(isOpen)
    .flatMap((incident) => incident.support.filter(({ answer }) => answer === null).map((request) => ({ incident, request })))
    .sort((a, b) => (a.request.dueAt ?? Infinity) - (b.request.dueAt ?? Infinity) || a.request.at - b.request.at || (a.request.id < b.request.id ? -1 : 1));
