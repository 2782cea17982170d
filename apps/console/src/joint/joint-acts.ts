import { type Contact, type Cooperation, type LateAppraisal, unappraised } from "@tocsin/contract/joint/cooperation.ts";
import type { CommandName } from "@tocsin/contract/commands.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import type { OrgWithPath } from "../city/city-index.ts";
import { mayDo } from "../live/session.ts";

/** What an act asks for before it is done; fields of the same name mean the same in every act. */
export type JointField = "partnerId" | "code" | "resources" | "note" | "reason" | "text" | "until" | "from" | "dueAt" | "taskId" | "toCooperationId" | "score" | "result" | "sideEffects" | "post" | "phone" | "deputyPost" | "deputyPhone" | "urgency" | "purpose" | "preempt" | "granted" | "no" | "field" | "decision";

/** One act by its own id; `fixed` is what it always says. */
export interface JointAct {
  readonly id: "accept" | "partial" | "decline" | "approve" | "start" | "setTask" | "receiveTask" | "noteTask" | "doneTask" | "cancelTask" | "raiseTask" | "holdMeeting" | "setContact" | "confirmContact" | "proposeContact" | "answerContact" | "askTime" | "answerTime" | "report" | "appraise" | "appraiseFor" | "book" | "out" | "back" | "check" | "cancelBooking" | "end" | "stop";
  readonly name: Extract<CommandName, `joint.${string}`> | "supervision.stopJoint";
  readonly fixed: Readonly<Record<string, unknown>>;
  readonly fields: readonly JointField[];
}

const act = (id: JointAct["id"], name: JointAct["name"], fields: readonly JointField[] = [], fixed: JointAct["fixed"] = {}): JointAct => ({ id, name, fields, fixed });

/** As whom the seat takes part: as the organisations of its agency exactly where its rights hold; a department's desk that stands at another's place as its department. */
export function ownOrgs(seat: Pick<Seat, "agency" | "grants">, orgs: ReadonlyMap<string, OrgWithPath>): ReadonlySet<string> {
  const own = [...orgs.values()].filter(({ path, agency }) => agency === seat.agency && seat.grants.some(({ orgPath }) => orgPath === path)).map(({ id }) => id);
  return new Set(own.length > 0 ? own : [seat.agency]);
}

/** Of whom an answer is waited for that this seat can give: its own, or one whose silence came up to it. */
export const asksMe = ({ parties }: Cooperation, seat: Pick<Seat, "grants">, own: ReadonlySet<string>) =>
  parties.filter(({ answer, orgId, escalatedTo }) => answer === null && (own.has(orgId) || seat.grants.some(({ orgPath }) => orgPath === escalatedTo)));

function answers(found: Cooperation, seat: Seat, own: ReadonlySet<string>): JointAct[] {
  const [party] = asksMe(found, seat, own);
  if (party === undefined || !["INITIATED", "APPROVED", "EXECUTING"].includes(found.status)) return [];
  const fixed = { partnerId: party.orgId };
  const gives: readonly JointField[] = found.subject.kind === "OPERATION" ? ["resources", "note"] : ["note"];
  return [
    act("accept", "joint.answer", gives, { ...fixed, answer: "ACCEPTED" }),
    ...(found.subject.kind === "OPERATION" ? [act("partial", "joint.answer", gives, { ...fixed, answer: "PARTIAL" })] : []),
    act("decline", "joint.answer", ["code", "note"], { ...fixed, answer: "DECLINED" }),
  ];
}

/** Whether the seat's organisation stands above the one that asked; the server looks at the level as well. */
const standsAbove = ({ initiator, approval }: Cooperation, seat: Seat, orgs: ReadonlyMap<string, OrgWithPath>): boolean =>
  approval !== null && initiator.userId !== seat.userId && seat.grants.some(({ orgPath }) => `${orgs.get(initiator.orgId)?.path ?? ""}.`.startsWith(`${orgPath}.`));

/** Whether a contact is to be confirmed: the month is over, in time or late. */
const isAsked = ({ askedAt, overdueAt }: Contact): boolean => askedAt !== undefined || overdueAt !== null;

const CONTACT = ["post", "phone", "deputyPost", "deputyPhone"] as const;

/** What is waited for of the own contact: that it is confirmed, and an answer to a change that another has put forward (LNK-09). */
function askedOfContact({ contacts }: Cooperation, own: ReadonlySet<string>): JointAct[] {
  const mine = contacts.find(({ orgId }) => own.has(orgId));
  return [
    ...(mine !== undefined && isAsked(mine) ? [act("confirmContact", "joint.confirmContact")] : []),
    ...(mine?.proposed === undefined ? [] : [act("answerContact", "joint.answerContact", ["granted", "reason"])]),
  ];
}

/** The own contact is set; another's is only put forward. */
function ofContacts({ contacts }: Cooperation, own: ReadonlySet<string>): JointAct[] {
  return [
    act("setContact", "joint.setContact", CONTACT),
    ...(contacts.some(({ orgId }) => !own.has(orgId)) ? [act("proposeContact", "joint.proposeContact", ["partnerId", ...CONTACT, "reason"])] : []),
  ];
}

function whileRunning(found: Cooperation, own: ReadonlySet<string>, above: boolean): JointAct[] {
  const { subject, tasks, initiator, extension } = found;
  const leads = own.has(initiator.orgId);
  const partner = leads || found.parties.some(({ orgId, answer }) => own.has(orgId) && (answer?.answer === "ACCEPTED" || answer?.answer === "PARTIAL"));
  if (!partner) return [];
  const open = tasks.filter(({ state }) => state === "OPEN");
  const mine = open.filter(({ orgId }) => own.has(orgId));
  const meets = subject.kind === "CHANNEL" || subject.kind === "OPERATION";
  return [
    ...(mine.some(({ receivedAt }) => receivedAt === null) ? [act("receiveTask", "joint.receiveTask", ["taskId"])] : []),
    ...(mine.length > 0 ? [act("doneTask", "joint.endTask", ["taskId", "note"], { state: "DONE" })] : []),
    ...(extension !== null && (found.approval === null ? leads : above) ? [act("answerTime", "joint.answerTime", ["granted", "reason"])] : []),
    ...askedOfContact(found, own),
    ...(leads ? [act("setTask", "joint.setTask", ["text", "partnerId", "dueAt"])] : []),
    ...(meets ? [act("holdMeeting", "joint.holdMeeting", [...(subject.kind === "CHANNEL" && subject.fields.length > 0 ? ["field" as const] : []), "text", "decision"])] : []),
    ...(open.length > 0 ? [act("noteTask", "joint.noteTask", ["taskId", "text"])] : []),
    ...(open.length > 0 && subject.kind === "CHANNEL" && subject.level !== "BUREAU" ? [act("raiseTask", "joint.raiseTask", ["taskId", "toCooperationId", "dueAt"])] : []),
    ...(subject.kind === "CHANNEL" ? ofContacts(found, own) : []),
    ...(found.until !== null && extension === null ? [act("askTime", "joint.askTime", ["until", "reason"])] : []),
    ...(leads && open.length > 0 ? [act("cancelTask", "joint.endTask", ["taskId", "note"], { state: "CANCELLED" })] : []),
    ...(leads && subject.kind === "OPERATION" ? [act("report", "joint.report", ["result", "sideEffects"])] : []),
  ];
}

function ofPool({ subject, bookings, initiator }: Cooperation, own: ReadonlySet<string>, commands: boolean): JointAct[] {
  if (subject.kind !== "POOL") return [];
  const any = (state: string, mine: (orgId: string) => boolean): boolean => bookings.some((each) => each.state === state && mine(each.orgId));
  const borrows = (orgId: string): boolean => own.has(orgId);
  const owns = own.has(initiator.orgId);
  const returns = bookings.some(({ state, orgId, overdueAt }) => state === "OUT" && (own.has(orgId) || (owns && overdueAt !== null)));
  return [
    ...(returns ? [act("back", "joint.moveBooking", ["no", "note"], { state: "BACK" })] : []),
    ...(any("BACK", () => owns) ? [act("check", "joint.moveBooking", ["no", "note"], { state: "CHECKED" })] : []),
    ...(any("BOOKED", borrows) ? [act("out", "joint.moveBooking", ["no", "note"], { state: "OUT" })] : []),
    act("book", "joint.book", ["from", "until", "urgency", "purpose", ...(commands ? ["preempt" as const] : [])]),
    ...(any("BOOKED", (orgId) => owns || own.has(orgId)) ? [act("cancelBooking", "joint.moveBooking", ["no", "note"], { state: "CANCELLED" })] : []),
  ];
}

const ENDED: readonly Cooperation["status"][] = ["CLOSED", "DECLINED", "EXPIRED", "STOPPED"];

/** Its own word on how it went, and that for a silent side below it whose time it has now (JNT-01). */
function appraisals(found: Cooperation, seat: Seat, own: ReadonlySet<string>): JointAct[] {
  if (found.status !== "REPORTED") return [];
  const open = unappraised(found);
  const silent = found.lateAppraisals?.find(({ orgId, escalatedTo, dueAt }) => dueAt !== null && open.includes(orgId) && seat.grants.some(({ orgPath }) => orgPath === escalatedTo));
  return [
    ...(open.some((side) => own.has(side)) ? [act("appraise", "joint.appraise", ["score", "text"])] : []),
    ...(silent === undefined ? [] : [act("appraiseFor", "joint.appraise", ["score", "text"], { partnerId: silent.orgId })]),
  ];
}

/** What the seat may do with a cooperation now, what is waited for first. */
export function jointActs(found: Cooperation, seat: Seat, orgs: ReadonlyMap<string, OrgWithPath>): readonly JointAct[] {
  const own = ownOrgs(seat, orgs);
  const { status, initiator, approval, parties, startedAt, subject } = found;
  const [leads, above] = [own.has(initiator.orgId), standsAbove(found, seat, orgs)];
  const guest = subject.kind === "EMBEDDING" && parties.some(({ orgId }) => own.has(orgId));
  const acts: readonly JointAct[] = [
    ...answers(found, seat, own),
    ...(status === "INITIATED" && approval !== null && above ? [act("approve", "joint.approve")] : []),
    ...(status === "APPROVED" && leads && parties.some(({ answer }) => answer?.answer === "ACCEPTED" || answer?.answer === "PARTIAL") ? [act("start", "joint.start")] : []),
    ...(status === "EXECUTING" ? [...ofPool(found, own, seat.grants.some(({ role }) => role === "DUTY_COMMANDER")), ...(subject.kind === "POOL" ? [] : whileRunning(found, own, above))] : []),
    ...appraisals(found, seat, own),
    ...((leads && (subject.kind !== "OPERATION" || startedAt === null)) || guest || (above && !leads) ? [act("end", "joint.end", ["reason"])] : []),
    ...(ENDED.includes(status) ? [] : [act("stop", "supervision.stopJoint", ["reason"])]),
  ];
  return acts.filter(({ name }) => mayDo(seat, name));
}

/** Whose word is still missing, who may say it now, and until when; null: nobody any more. */
export function appraisalsBy(found: Cooperation): readonly LateAppraisal[] {
  return unappraised(found).map((orgId) => found.lateAppraisals?.find((late) => late.orgId === orgId) ?? { orgId, escalatedTo: null, dueAt: found.appraiseBy });
}

/** The next limit that runs: an answer, the approval, a task, a contact to be confirmed, the report or appraisal, the end. */
export function nextDue(found: Cooperation): { readonly what: "ANSWER" | "APPROVAL" | "TASK" | "REPORT" | "APPRAISAL" | "SESSION" | "RETURN" | "CONTACT" | "END"; readonly dueAt: number } | null {
  const { status, parties, tasks, until, sessionDueAt, bookings, contacts, subject, report, approval } = found;
  const due = [
    ...(status === "REPORTED" ? [] : parties.flatMap(({ answer, dueAt }) => (answer === null ? [{ what: "ANSWER" as const, dueAt }] : []))),
    ...(status === "INITIATED" && approval?.by === null && approval.dueAt !== undefined ? [{ what: "APPROVAL" as const, dueAt: approval.dueAt }] : []),
    ...(status === "EXECUTING" ? [
      ...tasks.flatMap(({ state, dueAt }) => (state === "OPEN" ? [{ what: "TASK" as const, dueAt }] : [])),
      ...contacts.flatMap((contact) => (isAsked(contact) ? [{ what: "CONTACT" as const, dueAt: contact.dueAt }] : [])),
      ...bookings.flatMap(({ state, until: back }) => (state === "OUT" ? [{ what: "RETURN" as const, dueAt: back }] : [])),
      ...(sessionDueAt === null ? [] : [{ what: "SESSION" as const, dueAt: sessionDueAt }]),
      ...(until === null ? [] : [{ what: subject.kind === "OPERATION" && report === null ? ("REPORT" as const) : ("END" as const), dueAt: until }]),
    ] : []),
    ...(status === "REPORTED" ? appraisalsBy(found).flatMap(({ dueAt }) => (dueAt === null ? [] : [{ what: "APPRAISAL" as const, dueAt }])) : []),
  ];
  return due.sort((a, b) => a.dueAt - b.dueAt)[0] ?? null;
}

/** Whether something of it waits for this seat: an answer, an approval, a task, a contact, a return, an appraisal. */
const WAITS: readonly JointAct["id"][] = ["accept", "approve", "start", "receiveTask", "doneTask", "answerTime", "appraise", "appraiseFor", "back", "check", "confirmContact", "answerContact"];
export const waitsForMe = (found: Cooperation, seat: Seat, orgs: ReadonlyMap<string, OrgWithPath>): boolean => jointActs(found, seat, orgs).some(({ id }) => WAITS.includes(id));

const GROUPS = ["OPERATION", "EMBEDDING", "CHANNEL", "POOL"] as const;
/** What waits for the seat first, then by kind; within, what is due soonest. */
export function jointInOrder(all: Iterable<Cooperation>, seat: Seat, orgs: ReadonlyMap<string, OrgWithPath>): { readonly mine: readonly Cooperation[]; readonly groups: readonly { readonly kind: (typeof GROUPS)[number]; readonly list: readonly Cooperation[] }[] } {
  const rank = (found: Cooperation): number => (ENDED.includes(found.status) ? 1 : 0);
  const sorted = [...all].sort((a, b) => rank(a) - rank(b) || (nextDue(a)?.dueAt ?? Number.MAX_SAFE_INTEGER) - (nextDue(b)?.dueAt ?? Number.MAX_SAFE_INTEGER) || b.initiatedAt - a.initiatedAt);
  const mine = sorted.filter((found) => waitsForMe(found, seat, orgs));
  return { mine, groups: GROUPS.map((kind) => ({ kind, list: sorted.filter((found) => found.subject.kind === kind && !mine.includes(found)) })).filter(({ list }) => list.length > 0) };
}
