import { csvText } from "@tocsin/kernel/csv.ts";
import { INTERVALS, recordedIntervals, replayedIntervals, type Spread } from "./intervals.ts";
import { DIRT, type DirtKind } from "./records.ts";
import type { ReplayResult } from "./run-replay.ts";
import type { FirstEngine } from "./tally.ts";

const percent = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`);
const seconds = (value: number | null): string => (value === null ? "–" : `${value} s`);
const line = (label: string, value: string | number): string => `  ${label.padEnd(58)} ${value}`;

function dirtLines({ rows, dirt, calls }: ReplayResult): string[] {
  const units = calls.reduce((sum, call) => sum + call.units.length, 0);
  const faults = (Object.keys(DIRT) as DirtKind[]).filter((kind) => dirt[kind] > 0).map((kind) => line(`${kind}: ${DIRT[kind]}`, dirt[kind]));
  return ["读入 records", line("rows in the file, none dropped", rows), ...faults, line("calls replayed, with unit responses", `${calls.length}, ${units}`)];
}

function countLines({ incidents, lost, doubles, tally }: ReplayResult): string[] {
  const closed = incidents.filter((incident) => incident.status === "CLOSED").length;
  const breached = incidents.flatMap((incident) => incident.clocks).filter((clock) => clock.breachedAt !== null).length;
  return [
    "结果 outcome",
    line("incidents in", incidents.length),
    line("incidents closed", closed),
    line("lost (calls without exactly one closed incident)", lost.length),
    ...lost.slice(0, 10).map((what) => `    ${what}`),
    line("double assignments in the log", doubles),
    line("closed though no unit reached them, as recorded", tally.closedUnreached),
    line("units on two calls at once in history: next best sent", tally.substituted),
    line("units for which nobody was free", tally.notSent),
    line("timers fired at their moment; clocks breached", `${tally.timersFired}; ${breached}`),
    line("positions taken; refused", `${tally.positionsSent}; ${tally.positionsRefused}`),
    ...[...tally.refusals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, count]) => line(`refused ${code}`, count)),
  ];
}

/** Half of the values are not above; null without values. */
function middle(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.ceil(sorted.length / 2) - 1];
  return value === undefined ? null : Math.round(value / 1_000);
}

export function engineShares(engines: readonly FirstEngine[]) {
  const count = (test: (engine: FirstEngine) => boolean): number => engines.filter(test).length;
  const free = engines.filter((engine) => engine.areaFree);
  return {
    n: engines.length,
    free: free.length,
    recommendedIsArea: count((engine) => engine.recommended === engine.stationArea),
    recommendedIsAreaWhenFree: free.filter((engine) => engine.recommended === engine.stationArea).length,
    recordedIsArea: count((engine) => engine.recorded === engine.stationArea),
    recommendedIsRecorded: count((engine) => engine.recommended === engine.recorded),
  };
}

function engineLines({ tally: { firstEngines } }: ReplayResult): string[] {
  const shares = engineShares(firstEngines);
  const timed = firstEngines.filter((engine) => engine.recommended === engine.recorded && engine.recordedMs !== null && engine.etaMs !== null);
  return [
    "首车 first engines",
    line("ranked first by the platform = station of the recorded area", percent(shares.recommendedIsArea, shares.n)),
    line("  … where an engine of that station was free", percent(shares.recommendedIsAreaWhenFree, shares.free)),
    line("sent first in history = station of the recorded area", percent(shares.recordedIsArea, shares.n)),
    line("ranked first by the platform = sent first in history", percent(shares.recommendedIsRecorded, shares.n)),
    line("where these agree: expected arrival; recorded (medians)", `${seconds(middle(timed.map((engine) => engine.etaMs!)))}; ${seconds(middle(timed.map((engine) => engine.recordedMs!)))}`),
  ];
}

function intervalLines({ calls, incidents }: ReplayResult): string[] {
  const [here, history] = [replayedIntervals(incidents), recordedIntervals(calls)];
  const cells = ({ n, median, p90 }: Spread): string => `${seconds(median).padStart(7)} ${seconds(p90).padStart(8)} ${String(n).padStart(6)}`;
  return [
    `处置时长 intervals      ${"platform: median      p90      n".padStart(38)}   ${"history: median      p90      n".padStart(36)}`,
    ...INTERVALS.map((name) => `  ${name.padEnd(22)} ${cells(here[name]).padStart(37)}   ${cells(history[name]).padStart(36)}`),
  ];
}

function proofLines({ proof, tally, wallMs }: ReplayResult): string[] {
  const s = wallMs / 1_000;
  return [
    "日志 log",
    line("events, exported and verified", proof.events),
    line("state hash of the live records", proof.liveHash.slice(0, 32)),
    line("state hash replayed from the log alone", `${proof.replayedHash.slice(0, 32)} ${proof.replayedHash === proof.liveHash ? "(the same)" : "(ANOTHER)"}`),
    ...proof.tampered.map(({ manner, fault, line: at }) => line(`log with ${manner}`, fault === null ? "NOT NOTICED" : `refused: ${fault}, line ${at}`)),
    "速度 speed",
    line("wall time; commands; questions", `${s.toFixed(1)} s; ${tally.commands}; ${tally.questions}`),
    line("commands per second", (tally.commands / s).toFixed(1)),
  ];
}

/** The whole report, for people. */
export const reportText = (result: ReplayResult): string => [dirtLines, countLines, engineLines, intervalLines, proofLines].flatMap((part) => part(result)).join("\n");

/** What went wrong with the platform, as against with the records; empty when the run is good. */
export function failures({ lost, doubles, proof, tally, calls, incidents }: ReplayResult): string[] {
  const wrong: string[] = [];
  if (lost.length > 0) wrong.push(`${lost.length} calls lost`);
  if (incidents.length !== calls.length) wrong.push(`${incidents.length} incidents of ${calls.length} calls`);
  if (doubles > 0) wrong.push(`${doubles} double assignments`);
  if (proof.liveHash !== proof.replayedHash) wrong.push("the log replays to another state");
  for (const { manner, fault } of proof.tampered) if (fault === null) wrong.push(`a log with ${manner} passes for true`);
  if (tally.positionsRefused > 0) wrong.push(`${tally.positionsRefused} positions refused`);
  return wrong;
}

/** One row per call with an engine. */
export function enginesCsv(engines: readonly FirstEngine[]): string {
  const rows = engines.map((engine) => [engine.callNumber, engine.stationArea, engine.recommended, engine.recorded, engine.areaFree, engine.etaMs, engine.recordedMs]);
  return csvText([["call", "station_area", "recommended_station", "recorded_station", "area_engine_free", "eta_ms", "recorded_ms"], ...rows]);
}
