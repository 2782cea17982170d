import type { Assignment, Order } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { CALLED_OFF, isReworked } from "@tocsin/engine/speed/rework.ts";
import type { TimedOrder, WorkedOrder } from "@tocsin/engine/speed/speed-figures.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { eventTimes } from "@tocsin/ledger/event-times.ts";
import { statesSince } from "@tocsin/ledger/states-since.ts";

/** One unit's part of an order, with where the unit belongs. */
export interface PostOrder extends TimedOrder {
  readonly orgPath: string;
}

export interface Period {
  readonly from: number;
  readonly to: number;
}

type Told = Pick<Incident, "drill" | "status" | "orders">;

const VOID: ReadonlySet<Incident["status"]> = new Set(["CANCELLED", "MERGED"]);

const postOrder = (incident: Told, assignment: Assignment): PostOrder => ({
  orgPath: assignment.orgPath, issuedAt: assignment.issuedAt, acknowledgedAt: assignment.acknowledgedAt, arrivedAt: assignment.arrivedAt, feedbackAt: assignment.feedbackAt,
  excluded: VOID.has(incident.status) || CALLED_OFF.has(assignment.status),
});

const partsOf = ({ orders }: Pick<Incident, "orders">): Assignment[] => orders.flatMap((order: Order) => order.assignments);
/** Of an incident the parts that were issued in a period; a drill has none that count. */
const countedParts = (incident: Told, { from, to }: Period): Assignment[] => (incident.drill ? [] : partsOf(incident).filter(({ issuedAt }) => issuedAt >= from && issuedAt < to));

/** The orders of one incident that were issued in a period. */
export const ordersOf = (incident: Told, period: Period): PostOrder[] => countedParts(incident, period).map((assignment) => postOrder(incident, assignment));

/** An order, and whether it had to be done again. */
export type WorkedPostOrder = PostOrder & WorkedOrder;

/** Only where somebody was sent after another was done can anything have been done again. */
const sentAgain = (incident: Told): boolean => {
  const all = partsOf(incident);
  return all.some(({ endedAt }) => endedAt !== null && all.some(({ issuedAt }) => issuedAt >= endedAt));
};

/** The orders of a period, of open and of ended incidents alike, that the grants reach; what was done again since, until now. */
export async function readOrders(db: Db, scope: readonly string[], period: Period): Promise<WorkedPostOrder[]> {
  const out: WorkedPostOrder[] = [];
  // An order changes its incident, so nothing that was left alone since the period's beginning can hold one.
  for await (const states of statesSince(db, { kind: "incident", scope, changedSince: period.from, fields: ["id", "drill", "status", "orders"] })) {
    const incidents = states as unknown as (Told & Pick<Incident, "id">)[];
    const reopened = await eventTimes(db, { kind: "incident", type: "IncidentReopened", ids: incidents.filter(sentAgain).map(({ id }) => id), scope });
    for (const incident of incidents) {
      const all = partsOf(incident);
      out.push(...countedParts(incident, period).map((part) => ({ ...postOrder(incident, part), reworked: isReworked(part, all, reopened.get(incident.id) ?? []) })));
    }
  }
  return out;
}
