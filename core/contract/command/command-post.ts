import { Type, type Static } from "typebox";
import { At, Code, Ulid, nullable, text } from "../place.ts";
import { PlanLevel } from "./plan-task.ts";
import type { TakenOver } from "./taken-over.ts";

const closed = { additionalProperties: false } as const;
/** Of a force, an objective or a task, within its post: `F1`. */
const PartId = Code;
const Name = text(60);

/** OPEN works; STOOD_DOWN: its log is read-only and its review waits; REVIEW_DUE: nobody has signed it in time; CLOSED: signed. */
export const POST_STATUSES = ["OPEN", "STOOD_DOWN", "REVIEW_DUE", "CLOSED"] as const;
export type PostStatus = (typeof POST_STATUSES)[number];

/** What a command post divides its work into. The commander is no role of this list: there is exactly one, and it changes by hand-over (CMD-04). */
export const POST_ROLES = ["DEPUTY", "OPERATIONS", "PLANNING", "LOGISTICS", "COMMUNICATION", "SAFETY", "LIAISON", "INFORMATION", "MEDICAL", "TRAFFIC"] as const;
export type PostRole = (typeof POST_ROLES)[number];

/** Who fills a role: the seats of an organisation, or those of one role there. Never a named person. `until`: end of the duty. */
export const PostHolder = Type.Object({ role: Type.Enum(POST_ROLES), orgId: Code, seat: Type.Optional(Code), until: Type.Optional(At) }, closed);
export type PostHolder = Static<typeof PostHolder>;

/** A task force (专班): units under a leader unit, for one objective. */
export const TaskForce = Type.Object({ id: PartId, name: Name, leaderUnitId: Code, unitIds: Type.Array(Code, { minItems: 1, maxItems: 60, uniqueItems: true }), objectiveId: nullable(PartId) }, closed);
export type TaskForce = Static<typeof TaskForce>;

export const OBJECTIVE_STATES = ["OPEN", "REACHED", "DROPPED"] as const;
export const PostObjective = Type.Object({ id: PartId, text: text(240), state: Type.Enum(OBJECTIVE_STATES), note: Type.String({ maxLength: 400 }), at: At, by: Type.String() }, closed);
export type PostObjective = Static<typeof PostObjective>;

/** Who answers for a task: a task force, a role of the post, or an organisation. */
export const TaskOwner = Type.Union([Type.Object({ force: PartId }, closed), Type.Object({ role: Type.Enum(POST_ROLES) }, closed), Type.Object({ orgId: Code }, closed)]);
export type TaskOwner = Static<typeof TaskOwner>;
/** HANDED_OVER: an organisation goes on with it after the post (only an organisation can). */
export const POST_TASK_STATES = ["OPEN", "DONE", "HANDED_OVER", "CANCELLED"] as const;
export const PostTask = Type.Object(
  { id: PartId, text: text(240), owner: TaskOwner, dueAt: At, state: Type.Enum(POST_TASK_STATES), /** Since when it is late. */ overdueAt: nullable(At), note: Type.String({ maxLength: 400 }), at: At, by: Type.String() },
  closed,
);
export type PostTask = Static<typeof PostTask>;

/** One recorded event that is cited: `P12` the post's twelfth, `I34` the incident's, `A5` the advisory's. */
export const LogRef = Type.String({ pattern: "^[PIA][1-9][0-9]{0,6}$" });
/** A line of a situation report. Without a citation it is the issuer's own word, and is shown as that. */
export const ReportLine = Type.Object({ text: text(600), cites: Type.Array(LogRef, { maxItems: 40, uniqueItems: true }) }, closed);
export type ReportLine = Static<typeof ReportLine>;
export const SituationReport = Type.Object({ no: Type.Integer({ minimum: 1 }), lines: Type.Array(ReportLine, { minItems: 1, maxItems: 80 }), at: At, by: Type.String() }, closed);
export type SituationReport = Static<typeof SituationReport>;

export const FINDING_ENDS = ["CLOSED", "REJECTED", "TASK"] as const;
/** What a review found, and what becomes of it (CMD-12). A task names who does it, and until when. */
export const ReviewFinding = Type.Object({ text: text(400), cites: Type.Array(LogRef, { maxItems: 20, uniqueItems: true }), end: Type.Enum(FINDING_ENDS), reason: text(400), orgId: Type.Optional(Code), dueAt: Type.Optional(At) }, closed);
export type ReviewFinding = Static<typeof ReviewFinding>;

/** A command post (指挥部) over one incident or one advisory (CMD-05). Its log is its events; what happened to the incident stands there. */
export const CommandPost = Type.Object(
  {
    id: Ulid,
    version: Type.Integer({ minimum: 1 }),
    name: Name,
    status: Type.Enum(POST_STATUSES),
    /** The level of response that it leads; I is the gravest. */
    level: PlanLevel,
    incidentId: nullable(Ulid),
    advisoryId: nullable(Ulid),
    drill: Type.Boolean(),
    openedAt: At,
    openedBy: Type.String(),
    /** The one who commands. While it is open there is always exactly one, the incident's own (CMD-04). */
    commander: Type.Object({ userId: Type.String(), name: Type.String(), orgPath: Type.String(), since: At }, closed),
    /** Offered to another shift and not answered yet; command stays until it is accepted. */
    shift: nullable(Type.Object({ to: Type.String(), toName: Type.Optional(Type.String()), from: Type.String(), note: Type.String(), at: At }, closed)),
    holders: Type.Array(PostHolder),
    forces: Type.Array(TaskForce),
    objectives: Type.Array(PostObjective),
    tasks: Type.Array(PostTask),
    /** How many reports were issued, and the last one; the earlier ones stand in the log. */
    reportCount: Type.Integer({ minimum: 0 }),
    report: nullable(SituationReport),
    /** Everyone who had a hand in it: none of them signs its review. */
    hands: Type.Array(Type.String()),
    /** Units that are or were in one of its task forces. */
    units: Type.Array(Code),
    /** Which units are out of a task force, and since when: up to then they read its room. Absent = none has left one. */
    left: Type.Optional(Type.Array(Type.Object({ unitId: Code, forceId: PartId, at: At }, closed))),
    /** Call signs of a unit's own task force, by unit; only in what a unit sees, which sees no other units. */
    callSigns: Type.Optional(Type.Record(Type.String(), Type.String())),
    stoodDownAt: nullable(At),
    standDownReason: nullable(Type.String()),
    reviewDueAt: nullable(At),
    /** Its review (CMD-12). Absent while it is open, and in posts from before reviews were records. */
    reviewId: Type.Optional(Ulid),
    /** Legal hold: nothing of it is deleted for its age. Absent = none; of a post over an incident, that has it. */
    hold: Type.Optional(Type.Object({ reason: text(400), at: At, by: Type.String() }, closed)),
    review: nullable(Type.Object({ text: Type.String(), findings: Type.Array(ReviewFinding), at: At, by: Type.String() }, closed)),
    scope: Type.Array(Type.String()),
  },
  closed,
);
export type CommandPost = Static<typeof CommandPost>;

type Leader = Omit<CommandPost["commander"], "since">;

/** Everything that can have happened to a command post. `scope`: paths that come to it with what the event adds. */
export interface CommandPostEvents {
  readonly PostOpened: Pick<CommandPost, "name" | "level" | "incidentId" | "advisoryId" | "drill" | "holders" | "forces" | "scope"> & { readonly commander: Leader; readonly objectives: readonly Pick<PostObjective, "id" | "text">[] };
  readonly PostLevelSet: { readonly from: PlanLevel; readonly to: PlanLevel; readonly reason: string };
  readonly PostRoleSet: { readonly holder: PostHolder; readonly scope: readonly string[] };
  readonly PostRoleEnded: { readonly role: PostRole };
  readonly TaskForceSet: { readonly force: TaskForce; readonly scope: readonly string[] };
  readonly TaskForceDissolved: { readonly forceId: string; readonly reason: string };
  readonly ObjectiveSet: Pick<PostObjective, "id" | "text" | "state" | "note">;
  readonly PostTaskSet: Pick<PostTask, "id" | "text" | "owner" | "dueAt"> & { readonly scope: readonly string[] };
  readonly PostTaskEnded: { readonly taskId: string; readonly state: "DONE" | "CANCELLED" | "HANDED_OVER"; readonly note: string; readonly orgId: string | null; /** Of the organisation that goes on with it, which reads of what; absent in events from before. */ readonly scope?: readonly string[] };
  readonly PostTaskOverdue: { readonly taskId: string };
  readonly PostEntryAdded: { readonly text: string; readonly source: string };
  readonly SituationReported: Omit<SituationReport, "at" | "by">;
  readonly ShiftOffered: { readonly to: string; readonly toName?: string; readonly from: string; readonly note: string };
  readonly ShiftAccepted: Leader;
  readonly ShiftTakenOver: Leader & Omit<TakenOver, "by" | "byName" | "at">;
  readonly PostStoodDown: { readonly reason: string; readonly reviewDueAt: number; readonly reviewId?: string };
  readonly PostHoldSet: { readonly reason: string };
  readonly PostHoldLifted: { readonly reason: string };
  readonly PostReviewDue: Record<never, never>;
  readonly PostReviewed: { readonly text: string; readonly findings: readonly ReviewFinding[] };
}

const commandPostId = Ulid;
const NewObjective = Type.Object({ id: PartId, text: text(240) }, closed);

/** Opens one over an incident or an advisory: a deputy and one task force are there from the beginning, and whoever opens it commands (CMD-05). */
export const openPost = Type.Object(
  {
    commandPostId,
    incidentId: Type.Optional(Ulid),
    advisoryId: Type.Optional(Ulid),
    name: Name,
    level: PlanLevel,
    holders: Type.Array(PostHolder, { maxItems: 20 }),
    forces: Type.Array(TaskForce, { maxItems: 30 }),
    objectives: Type.Optional(Type.Array(NewObjective, { maxItems: 20 })),
  },
  closed,
);
export const setPostLevel = Type.Object({ commandPostId, level: PlanLevel, reason: text(400) }, closed);
export const setPostRole = Type.Object({ commandPostId, holder: PostHolder }, closed);
export const endPostRole = Type.Object({ commandPostId, role: Type.Enum(POST_ROLES) }, closed);
/** Makes a task force, or gives one that stands other units, another leader or another objective. */
export const setTaskForce = Type.Object({ commandPostId, force: TaskForce }, closed);
export const dissolveTaskForce = Type.Object({ commandPostId, forceId: PartId, reason: text(400) }, closed);
export const setObjective = Type.Object({ commandPostId, objectiveId: PartId, text: text(240), state: Type.Enum(OBJECTIVE_STATES), note: Type.Optional(text(400, 0)) }, closed);
/** Gives out a task, or one that is open to another owner or for another time. */
export const setPostTask = Type.Object({ commandPostId, taskId: PartId, text: text(240), owner: TaskOwner, dueAt: At }, closed);
/** Ends a task: done, cancelled with a reason, or handed over to an organisation that goes on with it. */
export const endPostTask = Type.Object({ commandPostId, taskId: PartId, state: Type.Enum(["DONE", "CANCELLED", "HANDED_OVER"]), note: Type.Optional(text(400, 0)), toOrgId: Type.Optional(Code) }, closed);
/** An entry of the post itself; `source` says from whom or what it is known. */
export const logEntry = Type.Object({ commandPostId, text: text(600), source: text(120) }, closed);
/** Issues the report that a person has edited; what it cites must stand in the log. */
export const issueReport = Type.Object({ commandPostId, lines: Type.Array(ReportLine, { minItems: 1, maxItems: 80 }) }, closed);
export const offerShift = Type.Object({ commandPostId, toUserId: Type.String({ minLength: 1, maxLength: 40 }), note: Type.Optional(text(400, 0)) }, closed);
export const acceptShift = Type.Object({ commandPostId }, closed);
/** Takes the post, and its incident with it, without the word of who commands; by the same right as `command.takeOver` (CMD-04). */
export const takeOverShift = Type.Object({ commandPostId, fromUserId: Type.String({ minLength: 1, maxLength: 40 }), reason: text(400) }, closed);
export const standDown = Type.Object({ commandPostId, reason: text(400) }, closed);

/** One line of the situation log: a recorded event, as it stands. */
export const PostLogEntry = Type.Object({ ref: LogRef, type: Type.String(), at: At, by: Type.String(), byName: Type.String(), data: Type.Unknown() }, closed);
export type PostLogEntry = Static<typeof PostLogEntry>;
/** A drafted line in both languages; it says nothing but what its citations say. */
export const DraftLine = Type.Object({ zh: Type.String(), en: Type.String(), cites: Type.Array(LogRef, { minItems: 1 }) }, closed);
export type DraftLine = Static<typeof DraftLine>;

/** The six steps of every call (CMD-12). */
export const REVIEW_STEPS = ["INTAKE", "DISPATCH", "SIGN", "ARRIVE", "HANDLE", "FEEDBACK"] as const;
/**
 * When a step was first taken, how long after the one from which its limit counts, and whether in that limit; null: it was not taken, or
 * has none. `hand`: that time was typed by hand.
 */
export const StepTaken = Type.Object(
  { step: Type.Enum(REVIEW_STEPS), at: nullable(At), hand: Type.Boolean(), tookS: nullable(Type.Integer({ minimum: 0 })), limitS: nullable(Type.Integer({ minimum: 1 })), kept: nullable(Type.Boolean()), cites: Type.Array(LogRef) },
  closed,
);
export type StepTaken = Static<typeof StepTaken>;

/** What came to pass, from recorded events only. `hand`: a time that was typed by hand, not taken by the server (CMD-12). */
export const AfterAction = Type.Object(
  {
    from: At,
    until: At,
    steps: Type.Array(StepTaken),
    timeline: Type.Array(Type.Object({ ref: LogRef, type: Type.String(), at: At, hand: Type.Boolean() }, closed)),
    clocks: Type.Array(Type.Object({ step: Type.String(), kept: Type.Boolean(), at: At, cites: Type.Array(LogRef) }, closed)),
    orders: Type.Array(Type.Object({ units: Type.Array(Type.String()), at: At, acknowledgedAt: nullable(At), arrivedAt: nullable(At), cites: Type.Array(LogRef) }, closed)),
    levels: Type.Array(Type.Object({ level: PlanLevel, at: At, reason: Type.String(), cites: Type.Array(LogRef) }, closed)),
    commanders: Type.Array(Type.Object({ name: Type.String(), from: At, cites: Type.Array(LogRef) }, closed)),
    tasks: Type.Object({ done: Type.Integer(), late: Type.Integer(), cancelled: Type.Integer(), handedOver: Type.Integer(), open: Type.Integer() }, closed),
  },
  closed,
);
export type AfterAction = Static<typeof AfterAction>;

/** A command post with its log, newest last, the draft of its next report, and after the end what the review is built on. */
export const CommandPostView = Type.Object({ post: CommandPost, log: Type.Array(PostLogEntry), draft: Type.Array(DraftLine), afterAction: nullable(AfterAction) }, closed);
export type CommandPostView = Static<typeof CommandPostView>;
