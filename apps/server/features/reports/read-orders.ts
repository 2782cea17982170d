import type { Assignment, Order } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { TimedOrder } from "@tocsin/engine/speed/speed-figures.ts";
import type { Db } from "@tocsin/ledger/db.ts";
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

/** Ends by which an order has not been carried out, whoever called it off. */
const CALLED_OFF: ReadonlySet<Assignment["status"]> = new Set(["RECALLED", "SUPERSEDED", "DECLINED"]);
const VOID: ReadonlySet<Incident["status"]> = new Set(["CANCELLED", "MERGED"]);

const postOrder = (incident: Told, assignment: Assignment): PostOrder => ({
  orgPath: assignment.orgPath, issuedAt: assignment.issuedAt, acknowledgedAt: assignment.acknowledgedAt, arrivedAt: assignment.arrivedAt, feedbackAt: assignment.feedbackAt,
  excluded: VOID.has(incident.status) || CALLED_OFF.has(assignment.status),
});

/** The orders of one incident that were issued in a period; a drill has none that count. */
export function ordersOf(incident: Told, { from, to }: Period): PostOrder[] {
  if (incident.drill) return [];
  const assignments = incident.orders.flatMap((order: Order) => order.assignments);
  return assignments.filter(({ issuedAt }) => issuedAt >= from && issuedAt < to).map((assignment) => postOrder(incident, assignment));
}

/** The orders of a period, of open and of ended incidents alike, that the grants reach. */
export async function readOrders(db: Db, scope: readonly string[], period: Period): Promise<PostOrder[]> {
  const out: PostOrder[] = [];
  // An order changes its incident, so nothing that was left alone since the period's beginning can hold one.
  for await (const states of statesSince(db, { kind: "incident", scope, changedSince: period.from, fields: ["drill", "status", "orders"] })) {
    for (const state of states) out.push(...ordersOf(state as Told, period));
  }
  return out;
}
