import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { sealOnce } from "@tocsin/ledger/sealer.ts";
import { copyCall } from "../copied-calls.ts";
import { startCity, type TestCity } from "../harness.ts";
import { accepted, report } from "../scene.ts";

let city: TestCity;
before(async () => {
  city = await startCity();
});
after(() => city.close());

const PAST = 5_000;

/** Rows of the records that PostgreSQL has given out, once every connection of the running server and of the test has handed its count in. */
async function rowsRead(): Promise<number> {
  for (const { db } of [city.server.ledger, city.ledger]) await Promise.all(Array.from({ length: 10 }, () => db.query("select pg_stat_force_next_flush(), pg_sleep(0.01)")));
  const admin = new pg.Client({ connectionString: city.adminUrl });
  await admin.connect();
  const { rows } = await admin.query<{ n: string }>("select sum(seq_tup_read + idx_tup_fetch)::text as n from pg_stat_user_tables where schemaname = 'tocsin' and relname = 'stream_state'");
  await admin.end();
  return Number(rows[0]!.n);
}

/** What a stop and a start read, and the first look of a desk afterwards. */
async function restartReads(): Promise<number> {
  const before = await rowsRead();
  await city.restart();
  const desk = await city.signIn("dispatcher");
  await desk.board();
  return (await rowsRead()) - before;
}

test("R13, X-06: what a start reads does not grow with the calls that are over, so that a server is back as soon after ten years as on its first day", async () => {
  const taker = await city.signIn("taker");
  const { id } = await report(taker);
  accepted(await taker.command("intake.cancel", { incidentId: id, reason: "误报" }));
  await restartReads();
  const usual = await restartReads();
  const events = await copyCall(city.adminUrl, id, PAST);
  assert.ok(events >= 2 * PAST);
  for (const log of ["event", "audit"] as const) while ((await sealOnce(city.ledger.db, log)) > 0);
  await restartReads(); // the server that ran while they were copied follows them still, as so many that have just happened
  const now = await restartReads();
  assert.ok(now <= usual + PAST / 10, `a start reads ${now} rows beside ${PAST} calls that are over, ${usual} without them`);
});
