import { parse } from "csv-parse/sync";
import type { LonLat } from "@tocsin/kernel/geo.ts";

/** One unit's part in a call, as the fire department recorded it; times in ms UTC, null where missing or out of order. */
export interface UnitRecord {
  readonly unitId: string;
  readonly unitType: string;
  readonly dispatchAt: number;
  readonly responseAt: number | null;
  readonly onSceneAt: number | null;
  readonly availableAt: number | null;
}

export interface CallRecord {
  readonly callNumber: string;
  readonly receivedAt: number;
  readonly callType: string;
  readonly address: string;
  readonly point: LonLat;
  readonly stationArea: string;
  readonly finalPriority: string;
  readonly units: readonly UnitRecord[];
}

/** What was wrong with the rows: each is counted, none is dropped silently. */
export type Dirt = Readonly<Record<"missingDispatch" | "missingPosition" | "reversedTime" | "missingResponse" | "missingOnScene" | "missingAvailable" | "receivedAfterDispatch", number>>;

const CODE_OF_UNSAFE = /[^A-Z0-9_-]/g;

/** `04/07/2020 11:53:08 PM`, local time of San Francisco in April (UTC-7). */
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

type Row = Readonly<Record<string, string>>;

/** Times of one row in the only order in which they can have happened; a time before its predecessor is taken as missing. */
function unitRecord(row: Row, dirt: Record<keyof Dirt, number>): UnitRecord | null {
  const dispatchAt = parseLocalTime(row["Dispatch DtTm"] ?? "");
  if (dispatchAt === null) {
    dirt.missingDispatch += 1;
    return null;
  }
  let last = dispatchAt;
  const next = (column: string, missing: "missingResponse" | "missingOnScene" | "missingAvailable"): number | null => {
    const at = parseLocalTime(row[column] ?? "");
    if (at === null) {
      dirt[missing] += 1;
      return null;
    }
    if (at < last) {
      dirt.reversedTime += 1;
      return null;
    }
    last = at;
    return at;
  };
  const responseAt = next("Response DtTm", "missingResponse");
  const onSceneAt = next("On Scene DtTm", "missingOnScene");
  const availableAt = next("Available DtTm", "missingAvailable");
  return { unitId: unitIdOf(row), unitType: row["Unit Type"] ?? "", dispatchAt, responseAt, onSceneAt, availableAt };
}

export const unitIdOf = (row: Row): string => (row["Unit ID"] ?? "").toUpperCase().replace(CODE_OF_UNSAFE, "-");

/** Groups the rows by call, in order of reception. */
export function readRecords(csv: string): { readonly calls: readonly CallRecord[]; readonly dirt: Dirt; readonly rows: number } {
  const rows = parse(csv, { columns: true, bom: true, skip_empty_lines: true }) as Row[];
  const dirt: Record<keyof Dirt, number> = {
    missingDispatch: 0, missingPosition: 0, reversedTime: 0, missingResponse: 0, missingOnScene: 0, missingAvailable: 0, receivedAfterDispatch: 0,
  };
  const groups = Map.groupBy(rows, (row) => row["Call Number"] ?? "");
  const calls: CallRecord[] = [];
  for (const [callNumber, group] of groups) {
    const head = group[0]!;
    const point = parsePoint(head["Location"] ?? "");
    if (point === null) dirt.missingPosition += 1;
    const units = group.flatMap((row) => unitRecord(row, dirt) ?? []).sort((a, b) => a.dispatchAt - b.dispatchAt || (a.unitId < b.unitId ? -1 : 1));
    const received = parseLocalTime(head["Received DtTm"] ?? "") ?? units[0]?.dispatchAt ?? 0;
    const firstDispatch = units[0]?.dispatchAt ?? received;
    if (received > firstDispatch) dirt.receivedAfterDispatch += 1;
    calls.push({
      callNumber,
      receivedAt: Math.min(received, firstDispatch),
      callType: head["Call Type"] ?? "",
      address: head["Address"] ?? "",
      point: point ?? [0, 0],
      stationArea: head["Station Area"] ?? "",
      finalPriority: head["Final Priority"] ?? "",
      units,
    });
  }
  return { calls: calls.sort((a, b) => a.receivedAt - b.receivedAt || (a.callNumber < b.callNumber ? -1 : 1)), dirt, rows: rows.length };
}
