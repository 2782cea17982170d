import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { WhistleRate } from "@tocsin/contract/linkage/views.ts";

/** Beyond twice the middle of all stations, or below half of it, somebody looks why: too many whistles, or none where there should be some. */
const HIGH = 2;
const LOW = 0.5;
/** A middle of so few stations says nothing. */
const LEAST_STATIONS = 3;

const share = (part: number, all: number): number | null => (all === 0 ? null : Math.round((100 * part) / all));

function middleOf(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** LOW and HIGH against the median of the stations; a city without whistles has neither. */
function bandOf(count: number, middle: number, stations: number): WhistleRate["band"] {
  if (stations < LEAST_STATIONS || middle === 0) return "USUAL";
  return count > HIGH * middle ? "HIGH" : count < LOW * middle ? "LOW" : "USUAL";
}

/**
 * How often each station blew, how departments answered, and what either thinks (LNK-04). Departments that were called at once are
 * counted each. `stations`: all that might have blown, so that silence shows too. Drills count for nobody.
 */
export function whistleRates(stations: readonly string[], matters: Iterable<Matter>, period: { readonly from: number; readonly to: number }): WhistleRate[] {
  const blown = [...matters].flatMap(({ opener, drill, whistle }) => (whistle?.blownAt == null || drill || whistle.blownAt < period.from || whistle.blownAt >= period.to ? [] : [{ opener, calls: whistle.calls }]));
  const counts = new Map(stations.map((station) => [station, 0]));
  for (const { opener } of blown) if (counts.has(opener)) counts.set(opener, counts.get(opener)! + 1);
  const middle = middleOf([...counts.values()]);
  return stations.map((station) => {
    const calls = blown.filter(({ opener }) => opener === station).flatMap((own) => own.calls);
    const count = counts.get(station)!;
    const scores = calls.flatMap(({ score }) => score ?? []);
    return {
      station, count, band: bandOf(count, middle, stations.length), called: calls.length,
      acknowledgedPct: share(calls.filter(({ ackedAt, ackBy }) => ackedAt !== null && ackedAt <= ackBy).length, calls.length),
      reportedInPct: share(calls.filter(({ reportedAt, reportBy }) => reportedAt !== null && reportedAt <= reportBy).length, calls.length),
      unnecessary: calls.filter(({ necessary }) => necessary === false).length,
      score: scores.length === 0 ? null : Math.round((10 * scores.reduce((a, b) => a + b)) / scores.length) / 10,
    };
  });
}
