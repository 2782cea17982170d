import { readFileSync } from "node:fs";
import { isLonLat, type LonLat } from "@tocsin/kernel/geo.ts";
import { Complaint } from "../complaint.ts";
import { readCsvRows } from "../csv-rows.ts";
import { readRecords, type CallRecord } from "../replay-sf/records.ts";

/** A past call: where, when (ms UTC), and how long the first unit drove (ms); null when the file does not say. */
export interface PastCall {
  readonly point: LonLat;
  readonly at: number | null;
  readonly travelMs: number | null;
}

/** The drive of the unit that was first on scene; times that were repaired tell nothing. Engines only: they drive from the stations. */
function firstDrive(call: CallRecord): number | null {
  const drives = call.units.filter(({ unitType, onSceneAt, repaired }) => unitType === "ENGINE" && onSceneAt !== null && !repaired.onScene && !repaired.response);
  const first = drives.sort((a, b) => a.onSceneAt! - b.onSceneAt!)[0];
  return first === undefined ? null : first.onSceneAt! - first.responseAt;
}

/** `lon,lat[,at][,travel_s]` with a header, `at` being an ISO instant; or the records of San Francisco's fire department as they are published. @throws Complaint */
export function readPastCalls(file: string): PastCall[] {
  const text = readFileSync(file, "utf8");
  if (text.startsWith("Call Number,")) return readRecords(text).calls.flatMap((call) => (call.point ? [{ point: call.point, at: call.receivedAt, travelMs: firstDrive(call) }] : []));
  return readCsvRows(file).map((row, i) => {
    const point: LonLat = [Number(row["lon"] || Number.NaN), Number(row["lat"] || Number.NaN)];
    if (!isLonLat(point)) throw new Complaint(`${file}:${i + 2} lon, lat: 不是坐标 / not a coordinate`);
    const at = row["at"] ? Date.parse(row["at"]) : null;
    if (Number.isNaN(at)) throw new Complaint(`${file}:${i + 2} at: 不是时间 / not an instant: ${row["at"]}`);
    const travel = row["travel_s"] ? Number(row["travel_s"]) : null;
    if (travel !== null && !(travel >= 0)) throw new Complaint(`${file}:${i + 2} travel_s: 不是秒数 / not a number of seconds: ${row["travel_s"]}`);
    return { point, at, travelMs: travel === null ? null : travel * 1_000 };
  });
}

/** Calls of some hours of the day, `7-10` from 07:00 until before 10:00, `22-6` over midnight. `utcOffset` in minutes. @throws Complaint */
export function duringHours(calls: readonly PastCall[], hours: string, utcOffset: number): PastCall[] {
  const [from, to] = hoursOf(hours);
  return calls.filter(({ at }) => {
    if (at === null) return false;
    const hour = Math.floor((((at + utcOffset * 60_000) % 86_400_000) + 86_400_000) / 3_600_000) % 24;
    return from < to ? hour >= from && hour < to : hour >= from || hour < to;
  });
}

function hoursOf(text: string): [number, number] {
  const match = /^(\d{1,2})-(\d{1,2})$/.exec(text);
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || from > 23 || to > 24 || from === to) throw new Complaint(`--hours: 应写作 7-10 / must be written 7-10: ${text}`);
  return [from, to];
}

/** The calls of the first `days` days, counted from the first call, and those after. Calls without time come first. */
export function splitByDay(calls: readonly PastCall[], days: number): { readonly first: PastCall[]; readonly rest: PastCall[] } {
  const begin = calls.reduce((least, { at }) => Math.min(least, at ?? Infinity), Infinity);
  const end = begin + days * 86_400_000;
  return { first: calls.filter(({ at }) => (at ?? begin) < end), rest: calls.filter(({ at }) => (at ?? begin) >= end) };
}
