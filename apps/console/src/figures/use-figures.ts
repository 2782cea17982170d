import { useEffect, useMemo, useState } from "react";
import type { BoardState } from "@tocsin/client/board-state.ts";
import type { PublicMonths, PublicVersion } from "@tocsin/contract/governance/publication.ts";
import { useBoard, useLinkState } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { client, mayDo, useCity, useSeat } from "../live/session.ts";
import { FIGURES_COMMANDS, mayPublish, type FiguresAct, type FiguresSeat } from "./figures-acts.ts";
import { monthNow, monthRows, type MonthRows } from "./month-rows.ts";

const publicationsOf = (state: BoardState): BoardState["publications"] => state.publications;

/** The month in which the city is; changes at its end alone. */
export const useMonthNow = (): string => monthNow(useNow(), useCity().city.head.utcOffset);

/** Months by what is to be done with them, asked anew when one of them has changed or the line is back; null while the first answer is on its way. */
export function useFigures(): { readonly rows: MonthRows | null; readonly failed: boolean } {
  const records = useBoard(publicationsOf);
  const current = useMonthNow();
  const line = useLinkState();
  const [told, setTold] = useState<PublicMonths["months"] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const asking = new AbortController();
    client.publicMonths({ signal: asking.signal }).then(({ months }) => { setTold(months); setFailed(false); }, () => { if (!asking.signal.aborted) setFailed(true); });
    return () => asking.abort();
  }, [records, line]);
  const rows = useMemo(() => (told === null ? null : monthRows(told, records, current)), [told, records, current]);
  return { rows, failed };
}

/** Every version of a month as everybody reads it, oldest first; null until they are there. */
export function usePublicVersions(month: string, versions: number): { readonly found: readonly PublicVersion[] | null; readonly failed: boolean } {
  const [answer, setAnswer] = useState<{ readonly month: string; readonly versions: readonly PublicVersion[] } | null>(null);
  const [failed, setFailed] = useState(false);
  const line = useLinkState();
  useEffect(() => {
    if (versions === 0) return undefined;
    const asking = new AbortController();
    client.publicMonth(month, { signal: asking.signal }).then((figures) => { setAnswer(figures); setFailed(false); }, () => { if (!asking.signal.aborted) setFailed(true); });
    return () => asking.abort();
  }, [month, versions, line]);
  return { found: versions === 0 ? [] : answer?.month === month && answer.versions.length >= versions ? answer.versions : null, failed };
}

/** Figures are of the whole city, and drafted and published by its own seats. The server says so too. */
export function useFiguresSeat(): FiguresSeat {
  const seat = useSeat();
  const { orgByPath } = useCity();
  return useMemo(() => {
    const ofCity = seat.grants.some(({ orgPath }) => orgByPath.get(orgPath)?.level === "CITY");
    const may = (act: FiguresAct): boolean => ofCity && mayDo(seat, FIGURES_COMMANDS[act]);
    return { userId: seat.userId, may: { publish: may("publish"), draft: may("draft"), correct: may("correct") } };
  }, [seat, orgByPath]);
}

/** How many drafts of others this seat may publish. */
export function useFiguresDue(): number {
  const seat = useFiguresSeat();
  const records = useBoard(publicationsOf);
  return useMemo(() => [...records.values()].filter((record) => mayPublish(record, seat)).length, [seat, records]);
}
