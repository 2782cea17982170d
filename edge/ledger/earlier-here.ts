import { distanceM } from "@tocsin/kernel/geo.ts";
import type { Db } from "./db.ts";

/** So many of the newest are enough to know a place by. */
const MOST = 10;
/** Of the cells around a busy corner no more than these are looked at. */
const LOOKED_AT = 400;

/** A cell of a thousandth of a degree and its neighbours; a radius of up to 50 m lies within them below 60° of latitude. */
const cells = (degrees: number): string[] => [-1, 0, 1].map((step) => (Math.round(degrees * 1_000) / 1_000 + step / 1_000).toFixed(3));

export interface HereQuery {
  readonly lon: number;
  readonly lat: number;
  /** At most 50. */
  readonly withinM: number;
  /** Received from here on, ms UTC. */
  readonly since: number;
}

/** Incidents at a place, newest first: their ids. Drills, cancelled and merged ones do not count. */
export const earlierHere = (db: Db, { lon, lat, withinM, since }: HereQuery): Promise<string[]> =>
  db.transaction(async (query) => {
    await query("select tocsin.enter(null)");
    const rows = await query<{ id: string; lon: number; lat: number }>(
      `select id, (state->'place'->'point'->>'lon')::double precision as lon, (state->'place'->'point'->>'lat')::double precision as lat
       from tocsin.stream_state
       where kind = 'incident' and round((state->'place'->'point'->>'lon')::numeric, 3) = any($1::numeric[]) and round((state->'place'->'point'->>'lat')::numeric, 3) = any($2::numeric[])
         and (state->>'receivedAt')::bigint >= $3 and not (state->>'drill')::boolean and state->>'status' not in ('CANCELLED', 'MERGED')
       order by id desc limit ${LOOKED_AT}`,
      [cells(lon), cells(lat), since],
    );
    return rows
      .filter((row) => distanceM([row.lon, row.lat], [lon, lat]) <= withinM)
      .slice(0, MOST)
      .map(({ id }) => id);
  });
