import type { Db, Row } from "./db.ts";
import { sha256 } from "./event-hash.ts";

/** Photos and other attachments of incidents; events refer to them by id and hash. */
export interface MediaInfo {
  id: string;
  /** SHA-256 of the bytes. */
  hash: string;
  mime: string;
  incidentId?: string;
  at: number;
  size: number;
}

/** Stores an attachment under the caller's id; a repetition changes nothing. @throws RangeError when the id holds other bytes. */
export async function keepMedia(
  db: Db, media: { id: string; mime: string; bytes: Uint8Array; incidentId?: string; at: number },
): Promise<string> {
  const hash = sha256(media.bytes);
  await db.safeQuery(
    "insert into tocsin.media (id, hash, mime, bytes, incident_id, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
    [media.id, hash, media.mime, Buffer.from(media.bytes), media.incidentId ?? null, media.at],
  );
  const rows = await db.safeQuery<{ hash: string }>("select hash from tocsin.media where id = $1", [media.id]);
  if (rows[0]?.hash !== hash) throw new RangeError(`media ${media.id}: this id already holds other bytes`);
  return hash;
}

type MediaRow = Omit<MediaInfo, "incidentId"> & { incidentId: string | null } & Row;
const COLUMNS = `id, hash, mime, incident_id as "incidentId", at, length(bytes) as size`;
const infoOf = ({ id, hash, mime, incidentId, at, size }: MediaRow): MediaInfo => ({
  id, hash, mime, at, size, ...(incidentId === null ? {} : { incidentId }),
});

export async function mediaOf(db: Db, incidentId: string): Promise<MediaInfo[]> {
  return (await db.safeQuery<MediaRow>(`select ${COLUMNS} from tocsin.media where incident_id = $1 order by at, id`, [incidentId])).map(infoOf);
}

export async function readMedia(db: Db, id: string): Promise<(MediaInfo & { bytes: Uint8Array }) | null> {
  const rows = await db.safeQuery<MediaRow & { bytes: Buffer }>(`select ${COLUMNS}, bytes from tocsin.media where id = $1`, [id]);
  const row = rows[0];
  return row === undefined ? null : { ...infoOf(row), bytes: row.bytes };
}
