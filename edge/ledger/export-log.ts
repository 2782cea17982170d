import { compareCursors } from "./cursor.ts";
import { auditUpTo } from "./audit.ts";
import type { Db } from "./db.ts";
import { exportAuditLines, exportLines } from "./export-format.ts";
import { readEvents, readHead } from "./read-events.ts";
import type { Seal } from "./seal-hash.ts";
import { readSeals, type SealedLog } from "./sealer.ts";
import type { StoredEvent } from "./types.ts";

async function* eventsUpTo(db: Db, head: string | null): AsyncGenerator<StoredEvent> {
  let cursor: string | null = null;
  while (head !== null) {
    const batch = await readEvents(db, cursor, { limit: 2_000 });
    for (const event of batch.events) {
      if (compareCursors(event.cursor, head) > 0) return;
      yield event;
    }
    if (!batch.more) return;
    cursor = batch.cursor;
  }
}

async function* allSeals(db: Db, log: SealedLog): AsyncGenerator<Seal> {
  let n = 0;
  for (;;) {
    const seals = await readSeals(db, log, n);
    yield* seals;
    if (seals.length === 0) return;
    n = seals.at(-1)!.n;
  }
}

/** The whole log as it stands now, as lines of export-format.ts: the same log gives the same lines on every server. */
export async function* exportLog(db: Db): AsyncGenerator<string> {
  yield* exportLines(eventsUpTo(db, await readHead(db)), allSeals(db, "event"));
}

/** The whole audit up to its last seal, page by page: what is younger is sealed within about a second and comes with the next export. */
export async function* exportAudit(db: Db): AsyncGenerator<string> {
  const seals: Seal[] = [];
  for await (const seal of allSeals(db, "audit")) seals.push(seal);
  yield* exportAuditLines(auditUpTo(db, seals.at(-1)?.to ?? null), seals.values());
}
