import { UnconfirmedCommit, type Db, type Row } from "./db.ts";
import { sha256 } from "./event-hash.ts";
import type { Vault } from "./personal/vault.ts";

/** Photos and other attachments of incidents; events refer to them by id and hash. */
export interface MediaInfo {
  id: string;
  /** SHA-256 of the bytes as they were taken. */
  hash: string;
  mime: string;
  /** Of a command post over an advisory, the post. */
  incidentId?: string;
  at: number;
}

/** How the bytes lie there; null, of before: in clear. */
const AES_256_GCM = 1;

/** The key of an incident's pictures is not that of its numbers: each is kept for days of its own. */
const subjectOf = (incidentId: string | null): string => `media/${incidentId ?? ""}`;

/**
 * Stores an attachment under the caller's id, sealed; a repetition changes nothing.
 * @throws RangeError when the id holds other bytes, UnconfirmedCommit when the key did not stay meanwhile: to be sent again
 */
export async function keepMedia(
  db: Db, vault: Pick<Vault, "sealBytes" | "fresh">, media: { id: string; mime: string; bytes: Uint8Array; incidentId?: string; at: number },
): Promise<string> {
  const hash = sha256(media.bytes);
  const subject = subjectOf(media.incidentId ?? null);
  const sealed = await vault.sealBytes(subject, media.id, media.bytes);
  // The key must be there, and be the very one, when the row is written: a database that crashed in between has lost a new key.
  await db.safeQuery(
    `insert into tocsin.media (id, hash, mime, bytes, incident_id, at, cipher) select $1, $2, $3, $4, $5, $6, ${AES_256_GCM}
     where exists (select from tocsin.data_key where subject = $7 and ($8::bytea is null or wrapped = $8) for key share) on conflict do nothing`,
    [media.id, hash, media.mime, sealed, media.incidentId ?? null, media.at, subject, vault.fresh(subject)],
  );
  const rows = await db.safeQuery<{ hash: string }>("select hash from tocsin.media where id = $1", [media.id]);
  if (rows.length === 0) throw new UnconfirmedCommit(`the key of ${subject} did not stay`);
  if (rows[0]?.hash !== hash) throw new RangeError(`media ${media.id}: this id already holds other bytes`);
  return hash;
}

type MediaRow = Omit<MediaInfo, "incidentId"> & { incidentId: string | null } & Row;
const COLUMNS = `id, hash, mime, incident_id as "incidentId", at`;
const infoOf = ({ id, hash, mime, incidentId, at }: MediaRow): MediaInfo => ({ id, hash, mime, at, ...(incidentId === null ? {} : { incidentId }) });

export async function mediaOf(db: Db, incidentId: string): Promise<MediaInfo[]> {
  return (await db.safeQuery<MediaRow>(`select ${COLUMNS} from tocsin.media where incident_id = $1 order by at, id`, [incidentId])).map(infoOf);
}

/** What it is, and how to open it: null when it is not there. */
export async function findMedia(db: Db, id: string): Promise<MediaInfo | null> {
  const [row] = await db.safeQuery<MediaRow>(`select ${COLUMNS} from tocsin.media where id = $1`, [id]);
  return row === undefined ? null : infoOf(row);
}

/** Null when it, or its key, has been deleted. */
export async function openMedia(db: Db, vault: Pick<Vault, "openBytes">, id: string): Promise<Uint8Array | null> {
  const [row] = await db.safeQuery<{ bytes: Buffer; cipher: number | null; incidentId: string | null }>(`select bytes, cipher, incident_id as "incidentId" from tocsin.media where id = $1`, [id]);
  if (row === undefined) return null;
  return row.cipher === null ? row.bytes : vault.openBytes(subjectOf(row.incidentId), id, row.bytes);
}

const AT_ONCE = 10;

/** Seals what lies there in clear from before; answers how much. Stopped anywhere, the next run goes on. */
export async function sealClearMedia(db: Db, vault: Pick<Vault, "sealBytes">, stopped: () => boolean = () => false): Promise<number> {
  let count = 0;
  while (!stopped()) {
    const rows = await db.safeQuery<{ id: string; bytes: Buffer; incidentId: string | null }>(`select id, bytes, incident_id as "incidentId" from tocsin.media where cipher is null order by id limit ${AT_ONCE}`);
    for (const { id, bytes, incidentId } of rows) {
      const sealed = await vault.sealBytes(subjectOf(incidentId), id, bytes);
      await db.safeQuery(`update tocsin.media set bytes = $2, cipher = ${AES_256_GCM} where id = $1 and cipher is null`, [id, sealed]);
    }
    count += rows.length;
    if (rows.length < AT_ONCE) break;
  }
  return count;
}
