import { useMemo } from "react";
import type { BoardState } from "@tocsin/client/board-state.ts";
import { useBoard } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { useCity, useSeat } from "../live/session.ts";
import { nextDue, waitsForMe } from "./joint-acts.ts";

const jointOf = (state: BoardState): BoardState["cooperations"] => state.cooperations;
const MINUTE_MS = 60_000;

/** How much joint work waits for this seat, and whether a limit of some of it has run out. */
export function useJointDue(): { readonly count: number; readonly overdue: boolean } {
  const seat = useSeat();
  const { orgById } = useCity();
  const all = useBoard(jointOf);
  const minute = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  return useMemo(() => {
    const mine = [...all.values()].filter((found) => waitsForMe(found, seat, orgById));
    return { count: mine.length, overdue: mine.some((found) => found.overdueAt !== null || (nextDue(found)?.dueAt ?? minute) < minute) };
  }, [all, seat, orgById, minute]);
}
