import { ulid } from "@tocsin/kernel/id.ts";
import { DAY, HOUR, type Instant } from "@tocsin/kernel/instant.ts";
import type { Db } from "./db.ts";

export interface CallsQuery {
  /** West, south, east, north of a grid of cells; cell = row × columns + column, rows from the south. */
  readonly bounds: readonly [number, number, number, number];
  readonly columns: number;
  readonly rows: number;
  /** Calls received from here up to, not including, `to`, ms UTC. */
  readonly from: Instant;
  readonly to: Instant;
  /** All of the period as one number for a cell, its `hour` 0. */
  readonly whole?: boolean;
}

/** Calls of one cell in one hour since `from`. Those of one cell and hour may come in two parts, to be added up. */
export interface PastCalls {
  readonly cell: number;
  readonly hour: number;
  readonly calls: number;
}

/** Ids are made by clients, whose clocks may be wrong: by so much at most, or the call is not counted. */
const CLOCK_MARGIN = DAY;
/** A year of a large city is more than one statement may take: so much of it at a time, and others in between. */
const STRETCH = 14 * DAY;

/** Ids of one stretch after another, ends not included; the last has none, since a clock may run ahead. */
function* stretches(from: Instant, to: Instant): Generator<readonly [string, string]> {
  const idAt = (at: Instant): string => ulid(Math.max(0, at), new Uint8Array(16));
  for (let at = from - CLOCK_MARGIN; at < to; at += STRETCH) yield [idAt(at), at + STRETCH < to ? idAt(at + STRETCH) : "~"];
}

/**
 * Calls for service by cell and hour, counted inside the database: no single incident, and nothing of what was said, leaves it.
 * Drills, cancelled calls and duplicates do not count; neither do calls without a place. A state is unpacked once for each
 * incident (`jsonb_to_record`): unpacking it for every field takes four times as long.
 */
export async function pastCalls(db: Db, { bounds: [west, south, east, north], columns, rows, from, to, whole = false }: CallsQuery): Promise<PastCalls[]> {
  const found: PastCalls[] = [];
  for (const [first, end] of stretches(from, to)) {
    const part = await db.transaction(async (query) => {
      await query("select tocsin.enter(null)");
      return query<PastCalls & Record<string, unknown>>(
        `select least($5 - 1, floor((lon - $1) / ($3 - $1) * $5))::int + $5 * least($6 - 1, floor((lat - $2) / ($4 - $2) * $6))::int as cell,
           ${whole ? "0" : `floor((at - $7) / ${HOUR}.0)::int`} as hour, count(*)::int as calls
         from (
           select (place->'point'->>'lon')::double precision as lon, (place->'point'->>'lat')::double precision as lat, "receivedAt" as at
           from tocsin.stream_state, jsonb_to_record(state) as incident(place jsonb, "receivedAt" bigint, drill boolean, status text)
           where kind = 'incident' and id >= $9 collate "C" and id < $10 collate "C" and not drill and status not in ('CANCELLED', 'MERGED')
         ) as incident
         where lon between $1 and $3 and lat between $2 and $4 and at >= $7 and at < $8
         group by 1, 2 order by 1, 2`,
        [west, south, east, north, columns, rows, from, to, first, end],
      );
    });
    found.push(...part);
  }
  return found;
}
