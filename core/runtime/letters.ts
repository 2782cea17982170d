import { letterIdOf, type Letter, LETTER_WAIT_S, type LetterNotice } from "@tocsin/contract/command/notice.ts";
import type { StreamKind } from "@tocsin/contract/events.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { type Cooperation, partners, unappraised } from "@tocsin/contract/joint/cooperation.ts";
import { assists, type Matter, writerOf } from "@tocsin/contract/linkage/matter.ts";
import type { CityIndex, Drafted, World } from "@tocsin/domain/decision.ts";
import { POLICE } from "@tocsin/domain/linkage/matter-facts.ts";
import type { RecordOf } from "./standing.ts";

/** A record after a step. */
type Moved = { readonly [Kind in StreamKind]: { readonly kind: Kind; readonly id: string; readonly version: number; readonly scope: readonly string[]; readonly state: RecordOf[Kind] } }[StreamKind];

type Told = Pick<Letter, "what" | "to" | "from" | "dueAt"> & Partial<Pick<Letter, "report">>;

/** Who has to answer now and had not before: for a matter, those who help with it, and those whom a whistle calls. */
function toldOfMatter(before: Matter | undefined, after: Matter): Told[] {
  const { custody, whistle, assistants, opener } = after;
  const was = before === undefined || before.closedAt !== null ? null : writerOf(before.custody);
  const now = writerOf(custody);
  // Whoever opens a matter has it at hand.
  const passed = custody.clock !== null && now !== (was ?? opener);
  const reopened = before !== undefined && before.closedAt !== null && after.closedAt === null;
  const asked = assistants.filter((seat) => assists(seat) && before?.assistants.some(({ party, askedAt }) => party === seat.party && askedAt === seat.askedAt) !== true);
  const called = whistle?.status === "BLOWN" && before?.whistle?.status !== "BLOWN" ? whistle.calls : [];
  return [
    ...(custody.clock !== null && (passed || reopened) ? [{ what: "MATTER" as const, to: now, from: was ?? opener, dueAt: custody.clock.dueAt }] : []),
    ...asked.map(({ party, dueAt }) => ({ what: "ASSISTANT" as const, to: party, from: custody.owner, dueAt })),
    ...called.map(({ department, ackBy }) => ({ what: "WHISTLE" as const, to: department, from: custody.owner, dueAt: ackBy })),
  ];
}

/** Who is to say how it went, and who has to in place of a silent one; at the end without somebody's word, both sides. */
function toldOfAppraisal(before: Cooperation | undefined, after: Cooperation, city: CityIndex): Told[] {
  const { initiator: { orgId: from }, lateAppraisals = [], ended } = after;
  if (ended?.how === "UNAPPRAISED" && before?.ended == null) return partners(after).map((to) => ({ what: "UNAPPRAISED", to, from, dueAt: null }));
  if (after.status !== "REPORTED") return [];
  // Whoever has reported knows that it is to be appraised.
  if (before?.status !== "REPORTED") return unappraised(after).flatMap((to) => (to === from ? [] : [{ what: "APPRAISAL" as const, to, from, dueAt: after.appraiseBy }]));
  return lateAppraisals.flatMap((late): Told[] => {
    const known = before.lateAppraisals?.find(({ orgId }) => orgId === late.orgId);
    if (late.dueAt === null || (known !== undefined && known.escalatedTo === late.escalatedTo)) return [];
    const to = late.escalatedTo === null ? late.orgId : city.orgByPath.get(late.escalatedTo)?.id;
    return to === undefined ? [] : [{ what: "APPRAISAL", to, from, dueAt: late.dueAt }];
  });
}

/** Whoever was asked to take part, or has to answer in place of a silent one below it. */
function toldOfParties(before: Cooperation | undefined, after: Cooperation, city: CityIndex): Told[] {
  return after.parties.flatMap(({ orgId, dueAt, escalatedTo, answer }): Told[] => {
    const known = before?.parties.find((party) => party.orgId === orgId);
    if (answer !== null || (known !== undefined && known.escalatedTo === escalatedTo)) return [];
    const to = escalatedTo === null ? orgId : city.orgByPath.get(escalatedTo)?.id;
    return to === undefined ? [] : [{ what: "JOINT", to, from: after.initiator.orgId, dueAt }];
  });
}

/** A report upward that was written; what was said by telephone has been heard. */
function toldOfReport(before: Incident | undefined, { emergency }: Incident): Told[] {
  const newest = emergency?.reports.at(-1);
  if (emergency === undefined || newest === undefined || emergency.agency === null || newest.kind === "PHONE" || before?.emergency?.reportCount === emergency.reportCount) return [];
  const { no, kind, lateS } = newest;
  return [{ what: "REPORT", to: emergency.agency, from: POLICE, dueAt: null, report: { no, kind, severity: emergency.severity, lateS } }];
}

function toldOf(record: Moved, world: World, city: CityIndex): readonly Told[] {
  switch (record.kind) {
    case "matter":
      return toldOfMatter(world.matters.get(record.id), record.state);
    case "cooperation":
      return [toldOfParties, toldOfAppraisal].flatMap((told) => told(world.cooperations.get(record.id), record.state, city));
    case "incident":
      return toldOfReport(world.incidents.get(record.id), record.state);
    default:
      return [];
  }
}

/**
 * Letters that a step brings (LNK-01, -04, -06, JNT-01): to each organisation that has to answer from now on, or to which was reported, and
 * whose duty mailbox the city names. One that works on a platform of its own hears of it there.
 */
export function lettersOf(touched: readonly Moved[], world: World, city: CityIndex): Drafted[] {
  const boxes = new Set(city.city.partyMails.map(({ party }) => party).filter((party) => !city.platformOf.has(party) && !city.custodyOf.has(party)));
  if (boxes.size === 0) return [];
  return touched.flatMap((record) => {
    const told = new Map(toldOf(record, world, city).filter(({ to }) => boxes.has(to)).map((one) => [one.to, one]));
    return [...told.values()].map((one): Drafted => {
      const { no, drill } = record.state as Pick<Matter, "no" | "drill">;
      const letter: Letter = { report: null, ...one, recordId: record.id, no, drill };
      const incidentId = record.kind === "incident" ? record.id : (record.state as Pick<Matter, "incidentId">).incidentId;
      const data: Pick<LetterNotice, "incidentId" | "letter" | "channels" | "fallbackS" | "scope"> = { incidentId, letter, channels: ["MAIL"], fallbackS: LETTER_WAIT_S, scope: [...record.scope] };
      return { kind: "notice", id: letterIdOf(record.id, one.to, record.version), type: "NoticeOpened", data } as Drafted;
    });
  });
}
