import type { SystemPayload } from "@tocsin/contract/commands.ts";
import type { Cooperation, CooperationEvents } from "@tocsin/contract/joint/cooperation.ts";
import { accept, type Context, type Decider, type Drafted, refused, type World } from "../decision.ts";
import { addTerm } from "../linkage/working-time.ts";
import { afterAnswers } from "./answer.ts";
import { appraisalsDue, silentAgain, silentSides } from "./appraisal.ts";
import { contactAsked, contactsDue } from "./contacts.ts";
import { ended, hasEnded, onCooperation, seated } from "./cooperation-facts.ts";
import { quarterEndAfter, quarterOf } from "./quarter.ts";

interface Due {
  readonly id: string;
  readonly dueAt: number;
  readonly purpose: string;
}

const answersDue = ({ parties, status }: Cooperation): Due[] =>
  status === "REPORTED" ? [] : parties.flatMap(({ orgId, answer, dueAt }) => (answer === null ? [{ id: `answer/${orgId}`, dueAt, purpose: "silent on a joint request" }] : []));

/** Its time box: who sits in begins and ends with it, an operation that is not reported by its end is late. */
function timeDue({ subject, status, from, until, startedAt, begunAt, overdueAt, report, approval, bookings }: Cooperation): Due[] {
  const [operation, embedding] = [subject.kind === "OPERATION", subject.kind === "EMBEDDING"];
  // What is lent out comes back first: after the end nobody could say so.
  const isOut = bookings.some(({ state }) => state === "OUT" || state === "BACK");
  return [
    ...(embedding && status === "EXECUTING" && begunAt === null ? [{ id: "begin", dueAt: from, purpose: "embedding begins" }] : []),
    ...(status === "INITIATED" && approval?.by === null && approval.dueAt !== undefined && overdueAt === null ? [{ id: "late/APPROVAL", dueAt: approval.dueAt, purpose: "joint operation not approved" }] : []),
    ...(until === null || status === "REPORTED" || isOut ? [] : operation && startedAt !== null ? (overdueAt === null && report === null ? [{ id: "late/REPORT", dueAt: until, purpose: "joint operation without a report" }] : []) : [{ id: "over", dueAt: until, purpose: "time of a cooperation is over" }]),
  ];
}

/** What is due within it while it runs. */
const partsDue = (found: Cooperation): Due[] => {
  const { status, tasks, bookings, quarterEnd, sessionDueAt, overdueAt } = found;
  return [
    ...(status !== "EXECUTING" ? [] : [
      ...tasks.flatMap(({ id, state, dueAt, overdueAt: late }) => (state === "OPEN" && late === null ? [{ id: `task/${id}`, dueAt, purpose: "joint task not done" }] : [])),
      ...contactsDue(found),
      ...bookings.flatMap(({ no, state, until, overdueAt: late }) => ((state === "OUT" || state === "BOOKED") && late === null ? [{ id: `booking/${no}`, dueAt: until, purpose: "equipment not returned" }] : [])),
      ...(quarterEnd === null ? [] : [{ id: "quarter", dueAt: quarterEnd, purpose: "quarter of a council" }]),
      ...(sessionDueAt === null || overdueAt !== null ? [] : [{ id: "late/SESSION", dueAt: sessionDueAt, purpose: "session of a routine assessment" }]),
    ]),
    ...appraisalsDue(found),
  ];
};

/** What happens to a cooperation by itself. */
export const jointDeadlines = (found: Cooperation): Due[] => (hasEnded(found) ? appraisalsDue(found) : [...answersDue(found), ...timeDue(found), ...partsDue(found)]);

/** Silence: the level above hears of it and has the same time; above the top it counts as none (JNT-01). */
function silent(world: World, found: Cooperation, orgId: string, context: Context): Drafted[] {
  const { city, at } = context;
  const party = found.parties.find((each) => each.orgId === orgId);
  const path = party?.escalatedTo ?? city.org.get(orgId)?.path ?? "";
  const above = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : null;
  if (above !== null) return [onCooperation(found.id, "PartyEscalated", { orgId, to: above, dueAt: addTerm(city.calendar, at, city.city.joint.respond[found.urgency]) })];
  const parties = found.parties.map((each) => (each.orgId === orgId ? { ...each, answer: { answer: "SILENT" as const, code: null, resources: [], note: "", at, by: "system" } } : each));
  return [onCooperation(found.id, "PartyLapsed", { orgId }), ...afterAnswers(world, found, parties, context)];
}

/** A quarter is over: fields of which no meeting was recorded in it are named (JNT-09). */
function quarterOver(found: Cooperation, { city, at }: Context): Drafted[] {
  const { offset } = city.calendar;
  const end = found.quarterEnd ?? at;
  const quarter = quarterOf(end - 1, offset);
  const met = new Set(found.meetings.filter((meeting) => quarterOf(meeting.at, offset) === quarter).map(({ field }) => field));
  const fields = found.subject.kind === "CHANNEL" ? found.subject.fields : [];
  return [onCooperation(found.id, "CouncilLookedAt", { quarter, missed: fields.filter((field) => !met.has(field)), quarterEnd: quarterEndAfter(end, offset) })];
}

/** A booking whose time is over: out it is overdue; one that was never fetched lapses. */
function bookingOver(found: Cooperation, no: number): Drafted[] {
  const booking = found.bookings.find((each) => each.no === no);
  return booking?.state === "OUT" ? [onCooperation(found.id, "BookingOverdue", { no })] : [onCooperation(found.id, "BookingMoved", { no, state: "CANCELLED", note: "", gaveWayTo: null })];
}

export const jointDue: Decider<SystemPayload["system.deadline"]> = (world, { id, deadlineId }, context) => {
  const found = world.cooperations.get(id);
  if (found === undefined) return refused("NOT_FOUND", { id });
  const pending = jointDeadlines(found).find((due) => due.id === deadlineId);
  if (pending === undefined || pending.dueAt > context.at) return refused("STATE_CONFLICT", { status: "NOT_DUE", allowed: [] });
  const [what = "", part = ""] = deadlineId.split("/");
  switch (what) {
    case "answer":
      return accept(...silent(world, found, part, context));
    case "begin":
      return accept(onCooperation(id, "EmbeddingBegun", {}), ...seated(world, found, context.city));
    case "over":
      return accept(...ended(world, found, "TIME_OVER", "", context.city));
    case "task":
      return accept(onCooperation(id, "JointTaskOverdue", { taskId: part }));
    case "contact":
      return accept(contactAsked(id, part, context));
    case "unconfirmed":
      return accept(onCooperation(id, "ContactUnverified", { orgId: part }));
    case "booking":
      return accept(...bookingOver(found, Number(part)));
    case "quarter":
      return accept(...quarterOver(found, context));
    case "file":
      return accept(onCooperation(id, "CooperationFiled", {}));
    case "appraisal":
      return accept(...silentAgain(world, found, part, context));
    default:
      return accept(onCooperation(id, "CooperationLate", { what: part as CooperationEvents["CooperationLate"]["what"] }), ...(part === "APPRAISAL" ? silentSides(world, found, context) : []));
  }
};
