import type { Cooperation, CooperationEvents, CooperationStatus, Ending, LateAppraisal } from "@tocsin/contract/joint/cooperation.ts";
import type { CooperationEvent } from "@tocsin/contract/events.ts";
import { ImpossibleEvent, mustFind, replace } from "../fold.ts";
import { evolveContacts } from "./evolve-contacts.ts";
import { evolvePool } from "./evolve-pool.ts";
import { evolveTasks } from "./evolve-tasks.ts";

type Unversioned = Pick<CooperationEvent, "id" | "type" | "data" | "at" | "by">;
type Data<Type extends keyof CooperationEvents> = CooperationEvents[Type];

const RUNS = ["EXECUTING"] as const;
const OPEN = ["INITIATED", "APPROVED", "EXECUTING", "REPORTED"] as const;

/** In which status each event can come. */
export const COOPERATION_POSSIBLE: Readonly<Record<Exclude<keyof CooperationEvents, "CooperationInitiated">, readonly CooperationStatus[]>> = {
  PartyAnswered: ["INITIATED", "APPROVED", "EXECUTING"],
  PartyEscalated: ["INITIATED", "APPROVED", "EXECUTING"],
  PartyLapsed: ["INITIATED", "APPROVED", "EXECUTING"],
  CooperationApproved: ["INITIATED"],
  CooperationStarted: ["INITIATED", "APPROVED"],
  EmbeddingBegun: RUNS, TimeAsked: RUNS, TimeAnswered: RUNS,
  JointTaskSet: RUNS, JointTaskReceived: RUNS, JointTaskNoted: RUNS, JointTaskEnded: RUNS, JointTaskOverdue: RUNS,
  MeetingHeld: RUNS, CouncilLookedAt: RUNS, ContactSet: RUNS, ContactDue: RUNS,
  ContactConfirmed: RUNS, ContactUnverified: RUNS, ContactProposed: RUNS, ContactProposalDeclined: RUNS,
  CooperationReported: RUNS,
  CooperationAppraised: ["REPORTED"], AppraisalEscalated: ["REPORTED"], AppraisalLapsed: ["REPORTED"], CooperationFiled: ["CLOSED"],
  CooperationLate: ["INITIATED", "EXECUTING", "REPORTED"],
  CooperationEnded: OPEN,
  EquipmentBooked: RUNS, BookingMoved: RUNS, BookingOverdue: RUNS,
};

function initiated(event: Unversioned): Cooperation {
  const { initiator, parties, approval, approveBy, ...data } = event.data as Data<"CooperationInitiated">;
  return {
    id: event.id, version: 1, ...data, scope: [...data.scope], status: "INITIATED", initiator: { ...initiator, userId: event.by }, initiatedAt: event.at,
    parties: parties.map((party) => ({ ...party, escalatedTo: null, answer: null })), approval: approval === null ? null : { level: approval, by: null, ...(approveBy === undefined ? {} : { dueAt: approveBy }) }, startedAt: null, begunAt: null, extension: null,
    tasks: [], meetings: [], quarterEnd: null, missed: [], sessionDueAt: null, contacts: [], bookings: [], report: null, appraiseBy: null, appraisals: [], overdueAt: null, ended: null,
  };
}

const ENDED_AS: Readonly<Record<Ending, CooperationStatus>> = { CLOSED: "CLOSED", UNAPPRAISED: "CLOSED", TIME_OVER: "CLOSED", MATTER_CLOSED: "CLOSED", DECLINED: "DECLINED", SILENT: "EXPIRED", STOPPED: "STOPPED", WITHDRAWN: "STOPPED" };

function withParty(state: Cooperation, orgId: string, change: (party: Cooperation["parties"][number]) => Cooperation["parties"][number]): Pick<Cooperation, "parties"> {
  mustFind(state.parties, (party) => party.orgId === orgId, `party ${orgId}`);
  return { parties: replace(state.parties, (party) => party.orgId === orgId, change) };
}

const withLate = ({ lateAppraisals = [] }: Cooperation, late: LateAppraisal): Pick<Cooperation, "lateAppraisals"> => ({ lateAppraisals: [...lateAppraisals.filter(({ orgId }) => orgId !== late.orgId), late] });

function answered(state: Cooperation, { data, at, by }: Unversioned): Partial<Cooperation> {
  const { orgId, resources, ...answer } = data as Data<"PartyAnswered">;
  return withParty(state, orgId, (party) => ({ ...party, answer: { ...answer, resources: [...resources], at, by } }));
}

/** What happens between the organisations: answers, approval, time, meetings, contacts, the end. */
function changed(state: Cooperation, event: Unversioned): Partial<Cooperation> | null {
  const { at, by, type } = event;
  switch (type) {
    case "PartyAnswered":
      return answered(state, event);
    case "PartyEscalated": {
      const { orgId, to, dueAt } = event.data as Data<"PartyEscalated">;
      return withParty(state, orgId, (party) => ({ ...party, escalatedTo: to, dueAt }));
    }
    case "PartyLapsed":
      return withParty(state, (event.data as Data<"PartyLapsed">).orgId, (party) => ({ ...party, answer: { answer: "SILENT", code: null, resources: [], note: "", at, by } }));
    case "CooperationApproved":
      return { status: "APPROVED", overdueAt: null, approval: state.approval === null ? null : { ...state.approval, by: { ...(event.data as Data<"CooperationApproved">), at } } };
    case "CooperationStarted":
      return { status: "EXECUTING", startedAt: at, begunAt: state.from <= at ? at : null, ...(event.data as Data<"CooperationStarted">) };
    case "EmbeddingBegun":
      return { begunAt: at };
    case "TimeAsked":
      return { extension: { ...(event.data as Data<"TimeAsked">), at } };
    case "TimeAnswered":
      return { extension: null, ...((event.data as Data<"TimeAnswered">).granted && state.extension !== null ? { until: state.extension.until } : {}) };
    case "MeetingHeld": {
      const { field, text, sessionDueAt } = event.data as Data<"MeetingHeld">;
      return { meetings: [...state.meetings, { no: state.meetings.length + 1, field, text, at, by }], sessionDueAt, overdueAt: null };
    }
    case "CouncilLookedAt": {
      const { quarter, missed, quarterEnd } = event.data as Data<"CouncilLookedAt">;
      return { quarterEnd, missed: missed.length === 0 ? state.missed : [...state.missed, { quarter, fields: [...missed] }] };
    }
    case "CooperationReported": {
      const { result, sideEffects, appraiseBy } = event.data as Data<"CooperationReported">;
      return { status: "REPORTED", report: { result, sideEffects, at, by }, appraiseBy, overdueAt: null, sessionDueAt: null };
    }
    case "CooperationAppraised":
      return { appraisals: [...state.appraisals, { ...(event.data as Data<"CooperationAppraised">), at, by }] };
    case "AppraisalEscalated": {
      const { to, ...due } = event.data as Data<"AppraisalEscalated">;
      return withLate(state, { ...due, escalatedTo: to });
    }
    case "AppraisalLapsed":
      return withLate(state, { orgId: (event.data as Data<"AppraisalLapsed">).orgId, escalatedTo: null, dueAt: null });
    case "CooperationFiled":
      return { filedAt: at };
    case "CooperationLate":
      return { overdueAt: at };
    case "CooperationEnded": {
      const { how, reason } = event.data as Data<"CooperationEnded">;
      return { status: ENDED_AS[how], ended: { how, reason, at, by }, extension: null };
    }
    default:
      return null;
  }
}

/** Folds one event into a cooperation. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveCooperation(state: Cooperation | null, event: Unversioned): Cooperation {
  if (event.type === "CooperationInitiated") {
    if (state !== null) throw new ImpossibleEvent("initiated twice");
    return initiated(event);
  }
  if (state === null) throw new ImpossibleEvent(`${event.type} on a cooperation that was never initiated`);
  const possible: readonly CooperationStatus[] | undefined = COOPERATION_POSSIBLE[event.type];
  if (possible === undefined || !possible.includes(state.status)) throw new ImpossibleEvent(`${event.type} on a cooperation that is ${state.status}`);
  return { ...state, ...(changed(state, event) ?? evolveTasks(state, event) ?? evolveContacts(state, event) ?? evolvePool(state, event)), version: state.version + 1 };
}
