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
  readonly purpose?: string;
  readonly before?: string;
}

/** Ids of incidents of a number, as far as the reader's grants reach. */
const idsOf = async (query: Db["query"], no: string): Promise<string[]> =>
  /^[\w-]{4,30}$/.test(no) ? (await query<{ id: string }>("select id from tocsin.stream_state where kind = 'incident' and state->>'no' = $1 limit 10", [no])).map(({ id }) => id) : [];

/** Rows of a period that lie where the grants hold, newest first. An object is found by its id, however the row names it, an incident by its number too, and then also where it was asked for by that. */
export async function searchAudit(db: Db, scope: readonly string[], { from, to, limit, object, account, action, purpose, before }: AuditSearch): Promise<StoredAudit[]> {
  const below = before === undefined ? null : parseCursor(before);
  return db.transaction(async (query) => {
    await query("select tocsin.enter($1)", [scope]);
    const objects = object === undefined ? [] : [object, ...(await idsOf(query, object))];
    return query<StoredAudit & Row>(
      `select txid || '-' || seq as cursor, at, actor, entry, encode(hash, 'hex') as hash from tocsin.audit
       where at >= $1 and at < $2 and ($3::text is null or actor = $3) and ($4::text is null or entry->>'name' = $4)
         and (cardinality($5::text[]) = 0 or exists (select from unnest($5::text[]) o where entry->'objects' @> jsonb_build_array(o) or entry->'objects' @> jsonb_build_array(jsonb_build_object('id', o))))
         and ($9::text is null or entry->>'purpose' = $9)
         and ($6::text is null or (txid, seq) < ($6::text::xid8, $7::bigint))
       order by txid desc, seq desc limit $8`,
      [from, to, account ?? null, action ?? null, objects, below?.txid.toString() ?? null, below?.seq.toString() ?? null, limit, purpose ?? null],
    );
  });
}
