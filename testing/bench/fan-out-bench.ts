import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IMPORTED_PASSWORD } from "@tocsin/cities/from-roads/accounts.ts";
import { writeCityFromRoads } from "@tocsin/cities/from-roads.ts";
import { createClient, type Client } from "@tocsin/client/client.ts";
import type { Position } from "@tocsin/contract/views.ts";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { composeServer } from "@tocsin/server/compose.ts";
import { KEYS, STANDARD } from "../harness.ts";
import { openConsoles, type Consoles } from "./console-process.ts";
import { gridCity } from "./grid-city.ts";
import { startPlainServer } from "./plain-server.ts";
import type { BenchPart } from "./recommendation-bench.ts";
import { inTurns, medianOf, type RatioRow } from "./rounds.ts";

const CONSOLES = 200;
const ROUNDS = 4;
const SECONDS = 4;
/** Each unit reports once a second; they come in so many posts of a second. */
const POSTS = 10;

type Post = (positions: readonly Position[]) => Promise<unknown>;
interface Cost {
  readonly cpuMs: number;
  readonly bytes: number;
  readonly messages: number;
  /** Distinct unit positions of a second that reached a console, at least the newest of each half second. */
  readonly positions: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends the units' positions for some seconds and counts what the consoles got and what this process spent. */
async function drive(unitIds: readonly string[], post: Post, consoles: Consoles): Promise<Cost> {
  await consoles.count();
  const cpu = process.cpuUsage();
  const began = performance.now();
  for (let i = 0; i < SECONDS * POSTS; i++) {
    const at = Date.now();
    await post(unitIds.filter((_, index) => index % POSTS === i % POSTS).map((unitId, index) => ({ unitId, lon: -122.4 + index / 1e4, lat: 37.75 + i / 1e5, at, accuracyM: 6, speedKmh: 31, heading: 90 })));
    await pause(Math.max(0, began + ((i + 1) * 1_000) / POSTS - performance.now()));
  }
  await pause(700);
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1_000, ...(await consoles.count()) };
}

async function compare(unitIds: readonly string[], client: Client, plainUrl: string, [batched, single]: readonly [Consoles, Consoles]): Promise<BenchPart> {
  const costs: Record<"here" | "plain", Cost[]> = { here: [], plain: [] };
  const keep = (way: "here" | "plain", run: () => Promise<Cost>) => async (): Promise<number> => {
    const cost = await run();
    costs[way].push(cost);
    return cost.cpuMs;
  };
  const post: Post = async (positions) => fetch(`${plainUrl}/positions`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ positions }) }).then((answer) => answer.json());
  const measured = await inTurns({ here: keep("here", () => drive(unitIds, (positions) => client.sendPositions(positions), batched)), plain: keep("plain", () => drive(unitIds, post, single)) }, ROUNDS);
  const sum = (way: "here" | "plain", what: keyof Cost): number => medianOf(costs[way].slice(1).map((cost) => cost[what]));
  const note = `${unitIds.length} units reporting each second to ${CONSOLES} consoles; ${Math.round(sum("here", "positions") / CONSOLES)} and ${Math.round(sum("plain", "positions") / CONSOLES)} positions at each in ${SECONDS} s`;
  const row = (label: string, what: keyof Cost, shown: (value: number) => string): RatioRow => ({
    what: `stream fan-out: ${label}`, ours: shown(sum("here", what)), other: `one send each ${shown(sum("plain", what))}`, ratio: sum("plain", what) / sum("here", what), note,
  });
  const perConsole = (unit: string, by: number) => (value: number): string => `${(value / CONSOLES / by).toFixed(1)} ${unit}`;
  return {
    rows: [row("server CPU", "cpuMs", (value) => `${value.toFixed(0)} ms`), row("bytes at a console", "bytes", perConsole("kB", 1_000)), row("messages at a console", "messages", perConsole("", 1))],
    noise: [`stream here ${measured.here.spread.toFixed(1)}`, `stream plain ${measured.plain.spread.toFixed(1)}`],
  };
}

/** Positions of some 200 units to 200 consoles: batched by the stream beside one send per position and console. */
export async function benchFanOut(): Promise<BenchPart> {
  const cityDir = mkdtempSync(join(tmpdir(), "tocsin-fan-"));
  const database = await openTestLedger();
  writeCityFromRoads(cityDir, gridCity());
  const server = await composeServer({ cityDir, standardDir: STANDARD, databaseUrl: database.url, keysDir: KEYS, demo: true, keepFirstPasswords: true, timers: false, logLevel: "error" });
  const plain = await startPlainServer();
  const opened: Consoles[] = [];
  try {
    const client = createClient({ base: server.url });
    const { token } = await client.signIn("simulator", IMPORTED_PASSWORD);
    const unitIds = (await database.ledger.list("unit", undefined, { limit: 1_000 })).map(({ id }) => id);
    for (const unitId of unitIds) await client.command("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" });
    const batched = await openConsoles(`${server.url.replace("http", "ws")}/api/v1/stream`, ["tocsin", `bearer.${token}`], CONSOLES);
    opened.push(batched);
    const single = await openConsoles(`${plain.url.replace("http", "ws")}/stream`, ["tocsin"], CONSOLES);
    opened.push(single);
    return await compare(unitIds, client, plain.url, [batched, single]);
  } finally {
    for (const consoles of opened) await consoles.close();
    await plain.app.close();
    await server.close();
    await database.close();
    rmSync(cityDir, { recursive: true, force: true });
  }
}
