import { ADVISORY_LEVELS, type Advisory } from "@tocsin/contract/command/advisory.ts";

/** Whether somebody must still say what is done about it. */
export const isWaiting = ({ status }: Pick<Advisory, "status">): boolean => status === "RECEIVED" || status === "CONFIRMED";

const ORDER: readonly Advisory["status"][] = ["RECEIVED", "CONFIRMED", "WATCH", "ORDERED", "DISMISSED", "ENDED"];
const rank = (advisory: Advisory): number => (isWaiting(advisory) ? 0 : ORDER.indexOf(advisory.status));
const level = ({ level: of }: Advisory): number => ADVISORY_LEVELS.indexOf(of);

/** Advisories that stand: what waits for an answer first, the gravest of it first, then what is due soonest. */
export const standingAdvisories = (advisories: Iterable<Advisory>): Advisory[] =>
  [...advisories]
    .filter(({ status }) => status !== "ENDED")
    .sort((a, b) => rank(a) - rank(b) || level(a) - level(b) || (a.dueAt ?? a.watchUntil ?? a.receivedAt) - (b.dueAt ?? b.watchUntil ?? b.receivedAt) || (a.id < b.id ? -1 : 1));

/** What makes an alarm of it: nobody has answered in time, or it is grave and waits. */
export const isAlarming = (advisory: Advisory): boolean => isWaiting(advisory) && (advisory.escalatedAt !== null || advisory.level === "RED" || advisory.level === "ORANGE");

/** The place of an advisory that is one circle: its centre. An outline, or several shapes, have none. */
export function centreOf({ rings, circles }: Advisory["area"]): { readonly lon: number; readonly lat: number } | null {
  const [circle, more] = circles;
  return circle === undefined || more !== undefined || rings.length > 0 ? null : { lon: circle.lon, lat: circle.lat };
}
