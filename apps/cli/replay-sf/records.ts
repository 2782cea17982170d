import { parse } from "csv-parse/sync";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";

/**
 * San Francisco Fire Department calls for service: one row per unit and call. Rows are dirty on purpose; each fault is
 * repaired by a rule and counted, and no row is dropped.
 */

/** One unit's part of a call; times in ms UTC, in the order in which they must have happened. */
export interface UnitRecord {
  readonly unitId: string;
  readonly unitType: string;
  readonly dispatchAt: number;
  readonly responseAt: number;
  /** Null: stood down before it arrived. */
  readonly onSceneAt: number | null;
  readonly availableAt: number;
  /** Which of the times are repairs and tell nothing about history. */
  readonly repaired: { readonly response: boolean; readonly onScene: boolean; readonly available: boolean };
}

export interface CallRecord {
  readonly callNumber: string;
  readonly receivedAt: number;
  /** When the call-taker had the class. */
  readonly entryAt: number;
  readonly callType: string;
  readonly address: string;
  readonly point: LonLat | null;
  /** Number of the station in whose area the call lies, without leading zeros. */
  readonly stationArea: string;
  /** `3` is the highest, as the records have it in the end. */
  readonly finalPriority: string;
  /** Units that took somebody to a hospital. */
  readonly carriedBy: readonly string[];
  readonly units: readonly UnitRecord[];
}

/** What was wrong, and what was done about it: the words of the report. */
export const DIRT = {
  missingReceived: "received taken from the first dispatch",
  missingEntry: "class taken as known at the dispatch",
  missingDispatch: "dispatch taken from the entry",
  missingResponse: "en route taken at the dispatch",
  missingOnScene: "stood down before arrival",
  missingOnSceneTransport: "arrival taken from the transport",
  missingAvailable: "available 20 minutes after the last known time",
  reversedTime: "a time before its predecessor taken as missing",
  missingPosition: "received with an address only",
  unreadableTime: "a time that is no time taken as missing",
} as const;
export type DirtKind = keyof typeof DIRT;
export type Dirt = Readonly<Record<DirtKind, number>>;

/** What a unit that never reported itself available is given. */
const USUAL_TASK = 20 * MINUTE;
const CODE_OF_UNSAFE = /[^A-Z0-9_-]/g;

type Row = Readonly<Record<string, string>>;
type Count = (kind: DirtKind) => void;

/** `04/07/2020 11:53:08 PM`, local time of San Francisco in April (UTC-7), as ms UTC; null when it is not of that form. */
export function parseLocalTime(text: string): number | null {
  const match = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2}):(\d{2}) (AM|PM)$/.exec(text);
  if (match === null) return null;
  const [, month, day, year, hour, minute, second, half] = match;
  const hours = (Number(hour) % 12) + (half === "PM" ? 12 : 0);
  return Date.UTC(Number(year), Number(month) - 1, Number(day), hours + 7, Number(minute), Number(second));
}

function parsePoint(text: string): LonLat | null {
  const match = /^\((-?[\d.]+), (-?[\d.]+)\)$/.exec(text);
  return match === null ? null : [Number(match[2]), Number(match[1])];
}

export const unitIdOf = (row: Row): string => (row["Unit ID"] ?? "").toUpperCase().replace(CODE_OF_UNSAFE, "-");

/** A column's time, null when it is empty, no time, or before the time that must precede it. */
function timeOf(row: Row, column: string, notBefore: number, count: Count): number | null {
  const text = row[column] ?? "";
  if (text === "") return null;
  const at = parseLocalTime(text);
  if (at === null) count("unreadableTime");
  else if (at < notBefore) count("reversedTime");
  return at !== null && at >= notBefore ? at : null;
}

function arrivalOf(row: Row, responseAt: number, count: Count): { readonly at: number | null; readonly repaired: boolean } {
  const onScene = timeOf(row, "On Scene DtTm", responseAt, count);
  if (onScene !== null) return { at: onScene, repaired: false };
  const transport = timeOf(row, "Transport DtTm", responseAt, count) ?? timeOf(row, "Hospital DtTm", responseAt, count);
  count(transport === null ? "missingOnScene" : "missingOnSceneTransport");
  return { at: transport, repaired: true };
}

function unitRecord(row: Row, receivedAt: number, entryAt: number | null, count: Count): UnitRecord {
  const dispatch = timeOf(row, "Dispatch DtTm", receivedAt, count);
  if (dispatch === null) count("missingDispatch");
  const dispatchAt = dispatch ?? entryAt ?? receivedAt;
  const response = timeOf(row, "Response DtTm", dispatchAt, count);
  if (response === null) count("missingResponse");
  const responseAt = response ?? dispatchAt;
  const onScene = arrivalOf(row, responseAt, count);
  const available = timeOf(row, "Available DtTm", onScene.at ?? responseAt, count);
  if (available === null) count("missingAvailable");
  return {
    unitId: unitIdOf(row), unitType: row["Unit Type"] ?? "", dispatchAt, responseAt, onSceneAt: onScene.at,
    availableAt: available ?? (onScene.at ?? responseAt) + USUAL_TASK,
    repaired: { response: response === null, onScene: onScene.repaired, available: available === null },
  };
}

function callRecord(callNumber: string, group: readonly Row[], count: Count): CallRecord {
  const head = group[0]!;
  const firstDispatch = group.reduce((least, row) => Math.min(least, parseLocalTime(row["Dispatch DtTm"] ?? "") ?? Infinity), Infinity);
  const received = timeOf(head, "Received DtTm", 0, count);
  if (received === null) count("missingReceived");
  const receivedAt = received ?? (Number.isFinite(firstDispatch) ? firstDispatch : 0);
  const entry = timeOf(head, "Entry DtTm", receivedAt, count);
  if (entry === null) count("missingEntry");
  const point = parsePoint(head["Location"] ?? "");
  if (point === null) count("missingPosition");
  const units = group.map((row) => unitRecord(row, receivedAt, entry, count)).sort((a, b) => a.dispatchAt - b.dispatchAt || (a.unitId < b.unitId ? -1 : 1));
  return {
    callNumber, receivedAt, point, units,
    entryAt: Math.min(entry ?? Infinity, units[0]!.dispatchAt),
    callType: head["Call Type"] ?? "",
    finalPriority: head["Final Priority"] ?? "",
    carriedBy: group.filter((row) => (row["Transport DtTm"] ?? "") !== "" || (row["Hospital DtTm"] ?? "") !== "").map(unitIdOf),
    address: head["Address"] ?? "",
    stationArea: (head["Station Area"] ?? "").replace(/^0+/, ""),
  };
}

/** All calls in the order in which they came, with how many rows had which fault. */
export function readRecords(csv: string): { readonly calls: readonly CallRecord[]; readonly dirt: Dirt; readonly rows: number } {
  const rows = parse(csv, { columns: true, bom: true, skip_empty_lines: true }) as Row[];
  const dirt = Object.fromEntries(Object.keys(DIRT).map((kind) => [kind, 0])) as Record<DirtKind, number>;
  const count: Count = (kind) => void (dirt[kind] += 1);
  const calls = [...Map.groupBy(rows, (row) => row["Call Number"] ?? "")].map(([callNumber, group]) => callRecord(callNumber, group, count));
  return { calls: calls.sort((a, b) => a.receivedAt - b.receivedAt || (a.callNumber < b.callNumber ? -1 : 1)), dirt, rows: rows.length };
}
