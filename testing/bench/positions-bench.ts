import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Fastify, { type FastifyInstance } from "fastify";
import { IMPORTED_PASSWORD } from "@tocsin/cities/from-roads/accounts.ts";
import { writeCityFromRoads } from "@tocsin/cities/from-roads.ts";
import { createClient } from "@tocsin/client/client.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { composeServer } from "@tocsin/server/compose.ts";
import { KEYS, STANDARD } from "../harness.ts";
import { gridCity } from "./grid-city.ts";
import type { LoadOrder, LoadReply } from "./position-load.ts";
import type { BenchPart } from "./recommendation-bench.ts";
import { inTurns, type RatioRow } from "./rounds.ts";

const [BATCH, AT_ONCE, FOR_MS, ROUNDS] = [2_000, 4, 2_000, 4];
/** The stream beside which recommendations are asked for. */
const [STREAM_RATE, STREAM_BATCH] = [5_000, 100];
const STREAM_MS = 6_000;
const QUESTIONS = 100;
/** Goals: positions a second, their part of what parsing alone takes in, and the slowest answer in a hundred. */
const [LEAST_RATE, LEAST_SHARE, MOST_P99_MS] = [100_000, 0.5, 20];

interface Load {
  run(order: LoadOrder): Promise<LoadReply>;
  stop(): void;
}

function openLoad(): Load {
  const child: ChildProcess = fork(fileURLToPath(new URL("./position-load.ts", import.meta.url)), { execPath: process.execPath });
  return {
    run: (order) =>
      new Promise((resolve, reject) => {
        const ended = (code: number | null): void => reject(new Error(`the load ended with ${code}`));
        child.once("exit", ended);
        child.once("message", (reply: LoadReply) => {
          child.off("exit", ended);
          resolve(reply);
        });
        child.send(order);
      }),
    stop: () => void child.kill(),
  };
}

/** What positions are measured against: a handler that parses them and does nothing. */
async function startBare(): Promise<{ readonly url: string; readonly app: FastifyInstance }> {
  const app = Fastify({ bodyLimit: 1024 * 1024 });
  app.post<{ Body: { positions: unknown[] } }>("/positions", async ({ body }) => ({ accepted: body.positions.length, refused: [] }));
  return { url: `${await app.listen({ host: "127.0.0.1", port: 0 })}/positions`, app };
}

const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

/** The simulator's seat with all units on duty, and a call in the middle of the city to ask for. */
async function prepare(base: string, unitIds: readonly string[]): Promise<{ readonly token: string; readonly incidentId: string }> {
  const client = createClient({ base });
  await client.signIn("simulator", IMPORTED_PASSWORD);
  for (const unitId of unitIds) await client.command("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" });
  const incidentId = newUlid();
  const answer = await client.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "bench", typeCode: "CR-02", place: { addressText: "bench", point: { lon: -122.38, lat: 37.78 }, datum: "WGS84" } });
  if (!answer.ok) throw new Error(answer.message);
  return { token: client.caller.token!, incidentId };
}

async function compare(base: string, bareUrl: string, unitIds: readonly string[], [sender, asker]: readonly [Load, Load]): Promise<BenchPart> {
  const { token, incidentId } = await prepare(base, unitIds);
  const url = `${base}/api/v1/positions`;
  const order = { t: "send", token, unitIds, batch: BATCH, forMs: FOR_MS, atOnce: AT_ONCE } as const;
  let refused = 0;
  const rate = (to: string) => async (): Promise<number> => {
    const reply = await sender.run({ ...order, url: to });
    refused += reply.refused;
    return (reply.accepted * 1_000) / reply.ms;
  };
  const measured = await inTurns({ here: rate(url), bare: rate(bareUrl) }, ROUNDS);
  if (refused > 0) throw new Error(`${refused} positions of the benchmark were refused`);

  const took: Record<"quiet" | "beside", number[]> = { quiet: [], beside: [] };
  const question = { t: "ask", url: `${base}/api/v1/incidents/${incidentId}/recommendation`, token, times: QUESTIONS } as const;
  const ask = (way: "quiet" | "beside") => async (): Promise<number> => {
    const reply = await asker.run(question);
    took[way].push(...reply.took);
    return percentile(reply.took, 0.99);
  };
  await asker.run(question);
  await ask("quiet")();
  const stream = sender.run({ ...order, url, batch: STREAM_BATCH, rate: STREAM_RATE, forMs: STREAM_MS, atOnce: 1 });
  await ask("beside")();
  const streamed = await stream;
  const ms = (values: readonly number[]): string => `p50 ${percentile(values, 0.5).toFixed(1)} p99 ${percentile(values, 0.99).toFixed(1)} ms`;
  const rows: RatioRow[] = [
    {
      what: "positions into one process, judged, kept, snapped", ours: `${Math.round(measured.here.median / 1_000)} k/s`, other: `parsing alone ${Math.round(measured.bare.median / 1_000)} k/s`,
      ratio: measured.here.median / measured.bare.median, note: `${unitIds.length} units, ${BATCH} per post, the sender in a process of its own on the same machine`,
      goal: { text: `≥ ${LEAST_RATE / 1_000} k/s and ≥ ${LEAST_SHARE}× of parsing`, met: measured.here.median >= LEAST_RATE && measured.here.median >= LEAST_SHARE * measured.bare.median },
    },
    {
      what: `recommendation by HTTP beside ${STREAM_RATE} positions/s`, ours: ms(took.beside), other: `without them ${ms(took.quiet)}`,
      ratio: percentile(took.quiet, 0.99) / percentile(took.beside, 0.99), note: `${unitIds.length} units, one question after the other, kept in the database each; ${Math.round(streamed.accepted / streamed.ms)} k/s came`,
      goal: { text: `p99 ≤ ${MOST_P99_MS} ms`, met: percentile(took.beside, 0.99) <= MOST_P99_MS },
    },
  ];
  return { rows, noise: [`positions here ${measured.here.spread.toFixed(1)}`, `parsing alone ${measured.bare.spread.toFixed(1)}`] };
}

/** Positions taken by one server beside a handler that only parses them, and recommendations while they come. */
export async function benchPositions(): Promise<BenchPart> {
  const cityDir = mkdtempSync(join(tmpdir(), "tocsin-positions-"));
  const database = await openTestLedger();
  writeCityFromRoads(cityDir, gridCity());
  const server = await composeServer({ cityDir, standardDir: STANDARD, databaseUrl: database.url, keysDir: KEYS, demo: true, keepFirstPasswords: true, timers: false, logLevel: "error" });
  const bare = await startBare();
  const loads = [openLoad(), openLoad()] as const;
  try {
    const unitIds = (await database.ledger.list("unit", undefined, { limit: 1_000 })).map(({ id }) => id);
    return await compare(server.url, bare.url, unitIds, loads);
  } finally {
    for (const load of loads) load.stop();
    await bare.app.close();
    await server.close();
    await database.close();
    rmSync(cityDir, { recursive: true, force: true });
  }
}
