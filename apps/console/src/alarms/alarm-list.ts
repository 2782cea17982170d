import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import { noticeIdOf, type Notice } from "@tocsin/contract/command/notice.ts";
import type { TakenOver } from "@tocsin/contract/command/taken-over.ts";
import type { Incident, SupportRequest } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Deadlines } from "@tocsin/contract/organisation/city.ts";
import { limitsOf } from "@tocsin/domain/organisation/limits.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import { isHelpAsked } from "@tocsin/contract/linkage/border.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { isAlarming } from "../advisories/advisory-rows.ts";
import { isAwaited, sitsAt } from "../detail/own-desk.ts";
import { summaryOf, unacknowledged } from "../incident/summary.ts";
import { surgesIn } from "../breaches/surge.ts";

/** Something that wants an act now. Few kinds, each with its own sound. */
export type Alarm =
  | { readonly kind: "duress"; readonly id: string; readonly at: number; readonly unit: Unit }
  | { readonly kind: "unacknowledged"; readonly id: string; readonly at: number; readonly incident: Incident; readonly unitId: string; readonly callSign: string; /** No channel brought it to the unit. */ readonly undelivered: boolean }
  | { readonly kind: "unread"; readonly id: string; readonly at: number; readonly incident: Incident; readonly unitId: string; readonly callSign: string }
  | { readonly kind: "handover"; readonly id: string; readonly at: number; readonly incident: Incident }
  | { readonly kind: "takenOver"; readonly id: string; readonly at: number; readonly incident: Incident; readonly how: TakenOver }
  | { readonly kind: "seat"; readonly id: string; readonly at: number; readonly incident: Incident; readonly room: string; readonly empty: boolean }
  | { readonly kind: "veto"; readonly id: string; readonly at: number; readonly incident: Incident; readonly orgId: string; readonly reason: string }
  | { readonly kind: "surge"; readonly id: string; readonly at: number; readonly orgPath: string; readonly count: number }
  | { readonly kind: "support"; readonly id: string; readonly at: number; readonly incident: Incident; readonly request: SupportRequest; readonly callSign: string }
  | { readonly kind: "advisory"; readonly id: string; readonly at: number; readonly advisory: Advisory }
  | { readonly kind: "roster"; readonly id: string; readonly at: number; readonly from: number; readonly until: number; /** Further holes. */ readonly more: number }
  | { readonly kind: "help"; readonly id: string; readonly at: number; readonly matter: Matter };

/** Where alarms are looked for. */
export interface AlarmSources {
  readonly incidents: Iterable<Incident>;
  readonly units: Iterable<Unit>;
  readonly advisories: Iterable<Advisory>;
  readonly notices?: ReadonlyMap<string, Notice>;
  readonly matters?: Iterable<Matter>;
}

/** For whom alarms are looked for. */
export interface AlarmDesk {
  readonly seat: Pick<Seat, "userId" | "grants">;
  /** May answer for a specialist seat. */
  readonly answersSeats: boolean;
  /** Leads the shift: may say what is done about an advisory, and hears of support that is late. */
  readonly answersAdvisories: boolean;
  /** May accept what a neighbouring city asks. */
  readonly answersNeighbours: boolean;
}

/** What asks this very seat: command offered to it or taken from it, a specialist line that waits for it, an order of its level that was stopped. */
function askedOf({ seat, answersSeats }: AlarmDesk, incident: Incident): Alarm[] {
  const alarms: Alarm[] = [];
  const { id, handover, takenOver, seat: room } = incident;
  if (handover?.to === seat.userId) alarms.push({ kind: "handover", id: `handover/${id}/${handover.at}`, at: handover.at, incident });
  // Who has lost it hears so, wherever and whenever that one is back, until the incident ends or command is that one's again (CMD-04).
  if (takenOver?.fromUserId === seat.userId && incident.commander?.userId !== seat.userId) alarms.push({ kind: "takenOver", id: `takenOver/${id}/${takenOver.at}`, at: takenOver.at, incident, how: takenOver });
  if (room !== null && answersSeats && isAwaited(incident, seat) && (sitsAt(seat, room.orgPath) || room.escalatedAt !== null)) {
    alarms.push({ kind: "seat", id: `seat/${id}/${room.escalatedAt ?? room.since}`, at: room.escalatedAt ?? room.since, incident, room: room.orgPath, empty: room.escalatedAt !== null });
  }
  for (const { id: orderId, issuedByPath, suspended, assignments } of incident.orders) {
    if (suspended === null || !sitsAt(seat, issuedByPath) || !assignments.some(isActive)) continue;
    alarms.push({ kind: "veto", id: `veto/${orderId}`, at: suspended.at, incident, orgId: suspended.orgId, reason: suspended.reason });
  }
  return alarms;
}

/** Units at work that have not seen an urgent fact, though they were called to it (SCN-05). */
function unreadIn(incident: Incident, deadlines: Deadlines): Alarm[] {
  const { criticalRead } = limitsOf(incident, deadlines);
  const atWork = new Map(incident.orders.flatMap(({ assignments }) => assignments.filter(isActive)).map(({ unitId, callSign }) => [unitId, callSign]));
  return incident.facts.filter(({ critical }) => critical).flatMap(({ id, at, alarmed, readBy }) =>
    alarmed.flatMap((unitId): Alarm[] => {
      const callSign = atWork.get(unitId);
      return callSign === undefined || readBy.includes(unitId) ? [] : [{ kind: "unread", id: `fact/${id}/${unitId}`, at: at + criticalRead * 1_000, incident, unitId, callSign }];
    }));
}

/** Alarms of the moment, the gravest first, within a kind the oldest first. */
export function alarmsIn({ incidents, units, advisories, notices, matters = [] }: AlarmSources, now: number, deadlines: Deadlines, desk: AlarmDesk): readonly Alarm[] {
  const all = [...incidents];
  const advised = desk.answersAdvisories ? [...advisories].filter(isAlarming).map((advisory): Alarm => ({ kind: "advisory", id: `advisory/${advisory.id}/${advisory.escalatedAt ?? advisory.level}`, at: advisory.escalatedAt ?? advisory.updatedAt, advisory })) : [];
  const duress = [...units].flatMap((unit): Alarm[] => (unit.duress ? [{ kind: "duress", id: `duress/${unit.id}/${unit.duress.at}`, at: unit.duress.at, unit }] : []));
  const undelivered = (orderId: string, unitId: string): boolean => notices?.get(noticeIdOf(orderId, unitId))?.status === "UNDELIVERED";
  const waiting = all.flatMap((incident) => {
    const late = limitsOf(incident, deadlines).acknowledge.escalate;
    return unacknowledged(incident, now, 0).flatMap(({ order, assignment }): Alarm[] => {
      const lost = undelivered(order.id, assignment.unitId);
      if (!lost && now - assignment.issuedAt <= late * 1_000) return [];
      return [{ kind: "unacknowledged", id: `order/${order.id}/${assignment.unitId}`, at: assignment.issuedAt, incident, unitId: assignment.unitId, callSign: assignment.callSign, undelivered: lost }];
    });
  });
  const callSigns = new Map([...units].map(({ id, callSign }) => [id, callSign]));
  const surges = surgesIn(all).map(({ orgPath, count }): Alarm => ({ kind: "surge", id: `surge/${orgPath}`, at: now, orgPath, count }));
  // What the desk did not answer in time is the shift lead's (SCN-01).
  const late = desk.answersAdvisories ? all.filter((incident) => summaryOf(incident).open).flatMap((incident) => incident.support.flatMap((request): Alarm[] => (request.answer === null && request.escalatedAt !== undefined ? [{ kind: "support", id: `support/${request.id}/${request.escalatedAt}`, at: request.escalatedAt, incident, request, callSign: callSigns.get(request.unitId) ?? request.unitId }] : []))) : [];
  // A neighbour waits a minute for its answer (JNT-07); an exercise is asked for days ahead.
  const help = desk.answersNeighbours ? [...matters].filter((matter) => isHelpAsked(matter) && matter.content.exercise === undefined).map((matter): Alarm => ({ kind: "help", id: `help/${matter.id}/${matter.custody.offer?.no ?? 0}`, at: matter.custody.offer?.at ?? now, matter })) : [];
  const byAge = (a: Alarm, b: Alarm): number => a.at - b.at;
  const asked = all.filter((incident) => summaryOf(incident).open).flatMap((incident) => askedOf(desk, incident));
  const unread = all.filter((incident) => summaryOf(incident).open).flatMap((incident) => unreadIn(incident, deadlines));
  return [...duress.sort(byAge), ...waiting.sort(byAge), ...unread.sort(byAge), ...help.sort(byAge), ...asked.sort(byAge), ...late.sort(byAge), ...advised.sort(byAge), ...surges];
}
