import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { accept, type Decider, onIncident, refused } from "../../decision.ts";
import { onAdvisory } from "../advisory.ts";
import { reviewOfPost } from "../reviews/open-review.ts";
import { onPost, postFor } from "./post-facts.ts";

/** Ends the post: no task is left open, and its review is due after the city's time (CMD-05). */
export const standDown: Decider<CommandPayload["command.standDown"]> = (world, { commandPostId, reason }, context) => {
  const found = postFor(world, commandPostId, "PostStoodDown");
  if (!found.ok) return found;
  const { commander, tasks, incidentId, advisoryId } = found.value;
  if (commander.userId !== context.actor.userId) return refused("NOT_IN_COMMAND", { commander: commander.name });
  const open = tasks.filter(({ state }) => state === "OPEN");
  if (open.length > 0) return refused("POST_TASKS_OPEN", { tasks: open.map(({ id }) => id) });
  const reviewDueAt = context.at + context.city.city.deadlines.postReview * SECOND;
  const { reviewId, drafted } = reviewOfPost(found.value, reviewDueAt, world, context);
  return accept(
    onPost(commandPostId, "PostStoodDown", { reason, reviewDueAt, reviewId }),
    ...drafted,
    ...(incidentId === null ? [] : [onIncident(incidentId, "CommandPostStoodDown", { commandPostId, reviewId })]),
    ...(advisoryId === null ? [] : [onAdvisory(advisoryId, "AdvisoryPostStoodDown", { commandPostId })]),
  );
};

/** What happens to a post by itself: a task is late; its review is, where that is no record of its own, as in posts from before. */
export function postDeadlines({ status, tasks, reviewDueAt, reviewId }: CommandPost): { readonly id: string; readonly dueAt: number; readonly purpose: string }[] {
  if (status === "OPEN") return tasks.filter((task) => task.state === "OPEN" && task.overdueAt === null).map(({ id, dueAt }) => ({ id: `task/${id}`, dueAt, purpose: "task of a command post is late" }));
  return status === "STOOD_DOWN" && reviewDueAt !== null && reviewId === undefined ? [{ id: "review", dueAt: reviewDueAt, purpose: "review of a command post is due" }] : [];
}

export const postDue: Decider<SystemPayload["system.deadline"]> = (world, { id, deadlineId }, context) => {
  const post = world.commandPosts.get(id);
  if (post === undefined) return refused("NOT_FOUND", { id });
  const pending = postDeadlines(post).find((deadline) => deadline.id === deadlineId);
  if (pending === undefined || pending.dueAt > context.at) return refused("STATE_CONFLICT", { status: "NOT_DUE", allowed: [] });
  return accept(deadlineId === "review" ? onPost(id, "PostReviewDue", {}) : onPost(id, "PostTaskOverdue", { taskId: deadlineId.slice("task/".length) }));
};
