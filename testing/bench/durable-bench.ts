import { chmodSync, closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { openLedger } from "@tocsin/ledger/open-ledger.ts";
import { create } from "@tocsin/ledger/sample-commits.ts";
import { startDatabase } from "@tocsin/ledger/start-database.ts";
import { serveCity, settableClock, signInAt } from "../harness.ts";
import type { BenchPart } from "./recommendation-bench.ts";
import { inTurns, type Measure, type RatioRow } from "./rounds.ts";

const ROUNDS = 6;
const FOR_MS = 1_500;
const AT_ONCE = 32;
/** What PostgreSQL writes at least for one commit. */
const PAGE = Buffer.alloc(8_192, 1);

/** Completed calls per second, so many under way at a time. */
const rate = (atOnce: number, work: () => Promise<unknown>): Measure => async () => {
  const began = performance.now();
  let done = 0;
  const one = async (): Promise<void> => {
    while (performance.now() - began < FOR_MS) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return (done * 1_000) / (performance.now() - began);
};

/** Pages written and forced to the disk, one after the other, in the folder where the database lives. */
function rawSync(folder: string): { readonly measure: Measure; readonly close: () => void } {
  const file = openSync(join(folder, "sync.bin"), "w");
  // The file's length is settled first: afterwards a sync writes data alone, as PostgreSQL's log does.
  writeSync(file, Buffer.alloc(1 << 20), 0, 1 << 20, 0);
  fdatasyncSync(file);
  let at = 0;
  return {
    measure: async () => {
      const began = performance.now();
      let done = 0;
      for (; performance.now() - began < FOR_MS; done++) {
        writeSync(file, PAGE, 0, PAGE.length, (at++ % 128) * PAGE.length);
        fdatasyncSync(file);
      }
      return (done * 1_000) / (performance.now() - began);
    },
    close: () => closeSync(file),
  };
}

/** Durable commands beside what the disk can force out one after the other. Commits share syncs, so the ratio may pass 1. */
export async function benchDurability(): Promise<BenchPart> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"));
  chmodSync(folder, 0o711);
  const database = await startDatabase({ folder: join(folder, "database"), env: {} });
  const ledger = await openLedger({ url: database.url, maxConnections: AT_ONCE });
  const server = await serveCity(database.url, settableClock(), { server: { answers: "trust" } });
  const raw = rawSync(folder);
  try {
    const client = await signInAt(server.url, "taker");
    const receive = async (): Promise<void> => {
      const answer = await client.command("intake.receive", { incidentId: newUlid(), channel: "CALL_110", callback: "13800000000", text: "bench", place: { addressText: "学府路8号", point: { lon: 112.004, lat: 30.008 }, datum: "WGS84" } });
      if (!answer.ok) throw new Error(answer.message);
    };
    const commit = (): Promise<unknown> => ledger.commit(create("bench", newUlid(), { commandId: newUlid() }));
    const measured = await inTurns({ raw: raw.measure, one: rate(1, commit), many: rate(AT_ONCE, commit), http: rate(AT_ONCE, receive) }, ROUNDS);
    const row = (way: "one" | "many" | "http", what: string): RatioRow => ({
      what, ours: `${measured[way].median.toFixed(0)}/s`, other: `fdatasync ${measured.raw.median.toFixed(0)}/s`, ratio: measured[way].median / measured.raw.median, note: "same disk, same run, 8 KiB pages",
    });
    return {
      rows: [row("one", "ledger commits, one after the other"), row("many", `ledger commits, ${AT_ONCE} at once`), row("http", `commands by HTTP (intake.receive), ${AT_ONCE} at once`)],
      noise: (["raw", "one", "many", "http"] as const).map((way) => `${way} ${measured[way].spread.toFixed(1)}`),
    };
  } finally {
    raw.close();
    await server.close();
    await ledger.close();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
