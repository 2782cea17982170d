import { Type, type Static } from "typebox";
import { Priority } from "../organisation/city.ts";
import { At, Code, Ulid, nullable, text } from "../place.ts";
import { AfterAction, PostLogEntry, ReviewFinding } from "./command-post.ts";

const closed = { additionalProperties: false } as const;
/** Of a task, within its review: `T1`. */
const TaskId = Code;

/** DUE: nobody has signed it; SIGNED: what it found is being done; CLOSED: nothing is left to do. */
export const REVIEW_STATUSES = ["DUE", "SIGNED", "CLOSED"] as const;
/** Why there is one: the incident was P1, a clock of it was breached, or a command post stood over it. */
export const REVIEW_GROUNDS = ["P1", "BREACH", "POST"] as const;
export type ReviewGround = (typeof REVIEW_GROUNDS)[number];

/** A finding that became a task: it stands on the list of one organisation until that one says that it is done. */
export const ReviewTask = Type.Object(
  {
    id: TaskId, text: text(400), orgId: Code, orgPath: Type.String(), dueAt: At,
    /** How often it went up since it is late, to whom by now, and when it goes up next. */
    level: Type.Integer({ minimum: 0 }), toPath: nullable(Type.String()), nextAt: At, lateAt: nullable(At),
    done: nullable(Type.Object({ note: text(400), at: At, by: Type.String(), byName: Type.String() }, closed)),
  },
  closed,
);
export type ReviewTask = Static<typeof ReviewTask>;

/** The review (复盘) of one incident or command post, from its end to the last task that came of it (CMD-12). What it looks back on stays where it is recorded. */
export const Review = Type.Object(
  {
    id: Ulid,
    version: Type.Integer({ minimum: 1 }),
    status: Type.Enum(REVIEW_STATUSES),
    grounds: Type.Array(Type.Enum(REVIEW_GROUNDS)),
    incidentId: nullable(Ulid),
    commandPostId: nullable(Ulid),
    advisoryId: nullable(Ulid),
    /** How lists name it: the incident's number, or the post's name. */
    title: text(120),
    typeCode: nullable(Type.String()),
    priority: nullable(Priority),
    drill: Type.Boolean(),
    /** The organisation that answers for it: whose area it lay in. */
    orgPath: Type.String(),
    openedAt: At,
    dueAt: At,
    /** How often it went up since it is late, to whom by now, and when it goes up next. */
    level: Type.Integer({ minimum: 0 }),
    toPath: nullable(Type.String()),
    nextAt: At,
    lateAt: nullable(At),
    signed: nullable(Type.Object({ text: text(4_000), findings: Type.Array(ReviewFinding), at: At, by: Type.String(), byName: Type.String() }, closed)),
    tasks: Type.Array(ReviewTask),
    /** Whose desks read all of it; who only has a task reads that. */
    readers: Type.Array(Type.String()),
    scope: Type.Array(Type.String()),
  },
  closed,
);
export type Review = Static<typeof Review>;

type Opened = "grounds" | "incidentId" | "commandPostId" | "advisoryId" | "title" | "typeCode" | "priority" | "drill" | "orgPath" | "dueAt" | "readers";
export interface ReviewEvents {
  readonly ReviewOpened: Pick<Review, Opened>;
  /** The incident goes on, or has ended once more: what is owed begins anew. */
  readonly ReviewDeferred: { readonly dueAt: number };
  /** Late: heard of one level higher. */
  readonly ReviewLate: { readonly to: string; readonly nextAt: number };
  readonly ReviewSigned: { readonly text: string; readonly findings: readonly ReviewFinding[]; readonly tasks: readonly Pick<ReviewTask, "id" | "text" | "orgId" | "orgPath" | "dueAt">[]; readonly name: string };
  readonly ReviewTaskLate: { readonly taskId: string; readonly to: string; readonly nextAt: number };
  readonly ReviewTaskDone: { readonly taskId: string; readonly note: string; readonly name: string };
}

/**
 * Signs a review: by supervision, never by who had a hand in what it looks back on. Names the review, or a command post whose review it is.
 * Each finding is closed, rejected with a reason, or a task with its owner and a day (CMD-12).
 */
export const signReview = Type.Object({ reviewId: Type.Optional(Ulid), commandPostId: Type.Optional(Ulid), text: text(4_000), findings: Type.Array(ReviewFinding, { maxItems: 40 }) }, closed);
/** The organisation says that its task is done, and how. */
export const finishReviewTask = Type.Object({ reviewId: Ulid, taskId: TaskId, note: text(400) }, closed);

/** A review with the recorded events of what it looks back on, oldest first, and what came to pass. */
export const ReviewView = Type.Object({ review: Review, log: Type.Array(PostLogEntry), afterAction: nullable(AfterAction) }, closed);
export type ReviewView = Static<typeof ReviewView>;
