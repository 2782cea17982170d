import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { accept, type Decider, onIncident, refused } from "../../decision.ts";
import { onAdvisory } from "../advisory.ts";
import { unknownRefs } from "./log-refs.ts";
import { onPost, postFor } from "./post-facts.ts";

/** Ends the post: no task is left open, and its review is due after the city's time (CMD-05). */
export const standDown: Decider<CommandPayload["command.standDown"]> = (world, { commandPostId, reason }, context) => {
  const found = postFor(world, commandPostId, "PostStoodDown");
  if (!found.ok) return found;
  const { commander, tasks, incidentId, advisoryId } = found.value;
  if (commander.userId !== context.actor.userId) return refused("NOT_IN_COMMAND", { commander: commander.name });
  const open = tasks.filter(({ state }) => state === "OPEN");
  if (open.length > 0) return refused("POST_TASKS_OPEN", { tasks: open.map(({ id }) => id) });
  return accept(
    onPost(commandPostId, "PostStoodDown", { reason, reviewDueAt: context.at + context.city.city.deadlines.postReview * SECOND }),
    ...(incidentId === null ? [] : [onIncident(incidentId, "CommandPostStoodDown", { commandPostId })]),
    ...(advisoryId === null ? [] : [onAdvisory(advisoryId, "AdvisoryPostStoodDown", { commandPostId })]),
  );
};

/** Supervision signs the review, never who had a hand in the post; a finding that becomes a task names who does it (CMD-12). */
export const signReview: Decider<CommandPayload["supervision.signReview"]> = (world, { commandPostId, text, findings }, context) => {
  const found = postFor(world, commandPostId, "PostReviewed");
  if (!found.ok) return found;
  if (found.value.hands.includes(context.actor.userId)) return refused("POST_OWN_WORK");
  const unowned = findings.findIndex(({ end, orgId }) => (end === "TASK") !== (orgId !== undefined) || (orgId !== undefined && !context.city.org.has(orgId)));
  if (unowned >= 0) return refused("VALIDATION_FAILED", { fields: [`/findings/${unowned}/orgId`] });
  const unknown = unknownRefs({ ...found.value, postId: commandPostId }, findings.flatMap(({ cites }) => cites), context);
  if (unknown.length > 0) return refused("LOG_REF_UNKNOWN", { refs: unknown });
  return accept(onPost(commandPostId, "PostReviewed", { text, findings }));
};

/** What happens to a post by itself: a task is late, its review is. */
export function postDeadlines({ status, tasks, reviewDueAt }: CommandPost): { readonly id: string; readonly dueAt: number; readonly purpose: string }[] {
  if (status === "OPEN") return tasks.filter((task) => task.state === "OPEN" && task.overdueAt === null).map(({ id, dueAt }) => ({ id: `task/${id}`, dueAt, purpose: "task of a command post is late" }));
  return status === "STOOD_DOWN" && reviewDueAt !== null ? [{ id: "review", dueAt: reviewDueAt, purpose: "review of a command post is due" }] : [];
}

export const postDue: Decider<SystemPayload["system.deadline"]> = (world, { id, deadlineId }, context) => {
  const post = world.commandPosts.get(id);
  if (post === undefined) return refused("NOT_FOUND", { id });
  const pending = postDeadlines(post).find((deadline) => deadline.id === deadlineId);
  if (pending === undefined || pending.dueAt > context.at) return refused("STATE_CONFLICT", { status: "NOT_DUE", allowed: [] });
  return accept(deadlineId === "review" ? onPost(id, "PostReviewDue", {}) : onPost(id, "PostTaskOverdue", { taskId: deadlineId.slice("task/".length) }));
};
