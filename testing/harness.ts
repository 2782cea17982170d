import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient, type Client } from "@tocsin/client/client.ts";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import { composeServer, type RunningServer } from "@tocsin/server/compose.ts";
import type { ServerOptions } from "@tocsin/server/server-options.ts";
import { readCity } from "./read-city.ts";

/** Time that moves only when told. */
export interface SettableClock {
  now(): number;
  set(at: number): void;
  advance(ms: number): void;
}

/** 2026-03-02 10:00 in Shanghai. */
export const TEN_O_CLOCK = Date.UTC(2026, 2, 2, 2, 0, 0);

export function settableClock(at: number = TEN_O_CLOCK): SettableClock {
  let now = at;
  return { now: () => now, set: (to) => void (now = to), advance: (ms) => void (now += ms) };
}

/** A clock that runs by itself, as those of browsers do, and can be put forward. */
export function runningClock(from: number = TEN_O_CLOCK): SettableClock {
  let ahead = from - Date.now();
  const now = (): number => Date.now() + ahead;
  return { now, set: (to) => void (ahead += to - now()), advance: (ms) => void (ahead += ms) };
}

export const TEST_CITY = fileURLToPath(new URL("./fixtures/city", import.meta.url));
export const STANDARD = fileURLToPath(new URL("../cities/standard", import.meta.url));
/** Password of every account of the test city. */
export const PASSWORD = "tiny-city-pass";

/** A seat that is signed in. */
export interface Seated extends Client {
  readonly token: string;
}

export interface TestCity {
  readonly url: string;
  readonly clock: SettableClock;
  readonly server: RunningServer;
  readonly ledger: OpenLedger;
  /** The database of the server: for a second server beside it. */
  readonly databaseUrl: string;
  readonly adminUrl: string;
  /** Signs in at this server; the accounts stand in fixtures/city/accounts.yaml. */
  signIn(account: string): Promise<Seated>;
  /** Moves the clock on second by second and fires what falls due on the way. */
  pass(seconds: number): Promise<void>;
  /** Fires what is due now; answers how many timers fired. */
  processTimers(): Promise<number>;
  /** Stops the server and starts another over the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface TestCityOptions {
  readonly clock?: SettableClock;
  readonly cityDir?: string;
  readonly server?: Partial<ServerOptions>;
}

/** Keys of every server of this process; a restored database opens with them too. */
export const KEYS = mkdtempSync(join(tmpdir(), "tocsin-keys-"));
process.on("exit", () => rmSync(KEYS, { recursive: true, force: true }));

/** Starts a server over the fixture city on a prepared database. Answers are checked against their schemas unless told otherwise. */
export function serveCity(databaseUrl: string, clock: SettableClock, options: TestCityOptions = {}): Promise<RunningServer> {
  const cityDir = options.cityDir ?? TEST_CITY;
  const city = readCity(cityDir, STANDARD);
  return composeServer({
    cityDir, standardDir: STANDARD, ...(city === undefined ? {} : { city }), databaseUrl, keysDir: KEYS, clock, demo: true, keepFirstPasswords: true, timers: false, logLevel: "error", answers: "check", ...options.server,
  });
}

export async function signInAt(url: string, account: string): Promise<Seated> {
  const client = createClient({ base: url });
  await client.signIn(account, PASSWORD);
  return Object.assign(client, { token: client.caller.token! });
}

/** The whole city over a fresh database of its own, with a clock in the test's hand. Close it in `after`. */
export async function startCity(options: TestCityOptions = {}): Promise<TestCity> {
  const clock = options.clock ?? settableClock();
  const database = await openTestLedger();
  let server = await serveCity(database.url, clock, options);
  return {
    clock,
    databaseUrl: database.url,
    adminUrl: database.adminUrl,
    ledger: database.ledger,
    get url() {
      return server.url;
    },
    get server() {
      return server;
    },
    signIn: (account) => signInAt(server.url, account),
    processTimers: () => server.timers.process(),
    async pass(seconds) {
      for (let second = 0; second < seconds; second++) {
        clock.advance(1_000);
        await server.timers.process();
      }
    },
    async restart() {
      await server.close();
      server = await serveCity(database.url, clock, options);
    },
    async close() {
      await server.close();
      await database.close();
    },
  };
}
