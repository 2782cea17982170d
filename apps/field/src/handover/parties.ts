import type { Assignment } from "@tocsin/contract/dispatch/order.ts";
import { isEnded } from "../state/is-ended.ts";
import type { OwnOrder } from "../state/own-order.ts";
import { canOffer, openOffer, type Offer } from "./offer.ts";

/** Parts of the incident whose units ask this one to take over, the earliest first. */
export function offersTo({ incident, assignment }: OwnOrder): { readonly giver: Assignment; readonly offer: Offer }[] {
  return incident.orders
    .flatMap(({ assignments }) => assignments)
    .flatMap((giver) => {
      const offer = openOffer(giver);
      return offer?.toUnitId === assignment.unitId ? [{ giver, offer }] : [];
    })
    .sort((a, b) => a.offer.at - b.offer.at);
}

/** Time left to arrive in ms; 0 on scene, infinite when it cannot be told. */
function awayMs({ status, etaMs, enRouteAt }: Assignment, now: number): number {
  if (canOffer({ status })) return 0;
  return etaMs === null ? Infinity : Math.max(1, (enRouteAt ?? now) + etaMs - now);
}

/** Units on the incident that can take over: those on scene first, then by the time that they still need. */
export function receivers({ incident, assignment }: OwnOrder, now: number): { readonly unit: Assignment; readonly awayMs: number }[] {
  return incident.orders
    .flatMap(({ assignments }) => assignments)
    .filter((one) => one.unitId !== assignment.unitId && !isEnded(one))
    .map((unit) => ({ unit, awayMs: awayMs(unit, now) }))
    .sort((a, b) => (a.awayMs === b.awayMs ? 0 : a.awayMs - b.awayMs));
}

/** How a unit of the incident is called; its id where it has no part in it. */
export const callSignIn = ({ incident }: Pick<OwnOrder, "incident">, unitId: string): string =>
  incident.orders.flatMap(({ assignments }) => assignments).find((one) => one.unitId === unitId)?.callSign ?? unitId;
