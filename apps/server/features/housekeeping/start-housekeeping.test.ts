import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { upsertAccounts } from "@tocsin/ledger/accounts.ts";
import { keepTrack, trackOf, type Position } from "@tocsin/ledger/positions.ts";
import { addSession, findSession } from "@tocsin/ledger/sessions.ts";
import { openTestLedger, type TestLedger } from "@tocsin/ledger/testing.ts";
import { SESSIONS_KEPT_MS, TRACK_KEPT_MS, startHousekeeping, type HousekeepingDeps } from "./start-housekeeping.ts";

let database: TestLedger;
before(async () => {
  database = await openTestLedger();
  await upsertAccounts(database.ledger.db, [{ id: "wang", name: "王", orgPath: "CITY", grants: [], lang: "zh-CN", passwordHash: null }]);
});
after(() => database.close());

/** Midday of some day, city and machine apart: the city's clock runs ahead in a simulation. */
const CITY_NOW = 1_900_000_000_000;
const MACHINE_NOW = 1_800_000_000_000;
const failures: string[] = [];
const deps = (more: Partial<HousekeepingDeps> = {}): HousekeepingDeps => ({
  db: database.ledger.db, now: () => CITY_NOW, machineNow: () => MACHINE_NOW, report: (what, error) => void failures.push(`${what}: ${String(error)}`), automatic: false, ...more,
});
const point = (unitId: string, at: number): Position => ({ unitId, at, receivedAt: at, lon: 112, lat: 30, source: "DEVICE" });
const session = (id: string, createdAt: number) => ({ id, userId: "wang", address: "", createdAt, usedAt: createdAt, lockedAt: null });

test("CMD-02: tracks are dropped by the city's clock when their short time is over, to the millisecond, and not before", async () => {
  const { db } = database.ledger;
  const limit = CITY_NOW - TRACK_KEPT_MS;
  await keepTrack(db, [point("U1", limit - 1), point("U1", limit), point("U2", CITY_NOW)], 1);
  const housekeeping = startHousekeeping(deps());
  assert.deepEqual(await housekeeping.sweep(), { trackPoints: 1, sessions: 0, devices: 0, nonces: 0, challenges: 0, guesses: 0 });
  assert.deepEqual((await trackOf(db, "U1", 0, CITY_NOW + 1)).map(({ at }) => at), [limit]);
  assert.deepEqual(await housekeeping.sweep(), { trackPoints: 0, sessions: 0, devices: 0, nonces: 0, challenges: 0, guesses: 0 }, "twice does no harm");
  assert.equal((await startHousekeeping(deps({ trackKeptMs: 0 })).sweep()).trackPoints, 1, "the time is the operator's");
});

test("X-05: sessions that have ended long ago are dropped by the machine's clock; those that may still hold stay", async () => {
  const { db } = database.ledger;
  await addSession(db, session("old", MACHINE_NOW - SESSIONS_KEPT_MS - 1), "old");
  await addSession(db, session("held", MACHINE_NOW - SESSIONS_KEPT_MS), "held");
  await addSession(db, session("new", MACHINE_NOW), "new");
  const [one, two] = [startHousekeeping(deps()), startHousekeeping(deps())];
  const swept = await Promise.all([one.sweep(), two.sweep()]);
  assert.equal(swept[0].sessions + swept[1].sessions, 1, "two servers drop it once");
  assert.deepEqual(await Promise.all(["old", "held", "new"].map(async (hash) => (await findSession(db, hash)) !== null)), [false, true, true]);
});

test("X-06: by itself it looks at once, and a database that is away is reported, not thrown", async () => {
  const { db } = database.ledger;
  await keepTrack(db, [point("U3", 1)], 1);
  const housekeeping = startHousekeeping(deps({ automatic: true }));
  await housekeeping.stop();
  assert.deepEqual(await trackOf(db, "U3", 0, 10), []);
  const away = startHousekeeping(deps({ automatic: true, db: { ...db, safeQuery: () => Promise.reject(new Error("away")) } }));
  await away.stop();
  assert.deepEqual(failures, ["housekeeping: Error: away"]);
});
