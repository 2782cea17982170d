import { isActive, type Assignment, type Order } from "@tocsin/contract/dispatch/order.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";

export interface ActiveAssignment {
  readonly order: Order;
  readonly assignment: Assignment;
}

/** What lists and map need of an incident; made once per record, since records are replaced and never changed. */
export interface Summary {
  readonly open: boolean;
  readonly active: readonly ActiveAssignment[];
  /** Open, nobody on the way, and nobody has done the work yet. */
  readonly unassigned: boolean;
  /** Nobody is on it since its last unit was drawn off to something more urgent (CMD-11). */
  readonly drawnOff: boolean;
  readonly placeMissing: boolean;
  readonly callSigns: string;
}

const made = new WeakMap<Incident, Summary>();

export function summaryOf(incident: Incident): Summary {
  const before = made.get(incident);
  if (before) return before;
  const open = isOpen(incident);
  const all = incident.orders.flatMap((order) => order.assignments.map((assignment) => ({ order, assignment })));
  const active = all.filter(({ assignment }) => isActive(assignment));
  const unassigned = open && active.length === 0 && !all.some(({ assignment }) => assignment.status === "COMPLETED");
  const summary: Summary = {
    open,
    active,
    unassigned,
    drawnOff: unassigned && all.some(({ assignment }) => assignment.drawnTo !== undefined),
    placeMissing: incident.place?.point == null,
    callSigns: active.map(({ assignment }) => assignment.callSign).join(" "),
  };
  made.set(incident, summary);
  return summary;
}

/** Orders that nobody has acknowledged for longer than allowed, ms since they went out. */
export const unacknowledged = (incident: Incident, now: number, limitS: number): readonly ActiveAssignment[] =>
  summaryOf(incident).active.filter(({ assignment }) => assignment.status === "ISSUED" && now - assignment.issuedAt > limitS * 1_000);

/** Last digits of an incident's number: what people say and type. */
export const shortNo = (no: string): string => no.split("-").at(-1)?.replace(/^0+(?=\d)/, "") ?? no;
