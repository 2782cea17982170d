import type { CommandPost, ReviewFinding } from "@tocsin/contract/command/command-post.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Review, ReviewTask } from "@tocsin/contract/command/review.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, type Drafted, refused, type World, within } from "../../decision.ts";
import { unknownRefs } from "../posts/log-refs.ts";
import { onPost } from "../posts/post-facts.ts";
import { onReview, reviewOfPost } from "./open-review.ts";

type Payload = CommandPayload["supervision.signReview"];

/** What is signed: the review, with the post that it is of, and what has to be written first for a post from before posts had one. */
interface Subject {
  readonly id: string;
  readonly review: Pick<Review, "incidentId" | "commandPostId" | "advisoryId">;
  readonly post: CommandPost | undefined;
  readonly before: readonly Drafted[];
}

function subjectOf(world: World, { reviewId, commandPostId }: Payload, context: Context): Result<Subject, Refusal> {
  if ((reviewId === undefined) === (commandPostId === undefined)) return fail(refuse("VALIDATION_FAILED", { fields: ["/reviewId"] }));
  const named = commandPostId === undefined ? undefined : world.commandPosts.get(commandPostId);
  const id = reviewId ?? named?.reviewId;
  const review = id === undefined ? undefined : world.reviews.get(id);
  if (id !== undefined && review !== undefined) {
    const post = review.commandPostId === null ? undefined : world.commandPosts.get(review.commandPostId);
    return review.status === "DUE" ? ok({ id, review, post, before: [] }) : fail(refuse("STATE_CONFLICT", { status: review.status, allowed: ["DUE"] }));
  }
  if (named === undefined) return fail(refuse("NOT_FOUND"));
  if (named.status !== "STOOD_DOWN" && named.status !== "REVIEW_DUE") return fail(refuse("STATE_CONFLICT", { status: named.status, allowed: ["STOOD_DOWN", "REVIEW_DUE"] }));
  const { reviewId: made, drafted } = reviewOfPost(named, named.reviewDueAt ?? context.at, world, context);
  return ok({ id: made, review: { incidentId: named.incidentId, commandPostId: named.id, advisoryId: named.advisoryId }, post: named, before: drafted });
}

/** Whether the actor has any recorded act on what is looked back on, or was in the crew of a unit that was sent. Who is not known not to have, does not sign. */
function tookPart({ incidentId }: Subject["review"], post: CommandPost | undefined, world: World, { actor, city, handlers }: Context): boolean {
  if (handlers === undefined || handlers.has(actor.userId) || post?.hands.includes(actor.userId) === true) return true;
  const sent = new Set((incidentId === null ? undefined : world.incidents.get(incidentId))?.orders.flatMap(({ assignments }) => assignments.map(({ unitId }) => unitId)));
  const unitId = actor.unitId ?? city.city.accounts.find(({ id }) => id === actor.userId)?.unit;
  return unitId !== undefined && sent.has(unitId);
}

/** A task names who does it and a time that lies ahead; whatever else was found may name whose it was. */
function findingRefusal(findings: readonly ReviewFinding[], { at: now, city }: Context): Refusal | null {
  for (const [at, { end, orgId, dueAt }] of findings.entries()) {
    if ((end === "TASK" && orgId === undefined) || (orgId !== undefined && !city.org.has(orgId))) return refuse("VALIDATION_FAILED", { fields: [`/findings/${at}/orgId`] });
    if ((end === "TASK") !== (dueAt !== undefined)) return refuse("VALIDATION_FAILED", { fields: [`/findings/${at}/dueAt`] });
    if (dueAt !== undefined && dueAt <= now) return refuse("TASK_DUE_PAST", { fields: [`/findings/${at}/dueAt`] });
  }
  return null;
}

const tasksOf = (findings: readonly ReviewFinding[], { city }: Context): Pick<ReviewTask, "id" | "text" | "orgId" | "orgPath" | "dueAt">[] =>
  findings
    .flatMap(({ text, end, orgId = "", dueAt = 0 }) => (end === "TASK" ? [{ text, orgId, orgPath: city.org.get(orgId)?.path ?? orgId, dueAt }] : []))
    .map((task, n) => ({ id: `T${n + 1}`, ...task }));

/** Signed by who had no part; what was found ends at once or becomes a task of an organisation (CMD-12). The post's own record says that it is over. */
export const signReview: Decider<Payload> = (world, payload, context) => {
  const found = subjectOf(world, payload, context);
  if (!found.ok) return found;
  const { id, review, post, before } = found.value;
  const incident = review.incidentId === null ? undefined : world.incidents.get(review.incidentId);
  if (review.commandPostId === null && incident !== undefined && isOpen(incident)) return refused("REVIEW_INCIDENT_OPEN", { no: incident.no });
  if (incident?.recused?.includes(context.actor.userId) === true) return refused("RECUSED");
  if (tookPart(review, post, world, context)) return refused("REVIEW_OWN_WORK");
  const { text, findings } = payload;
  const refusal = findingRefusal(findings, context);
  if (refusal !== null) return fail(refusal);
  const unknown = unknownRefs({ postId: review.commandPostId, incidentId: review.incidentId, advisoryId: review.advisoryId }, findings.flatMap(({ cites }) => cites), context);
  if (unknown.length > 0) return refused("LOG_REF_UNKNOWN", { refs: unknown });
  return accept(...before, onReview(id, "ReviewSigned", { text, findings, tasks: tasksOf(findings, context), name: context.actor.name }), ...(post === undefined ? [] : [onPost(post.id, "PostReviewed", { text, findings })]));
};

/** Said by a seat of the organisation whose task it is, or of one above it in the same agency. */
export const finishReviewTask: Decider<CommandPayload["command.finishReviewTask"]> = (world, { reviewId, taskId, note }, { actor, city }) => {
  const review = world.reviews.get(reviewId);
  if (review === undefined) return refused("NOT_FOUND", { reviewId });
  const task = review.tasks.find(({ id }) => id === taskId);
  if (task === undefined) return refused("POST_PART_UNKNOWN", { part: taskId });
  if (!within(task.orgPath, actor.orgPath) || (city.org.get(task.orgId)?.agency ?? actor.agency) !== actor.agency) return refused("REVIEW_TASK_OTHERS", { orgId: task.orgId });
  if (task.done !== null) return refused("STATE_CONFLICT", { status: "DONE", allowed: [] });
  return accept(onReview(reviewId, "ReviewTaskDone", { taskId, note, name: actor.name }));
};
