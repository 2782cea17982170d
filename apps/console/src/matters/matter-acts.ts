import { isOnWire } from "@tocsin/contract/linkage/wire.ts";
import type { CommandName } from "@tocsin/contract/commands.ts";
import { isHelpAsked } from "@tocsin/contract/linkage/border.ts";
import { CALLER, type CallLine } from "@tocsin/contract/linkage/call.ts";
import { assists, handsOf, isBackWithSender, type Matter, openCallOf, staysWithStation } from "@tocsin/contract/linkage/matter.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import type { OrgWithPath } from "../city/city-index.ts";
import { mayDo } from "../live/session.ts";
import { ownCall } from "./own-call.ts";

/** What an act asks for before it is done. */
export type MatterField = "to" | "clause" | "party" | "task" | "until" | "verdict" | "score" | "granted" | "text" | "reason" | "where" | "called" | "necessary" | "asked" | "agreed" | "why";

export interface MatterAct {
  /** Of a seat, on a matter; what another platform tells is none. */
  readonly name: Exclude<Extract<CommandName, `linkage.${string}`>, "linkage.exchange" | "linkage.planExercise" | "linkage.setSeverity" | "linkage.reportUp">;
  readonly fields: readonly MatterField[];
  /** Whose line of a call it moves: an organisation, or CALLER. */
  readonly who?: string;
}

const act = (name: MatterAct["name"], ...fields: MatterField[]): MatterAct => ({ name, fields });
const onLine = (name: "linkage.joinCall" | "linkage.leaveCall", who: string): MatterAct => ({ name, fields: [], who });
/** Which act it is: of a call there is one for each line. */
export const keyOfAct = ({ name, who }: MatterAct): string => (who === undefined ? name : `${name} ${who}`);

const ACTS = {
  sign: act("linkage.sign"), giveBack: act("linkage.return", "clause", "reason"), decline: act("linkage.return", "reason"), withdraw: act("linkage.withdraw"), adjudicate: act("linkage.adjudicate", "to", "clause", "reason"),
  progress: act("linkage.progress", "text"), reply: act("linkage.reply", "text"), transfer: act("linkage.transfer", "to", "reason"), dispute: act("linkage.dispute", "reason"), takeUp: act("linkage.takeUp", "reason"),
  askExtension: act("linkage.askExtension", "until", "reason"), answerExtension: act("linkage.answerExtension", "granted", "reason"), askAssistant: act("linkage.askAssistant", "party", "task", "until"),
  finishAssisting: act("linkage.finishAssisting", "text"), releaseAssistant: act("linkage.releaseAssistant", "party", "reason"), verify: act("linkage.verify", "verdict", "text"),
  rate: act("linkage.rate", "score", "text"), close: act("linkage.close"), reopen: act("linkage.reopen", "reason"),
  approveWhistle: act("linkage.approveWhistle"), rejectWhistle: act("linkage.rejectWhistle", "reason"), ackWhistle: act("linkage.ackWhistle"), reportIn: act("linkage.reportIn", "where"),
  releaseFromWhistle: act("linkage.releaseFromWhistle", "called", "reason"), resolveWhistle: act("linkage.resolveWhistle", "text"), cosignWhistle: act("linkage.cosignWhistle"), leaveWhistle: act("linkage.leaveWhistle"),
  callOff: act("linkage.callOffExercise", "why"),
  openCall: act("linkage.openCall", "asked"), confer: act("linkage.confer", "agreed", "text"),
  rateWhistle: act("linkage.rateWhistle", "called", "score"), judgeWhistle: act("linkage.judgeWhistle", "necessary"),
} as const;

/** Whom the seat speaks for: its agency, and organisations of its agency below its grants. The server decides in the end. */
export function speaksFor(seat: Pick<Seat, "agency" | "grants">, orgs: ReadonlyMap<string, OrgWithPath>, party: string): boolean {
  const org = orgs.get(party);
  if (org === undefined) return seat.agency === party;
  return org.agency === seat.agency && seat.grants.some(({ orgPath }) => org.path === orgPath || org.path.startsWith(`${orgPath}.`));
}

const IN_HAND: readonly Matter["custody"]["status"][] = ["CREATED", "SIGNED", "PROCESSING", "RETURNED"];

function ofOwner({ custody, assistants, whistle }: Matter, now: number): MatterAct[] {
  const { ruling, status, passes, returnBy } = custody;
  const isBlown = whistle?.status === "BLOWN";
  const given = passes.some(({ to }) => to === custody.owner);
  return [
    ACTS.progress, ACTS.reply,
    ...(ruling === null && !isBlown ? [ACTS.transfer] : []),
    ...(ruling === null && given && status !== "RETURNED" && returnBy !== null && now <= returnBy ? [ACTS.giveBack] : []),
    ...(ruling === null && !isBlown ? [ACTS.dispute] : []),
    ACTS.askExtension, ACTS.askAssistant, ...(assistants.some(assists) ? [ACTS.releaseAssistant] : []),
  ];
}

/** What the station and a called department may do with a whistle (LNK-04): leaving is offered only when nobody is kept by it. */
function ofWhistle(matter: Matter, seat: Seat, mine: (party: string) => boolean): MatterAct[] {
  const { whistle, opener } = matter;
  if (whistle === undefined) return [];
  const { status } = whistle;
  const call = whistle.calls.find(({ department }) => department === seat.agency);
  const acts: MatterAct[] = [];
  if (mine(opener)) {
    if (status === "DRAFT") acts.push(...(whistle.draftedBy === seat.userId || !staysWithStation(matter) ? [] : [ACTS.approveWhistle]), ACTS.rejectWhistle);
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

/** The lines of a call that goes on, for whoever is asked to it or on it: first to come, then to say what came of it (LNK-01). */
function ofCall(matter: Matter, mine: (party: string) => boolean): MatterAct[] {
  const lines = openCallOf(matter)?.call.lines ?? [];
  const own = lines.filter(({ who }) => who !== CALLER && mine(who));
  const isOn = own.some(({ state }) => state === "JOINED");
  const others = isOn ? lines.filter((line) => !own.includes(line)) : [];
  const seldom = ({ who, state }: CallLine): MatterAct[] => (state === "LEFT" ? [] : [onLine("linkage.leaveCall", who)]);
  return [
    ...[...own, ...others].filter(({ state }) => state !== "JOINED").map(({ who }) => onLine("linkage.joinCall", who)),
    ...(isOn ? [ACTS.confer] : []),
    ...[...own, ...others].flatMap(seldom),
  ];
}

const REPORTED: readonly Matter["custody"]["status"][] = ["REPLIED", "VERIFIED", "CLOSED"];

/** An exercise that was called off is read and closed by whoever has it, and nothing else is done with it (JNT-07); null: it is none. */
function ofExercise({ content, custody, calledOff }: Matter, mine: (party: string) => boolean): MatterAct[] | null {
  if (content.exercise === undefined || calledOff === undefined || custody.status === "REPLIED" || custody.status === "VERIFIED") return null;
  return custody.status !== "CLOSED" && custody.offer === null && mine(custody.owner) ? [ACTS.close] : [];
}

/** What the seat may do with a matter now, the nearest first: what its role would be refused is not offered. */
export function actsOn(matter: Matter, seat: Seat, orgs: ReadonlyMap<string, OrgWithPath>, now: number): MatterAct[] {
  const { custody, opener, extension, assistants } = matter;
  const mine = (party: string | undefined): boolean => party !== undefined && speaksFor(seat, orgs, party);
  const apart = !handsOf(matter).has(seat.agency);
  // What is on the wire is its party's to answer over there; nobody signs or works it here in their place.
  const away = isOnWire(matter.wire) ? matter.wire?.party : undefined;
  const exercise = ofExercise(matter, mine);
  if (exercise !== null) return exercise.filter(({ name }) => mayDo(seat, name));
  const acts: MatterAct[] = [...ofCall(matter, mine), ...ofWhistle(matter, seat, mine)];
  if (custody.status === "SENT") {
    if (mine(custody.offer?.to) && custody.offer?.to !== away) acts.push(ACTS.sign, ...(custody.offer?.final === true ? [] : [isHelpAsked(matter) ? ACTS.decline : ACTS.giveBack]));
    if (mine(custody.owner) && custody.offer?.final === false && !custody.offer.withdrawing) acts.push(ACTS.withdraw);
  }
  if (custody.status === "RETURNED" && apart) acts.push(ACTS.adjudicate);
  if (custody.clock?.kind === "ADJUDICATE" && custody.owner !== away && mine(custody.owner)) acts.push(ACTS.takeUp);
  if (IN_HAND.includes(custody.status) && custody.clock?.kind !== "ADJUDICATE") {
    if (mine(custody.owner) && custody.owner !== away) acts.push(...ofOwner(matter, now));
    if (extension !== null && !mine(extension.by)) acts.push(ACTS.answerExtension);
  }
  const unclear = custody.status === "SENT" ? [custody.owner, custody.offer?.to] : IN_HAND.includes(custody.status) ? [custody.owner] : [];
  if (openCallOf(matter) === undefined && unclear.some((party) => party !== away && mine(party))) acts.push(ACTS.openCall);
  if (assistants.some((assistant) => assists(assistant) && mine(assistant.party))) acts.push(ACTS.finishAssisting);
  const judges = mine(opener) || apart;
  if (judges && custody.status === "REPLIED") acts.push(ACTS.verify);
  if (judges && isBackWithSender(matter)) acts.push(ACTS.close);
  if (judges && custody.status === "VERIFIED") acts.push(ACTS.rate, ACTS.close);
  if (judges && custody.status === "CLOSED") acts.push(ACTS.reopen);
  if (matter.content.exercise !== undefined && mine(opener) && !REPORTED.includes(custody.status)) acts.push(ACTS.callOff);
  // An exercise is agreed to by whoever might ask for one.
  return acts.filter(({ name }) => mayDo(seat, name) && (name !== "linkage.sign" || matter.content.exercise === undefined || mayDo(seat, "linkage.planExercise")));
}

/** A message of the seat's own to another platform waits too long: it asks the matter back, or telephones (LNK-02). */
const isStuck = ({ wire }: Matter): boolean => wire?.state === "WAITING" && wire.alarmedAt !== null;

/** Whether the next step of a matter is this seat's; work that merely may be added to is not. */
export const waitsForMe = (matter: Matter, acts: readonly MatterAct[]): boolean => matter.custody.status !== "CLOSED" && acts.some(({ name }) => name !== "linkage.rate" && name !== "linkage.openCall" && name !== "linkage.callOffExercise" && (name !== "linkage.withdraw" || isStuck(matter)));

/** Whether a call of it goes on in which the seat takes part, or is asked to. */
const isOnLine = (matter: Matter, seat: Seat, orgs: ReadonlyMap<string, OrgWithPath>): boolean => openCallOf(matter)?.parties.some((party) => speaksFor(seat, orgs, party)) ?? false;

/** Those that wait for the seat before the others, calls that go on first of all, each by the time that is left. */
export function inOrder(matters: Iterable<Matter>, seat: Seat, orgs: ReadonlyMap<string, OrgWithPath>, now: number): { readonly mine: readonly Matter[]; readonly others: readonly Matter[] } {
  const due = (matter: Matter): number => (isOnLine(matter, seat, orgs) ? 0 : (ownCall(matter, seat.agency)?.by ?? matter.custody.clock?.dueAt ?? Number.MAX_SAFE_INTEGER));
  const sorted = [...matters].sort((a, b) => due(a) - due(b) || (a.id < b.id ? -1 : 1));
  const waits = (matter: Matter): boolean => waitsForMe(matter, actsOn(matter, seat, orgs, now));
  return { mine: sorted.filter(waits), others: sorted.filter((matter) => !waits(matter)) };
}
