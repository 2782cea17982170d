import type { CommandPost, CommandPostView } from "@tocsin/contract/command/command-post.ts";
import { useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { ReviewCourse } from "../reviews/review-course.tsx";
import { SignedReview } from "../reviews/signed-review.tsx";
import { SignForm } from "../reviews/sign-form.tsx";
import { nameInLog } from "./post-names.ts";

/** What came to pass in a post that has stood down, and its review: the same that stands on the list of reviews (CMD-05, CMD-12). */
export function PostReview({ post, view }: { readonly post: CommandPost; readonly view: CommandPostView | null }) {
  const say = useSay();
  const seat = useSeat();
  const { orgByPath } = useCity();
  const review = useBoard((state) => (post.reviewId === undefined ? undefined : state.reviews.get(post.reviewId)));
  const found = view?.afterAction;
  if (!found) return <p className="block dim" role="status">{say("app.loading")}</p>;
  const { status, standDownReason, reviewDueAt, reviewId } = post;
  const mayReview = mayDo(seat, "supervision.signReview") && (status === "STOOD_DOWN" || status === "REVIEW_DUE") && !post.hands.includes(seat.userId);
  const signed = post.review && { ...post.review, byName: review?.signed?.byName ?? nameInLog(view, post.review.by) };
  return (
    <>
      <p>{say("post.stoodDownWhy", { reason: standDownReason ?? "" })}{reviewDueAt !== null && post.review === null && <span className={status === "REVIEW_DUE" ? "tag tag-red" : "tag"}>{say(status === "REVIEW_DUE" ? "post.reviewLate" : "post.reviewWaits")}</span>}</p>
      <ReviewCourse found={found} post />
      {signed ? <SignedReview review={{ signed, tasks: review?.tasks ?? [] }} /> : mayReview && <SignForm of={reviewId === undefined ? { commandPostId: post.id } : { reviewId }} orgId={orgByPath.get(review?.orgPath ?? post.commander.orgPath)?.id ?? ""} />}
    </>
  );
}
