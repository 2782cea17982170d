import { useEffect, useMemo } from "react";
import type { BoardState } from "@tocsin/client/board-state.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import { boardStore, useBoard } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { useCity, useSeat } from "../live/session.ts";
import { openPanel } from "../selection/panels.ts";
import { createStore } from "../store/external-store.ts";
import { inOrder } from "./matter-acts.ts";
import { ownCall } from "./own-call.ts";
import { useUntold } from "./own-letters.ts";

const INCIDENTS = ["BOARD", "INCIDENT", "SHARED_INCIDENT", "OWN_ORDERS"];
const MATTERS = ["MATTERS", "OWN_MATTERS"];

export const seesIncidents = ({ views }: Pick<Seat, "views">): boolean => INCIDENTS.some((view) => views.includes(view));
export const seesMatters = ({ views }: Pick<Seat, "views">): boolean => MATTERS.some((view) => views.includes(view));

/** The matter that is looked at while the board is open; null: the first of the list. It may not have come yet. */
export const chosenMatterStore = createStore<string | null>(null);
export function openMatter(id: string): void {
  chosenMatterStore.set(id);
  openPanel("matters");
}

/** A desk that works matters and nothing else begins with them; so does a partner's that could see incidents, while it has none and no units that could be sent to one. A desk of the police begins with its queue, however quiet the city is. */
export function useOwnMatters(): void {
  const seat = useSeat();
  const matters = seesMatters(seat);
  const incidents = seesIncidents(seat);
  const queue = seat.views.includes("BOARD");
  useEffect(() => {
    const { units, incidents: shared } = boardStore.get();
    if (matters && (!incidents || (!queue && units.size + shared.size === 0))) openPanel("matters");
  }, [matters, incidents, queue]);
}

const mattersOf = (state: BoardState): BoardState["matters"] => state.matters;
const MINUTE_MS = 60_000;

/** How many matters wait for this seat, mails that failed among them, and whether a limit of one of them has run out. */
export function useMattersDue(): { readonly count: number; readonly overdue: boolean } {
  const seat = useSeat();
  const { orgById } = useCity();
  const matters = useBoard(mattersOf);
  const untold = useUntold();
  const minute = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  return useMemo(() => {
    const { mine } = inOrder(matters.values(), seat, orgById, minute);
    return { count: mine.length + untold.length, overdue: untold.some(({ escalated }) => escalated !== undefined) || mine.some((matter) => (ownCall(matter, seat.agency)?.by ?? minute) < minute) || mine.some(({ custody }) => custody.clock !== null && (custody.clock.level > 0 || custody.clock.dueAt < minute)) };
  }, [matters, untold, seat, orgById, minute]);
}
