import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cityProjector } from "@tocsin/cli/backup/city-projector.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import { inspectBackup } from "@tocsin/ledger/backup/inspect-backup.ts";
import { restoreBackup } from "@tocsin/ledger/backup/restore-backup.ts";
import { writeBackup } from "@tocsin/ledger/backup/write-backup.ts";
import { checkLedger } from "@tocsin/ledger/check-ledger.ts";
import { openLedger } from "@tocsin/ledger/open-ledger.ts";
import { appUrl } from "@tocsin/ledger/prepare-database.ts";
import { createTestDatabase, openTestLedger } from "@tocsin/ledger/testing.ts";
import { loadServedCity } from "@tocsin/server/load-served-city.ts";
import { settableClock, STANDARD, TEST_CITY } from "../../harness.ts";
import { accepted } from "../../scene.ts";
import { startPlant } from "../parts/plant.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";

const CITY = "tiny";

/** A byte of another value, a byte less, a byte more, the end cut off. */
function spoilt(bytes: Buffer, { dice, turn }: Try): Buffer {
  const at = dice.integer(0, bytes.length - 1);
  return turn([
    () => Buffer.concat([bytes.subarray(0, at), Buffer.from([bytes[at]! ^ (1 << dice.integer(0, 7))]), bytes.subarray(at + 1)]),
    () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
    () => Buffer.concat([bytes.subarray(0, at), Buffer.from([0]), bytes.subarray(at)]),
    () => bytes.subarray(0, at),
  ])();
}

async function openR11(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const world = await stage.seat("world");
  const folder = join(stage.folder, "backup");
  const { deadlines } = loadServedCity(TEST_CITY, STANDARD).index.city;
  for (let n = 0; n < 5; n++) {
    const incidentId = newUlid();
    accepted(await world.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "备份", typeCode: "PO-02", placeUnknown: "UNKNOWN" }));
    accepted(await world.command("intake.cancel", { incidentId, reason: "演练" }));
  }
  await writeBackup(city.ledger.db, { folder, city: CITY, now: city.clock.now() });
  const before = await checkLedger(city.ledger.db, cityProjector(deadlines));
  const part = readdirSync(folder)[0]!;
  const files = readdirSync(join(folder, part));
  const inspected = () => inspectBackup(folder, CITY, null, cityProjector(deadlines));
  return {
    async once(one) {
      const path = join(folder, part, one.dice.pick(files));
      const bytes = readFileSync(path);
      writeFileSync(path, spoilt(bytes, one));
      const taken = await inspected().then(() => true, (error: unknown) => {
        if ((error as Error).name !== "BrokenBackup") throw error;
        return false;
      });
      writeFileSync(path, bytes);
      if (taken) throw new Error(`a changed ${path.slice(folder.length)} is taken for whole`);
    },
    /** The database is gone: the backup makes another one of it. */
    async finish() {
      const { adminUrl, appPassword, drop } = await createTestDatabase();
      try {
        await restoreBackup({ folder, city: CITY, until: null, adminUrl, appPassword, projector: cityProjector(deadlines) });
        const ledger = await openLedger({ url: appUrl(adminUrl, appPassword) });
        const after = await checkLedger(ledger.db, cityProjector(deadlines)).finally(() => ledger.close());
        if (after.stateHash !== before.stateHash || after.faults.length > 0) throw new Error(`what was restored is not what was backed up: ${JSON.stringify(after.faults)}`);
      } finally {
        await drop();
      }
    },
  };
}

export const R11: Row = {
  id: "R11",
  fault: ["备份里一个字节被改、删、添,或截尾;数据库毁坏", "a byte of a backup is altered, lost, added, its end cut; the database is destroyed"],
  promise: ["改动每次都被查出;完好的备份恢复出同样的状态", "every change is found; a whole backup restores the same state"],
  quick: 20,
  long: 1_000,
  open: openR11,
};

/** A city in whose time half a year passes at every try. */
async function openR55(stage: Stage): Promise<OpenRow> {
  const database = await openTestLedger();
  const clock = settableClock(Date.UTC(2026, 2, 2));
  const plant = await startPlant(database.url, clock, { cityDir: stage.plainCity(), server: { logLevel: "silent", answers: "trust" } });
  // Sign-ins live by the machine's clock, not by the city's.
  const [taker, overseer] = [await plant.signIn("taker"), await plant.signIn("overseer")];
  return {
    async once(one) {
      const call = async (callback: string): Promise<{ id: string; reportId: string }> => {
        const incidentId = newUlid();
        const [incident] = accepted(await taker.command("intake.receive", { incidentId, channel: "CALL_110", callback, text: "到期", typeCode: "PO-02", placeUnknown: "UNKNOWN" })).incidents;
        return { id: incidentId, reportId: incident!.reports[0]!.id };
      };
      const [due, held, open] = [await call("13955550001"), await call("13955550002"), await call("13955550003")];
      for (const { id } of [due, held]) accepted(await taker.command("intake.cancel", { incidentId: id, reason: "误报" }));
      accepted(await overseer.command("governance.hold", { incidentId: held.id, reason: "法院调取" }));
      clock.advance(180 * DAY - 1 - one.dice.integer(0, 1_000));
      const number = ({ id, reportId }: typeof due): Promise<string> => taker.reveal(id, { reportId, purpose: "CALL_BACK" }).then(({ callback }) => callback, (error: unknown) => (/PERSONAL_DATA_DELETED/.test(String(error)) ? "deleted" : String(error)));
      await plant.server.retention.run();
      if ((await number(due)) !== "13955550001") throw new Error(`deleted before its day: ${await number(due)}`);
      clock.advance(2_000);
      await plant.server.retention.run();
      const left = [await number(due), await number(held), await number(open)];
      if (left.join() !== "deleted,13955550002,13955550003") throw new Error(`due, held, open: ${left.join(", ")}`);
      if ((await plant.server.retention.run()).callback !== 0) throw new Error("what was deleted is deleted again");
    },
    async close() {
      await plant.close();
      await database.close();
    },
  };
}

export const R55: Row = {
  id: "R55",
  fault: ["保存期满;有保全;删除与在办同时", "retention falls due, with legal hold and open matters beside it"],
  promise: ["到期即删,保全与在办的不删,早一毫秒也不删", "gone when due, never what is held or open, and not a millisecond early"],
  quick: 20,
  long: 200,
  open: openR55,
};
