import type { Drawn, Order } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { within } from "@tocsin/domain/decision.ts";

/** Where a reader looks at incidents, and from which it stays away (GOV-02). */
export interface Reach {
  readonly paths: readonly string[];
  readonly away: ReadonlySet<string> | undefined;
  /** The unit itself that was drawn off: its orders are on both. */
  readonly own?: true;
}

/** Who reads a record without looking at any incident. */
export const NOWHERE: Reach = { paths: [], away: undefined };

/** A reader to whom the other incident does not exist learns of it that there is one, and why. */
export function sightedDrawn({ scope, ...drawn }: Drawn, { paths, away, own }: Reach): Drawn {
  // Of older ones it is not kept whose they are: who looks at the whole city, whose path has no dot, sees them all.
  const open = own ?? (scope === undefined ? paths.some((granted) => !granted.includes(".")) : scope.some((path) => paths.some((granted) => within(path, granted))));
  return open && (drawn.incidentId === undefined || away?.has(drawn.incidentId) !== true) ? drawn : { code: drawn.code };
}

/** Orders of an incident, with what each says of the incidents from and to which units were drawn off. */
export const sightedDraws = ({ orders }: Pick<Incident, "orders">, reach: Reach): Order[] =>
  orders.map((order) => (order.drawnFrom === undefined && order.assignments.every(({ drawnTo }) => drawnTo === undefined) ? order : {
    ...order,
    ...(order.drawnFrom === undefined ? {} : { drawnFrom: sightedDrawn(order.drawnFrom, reach) }),
    assignments: order.assignments.map((a) => (a.drawnTo === undefined ? a : { ...a, drawnTo: sightedDrawn(a.drawnTo, reach) })),
  }));
