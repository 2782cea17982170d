import type { Assignment, Order } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { CALLED_OFF, isReworked } from "@tocsin/engine/speed/rework.ts";
import type { ToldWeek } from "@tocsin/engine/speed/told-week.ts";
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
type Ended = Told & Pick<Incident, "id" | "closedAt">;

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

/** A unit's part as it stood at a moment: what came later had not happened yet. */
function partAsAt(part: Assignment, at: number): Assignment {
  const until = (moment: number | null): number | null => (moment !== null && moment <= at ? moment : null);
  const endedAt = until(part.endedAt);
  return { ...part, acknowledgedAt: until(part.acknowledgedAt), arrivedAt: until(part.arrivedAt), feedbackAt: until(part.feedbackAt), endedAt, status: part.endedAt !== null && endedAt === null ? "HANDLING" : part.status };
}

/** An incident as it stood at a moment, as far as its orders are counted; `merged`: when it was merged into another, where it was. */
export function asAt<State extends Ended>(incident: State, at: number, merged: readonly number[]): State {
  const voidSince = incident.status === "MERGED" ? (merged.at(-1) ?? null) : incident.closedAt;
  const status = VOID.has(incident.status) && voidSince !== null && voidSince > at ? "HANDLING" : incident.status;
  return { ...incident, status, orders: incident.orders.map((order) => ({ ...order, assignments: order.assignments.filter(({ issuedAt }) => issuedAt <= at).map((part) => partAsAt(part, at)) })) };
}

/** The orders of a week, of open and of ended incidents alike, that the grants reach, as they stood when it was told first: whoever asks later reads the same. */
export async function readOrders(db: Db, scope: readonly string[], week: ToldWeek): Promise<WorkedPostOrder[]> {
  const out: WorkedPostOrder[] = [];
  // An order changes its incident, so nothing that was left alone since the week's beginning can hold one.
  for await (const states of statesSince(db, { kind: "incident", scope, changedSince: week.from, fields: ["id", "drill", "status", "orders", "closedAt"] })) {
    const found = states as unknown as Ended[];
    const merged = await eventTimes(db, { kind: "incident", type: "MergedInto", ids: found.filter(({ status }) => status === "MERGED").map(({ id }) => id), scope });
    const incidents = found.map((incident) => asAt(incident, week.asAt, merged.get(incident.id) ?? []));
    const reopened = await eventTimes(db, { kind: "incident", type: "IncidentReopened", ids: incidents.filter(sentAgain).map(({ id }) => id), scope });
    for (const incident of incidents) {
      const all = partsOf(incident);
      const again = (reopened.get(incident.id) ?? []).filter((at) => at <= week.asAt);
      out.push(...countedParts(incident, week).map((part) => ({ ...postOrder(incident, part), reworked: isReworked(part, all, again) })));
    }
  }
  return out;
}
