import { Type, type Static } from "typebox";
import { At, Code, Ulid, nullable, text } from "../place.ts";
import { JOINT_URGENCIES, OPERATION_CLASSES } from "./joint-rules.ts";
import { Booking, EQUIPMENT } from "./pool.ts";

const closed = { additionalProperties: false } as const;
const PartId = Code;

/** INITIATED waits for answers and approval; APPROVED may start; EXECUTING runs; REPORTED is to be appraised; the others have ended. */
export const COOPERATION_STATUSES = ["INITIATED", "APPROVED", "EXECUTING", "REPORTED", "CLOSED", "DECLINED", "EXPIRED", "STOPPED"] as const;
export type CooperationStatus = (typeof COOPERATION_STATUSES)[number];
export const ENDED_STATUSES: readonly CooperationStatus[] = ["CLOSED", "DECLINED", "EXPIRED", "STOPPED"];

/** REQUEST: one matter; ROUTINE: assessment at a cadence (常态研判); CAMPAIGN: one problem at some places for a time (专项攻坚); WHOLE: the whole city (整体作战). */
export const OPERATION_MODES = ["REQUEST", "ROUTINE", "CAMPAIGN", "WHOLE"] as const;
export type OperationMode = (typeof OPERATION_MODES)[number];

/** At what a campaign aims: a kind of problem at places, never a person or a group (JNT-05, X-10). */
export const Campaign = Type.Object(
  {
    /** A type of incident. */
    problem: Type.String({ minLength: 1, maxLength: 40 }),
    places: Type.Array(Code, { minItems: 1, maxItems: 60, uniqueItems: true }),
    measures: Type.Array(text(240), { minItems: 1, maxItems: 20 }),
    owner: Code,
    indicators: Type.Array(text(160), { minItems: 1, maxItems: 12 }),
  },
  closed,
);
export type Campaign = Static<typeof Campaign>;

export const Operation = Type.Object(
  {
    kind: Type.Literal("OPERATION"),
    class: Type.Enum(OPERATION_CLASSES),
    mode: Type.Enum(OPERATION_MODES),
    capabilities: Type.Array(Code, { maxItems: 20, uniqueItems: true }),
    campaign: Type.Optional(Campaign),
    /** ROUTINE: days from one session to the next. */
    cadenceDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
  },
  closed,
);

/** STANDING sits there regularly (常态入驻), WITH_MATTER comes with one matter until it is closed (带案入驻), ON_DEMAND for some hours (按需入驻). */
export const EMBEDDING_FORMS = ["STANDING", "WITH_MATTER", "ON_DEMAND"] as const;
export const Embedding = Type.Object({ kind: Type.Literal("EMBEDDING"), form: Type.Enum(EMBEDDING_FORMS), seats: Type.Integer({ minimum: 1, maximum: 50 }) }, closed);

/** Bureau with bureau, team with team, station with station (局与局、队与队、所与所). */
export const CHANNEL_LEVELS = ["BUREAU", "TEAM", "STATION"] as const;
/** `fields`: what its council looks at every quarter (JNT-09). */
export const Channel = Type.Object({ kind: Type.Literal("CHANNEL"), level: Type.Enum(CHANNEL_LEVELS), fields: Type.Array(Code, { maxItems: 12, uniqueItems: true }) }, closed);
/** Something that its owner lends to others (JNT-10). */
export const PoolItem = Type.Object({ kind: Type.Literal("POOL"), name: text(60), equipment: Type.Enum(EQUIPMENT), capability: Type.Optional(Code) }, closed);

export const Subject = Type.Union([Operation, Embedding, Channel, PoolItem]);
export type Subject = Static<typeof Subject>;

export const ANSWERS = ["ACCEPTED", "PARTIAL", "DECLINED", "SILENT"] as const;
/** Whoever was asked, with its limit: what it gives, or why it does not. A silent one is escalated level by level. */
export const Party = Type.Object(
  {
    orgId: Code,
    dueAt: At,
    /** Organisation above it that has to answer now, as it was silent. */
    escalatedTo: nullable(Type.String()),
    answer: nullable(Type.Object({ answer: Type.Enum(ANSWERS), code: nullable(Code), resources: Type.Array(Type.String()), note: Type.String(), at: At, by: Type.String() }, closed)),
  },
  closed,
);
export type Party = Static<typeof Party>;

export const JOINT_TASK_STATES = ["OPEN", "DONE", "CANCELLED", "RAISED"] as const;
const Note = Type.Object({ orgId: Code, text: Type.String(), at: At }, closed);
/** What one of them does until when: a task of an operation, a decision of a meeting. RAISED: it went to a channel one level up, with its thread. */
export const JointTask = Type.Object(
  {
    id: PartId, text: text(240), orgId: Code, dueAt: At,
    /** The meeting that decided it. */
    meeting: nullable(Type.Integer({ minimum: 1 })),
    state: Type.Enum(JOINT_TASK_STATES),
    receivedAt: nullable(At),
    overdueAt: nullable(At),
    note: Type.String(),
    thread: Type.Array(Note),
  },
  closed,
);
export type JointTask = Static<typeof JointTask>;

/** Whom to call at an organisation: a function and its duty telephone, never a person. */
const callable = { post: text(60), phone: Type.String({ pattern: "^[0-9+-]{3,20}$" }) };
export const ContactPoint = Type.Object(callable, closed);
export type ContactPoint = Static<typeof ContactPoint>;
export const Contact = Type.Object(
  {
    orgId: Code, ...callable,
    /** Who is called beside the liaison, and before it while nobody has confirmed the liaison (LNK-09). */
    deputy: Type.Optional(ContactPoint),
    verifiedAt: At,
    /** When the next check begins; while the organisation is asked, until when it confirms. */
    dueAt: At,
    /** Since when it is asked to confirm. Absent: it is not, or the check is an older one. */
    askedAt: Type.Optional(At),
    /** UNVERIFIED since then. */
    overdueAt: nullable(At),
    /** A change that another organisation of the channel has put forward; it holds nothing until the organisation itself says yes. */
    proposed: Type.Optional(Type.Object({ ...callable, deputy: Type.Optional(ContactPoint), by: Code, reason: Type.String(), at: At }, closed)),
  },
  closed,
);
export type Contact = Static<typeof Contact>;

/** Whom to call, in this order: the liaison, then the deputy; of an entry that is UNVERIFIED the deputy first (LNK-09). */
export function callOrder({ post, phone, deputy, overdueAt }: Contact): readonly (ContactPoint & { readonly as: "LIAISON" | "DEPUTY" })[] {
  const liaison = { post, phone, as: "LIAISON" as const };
  if (deputy === undefined) return [liaison];
  const second = { ...deputy, as: "DEPUTY" as const };
  return overdueAt === null ? [liaison, second] : [second, liaison];
}
export const Meeting = Type.Object({ no: Type.Integer({ minimum: 1 }), field: nullable(Code), text: Type.String(), at: At, by: Type.String() }, closed);
/** `orgId`: whose word it is. `inPlaceBy`: the level above, which said it when the side itself was silent. */
export const Appraisal = Type.Object({ orgId: Code, score: Type.Integer({ minimum: 1, maximum: 5 }), text: Type.String(), inPlaceBy: Type.Optional(Code), at: At, by: Type.String() }, closed);
/** A side that did not appraise in time: the level above that may say it now (null: there is none without a part in it, the side itself has the same time again), and until when; without that time it was silent to the end. */
export const LateAppraisal = Type.Object({ orgId: Code, escalatedTo: nullable(Type.String()), dueAt: nullable(At) }, closed);
export type LateAppraisal = Static<typeof LateAppraisal>;
/** UNAPPRAISED: a side never said how it went, nor did anybody above it. */
export const ENDINGS = ["CLOSED", "UNAPPRAISED", "TIME_OVER", "MATTER_CLOSED", "DECLINED", "SILENT", "STOPPED", "WITHDRAWN"] as const;
export type Ending = (typeof ENDINGS)[number];

/**
 * What organisations agreed to do together: an operation, an embedding, a channel, or something that one of them lends. Parties,
 * purpose, time box, approval, tasks and limits are the same in all; `subject` says which it is (JNT-01, -04, -05, -08, -09, -10).
 */
export const Cooperation = Type.Object(
  {
    id: Ulid,
    version: Type.Integer({ minimum: 1 }),
    no: Type.String({ maxLength: 30 }),
    status: Type.Enum(COOPERATION_STATUSES),
    subject: Subject,
    goal: Type.String(),
    legalBasis: Type.String(),
    urgency: Type.Enum(JOINT_URGENCIES),
    incidentId: nullable(Ulid),
    drill: Type.Boolean(),
    from: At,
    until: nullable(At),
    initiator: Type.Object({ orgId: Code, userId: Type.String(), name: Type.String() }, closed),
    initiatedAt: At,
    parties: Type.Array(Party),
    /** Of whom an approval is needed, and who gave it; null: none is. */
    approval: nullable(Type.Object({ level: Type.Enum(["CITY", "DISTRICT", "STATION"]), by: nullable(Type.Object({ orgId: Code, name: Type.String(), at: At }, closed)), /** By when; silence is named. */ dueAt: Type.Optional(At) }, closed)),
    startedAt: nullable(At),
    /** Since when who sits in does so; null: not yet, or nobody does. */
    begunAt: nullable(At),
    extension: nullable(Type.Object({ until: At, reason: Type.String(), orgId: Code, at: At }, closed)),
    tasks: Type.Array(JointTask),
    meetings: Type.Array(Meeting),
    /** When the quarter ends that is looked at now, and in which the council missed a field. */
    quarterEnd: nullable(At),
    missed: Type.Array(Type.Object({ quarter: Type.String(), fields: Type.Array(Code) }, closed)),
    sessionDueAt: nullable(At),
    contacts: Type.Array(Contact),
    bookings: Type.Array(Booking),
    report: nullable(Type.Object({ result: Type.String(), sideEffects: Type.String(), at: At, by: Type.String() }, closed)),
    appraiseBy: nullable(At),
    appraisals: Type.Array(Appraisal),
    /** Absent: nobody was late. */
    lateAppraisals: Type.Optional(Type.Array(LateAppraisal)),
    /** Since when its approval, its report, its appraisal or its session is late. */
    overdueAt: nullable(At),
    /** Since when a sorry end stands on no board any more. */
    filedAt: Type.Optional(At),
    ended: nullable(Type.Object({ how: Type.Enum(ENDINGS), reason: Type.String(), at: At, by: Type.String() }, closed)),
    scope: Type.Array(Type.String()),
  },
  closed,
);
export type Cooperation = Static<typeof Cooperation>;

/** Whoever takes part: the initiator, and those that have not said no. */
export const takesPart = ({ initiator, parties }: Pick<Cooperation, "initiator" | "parties">, orgId: string): boolean =>
  initiator.orgId === orgId || parties.some((party) => party.orgId === orgId && (party.answer?.answer === "ACCEPTED" || party.answer?.answer === "PARTIAL"));
/** Organisations that take part. */
export const partners = ({ initiator, parties }: Pick<Cooperation, "initiator" | "parties">): string[] => [initiator.orgId, ...parties.flatMap(({ orgId, answer }) => (answer?.answer === "ACCEPTED" || answer?.answer === "PARTIAL" ? [orgId] : []))];

/** Whether it stands on boards: until it has ended, and where somebody's word was missing at the end until both sides have had time to read so. */
export const standsOnBoard = ({ status, ended, filedAt }: Pick<Cooperation, "status" | "ended" | "filedAt">): boolean => !ENDED_STATUSES.includes(status) || (ended?.how === "UNAPPRAISED" && filedAt === undefined);
/** Sides that have not said yet how it went. */
export const unappraised = (found: Pick<Cooperation, "initiator" | "parties" | "appraisals">): string[] => partners(found).filter((side) => !found.appraisals.some(({ orgId }) => orgId === side));

export interface CooperationEvents {
  readonly CooperationInitiated: Pick<Cooperation, "no" | "subject" | "goal" | "legalBasis" | "urgency" | "incidentId" | "drill" | "from" | "until" | "scope"> & {
    readonly initiator: Pick<Cooperation["initiator"], "orgId" | "name">; readonly parties: readonly Pick<Party, "orgId" | "dueAt">[]; readonly approval: "CITY" | "DISTRICT" | "STATION" | null;
    /** By when it is approved; not in old events. */
    readonly approveBy?: number;
  };
  readonly PartyAnswered: { readonly orgId: string; readonly answer: "ACCEPTED" | "PARTIAL" | "DECLINED"; readonly code: string | null; readonly resources: readonly string[]; readonly note: string };
  /** Silent until its limit: the level above hears of it, and has the same time. */
  readonly PartyEscalated: { readonly orgId: string; readonly to: string; readonly dueAt: number };
  /** Silent up to the top. */
  readonly PartyLapsed: { readonly orgId: string };
  readonly CooperationApproved: { readonly orgId: string; readonly name: string };
  /** `quarterEnd`, `sessionDueAt`: what its council or its sessions are due by. */
  readonly CooperationStarted: { readonly quarterEnd: number | null; readonly sessionDueAt: number | null };
  /** Who sits in from a later time begins. */
  readonly EmbeddingBegun: Record<never, never>;
  readonly TimeAsked: { readonly orgId: string; readonly until: number; readonly reason: string };
  readonly TimeAnswered: { readonly granted: boolean; readonly reason: string };
  readonly JointTaskSet: Pick<JointTask, "id" | "text" | "orgId" | "dueAt" | "meeting" | "thread">;
  readonly JointTaskReceived: { readonly taskId: string };
  readonly JointTaskNoted: { readonly taskId: string; readonly orgId: string; readonly text: string };
  readonly JointTaskEnded: { readonly taskId: string; readonly state: "DONE" | "CANCELLED" | "RAISED"; readonly note: string };
  readonly JointTaskOverdue: { readonly taskId: string };
  readonly MeetingHeld: { readonly field: string | null; readonly text: string; readonly sessionDueAt: number | null };
  /** A quarter is over: these fields had no meeting; and when the next one ends. */
  readonly CouncilLookedAt: { readonly quarter: string; readonly missed: readonly string[]; readonly quarterEnd: number };
  readonly ContactSet: Pick<Contact, "orgId" | "post" | "phone" | "deputy" | "dueAt">;
  /** The organisation is asked whether its contact still holds, `until` when; in old events nobody was asked, and it was late at once. */
  readonly ContactDue: { readonly orgId: string; readonly until?: number };
  readonly ContactConfirmed: { readonly orgId: string; readonly dueAt: number };
  readonly ContactUnverified: { readonly orgId: string };
  readonly ContactProposed: Pick<Contact, "orgId" | "post" | "phone" | "deputy"> & { readonly by: string; readonly reason: string };
  readonly ContactProposalDeclined: { readonly orgId: string; readonly reason: string };
  readonly CooperationReported: { readonly result: string; readonly sideEffects: string; readonly appraiseBy: number };
  readonly CooperationAppraised: { readonly orgId: string; readonly score: number; readonly text: string; readonly inPlaceBy?: string };
  /** Not appraised in time: the level above may say it, and has the same time; null: there is none, and the side itself has it again. */
  readonly AppraisalEscalated: { readonly orgId: string; readonly to: string | null; readonly dueAt: number };
  /** Not appraised up to the top. */
  readonly AppraisalLapsed: { readonly orgId: string };
  /** Both sides have had time to read that it ended without somebody's word. */
  readonly CooperationFiled: Record<never, never>;
  readonly CooperationLate: { readonly what: "APPROVAL" | "REPORT" | "APPRAISAL" | "SESSION" };
  readonly CooperationEnded: { readonly how: Ending; readonly reason: string };
  readonly EquipmentBooked: Pick<Booking, "no" | "orgId" | "from" | "until" | "urgency" | "purpose" | "incidentId">;
  readonly BookingMoved: { readonly no: number; readonly state: Exclude<Booking["state"], "BOOKED">; readonly note: string; readonly gaveWayTo: number | null };
  readonly BookingOverdue: { readonly no: number };
}
