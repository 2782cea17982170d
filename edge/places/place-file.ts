/**
 * `places.csv`: `id,kind,name,aliases,district,lon,lat` (UTF-8, header required).
 * kind is ADDRESS, INTERSECTION, POI, ROAD, AREA or PREMISE; aliases are separated by `|`; lon, lat in degrees WGS-84.
 */
import { parse } from "csv-parse/sync";
import { csvText, textOfCell } from "@tocsin/kernel/csv.ts";
import { isLonLat, type LonLat } from "@tocsin/kernel/geo.ts";
import { PLACE_KINDS, type Place } from "./place.ts";

/** One thing wrong in an operator's file. `line` counts from 1; `field` is a column's name or "" for the whole row. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

export const PLACES_HEADER = ["id", "kind", "name", "aliases", "district", "lon", "lat"] as const;
type Field = (typeof PLACES_HEADER)[number];

/** All places that are sound, and every fault found; a file with faults is not fit for use. */
export function parsePlaces(text: string, file = "places.csv"): { readonly places: readonly Place[]; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const places: Place[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of rowsOf(text, file, faults)) {
    const before = faults.length;
    const place = readPlace(cells, (field, message) => faults.push({ file, line, field, message }));
    const earlier = seen.get(place.id);
    if (earlier !== undefined) faults.push({ file, line, field: "id", message: `place "${place.id}" is already on line ${earlier}` });
    else seen.set(place.id, line);
    if (faults.length === before) places.push(place);
  }
  return { places, faults };
}

function readPlace(cells: Readonly<Record<Field, string>>, fault: (field: Field, message: string) => void): Place {
  for (const field of ["id", "name"] as const) if (cells[field] === "") fault(field, "is empty");
  const kind = PLACE_KINDS.find((one) => one === cells.kind);
  if (!kind) fault("kind", `is "${cells.kind}", not one of ${PLACE_KINDS.join(", ")}`);
  const degrees = (field: "lon" | "lat", limit: number): number => {
    const value = cells[field] === "" ? Number.NaN : Number(cells[field]);
    if (!(Math.abs(value) <= limit)) fault(field, `is "${cells[field]}", not degrees from -${limit} to ${limit}`);
    return value;
  };
  const point: LonLat = [degrees("lon", 180), degrees("lat", 90)];
  const aliases = cells.aliases.split("|").map((alias) => alias.trim());
  return { id: cells.id, kind: kind ?? "POI", name: cells.name, aliases: aliases.filter((alias) => alias !== ""), district: cells.district, point };
}

function rowsOf(text: string, file: string, faults: Fault[]): { line: number; cells: Record<Field, string> }[] {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    // Line ends are made one kind, so that lines are counted as an editor counts them.
    const options = { bom: true, info: true, relaxColumnCount: true, skipEmptyLines: true } as const;
    records = parse(text.replaceAll(/\r\n?/g, "\n"), options) as unknown as typeof records;
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    faults.push({ file, line, field: "", message: `is not readable as CSV: ${error instanceof Error ? error.message : String(error)}` });
    return [];
  }
  const header = (records[0]?.record ?? []).map((name) => name.trim());
  const missing = PLACES_HEADER.filter((name) => !header.includes(name));
  for (const field of missing) faults.push({ file, line: 1, field, message: "this column is missing from the header" });
  if (missing.length > 0) return [];
  return records.slice(1).flatMap(({ record, info }) => {
    if (record.length !== header.length) {
      faults.push({ file, line: info.lines, field: "", message: `has ${record.length} fields where the header has ${header.length}` });
      return [];
    }
    const cell = (field: Field): string => textOfCell((record[header.indexOf(field)] ?? "").trim());
    const cells = Object.fromEntries(PLACES_HEADER.map((field) => [field, cell(field)])) as Record<Field, string>;
    return [{ line: info.lines, cells }];
  });
}

/** The file's text. Throws `RangeError` on a place that the file cannot hold (an alias with `|`, no legal point). */
export function writePlaces(places: readonly Place[]): string {
  const degrees = (value: number): number => Math.round(value * 1e7) / 1e7;
  const rows = places.map((place) => {
    if (place.aliases.some((alias) => alias.includes("|"))) throw new RangeError(`place "${place.id}": an alias contains "|"`);
    if (!isLonLat(place.point)) throw new RangeError(`place "${place.id}": ${String(place.point)} is no coordinate`);
    const [lon, lat] = place.point;
    return [place.id, place.kind, place.name, place.aliases.join("|"), place.district, degrees(lon), degrees(lat)];
  });
  return csvText([PLACES_HEADER, ...rows]);
}
