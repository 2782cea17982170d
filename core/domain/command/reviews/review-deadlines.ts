import type { Review } from "@tocsin/contract/command/review.ts";
import type { SystemPayload } from "@tocsin/contract/commands.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { addTerm } from "../../linkage/working-time.ts";
import { accept, type Decider, refused } from "../../decision.ts";
import { onPost } from "../posts/post-facts.ts";
import { dueFrom, onReview, termsOf } from "./open-review.ts";

/** Who hears next of what is late: the organisation above, then the one above that. Null: the city knows, nobody is above. */
function above(path: string, heard: string | null): string | null {
  const from = heard ?? path;
  const at = from.lastIndexOf(".");
  if (at > 0) return from.slice(0, at);
  return heard === null ? from : null;
}

/** What happens to a review by itself: nobody has signed it in time, or a task of it is late; each goes up level by level (decision 0004). */
export function reviewDeadlines({ status, orgPath, toPath, nextAt, tasks }: Review): { readonly id: string; readonly dueAt: number; readonly purpose: string }[] {
  if (status === "DUE") return above(orgPath, toPath) === null ? [] : [{ id: "review", dueAt: nextAt, purpose: "review is due" }];
  return tasks.filter((task) => task.done === null && above(task.orgPath, task.toPath) !== null).map((task) => ({ id: `task/${task.id}`, dueAt: task.nextAt, purpose: "task of a review is late" }));
}

export const reviewDue: Decider<SystemPayload["system.deadline"]> = (world, { id, deadlineId }, context) => {
  const review = world.reviews.get(id);
  if (review === undefined) return refused("NOT_FOUND", { id });
  const pending = reviewDeadlines(review).find((deadline) => deadline.id === deadlineId);
  if (pending === undefined || pending.dueAt > context.at) return refused("STATE_CONFLICT", { status: "NOT_DUE", allowed: [] });
  const nextAt = addTerm(context.city.calendar, context.at, termsOf(context.city).escalate);
  const task = review.tasks.find((each) => deadlineId === `task/${each.id}`);
  if (task !== undefined) return accept(onReview(id, "ReviewTaskLate", { taskId: task.id, to: above(task.orgPath, task.toPath) ?? task.orgPath, nextAt }));
  const incident = review.incidentId === null ? undefined : world.incidents.get(review.incidentId);
  // It was reopened: nobody can look back on it before it has ended again.
  if (review.commandPostId === null && incident !== undefined && isOpen(incident)) return accept(onReview(id, "ReviewDeferred", { dueAt: dueFrom(context) }));
  const post = review.commandPostId === null ? undefined : world.commandPosts.get(review.commandPostId);
  return accept(onReview(id, "ReviewLate", { to: above(review.orgPath, review.toPath) ?? review.orgPath, nextAt }), ...(post?.status === "STOOD_DOWN" ? [onPost(post.id, "PostReviewDue", {})] : []));
};
