import type { Review, ReviewTask } from "@tocsin/contract/command/review.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import { sitsAt } from "../detail/own-desk.ts";

export const REVIEW_GROUPS = ["TASKS", "SIGN", "OWN", "AREA"] as const;
/** TASKS: of the seat's own organisation; SIGN: what a seat that signs has before it; OWN: reviews that it answers for, or that came up to it late; AREA: whatever else runs in its charge. */
export type ReviewGroup = (typeof REVIEW_GROUPS)[number];

/** A row of the list: a review that waits for its signature, or one task that came of one. */
export interface ReviewItem {
  readonly id: string;
  readonly group: ReviewGroup;
  readonly review: Review;
  readonly task: ReviewTask | null;
  readonly dueAt: number;
  readonly late: boolean;
}

function itemsOf(review: Review, seat: Pick<Seat, "grants">, signs: boolean): ReviewItem[] {
  const group = (orgPath: string, toPath: string | null, own: ReviewGroup): ReviewGroup => (sitsAt(seat, orgPath) || (toPath !== null && sitsAt(seat, toPath)) ? own : "AREA");
  if (review.status === "DUE") return [{ id: review.id, group: signs ? "SIGN" : group(review.orgPath, review.toPath, "OWN"), review, task: null, dueAt: review.dueAt, late: review.lateAt !== null }];
  return review.tasks.flatMap((task) => (task.done === null ? [{ id: `${review.id}-${task.id}`, group: group(task.orgPath, task.toPath, "TASKS"), review, task, dueAt: task.dueAt, late: task.lateAt !== null }] : []));
}

/** What is to be done, group by group, the soonest due first. `signs`: the seat may sign what it sees. */
export const reviewItems = (reviews: Iterable<Review>, seat: Pick<Seat, "grants">, signs: boolean): ReviewItem[] =>
  [...reviews].flatMap((review) => itemsOf(review, seat, signs)).sort((a, b) => REVIEW_GROUPS.indexOf(a.group) - REVIEW_GROUPS.indexOf(b.group) || a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
