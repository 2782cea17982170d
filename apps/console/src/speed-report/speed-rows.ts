import type { SpeedReport } from "@tocsin/contract/views.ts";
import type { CsvCell } from "@tocsin/kernel/csv.ts";

export type SpeedRow = SpeedReport["rows"][number];
export type Share = SpeedRow["acknowledge"][number];

/** The three distributions of a row, each with its median and ninetieth percentile, in seconds. */
export const DISTRIBUTIONS = ["acknowledge", "turnOut", "feedback"] as const;
export type DistributionName = (typeof DISTRIBUTIONS)[number];

export interface Distribution {
  readonly name: DistributionName;
  readonly buckets: readonly Share[];
  readonly medianS: number | null;
  readonly p90S: number | null;
}

export const distributionsOf = (row: SpeedRow): readonly Distribution[] => [
  { name: "acknowledge", buckets: row.acknowledge, medianS: row.medianAcknowledgeS, p90S: row.p90AcknowledgeS },
  { name: "turnOut", buckets: row.turnOut, medianS: row.medianArrivalS, p90S: row.p90ArrivalS },
  { name: "feedback", buckets: row.feedback, medianS: row.medianFeedbackS, p90S: row.p90FeedbackS },
];

/** Percents in whole numbers that add to 100 exactly, or to the part that is told (largest remainder); null where nothing may be said. */
export function wholePercents(buckets: readonly Share[]): readonly (number | null)[] {
  const exact = buckets.map(({ share }) => (share === null ? null : share * 100));
  const floors = exact.map((value) => (value === null ? null : Math.floor(value + 1e-9)));
  const given = floors.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const total = Math.round(exact.reduce<number>((sum, value) => sum + (value ?? 0), 0));
  const byRest = exact.map((value, index) => ({ index, rest: (value ?? 0) - (floors[index] ?? 0) })).sort((a, b) => b.rest - a.rest || a.index - b.index);
  const raised = new Set(byRest.slice(0, Math.max(0, total - given)).map(({ index }) => index));
  return floors.map((value, index) => (value === null ? null : value + (raised.has(index) ? 1 : 0)));
}

export type SortBy = "org" | "n" | DistributionName;

function measure(row: SpeedRow, by: Exclude<SortBy, "org">): number | null {
  return by === "n" ? row.n : distributionsOf(row).find(({ name }) => name === by)!.medianS;
}

/** By organisation as the server gives them, or the greatest first; what is suppressed stands last. */
export function sortedRows(rows: readonly SpeedRow[], by: SortBy): readonly SpeedRow[] {
  if (by === "org") return rows;
  return rows.toSorted((a, b) => (measure(b, by) ?? -1) - (measure(a, by) ?? -1) || (a.orgPath < b.orgPath ? -1 : 1));
}

export interface SpeedWords {
  readonly heads: readonly [org: string, path: string, n: string, excluded: string, reworked: string];
  readonly names: Readonly<Record<DistributionName, string>>;
  readonly median: string;
  readonly p90: string;
  readonly suppressed: string;
  /** For what is not told although there is enough of it: small itself, or a way to something small. */
  readonly hidden: string;
  readonly bucket: (name: DistributionName, label: string) => string;
  readonly orgName: (row: SpeedRow) => string;
}

/** The table as it is shown, counts instead of percents; a head line and one line per post. Seconds are whole. */
export function csvRows(rows: readonly SpeedRow[], words: SpeedWords): readonly (readonly CsvCell[])[] {
  const { names, suppressed, hidden } = words;
  const first = rows[0];
  const heads = first === undefined ? [] : distributionsOf(first).flatMap(({ name, buckets }) => [`${names[name]} ${words.median}`, `${names[name]} ${words.p90}`, ...buckets.map(({ label }) => `${names[name]} ${words.bucket(name, label)}`)]);
  const shown = (value: number | null): CsvCell => value ?? suppressed;
  const line = (row: SpeedRow): readonly CsvCell[] => {
    const within = (value: number | null): CsvCell => value ?? (row.n === null ? suppressed : hidden);
    return [
      words.orgName(row), row.orgPath, shown(row.n), shown(row.excluded), within(row.reworked),
      ...distributionsOf(row).flatMap(({ buckets, medianS, p90S }) => [within(medianS), within(p90S), ...buckets.map(({ count }) => within(count))]),
    ];
  };
  return [[...words.heads, ...heads], ...rows.map(line)];
}
