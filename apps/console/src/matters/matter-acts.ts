import { isOnWire } from "@tocsin/contract/linkage/wire.ts";
import type { CommandName } from "@tocsin/contract/commands.ts";
import { assists, type Matter, partiesOf } from "@tocsin/contract/linkage/matter.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import type { OrgWithPath } from "../city/city-index.ts";
import { mayDo } from "../live/session.ts";

/** What an act asks for before it is done. */
export type MatterField = "to" | "clause" | "party" | "task" | "until" | "verdict" | "score" | "granted" | "text" | "reason" | "where" | "called" | "necessary";

export interface MatterAct {
  /** Of a seat; what another platform tells is none. */
  readonly name: Exclude<Extract<CommandName, `linkage.${string}`>, "linkage.exchange">;
  readonly fields: readonly MatterField[];
}

const act = (name: MatterAct["name"], ...fields: MatterField[]): MatterAct => ({ name, fields });

const ACTS = {
  sign: act("linkage.sign"), giveBack: act("linkage.return", "clause", "reason"), withdraw: act("linkage.withdraw"), adjudicate: act("linkage.adjudicate", "to", "clause", "reason"),
  progress: act("linkage.progress", "text"), reply: act("linkage.reply", "text"), transfer: act("linkage.transfer", "to", "reason"), dispute: act("linkage.dispute", "reason"),
  askExtension: act("linkage.askExtension", "until", "reason"), answerExtension: act("linkage.answerExtension", "granted", "reason"), askAssistant: act("linkage.askAssistant", "party", "task", "until"),
  finishAssisting: act("linkage.finishAssisting", "text"), releaseAssistant: act("linkage.releaseAssistant", "party", "reason"), verify: act("linkage.verify", "verdict", "text"),
  rate: act("linkage.rate", "score", "text"), close: act("linkage.close"), reopen: act("linkage.reopen", "reason"),
  approveWhistle: act("linkage.approveWhistle"), rejectWhistle: act("linkage.rejectWhistle", "reason"), ackWhistle: act("linkage.ackWhistle"), reportIn: act("linkage.reportIn", "where"),
  releaseFromWhistle: act("linkage.releaseFromWhistle", "called", "reason"), resolveWhistle: act("linkage.resolveWhistle", "text"), cosignWhistle: act("linkage.cosignWhistle"), leaveWhistle: act("linkage.leaveWhistle"),
  rateWhistle: act("linkage.rateWhistle", "called", "score"), judgeWhistle: act("linkage.judgeWhistle", "necessary"),
} as const;

/** Whom the seat speaks for: its agency, and organisations of its agency below its grants. The server decides in the end. */
export function speaksFor(seat: Pick<Seat, "agency" | "grants">, orgs: ReadonlyMap<string, OrgWithPath>, party: string): boolean {
  const org = orgs.get(party);
  if (org === undefined) return seat.agency === party;
  return org.agency === seat.agency && seat.grants.some(({ orgPath }) => org.path === orgPath || org.path.startsWith(`${orgPath}.`));
}

const IN_HAND: readonly Matter["custody"]["status"][] = ["CREATED", "SIGNED", "PROCESSING", "RETURNED"];

function ofOwner({ custody, assistants }: Matter, now: number): MatterAct[] {
  const { ruling, status, passes, returnBy } = custody;
  const given = passes.some(({ to }) => to === custody.owner);
  return [
    ACTS.progress, ACTS.reply,
    ...(ruling === null ? [ACTS.transfer] : []),
    ...(ruling === null && given && status !== "RETURNED" && returnBy !== null && now <= returnBy ? [ACTS.giveBack] : []),
    ...(ruling === null ? [ACTS.dispute] : []),
    ACTS.askExtension, ACTS.askAssistant, ...(assistants.some(assists) ? [ACTS.releaseAssistant] : []),
  ];
}

/** What the station and a called department may do with a whistle (LNK-04): leaving is offered only when nobody is kept by it. */
function ofWhistle({ whistle, opener }: Matter, seat: Seat, mine: (party: string) => boolean): MatterAct[] {
  if (whistle === undefined) return [];
  const { status } = whistle;
  const call = whistle.calls.find(({ department }) => department === seat.agency);
  const acts: MatterAct[] = [];
  if (mine(opener)) {
    if (status === "DRAFT") acts.push(...(whistle.draftedBy === seat.userId ? [] : [ACTS.approveWhistle]), ACTS.rejectWhistle);
    if (status === "BLOWN") acts.push(ACTS.resolveWhistle, ACTS.releaseFromWhistle);
    if (status === "RESOLVED" && whistle.calls.some(({ score }) => score === null)) acts.push(ACTS.rateWhistle);
  }
  if (call !== undefined && call.leftAt === null) {
    if (status === "BLOWN" && call.ackedAt === null) acts.push(ACTS.ackWhistle);
    if (status === "BLOWN" && call.reportedAt === null && call.releasedAt === null) acts.push(ACTS.reportIn);
    if (status === "RESOLVED" && call.cosignedAt === null) acts.push(ACTS.cosignWhistle);
    if (status === "RESOLVED" || call.releasedAt !== null) acts.push(ACTS.leaveWhistle);
    if (call.necessary === null) acts.push(ACTS.judgeWhistle);
  }
  return acts;
}

/** What the seat may do with a matter now, the nearest first: what its role would be refused is not offered. */
export function actsOn(matter: Matter, seat: Seat, orgs: ReadonlyMap<string, OrgWithPath>, now: number): MatterAct[] {
  const { custody, opener, extension, assistants } = matter;
  const mine = (party: string | undefined): boolean => party !== undefined && speaksFor(seat, orgs, party);
  const apart = !partiesOf(matter).has(seat.agency);
  // What is on the wire is its party's to answer over there; nobody signs or works it here in their place.
  const away = isOnWire(matter.wire) ? matter.wire?.party : undefined;
  const acts: MatterAct[] = ofWhistle(matter, seat, mine);
  if (custody.status === "SENT") {
    if (mine(custody.offer?.to) && custody.offer?.to !== away) acts.push(ACTS.sign, ...(custody.offer?.final === true ? [] : [ACTS.giveBack]));
    if (mine(custody.owner) && custody.offer?.final === false && !custody.offer.withdrawing) acts.push(ACTS.withdraw);
  }
  if (custody.status === "RETURNED" && apart) acts.push(ACTS.adjudicate);
  if (IN_HAND.includes(custody.status) && custody.clock?.kind !== "ADJUDICATE") {
    if (mine(custody.owner) && custody.owner !== away) acts.push(...ofOwner(matter, now));
    if (extension !== null && !mine(extension.by)) acts.push(ACTS.answerExtension);
  }
  if (assistants.some((assistant) => assists(assistant) && mine(assistant.party))) acts.push(ACTS.finishAssisting);
  const judges = mine(opener) || apart;
  if (judges && custody.status === "REPLIED") acts.push(ACTS.verify);
  if (judges && custody.status === "VERIFIED") acts.push(ACTS.rate, ACTS.close);
  if (judges && custody.status === "CLOSED") acts.push(ACTS.reopen);
  return acts.filter(({ name }) => mayDo(seat, name));
}

/** A message of the seat's own to another platform waits too long: it asks the matter back, or telephones (LNK-02). */
const isStuck = ({ wire }: Matter): boolean => wire?.state === "WAITING" && wire.alarmedAt !== null;

/** Whether the next step of a matter is this seat's; work that merely may be added to is not. */
export const waitsForMe = (matter: Matter, acts: readonly MatterAct[]): boolean => matter.custody.status !== "CLOSED" && acts.some(({ name }) => name !== "linkage.rate" && (name !== "linkage.withdraw" || isStuck(matter)));

/** Those that wait for the seat before the others, each by the time that is left. */
export function inOrder(matters: Iterable<Matter>, seat: Seat, orgs: ReadonlyMap<string, OrgWithPath>, now: number): { readonly mine: readonly Matter[]; readonly others: readonly Matter[] } {
  const due = ({ custody }: Matter): number => custody.clock?.dueAt ?? Number.MAX_SAFE_INTEGER;
  const sorted = [...matters].sort((a, b) => due(a) - due(b) || (a.id < b.id ? -1 : 1));
  const waits = (matter: Matter): boolean => waitsForMe(matter, actsOn(matter, seat, orgs, now));
  return { mine: sorted.filter(waits), others: sorted.filter((matter) => !waits(matter)) };
}
