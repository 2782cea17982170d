import { useMemo } from "react";
import type { BoardState } from "@tocsin/client/board-state.ts";
import { type LetterNotice, wantsTelephone } from "@tocsin/contract/command/notice.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import { letterIsOf, letterWaits } from "@tocsin/domain/linkage/waits-for.ts";
import type { OrgWithPath } from "../city/city-index.ts";
import { useBoard } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { speaksFor } from "./matter-acts.ts";

/** Whether the organisation still has to be told, by what the board knows. */
const isWanted = ({ letter }: LetterNotice, { matters, cooperations }: Pick<BoardState, "matters" | "cooperations">, orgs: ReadonlyMap<string, OrgWithPath>): boolean =>
  letterWaits(letter, letterIsOf(letter) === "cooperation" ? cooperations.get(letter.recordId) : matters.get(letter.recordId), orgs.get(letter.to)?.path);

/** Whether this seat telephones: its organisation sent the mail, or it is the level that knows of it by now. */
export const telephones = (seat: Seat, { letter, escalated }: LetterNotice, orgs: ReadonlyMap<string, OrgWithPath>): boolean =>
  mayDo(seat, "notices.tellByPhone") && (speaksFor(seat, orgs, letter.from) || (escalated !== undefined && seat.grants.some(({ orgPath }) => orgPath === escalated.to)));

const noticesOf = ({ notices }: BoardState): BoardState["notices"] => notices;
const mattersOf = ({ matters }: BoardState): BoardState["matters"] => matters;
const jointOf = ({ cooperations }: BoardState): BoardState["cooperations"] => cooperations;

/** Mails that failed and after which this seat has to telephone, what is known one level higher first (LNK-01, LNK-03). */
export function useUntold(): readonly LetterNotice[] {
  const seat = useSeat();
  const { orgById } = useCity();
  const [notices, matters, cooperations] = [useBoard(noticesOf), useBoard(mattersOf), useBoard(jointOf)];
  return useMemo(
    () => [...notices.values()].filter(wantsTelephone).filter((notice) => telephones(seat, notice, orgById) && isWanted(notice, { matters, cooperations }, orgById))
      .sort((a, b) => Number(b.escalated !== undefined) - Number(a.escalated !== undefined) || (a.letter.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.letter.dueAt ?? Number.MAX_SAFE_INTEGER) || (a.id < b.id ? -1 : 1)),
    [notices, matters, cooperations, seat, orgById],
  );
}
