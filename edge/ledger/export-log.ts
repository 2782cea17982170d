import { compareCursors } from "./cursor.ts";
import type { Db } from "./db.ts";
import { exportLines } from "./export-format.ts";
import { readEvents, readHead } from "./read-events.ts";
import type { Seal } from "./seal-hash.ts";
import { readSeals } from "./sealer.ts";
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

async function* allSeals(db: Db): AsyncGenerator<Seal> {
  let n = 0;
  for (;;) {
    const seals = await readSeals(db, "event", n);
    yield* seals;
    if (seals.length === 0) return;
    n = seals.at(-1)!.n;
  }
}

/** The whole log as it stands now, as lines of export-format.ts: the same log gives the same lines on every server. */
export async function* exportLog(db: Db): AsyncGenerator<string> {
  yield* exportLines(eventsUpTo(db, await readHead(db)), allSeals(db));
}
