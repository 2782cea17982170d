import pg from "pg";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { exportLog } from "@tocsin/ledger/export-log.ts";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { verifyExport } from "@tocsin/ledger/verify-export.ts";
import { settableClock, type Seated, type SettableClock } from "../../harness.ts";
import { accepted } from "../../scene.ts";
import { startPlant, type Plant } from "../parts/plant.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";

interface Own {
  readonly plant: Plant;
  readonly seat: Seated;
  readonly admin: pg.Client;
  readonly clock: SettableClock;
  close(): Promise<void>;
}

/** A server over a database of its own, in which anything may be set. */
async function own(stage: Stage, at: number): Promise<Own> {
  const database = await openTestLedger();
  const clock = settableClock(at);
  const plant = await startPlant(database.url, clock, { cityDir: stage.plainCity(), server: { logLevel: "silent", answers: "trust" } });
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  return { plant, seat: await plant.signIn("world"), admin, clock, close: async () => {
    await admin.end();
    await plant.close();
    await database.close();
  } };
}

async function receive(seat: Seated): Promise<{ id: string; no: string; cursor: string }> {
  const incidentId = newUlid();
  const answer = accepted(await seat.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "计数", typeCode: "PO-02", placeUnknown: "UNKNOWN" }));
  const again = await seat.incident(incidentId);
  return { id: incidentId, no: again.no, cursor: answer.cursor };
}

const LIMITS = [2 ** 31 - 2, 2 ** 32 - 2, 2 ** 40, 2 ** 48, 2 ** 52, 999_998, 9_999_998];
const seqOf = (cursor: string): bigint => BigInt(cursor.split("-")[1]!);

async function openR14(stage: Stage): Promise<OpenRow> {
  const { plant, seat, admin, close } = await own(stage, Date.now());
  let least = 0;
  return {
    async once(one) {
      const near = one.turn(LIMITS) + one.dice.integer(0, 1);
      // The log's sequence only ever goes up; the number of an incident may stand anywhere.
      least = Math.max(least, near);
      await admin.query(`alter sequence tocsin.event_seq_seq restart with ${least}`);
      await admin.query("update tocsin.counter set value = greatest(value, $1)", [near]);
      const made = [await receive(seat), await receive(seat), await receive(seat)];
      least += 1_000;
      if (new Set(made.map(({ no }) => no)).size !== 3 || made.some(({ no }) => /[eE.]|NaN/.test(no))) throw new Error(`numbers near ${near}: ${made.map(({ no }) => no).join(" ")}`);
      if (made.some(({ cursor }, n) => n > 0 && seqOf(cursor) <= seqOf(made[n - 1]!.cursor))) throw new Error(`positions in the log near ${near}: ${made.map(({ cursor }) => cursor).join(" ")}`);
      await plant.server.ledger.readEvents(made[0]!.cursor);
      for (const { id } of made) await seat.command("intake.cancel", { incidentId: id, reason: "演练" });
    },
    watched: () => ({ whole: seat, ledger: plant.server.ledger, acknowledged: () => [] }),
    close,
  };
}

export const R14: Row = {
  id: "R14",
  fault: ["编号与序列逼近 2^31、2^32、2^52", "numbers and sequences near 2^31, 2^32, 2^52"],
  promise: ["不停、不重、不失精度", "no stop, no repetition, no lost precision"],
  quick: 21,
  long: 500,
  open: openR14,
};

async function openR15(stage: Stage): Promise<OpenRow> {
  const { plant, seat, admin, close } = await own(stage, Date.now());
  let least = 1_000;
  const ids: string[] = [];
  return {
    async once({ dice }: Try) {
      least += dice.integer(33, 5_000);
      await admin.query(`alter sequence tocsin.event_seq_seq restart with ${least}`);
      await admin.query("update tocsin.counter set value = value + $1", [dice.integer(1, 40)]);
      ids.push((await receive(seat)).id);
      const verdict = await verifyExport(exportLog(plant.server.ledger.db));
      if (!verdict.ok) throw new Error(`a gap in the numbers was taken for a loss: ${verdict.fault}`);
    },
    watched: () => ({ whole: seat, ledger: plant.server.ledger, acknowledged: () => ids }),
    close,
  };
}

export const R15: Row = {
  id: "R15",
  fault: ["崩溃后编号与序列留下空缺", "gaps in numbers and sequences after a crash"],
  promise: ["编号可跳,警情不少;不误报缺失", "numbers may jump, no incident may; no false alarm of a loss"],
  quick: 20,
  long: 200,
  open: openR15,
};

const HOUR = 3_600_000;
const JUMPS = [HOUR, -HOUR, -1_000, 24 * HOUR, -24 * HOUR, 1, 0, 500];
/** Before and after the end of 32 bits of seconds, and a leap second's midnight. */
const MOMENTS = [Date.UTC(2038, 0, 19, 3, 14, 6), Date.UTC(2026, 11, 31, 23, 59, 59), Date.UTC(2028, 1, 28, 23, 59, 59), Date.UTC(2036, 1, 7, 6, 28, 14)];

async function openR16(stage: Stage): Promise<OpenRow> {
  const { plant, seat: first, clock, close } = await own(stage, Date.UTC(2026, 2, 2));
  let seat = first;
  return {
    async once(one) {
      const jump = one.turn(JUMPS);
      if (one.seed % 5 === 0) clock.set(one.dice.pick(MOMENTS));
      const before = await receive(seat).catch(async () => receive((seat = await plant.signIn("world"))));
      clock.advance(jump);
      const after = await receive(seat).catch(async () => receive((seat = await plant.signIn("world"))));
      if (seqOf(after.cursor) <= seqOf(before.cursor)) throw new Error(`after a jump of ${jump} ms the later report stands before the earlier one`);
      await plant.server.timers.process();
      const { clocks } = await seat.incident(after.id);
      if (jump >= 0 && clocks.some(({ breachedAt, startedAt, limitS }) => breachedAt !== null && breachedAt < startedAt + limitS * 1_000)) throw new Error("a timer fired early");
      for (const { id } of [before, after]) await seat.command("intake.cancel", { incidentId: id, reason: "演练" });
      clock.advance(Math.abs(jump));
    },
    watched: () => ({ whole: seat, ledger: plant.server.ledger, acknowledged: () => [] }),
    close,
  };
}

export const R16: Row = {
  id: "R16",
  fault: ["时钟跳 ±1 小时、±1 天、退 1 秒、2038 年", "the clock jumps ±1 h, ±1 day, back 1 s, past 2038"],
  promise: ["先后由日志定,计时不早不漏,日志仍可重放", "order comes from the log, no timer is early or lost, the log still replays"],
  quick: 24,
  long: 300,
  open: openR16,
};
