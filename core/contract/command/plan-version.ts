import { Type, type Static } from "typebox";
import { At, Code, Ulid, nullable, text } from "../place.ts";
import { GuidanceContent } from "../guidance/content.ts";
import { PlanContent, PlanModule } from "./plan.ts";
import { PlanFinding, PlanReadiness } from "./plan-finding.ts";
import { IssuableTask, PlanLevel } from "./plan-task.ts";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });

/** DRAFT is worked on; IN_REVIEW waits for somebody else; APPROVED; PUBLISHED holds and is frozen; SUPERSEDED by the next; RETIRED without one; DISCARDED before it came to anything. */
export const PLAN_STATUSES = ["DRAFT", "IN_REVIEW", "APPROVED", "PUBLISHED", "SUPERSEDED", "RETIRED", "DISCARDED"] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

export const EXERCISE_KINDS = ["TABLETOP", "FUNCTIONAL", "FULL_SCALE"] as const;
export const PlanExercise = Type.Object({ on: Day, kind: Type.Enum(EXERCISE_KINDS), note: text(400), at: At, by: Type.String() }, closed);
export type PlanExercise = Static<typeof PlanExercise>;
/** A duty post that was tried: reached or not. */
export const ContactCheck = Type.Object({ contactId: Code, on: Day, reached: Type.Boolean(), at: At, by: Type.String() }, closed);
export type ContactCheck = Static<typeof ContactCheck>;

/** Which version of a module a plan calls. */
const ModuleUse = Type.Object({ module: Code, version: Type.Integer({ minimum: 1 }) }, closed);

/** An order went out with general points because its type has none (SCN-02): which incident, and when. */
export const GuidanceWant = Type.Object({ incidentNo: Type.String(), at: At }, closed);

/** What everybody is told of a version of a plan, a module, or the guidance for a type; its content is fetched where it is needed. */
export const PlanHead = Type.Object(
  {
    id: Ulid,
    what: Type.Enum(["PLAN", "MODULE", "GUIDANCE"]),
    /** Id of the plan or module, or the type that the guidance is for; the same in every version. */
    code: Code,
    /** Place in the line of published versions, from 1: for a module the version that plans call. Null before publication. */
    no: nullable(Type.Integer({ minimum: 1 })),
    /** Number of its events: a draft that was read at this version is still the present one. */
    version: Type.Integer({ minimum: 1 }),
    status: Type.Enum(PLAN_STATUSES),
    nameZh: Type.String(),
    nameEn: Type.String(),
    /** Incident types for which a plan is offered; none for a module. */
    types: Type.Array(Type.String()),
    /** Of a plan or a module: the mechanism under which it runs (ORG-05). */
    mechanism: Type.Optional(Code),
    /** Modules that a plan calls. */
    uses: Type.Array(ModuleUse),
    /** The published version that it follows; null for the first. */
    follows: nullable(Ulid),
    succeededBy: nullable(Ulid),
    /** Everyone who worked on it; none of them may approve it. */
    authors: Type.Array(Type.String()),
    draftedAt: At,
    draftedBy: Type.String(),
    submittedAt: nullable(At),
    approvedAt: nullable(At),
    approvedBy: nullable(Type.String()),
    publishedAt: nullable(At),
    publishedBy: nullable(Type.String()),
    /** Why it was sent back, retired or discarded, the last time. */
    reason: nullable(Type.String()),
    /** Hash of the content: what an activation names. */
    contentHash: Type.String(),
    /** Fingerprint of the city's file from which it was taken; null when it was written here. */
    source: nullable(Type.String()),
    scope: Type.Array(Type.String()),
    /** Of guidance: the last day on which it counts as verified. */
    reviewBy: Type.Optional(Day),
    /** Of guidance that is worked on: an order has missed it. */
    wanted: Type.Optional(GuidanceWant),
  },
  closed,
);
export type PlanHead = Static<typeof PlanHead>;

/** One version of a plan, a module or the guidance for a type: the fifth kind of record. Exercises and tried contacts come after publication; the content is what was published. */
export const PlanVersion = Type.Object(
  { ...PlanHead.properties, plan: nullable(PlanContent), module: nullable(PlanModule), guidance: Type.Optional(GuidanceContent), exercises: Type.Array(PlanExercise), checks: Type.Array(ContactCheck) },
  closed,
);
export type PlanVersion = Static<typeof PlanVersion>;

/** A version without its content. */
export function planHeadOf({ plan: _plan, module: _module, guidance: _guidance, exercises: _exercises, checks: _checks, ...head }: PlanVersion): PlanHead {
  return head;
}

/** The plan as it stands today: as it was published, with the exercises held and the contacts tried since. */
export function presentPlan({ plan, exercises, checks }: Pick<PlanVersion, "plan" | "exercises" | "checks">): PlanContent | null {
  if (plan === null) return null;
  const lastExercise = exercises.reduce((last, { on }) => (last === null || on > last ? on : last), plan.lastExercise);
  const contacts = plan.contacts.map((contact) =>
    checks.filter(({ contactId }) => contactId === contact.id).reduce((now, { on, reached }) => (reached ? { ...now, verifiedAt: now.verifiedAt === null || on > now.verifiedAt ? on : now.verifiedAt } : { ...now, failedAt: now.failedAt === undefined || on > now.failedAt ? on : now.failedAt }), contact));
  return { ...plan, lastExercise, contacts };
}

export interface PlanEvents {
  readonly PlanDrafted: { readonly code: string; readonly follows: string | null; readonly plan: PlanContent | null; readonly module: PlanModule | null; readonly guidance?: GuidanceContent; readonly contentHash: string; readonly source: string | null; readonly scope: string[] };
  readonly PlanEdited: { readonly plan: PlanContent | null; readonly module: PlanModule | null; readonly guidance?: GuidanceContent; readonly contentHash: string };
  /** An order went out without it. */
  readonly GuidanceWanted: { readonly incidentNo: string };
  readonly PlanSubmitted: Record<never, never>;
  readonly PlanSentBack: { readonly reason: string };
  readonly PlanApproved: Record<never, never>;
  readonly PlanPublished: { readonly no: number };
  /** Another one holds from now on. */
  readonly PlanSuperseded: { readonly by: string };
  readonly PlanRetired: { readonly reason: string };
  readonly PlanDiscarded: { readonly reason: string };
  readonly PlanExercised: { readonly on: string; readonly kind: PlanExercise["kind"]; readonly note: string };
  readonly PlanContactTried: { readonly contactId: string; readonly on: string; readonly reached: boolean };
}

const planVersionId = Ulid;
const expectedVersion = Type.Optional(Type.Integer({ minimum: 1 }));
const reason = text(200);

/** A new plan, or a new module. */
export const create = Type.Object({ planVersionId, content: PlanContent }, closed);
export const createModule = Type.Object({ planVersionId, content: PlanModule }, closed);
/** Guidance for a type that has none (SCN-02). */
export const createGuidance = Type.Object({ planVersionId, content: GuidanceContent }, closed);
/** A draft of the next version, which begins as the published one stands. */
export const draft = Type.Object({ planVersionId, follows: Ulid }, closed);
/** A draft of the next version that calls another version of a module (CMD-07): no plan changes by itself when a module does. */
export const acceptModule = Type.Object({ planVersionId, follows: Ulid, module: Code, version: Type.Integer({ minimum: 1 }) }, closed);
/** The whole content anew. */
export const edit = Type.Object({ planVersionId, expectedVersion, content: PlanContent }, closed);
export const editModule = Type.Object({ planVersionId, expectedVersion, content: PlanModule }, closed);
export const editGuidance = Type.Object({ planVersionId, expectedVersion, content: GuidanceContent }, closed);
/** To be looked at by somebody else; refused with every gap. */
export const submit = Type.Object({ planVersionId, expectedVersion }, closed);
/** Back to its authors. */
export const sendBack = Type.Object({ planVersionId, expectedVersion, reason }, closed);
/** By somebody who did not work on it. */
export const approve = Type.Object({ planVersionId, expectedVersion }, closed);
/** From now on it holds, instead of the version that it follows. */
export const publish = Type.Object({ planVersionId, expectedVersion }, closed);
export const retire = Type.Object({ planVersionId, reason }, closed);
export const discard = Type.Object({ planVersionId, reason }, closed);
export const recordExercise = Type.Object({ planVersionId, on: Day, kind: Type.Enum(EXERCISE_KINDS), note: text(400) }, closed);
export const tryContact = Type.Object({ planVersionId, contactId: Code, reached: Type.Boolean() }, closed);

/** A version with what a screen asks of it. */
export const PlanView = Type.Object(
  {
    record: PlanVersion,
    /** Everything that the plan may ask for, or the module as it is written, in an order in which it can be done; nothing while the plan does not run. */
    tasks: Type.Array(Type.Object({ from: PlanLevel, /** Its own condition. */ when: nullable(Type.String()), task: IssuableTask }, closed)),
    /** What keeps it from being submitted today. */ findings: Type.Array(PlanFinding),
    /** Of a published plan. */
    readiness: nullable(PlanReadiness),
  },
  closed,
);
export type PlanView = Static<typeof PlanView>;
export const PlanList = Type.Object({ plans: Type.Array(Type.Object({ head: PlanHead, readiness: nullable(PlanReadiness) }, closed)) }, closed);
export type PlanList = Static<typeof PlanList>;
