import type { Incident, IncidentStatus } from "@tocsin/contract/intake/incident.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { ImpossibleEvent } from "../fold.ts";

/**
 * The life cycle of an incident (INC-06): from each status, every status that may follow. Progress may fall back
 * when the last unit under way is recalled or declines, so that nobody believes help is coming when it is not.
 */
export const INCIDENT_NEXT: Readonly<Record<IncidentStatus, readonly IncidentStatus[]>> = {
  RECEIVED: ["CLASSIFIED", "DISPATCHED", "CANCELLED", "MERGED", "TRANSFERRED"],
  CLASSIFIED: ["RECEIVED", "DISPATCHED", "CANCELLED", "MERGED", "TRANSFERRED", "CLOSED"],
  DISPATCHED: ["RECEIVED", "CLASSIFIED", "EN_ROUTE", "ON_SCENE", "HANDLING", "CLOSED", "CANCELLED", "MERGED", "TRANSFERRED"],
  EN_ROUTE: ["RECEIVED", "CLASSIFIED", "DISPATCHED", "ON_SCENE", "HANDLING", "CLOSED", "CANCELLED", "MERGED"],
  ON_SCENE: ["RECEIVED", "CLASSIFIED", "DISPATCHED", "EN_ROUTE", "HANDLING", "CLOSED", "MERGED"],
  HANDLING: ["RECEIVED", "CLASSIFIED", "DISPATCHED", "EN_ROUTE", "ON_SCENE", "CLOSED", "MERGED"],
  CLOSED: ["RECEIVED", "CLASSIFIED", "HANDLING", "REVIEWED"],
  REVIEWED: ["ARCHIVED"],
  ARCHIVED: [],
  TRANSFERRED: [],
  MERGED: ["RECEIVED", "CLASSIFIED", "DISPATCHED", "EN_ROUTE", "ON_SCENE", "HANDLING"],
  CANCELLED: [],
};

export function withStatus(incident: Incident, to: IncidentStatus): Incident {
  if (incident.status === to) return incident;
  if (!INCIDENT_NEXT[incident.status].includes(to)) throw new ImpossibleEvent(`${incident.status} cannot become ${to}`);
  return { ...incident, status: to };
}

/** The status that an incident's assignments imply: the furthest of those that still count. */
function progressOf(incident: Incident): IncidentStatus {
  const counting = incident.orders
    .flatMap((order) => order.assignments)
    .filter((a) => !["DECLINED", "RECALLED", "SUPERSEDED"].includes(a.status) && a.kind !== "MRU_TEAM");
  if (counting.some((a) => a.handlingAt !== null || a.feedbackAt !== null)) return "HANDLING";
  if (counting.some((a) => a.arrivedAt !== null)) return "ON_SCENE";
  if (counting.some((a) => a.enRouteAt !== null)) return "EN_ROUTE";
  if (counting.length > 0) return "DISPATCHED";
  return incident.typeCode === null ? "RECEIVED" : "CLASSIFIED";
}

/** The incident with the status that its assignments imply; a closed or merged one keeps its own. */
export const withProgress = (incident: Incident): Incident =>
  isOpen(incident) ? withStatus(incident, progressOf(incident)) : incident;

/** The incident back among the open ones, with the progress it had made. */
export const reopened = (incident: Incident): Incident => withStatus(incident, progressOf(incident));
