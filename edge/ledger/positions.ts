import type { Db, Row } from "./db.ts";

/**
 * Where units are: the last position of each, and a thinned track. Beside the log, because telemetry is not history;
 * a crash of the database may cost the last fraction of a second of it.
 */
export interface Position {
  unitId: string;
  /** When the device measured it. */
  at: number;
  receivedAt: number;
  lon: number;
  lat: number;
  accuracyM?: number;
  /** Metres per second. */
  speed?: number;
  /** Degrees from north, clockwise. */
  heading?: number;
  source: string;
}

/** The newest of each unit; of equal times the later one in the list. */
function newestOfEach(positions: readonly Position[]): Position[] {
  const newest = new Map<string, Position>();
  for (const position of positions) {
    if (position.at >= (newest.get(position.unitId)?.at ?? -Infinity)) newest.set(position.unitId, position);
  }
  // One order for everyone: two servers that update the same units do not wait for each other in a circle.
  return [...newest.values()].sort((a, b) => (a.unitId < b.unitId ? -1 : 1));
}

/** Stores a batch; a position older than the stored one is ignored. Answers the units whose last position changed. */
export async function keepPositions(db: Db, positions: readonly Position[]): Promise<string[]> {
  if (positions.length === 0) return [];
  return db.transaction(async (query) => {
    await query("set local synchronous_commit = off");
    const rows = await query<{ unitId: string }>(
      `insert into tocsin.position_last as p (unit_id, at, received_at, lon, lat, accuracy_m, speed, heading, source)
       select n."unitId", n.at, n."receivedAt", n.lon, n.lat, n."accuracyM", n.speed, n.heading, n.source
       from jsonb_to_recordset($1::jsonb) as n("unitId" text, at bigint, "receivedAt" bigint, lon float8, lat float8,
         "accuracyM" float8, speed float8, heading float8, source text)
       on conflict (unit_id) do update set at = excluded.at, received_at = excluded.received_at, lon = excluded.lon,
         lat = excluded.lat, accuracy_m = excluded.accuracy_m, speed = excluded.speed, heading = excluded.heading, source = excluded.source
       where p.at < excluded.at
       returning unit_id as "unitId"`,
      [JSON.stringify(newestOfEach(positions))],
    );
    return rows.map((row) => row.unitId);
  });
}

/** The last position of the given units, or of all. */
export async function lastPositions(db: Db, unitIds?: readonly string[]): Promise<Position[]> {
  const rows = await db.safeQuery<Row>(
    `select unit_id as "unitId", at, received_at as "receivedAt", lon, lat, accuracy_m as "accuracyM", speed, heading, source
     from tocsin.position_last where $1::text[] is null or unit_id = any($1) order by unit_id`,
    [unitIds ?? null],
  );
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Position);
}

/** Removes the last position of units that went off shift; their tracks stay until retention takes them. */
export async function forgetPositions(db: Db, unitIds: readonly string[]): Promise<void> {
  await db.safeQuery("delete from tocsin.position_last where unit_id = any($1)", [unitIds]);
}

/** Adds to the track, at most one point per unit and `everyMs` of measured time (the first of each interval). */
export async function keepTrack(db: Db, positions: readonly Position[], everyMs: number): Promise<void> {
  const points = positions.map(({ unitId, at, lon, lat }) => ({ unitId, at: Math.floor(at / everyMs) * everyMs, lon, lat }));
  points.sort((a, b) => (a.unitId === b.unitId ? a.at - b.at : a.unitId < b.unitId ? -1 : 1));
  await db.safeQuery(
    `insert into tocsin.position_track (unit_id, at, lon, lat)
     select "unitId", at, lon, lat from jsonb_to_recordset($1::jsonb) as n("unitId" text, at bigint, lon float8, lat float8)
     on conflict do nothing`,
    [JSON.stringify(points)],
  );
}

/** The thinned track of one unit, oldest first; times are rounded down to the interval. */
export async function trackOf(db: Db, unitId: string, from: number, to: number): Promise<{ at: number; lon: number; lat: number }[]> {
  return db.safeQuery<{ at: number; lon: number; lat: number }>(
    "select at, lon, lat from tocsin.position_track where unit_id = $1 and at >= $2 and at < $3 order by at", [unitId, from, to],
  );
}

/** Retention: deletes track points measured before an instant. Answers how many. */
export async function dropTrackBefore(db: Db, before: number): Promise<number> {
  const rows = await db.safeQuery<{ n: number }>(
    "with gone as (delete from tocsin.position_track where at < $1 returning 1) select count(*) as n from gone", [before],
  );
  return rows[0]!.n;
}
