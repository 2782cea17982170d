import { useEffect, useMemo, useState } from "react";
import type { BoardState } from "@tocsin/client/board-state.ts";
import type { ReviewTask, ReviewView } from "@tocsin/contract/command/review.ts";
import type { OrgUnitRow } from "@tocsin/contract/organisation/city.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import { hasCharge } from "../detail/own-desk.ts";
import { useBoard } from "../live/live-board.ts";
import { client, mayDo, useCity, useSeat } from "../live/session.ts";
import { openPanel } from "../selection/panels.ts";
import { createStore } from "../store/external-store.ts";
import { reviewItems, type ReviewItem } from "./review-items.ts";

/** The row that is looked at, or a review by its id that may stand on no list any more; null: the first of the list. */
export const chosenReviewStore = createStore<string | null>(null);
export function openReview(id: string): void {
  chosenReviewStore.set(id);
  openPanel("reviews");
}

const reviewsOf = (state: BoardState): BoardState["reviews"] => state.reviews;
export function useReviewItems(): readonly ReviewItem[] {
  const seat = useSeat();
  const reviews = useBoard(reviewsOf);
  return useMemo(() => reviewItems(reviews.values(), seat, mayDo(seat, "supervision.signReview")), [reviews, seat]);
}

/** Whether the seat may say that a task is done: it sits in the organisation or above it, in the same agency. */
export const mayFinish = (seat: Seat, task: Pick<ReviewTask, "orgId" | "orgPath">, orgById: ReadonlyMap<string, Pick<OrgUnitRow, "agency">>): boolean =>
  mayDo(seat, "command.finishReviewTask") && hasCharge(seat, task.orgPath) && (orgById.get(task.orgId)?.agency ?? seat.agency) === seat.agency;

/** How much waits for this very seat: tasks of its organisation, and for who signs the reviews of its charge. */
export function useReviewsDue(): { readonly count: number; readonly late: boolean } {
  const seat = useSeat();
  const { orgById } = useCity();
  const items = useReviewItems();
  return useMemo(() => {
    const own = items.filter(({ task, group }) => (task === null ? group === "SIGN" : group === "TASKS" && mayFinish(seat, task, orgById)));
    return { count: own.length, late: own.some(({ late }) => late) };
  }, [items, seat, orgById]);
}

/** A review with its log and course, fetched anew whenever it has changed; null while it is on its way. */
export function useReviewView(id: string | null): { readonly view: ReviewView | null; readonly failed: boolean } {
  const [found, setFound] = useState<ReviewView | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const version = useBoard((state) => (id === null ? undefined : state.reviews.get(id)?.version));
  useEffect(() => {
    if (id === null) return undefined;
    const gone = new AbortController();
    client.review(id, { signal: gone.signal }).then(setFound, () => { if (!gone.signal.aborted) setFailed(id); });
    return () => gone.abort();
  }, [id, version]);
  return { view: found !== null && found.review.id === id ? found : null, failed: failed !== null && failed === id };
}
