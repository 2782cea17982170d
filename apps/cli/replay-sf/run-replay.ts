import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IMPORTED_PASSWORD } from "@tocsin/cities/from-roads/accounts.ts";
import { loadCity } from "@tocsin/city/load-city.ts";
import { createClient } from "@tocsin/client/client.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { City, UnitRow } from "@tocsin/contract/organisation/city.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import { composeServer } from "@tocsin/server/compose.ts";
import { STANDARD_DIR } from "@tocsin/cities/standard-folder.ts";
import { Complaint } from "../complaint.ts";
import { doubleAssignments } from "./double-assignments.ts";
import { createDriver } from "./drive.ts";
import type { Driver } from "./driver.ts";
import { incidentsByCall, lostCalls } from "./end-state.ts";
import { proveLog, type LogProof } from "./log-proof.ts";
import { performAll, type Watch } from "./perform-all.ts";
import { planSteps } from "./plan-steps.ts";
import { readRecords, type CallRecord, type Dirt } from "./records.ts";
import { RECORDS_FILE, writeSanFrancisco } from "./sf-city.ts";
import { Tally } from "./tally.ts";
import { virtualClock } from "./virtual-time.ts";

export interface ReplayOptions extends Watch {
  /** Folder of the real data. */
  readonly data: string;
  /** Days of the records that are replayed, from the first call. */
  readonly days: number;
  /** At most so many calls; all unless given. */
  readonly most?: number;
  /** A prepared database; PostgreSQL of the run's own unless given. */
  readonly databaseUrl?: string;
}

export interface ReplayResult {
  readonly rows: number;
  readonly dirt: Dirt;
  readonly calls: readonly CallRecord[];
  readonly incidents: readonly Incident[];
  readonly lost: readonly string[];
  readonly doubles: number;
  readonly tally: Tally;
  readonly proof: LogProof;
  /** Of the commands alone, in wall-clock ms. */
  readonly wallMs: number;
}

function cityOf(cityDir: string): City {
  const loaded = loadCity(cityDir, { standardDir: STANDARD_DIR });
  if (!loaded.ok) throw new Complaint(`the city made of the records has ${loaded.faults.length} faults`);
  return loaded.city;
}

function chosenCalls(calls: readonly CallRecord[], { days, most }: ReplayOptions): readonly CallRecord[] {
  const first = calls[0]?.receivedAt ?? 0;
  return calls.filter((call) => call.receivedAt < first + days * DAY).slice(0, most);
}

async function startShift(driver: Driver, units: readonly UnitRow[], at: number): Promise<void> {
  for (let i = 0; i < units.length; i += 16) {
    await Promise.all(units.slice(i, i + 16).map((unit) => driver.act(at, "dispatch.setUnitStatus", { unitId: unit.id, status: "AVAILABLE" })));
  }
}

/** Replays real calls through a running server over HTTP, at the speed that it has, and looks at what became of them. */
export async function runReplay(options: ReplayOptions): Promise<ReplayResult> {
  const { calls: all, dirt, rows } = readRecords(readFileSync(join(options.data, RECORDS_FILE), "utf8"));
  const calls = chosenCalls(all, options);
  const home = mkdtempSync(join(tmpdir(), "tocsin-replay-"));
  // As root, PostgreSQL runs as a user of its own, which must be able to pass through.
  chmodSync(home, 0o711);
  try {
    const cityDir = join(home, "city");
    writeSanFrancisco(options.data, cityDir, all);
    const city = cityOf(cityDir);
    const { units } = city;
    const steps = planSteps(calls);
    const clock = virtualClock((steps[0]?.at ?? 0) - 60_000);
    const database = options.databaseUrl === undefined ? { database: { folder: join(home, "database"), env: {} } } : { databaseUrl: options.databaseUrl, keysDir: join(home, "keys") };
    const server = await composeServer({ cityDir, city, ...database, clock, demo: true, keepFirstPasswords: true, timers: false, logLevel: "error" });
    try {
      clock.serve(server.app.server);
      const client = createClient({ base: server.url, lang: "en" });
      await client.signIn("simulator", IMPORTED_PASSWORD);
      const homes = new Map(units.map((unit): [string, LonLat] => [unit.id, [unit.lon, unit.lat]]));
      const stationOf = new Map(units.map((unit) => [unit.id, unit.org.replace(/^S-/, "")]));
      const tally = new Tally();
      const driver = createDriver({ client, tally, homes, stationOf });
      const began = performance.now();
      await startShift(driver, units, clock.now());
      const time = { clock, dueTimers: (now: number, limit: number) => server.ledger.dueTimers(now, limit), fire: () => server.timers.process() };
      await performAll(steps, driver, time, options);
      const wallMs = performance.now() - began;
      const incidents = await incidentsByCall(client);
      const proof = await proveLog(server.ledger, join(home, "log.jsonl"));
      return { rows, dirt, calls, incidents: [...incidents.values()].flat(), lost: lostCalls(calls, incidents), doubles: await doubleAssignments(server.ledger.db), tally, proof, wallMs };
    } finally {
      await server.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
