import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Deadlines } from "@tocsin/contract/organisation/city.ts";
import { limitsOf } from "@tocsin/domain/organisation/limits.ts";
import { unacknowledged } from "../incident/summary.ts";
import { surgesIn } from "../breaches/surge.ts";

/** Something that wants an act now. Few kinds, each with its own sound. */
export type Alarm =
  | { readonly kind: "duress"; readonly id: string; readonly at: number; readonly unit: Unit }
  | { readonly kind: "unacknowledged"; readonly id: string; readonly at: number; readonly incident: Incident; readonly unitId: string; readonly callSign: string }
  | { readonly kind: "surge"; readonly id: string; readonly at: number; readonly orgPath: string; readonly count: number };

/** Alarms of the moment, the gravest first, within a kind the oldest first. */
export function alarmsIn(incidents: Iterable<Incident>, units: Iterable<Unit>, now: number, deadlines: Deadlines): readonly Alarm[] {
  const all = [...incidents];
  const duress = [...units].flatMap((unit): Alarm[] => (unit.duress ? [{ kind: "duress", id: `duress/${unit.id}/${unit.duress.at}`, at: unit.duress.at, unit }] : []));
  const waiting = all.flatMap((incident) =>
    unacknowledged(incident, now, limitsOf(incident, deadlines).acknowledge.escalate).map(
      ({ order, assignment }): Alarm => ({ kind: "unacknowledged", id: `order/${order.id}/${assignment.unitId}`, at: assignment.issuedAt, incident, unitId: assignment.unitId, callSign: assignment.callSign }),
    ),
  );
  const surges = surgesIn(all).map(({ orgPath, count }): Alarm => ({ kind: "surge", id: `surge/${orgPath}`, at: now, orgPath, count }));
  const byAge = (a: Alarm, b: Alarm): number => a.at - b.at;
  return [...duress.sort(byAge), ...waiting.sort(byAge), ...surges];
}
