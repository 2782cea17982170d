import type { StoredAudit } from "./audit.ts";
import { parseCursor } from "./cursor.ts";
import type { Db, Row } from "./db.ts";

export interface AuditSearch {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly object?: string;
  readonly account?: string;
  readonly action?: string;
  readonly before?: string;
}

/** Rows of a period that lie where the grants hold, newest first. An object is found by its id, however the row names it. */
export async function searchAudit(db: Db, scope: readonly string[], { from, to, limit, object, account, action, before }: AuditSearch): Promise<StoredAudit[]> {
  const below = before === undefined ? null : parseCursor(before);
  return db.transaction(async (query) => {
    await query("select tocsin.enter($1)", [scope]);
    return query<StoredAudit & Row>(
      `select txid || '-' || seq as cursor, at, actor, entry, encode(hash, 'hex') as hash from tocsin.audit
       where at >= $1 and at < $2 and ($3::text is null or actor = $3) and ($4::text is null or entry->>'name' = $4)
         and ($5::text is null or entry->'objects' @> jsonb_build_array($5::text) or entry->'objects' @> jsonb_build_array(jsonb_build_object('id', $5::text)))
         and ($6::text is null or (txid, seq) < ($6::text::xid8, $7::bigint))
       order by txid desc, seq desc limit $8`,
      [from, to, account ?? null, action ?? null, object ?? null, below?.txid.toString() ?? null, below?.seq.toString() ?? null, limit],
    );
  });
}
