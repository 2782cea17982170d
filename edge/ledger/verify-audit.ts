import { auditHash, type StoredAudit } from "./audit.ts";
import { parseCursor } from "./cursor.ts";
import type { Db, Row } from "./db.ts";
import { sealHash } from "./seal-hash.ts";
import { readSeals } from "./sealer.ts";

/** Checks the stored audit: every row against its hash, every sealed stretch against its seal. */
export type AuditVerdict =
  | { ok: true; rows: number; seals: number }
  /** The first bad row, or the first row of a sealed stretch that lost, gained or moved rows. */
  | { ok: false; fault: "altered" | "stretch" | "seal"; position: string };

async function rowsBetween(db: Db, from: string, to: string): Promise<StoredAudit[]> {
  const [low, high] = [parseCursor(from), parseCursor(to)];
  return db.transaction(async (query) => {
    await query("select tocsin.enter(null)");
    return query<StoredAudit & Row>(
      `select txid || '-' || seq as cursor, at, actor, entry, encode(hash, 'hex') as hash from tocsin.audit
       where (txid, seq) >= ($1::text::xid8, $2) and (txid, seq) <= ($3::text::xid8, $4) order by txid, seq`,
      [low.txid.toString(), low.seq.toString(), high.txid.toString(), high.seq.toString()],
    );
  });
}

/** Rows that are not sealed yet are not checked: call `sealOnce(db, "audit")` first when they matter. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  let seals = 0;
  let rows = 0;
  let prev = "";
  for (;;) {
    const [seal] = await readSeals(db, "audit", seals, 1);
    if (seal === undefined) return { ok: true, rows, seals };
    if (seal.n !== seals + 1 || seal.prev !== prev) return { ok: false, fault: "seal", position: seal.from };
    const stretch = await rowsBetween(db, seal.from, seal.to);
    const bad = stretch.find((row) => auditHash(row) !== row.hash);
    if (bad) return { ok: false, fault: "altered", position: bad.cursor };
    if (stretch.length !== seal.count || sealHash(seal, stretch.map((row) => row.hash)) !== seal.hash) {
      return { ok: false, fault: "stretch", position: seal.from };
    }
    prev = seal.hash;
    rows += seal.count;
    seals++;
  }
}
