import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { compareCursors } from "./cursor.ts";
import { create } from "./sample-commits.ts";
import { readSeals, sealOnce } from "./sealer.ts";
import { openTestLedger, type TestLedger } from "./testing.ts";

let t: TestLedger;
before(async () => {
  t = await openTestLedger({ maxConnections: 20 });
});
after(() => t?.close());

interface Reader {
  seen: string[];
  step(): Promise<void>;
}

/** Reads the log step by step as the ledger does. */
function watermarkReader(): Reader {
  let cursor: string | null = null;
  const seen: string[] = [];
  return {
    seen,
    async step() {
      const batch = await t.ledger.readEvents(cursor);
      cursor = batch.cursor;
      seen.push(...batch.events.map((event) => event.id));
    },
  };
}

/** Reads it as one would without thinking: whatever has a higher sequence number than the last one seen. */
function naiveReader(admin: pg.Client): Reader {
  let last = 0;
  const seen: string[] = [];
  return {
    seen,
    async step() {
      const { rows } = await admin.query<{ id: string; seq: string }>("select id, seq from tocsin.event where seq > $1 order by seq", [last]);
      for (const row of rows) {
        last = Number(row.seq);
        seen.push(row.id);
      }
    },
  };
}

const appendOpen = async (client: pg.Client, id: string): Promise<void> => {
  await client.query("begin");
  await client.query(
    `insert into tocsin.event (kind, id, version, type, data, at, actor, command_id, name, reach, hash)
     values ('slow', $1, 1, 'T', '{}', 1, 'a', 'c', 'n', '{}', '')`, [id],
  );
};

test("R41: a slow, earlier transaction cannot slip behind a reader; the naive reader loses its events", async () => {
  const clients = await Promise.all(Array.from({ length: 3 }, async () => {
    const client = new pg.Client({ connectionString: t.adminUrl });
    await client.connect();
    return client;
  }));
  const [admin, ...slow] = clients as [pg.Client, ...pg.Client[]];
  try {
    const ours = watermarkReader();
    const naive = naiveReader(admin);
    const expected: string[] = [];
    for (let round = 0; round < 5; round++) {
      for (const [n, client] of slow.entries()) {
        await appendOpen(client, `slow-${round}-${n}`);
        expected.push(`slow-${round}-${n}`);
      }
      await Promise.all(Array.from({ length: 8 }, async (_, n) => {
        await t.ledger.commit(create("fast", `fast-${round}-${n}`));
        expected.push(`fast-${round}-${n}`);
        await ours.step();
      }));
      await Promise.all([ours.step(), naive.step()]);
      for (const client of slow) {
        await client.query("commit");
        await Promise.all([ours.step(), naive.step()]);
      }
    }
    await Promise.all([ours.step(), naive.step()]);
    assert.deepEqual([...new Set(ours.seen)].sort(), expected.sort(), "every event, whatever its transaction waited for");
    const lost = expected.filter((id) => !naive.seen.includes(id));
    assert.ok(lost.length > 0 && lost.every((id) => id.startsWith("slow")), "this test can tell a reader that loses events");
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
});

test("R41: readers beside 400 concurrent commits see every event once, in cursor order", async () => {
  const ids = Array.from({ length: 400 }, (_, n) => `many-${n}`);
  const from = await t.ledger.head();
  const seen: string[] = [];
  const cursors: string[] = [];
  let cursor = from;
  const read = async (): Promise<void> => {
    const batch = await t.ledger.readEvents(cursor, { limit: 37 });
    cursor = batch.cursor;
    for (const event of batch.events) {
      seen.push(event.id);
      cursors.push(event.cursor);
    }
  };
  let writing = true;
  const reader = (async () => {
    while (writing) await read();
  })();
  await Promise.all(Array.from({ length: 10 }, async (_, worker) => {
    for (const id of ids.filter((__, n) => n % 10 === worker)) await t.ledger.commit(create("many", id));
  }));
  writing = false;
  await reader;
  while (cursor !== (await t.ledger.head())) await read();
  assert.equal(seen.length, 400);
  assert.deepEqual([...seen].sort(), [...ids].sort());
  assert.deepEqual(cursors, [...cursors].sort(compareCursors));
});

test("a transaction that only reads holds nobody up", { timeout: 30_000 }, async () => {
  const client = new pg.Client({ connectionString: t.adminUrl });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read");
    await client.query("select count(*) from tocsin.event");
    const outcome = await t.ledger.commit(create("fast", "beside-a-reader"));
    assert.equal(outcome.outcome, "committed");
    // Other databases' housekeeping may hold the mark for a moment, an open reader would hold it until its end.
    while ((await t.ledger.head()) !== (outcome as { cursor: string }).cursor);
  } finally {
    await client.end();
  }
});

test("an empty stretch leaves the cursor where it is, and a text that is no cursor is refused", async () => {
  const head = await t.ledger.head();
  assert.deepEqual(await t.ledger.readEvents(head), { events: [], cursor: head, more: false });
  await assert.rejects(t.ledger.readEvents("1; drop table"), /not a log position/);
  await assert.rejects(t.ledger.readEvents(null, { limit: 0 }), /limit/);
});

test("R14, R15: sequences beyond 2^31, 2^32 and 2^53 order, resume and seal as ever, and the gaps that they leave are nobody's loss", async () => {
  const admin = new pg.Client({ connectionString: t.adminUrl });
  await admin.connect();
  try {
    for (const near of [2n ** 31n, 2n ** 32n, 2n ** 53n]) {
      const before = await t.ledger.head();
      await admin.query("select setval('tocsin.event_seq_seq', $1), setval('tocsin.audit_seq_seq', $1)", [(near - 2n).toString()]);
      const ids = Array.from({ length: 5 }, (_, n) => `near-${near}-${n}`);
      for (const id of ids) assert.equal((await t.ledger.commit(create("big", id))).outcome, "committed");
      const seen: string[] = [];
      const cursors: string[] = [];
      for (let after = before; ; ) {
        const batch = await t.ledger.readEvents(after, { limit: 1 });
        seen.push(...batch.events.map(({ id }) => id));
        cursors.push(...batch.events.map(({ cursor }) => cursor));
        if (batch.events.length === 0) break;
        after = batch.cursor;
      }
      assert.deepEqual(seen, ids);
      assert.equal(cursors.at(-1)?.split("-")[1], String(near + 3n));
      assert.ok(cursors.every((cursor, n) => n === 0 || compareCursors(cursors[n - 1]!, cursor) < 0));
      while ((await sealOnce(t.ledger.db, "event")) > 0) continue;
      assert.equal((await readSeals(t.ledger.db, "event")).at(-1)?.to, cursors.at(-1));
    }
    await admin.query("insert into tocsin.counter values ('near', 2147483646)");
    assert.deepEqual([await t.ledger.nextNumber("near"), await t.ledger.nextNumber("near")], [2_147_483_647, 2_147_483_648]);
  } finally {
    await admin.end();
  }
});
