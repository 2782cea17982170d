import type { Db, Row } from "./db.ts";
import { storableJson } from "./storable-json.ts";

/** A recommendation as it was made: kept so that it can be explained and computed again, to the bit. */
export interface StoredRecommendation {
  id: string;
  incidentId: string;
  at: number;
  /** Of the inputs. */
  checksum: string;
  body: unknown;
}

/**
 * The first one under an id wins: a recommendation never changes. It need not wait for the disk: the order that cites it comes later
 * in the same write-ahead log, so whatever keeps that order keeps this too; one that nobody cited before a crash is made again.
 */
export async function keepRecommendation(db: Db, recommendation: StoredRecommendation): Promise<void> {
  const { id, incidentId, at, checksum, body } = recommendation;
  await db.safeQuery(
    `with relaxed as (select set_config('synchronous_commit', 'off', true))
     insert into tocsin.recommendation (id, incident_id, at, checksum, body) select $1, $2, $3, $4, $5::jsonb from relaxed on conflict do nothing`,
    [id, incidentId, at, checksum, storableJson(body)], "keep_recommendation",
  );
}

const COLUMNS = `id, incident_id as "incidentId", at, checksum, body`;

export async function findRecommendation(db: Db, id: string): Promise<StoredRecommendation | null> {
  const rows = await db.safeQuery<StoredRecommendation & Row>(`select ${COLUMNS} from tocsin.recommendation where id = $1`, [id]);
  return rows[0] ?? null;
}

/** Newest first. */
export async function recommendationsOf(db: Db, incidentId: string, limit = 20): Promise<StoredRecommendation[]> {
  return db.safeQuery<StoredRecommendation & Row>(
    `select ${COLUMNS} from tocsin.recommendation where incident_id = $1 order by at desc, id desc limit $2`,
    [incidentId, limit],
  );
}
