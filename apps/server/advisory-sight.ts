import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import { opensView, type Roles, type Session } from "./session.ts";

const looksAt = (session: Session, roles: Roles, paths: readonly string[]): boolean => opensView(roles, session, "BOARD", paths) || opensView(roles, session, "INCIDENT", paths);

/**
 * What of an advisory the session reads (CMD-01, X-05): what it says and how it stands, and of what followed from it the incidents that the
 * session could look at. A warning over many areas does not carry the incidents of one into another; who brings it in reads no incident by it.
 */
export function sightedAdvisory(session: Session, advisory: Advisory, roles: Roles): Advisory {
  const whole = advisory.scope.every((path) => looksAt(session, roles, [path]));
  const orders = advisory.orders.filter(({ incidentId, scope }) => session.recusedFrom?.has(incidentId) !== true && (scope === undefined ? whole : looksAt(session, roles, scope)));
  if (orders.length === advisory.orders.length) return advisory;
  const [shown, incidents] = [new Set(orders.map(({ orderId }) => orderId)), new Set(orders.map(({ incidentId }) => incidentId))];
  return { ...advisory, orders, actions: advisory.actions.filter(({ orderId }) => shown.has(orderId)), outcomes: advisory.outcomes.filter(({ incidentId }) => incidents.has(incidentId)) };
}
