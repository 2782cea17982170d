import type { Publication, PublicMonths } from "@tocsin/contract/governance/publication.ts";

/** One month of the list: what is public of it, and what waits to be. */
export interface MonthRow {
  readonly month: string;
  /** How many versions everybody may read. */
  readonly versions: number;
  readonly draft: Publication["draft"];
  /** The record's version, which whoever publishes says that it looked at; 0 where no record was heard of. */
  readonly recordVersion: number;
}

export const ROW_GROUPS = ["waiting", "open", "public"] as const;
export type RowGroup = (typeof ROW_GROUPS)[number];
export type MonthRows = Readonly<Record<RowGroup, readonly MonthRow[]>>;

/** How far back a month is offered to be drafted. */
const MONTHS_OFFERED = 36;
const YEAR = 12;

/** The month in which the city is, `2026-11`. `utcOffset` in minutes. */
export const monthNow = (now: number, utcOffset: number): string => new Date(now + utcOffset * 60_000).toISOString().slice(0, 7);

function monthsAfter(month: string, count: number): string {
  const [year = 0, no = 1] = month.split("-").map(Number);
  const months = year * YEAR + no - 1 + count;
  return `${Math.floor(months / YEAR)}-${String((months % YEAR) + 1).padStart(2, "0")}`;
}
/** The first day on which a month can be drafted. */
export const firstDayAfter = (month: string): string => `${monthsAfter(month, 1)}-01`;
/** Months that are over, the newest first. */
export const monthsOver = (current: string): readonly string[] => Array.from({ length: MONTHS_OFFERED }, (_, index) => monthsAfter(current, -1 - index));

/** What is told to everybody, and beside it the records that were heard of, of which the newer counts. The month that has just ended is there before anybody has drafted it. Newest first. */
export function monthRows(told: PublicMonths["months"], records: ReadonlyMap<string, Publication>, current: string): MonthRows {
  const versions = new Map(told.map((each) => [each.month, each.versions]));
  const [last = ""] = monthsOver(current);
  const rows = [...new Set([last, ...versions.keys(), ...records.keys()])].sort().reverse().map((month): MonthRow => {
    const record = records.get(month);
    const known = versions.get(month) ?? 0;
    // A record that knows of fewer versions than everybody is an old one, and so is its draft.
    return record === undefined || record.published.length < known ? { month, versions: known, draft: null, recordVersion: 0 } : { month, versions: record.published.length, draft: record.draft, recordVersion: record.version };
  });
  const waits = ({ draft }: MonthRow): boolean => draft !== null;
  return { waiting: rows.filter(waits), open: rows.filter((row) => !waits(row) && row.versions === 0), public: rows.filter((row) => !waits(row) && row.versions > 0) };
}
