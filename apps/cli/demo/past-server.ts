import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import { composeServer, type RunningServer } from "@tocsin/server/compose.ts";
import type { DemoFolder } from "./demo-folder.ts";
import { type Deed, livePast, midLastMonth } from "./past-days.ts";

type ServerOptions = Parameters<typeof composeServer>[0];

/** A city of the demo as it is about to be served. */
export interface DemoPlace extends DemoFolder {
  readonly city: City;
  readonly port: number;
  readonly wire?: ServerOptions["wire"];
}

export interface PastServer extends DemoPlace {
  readonly server: RunningServer;
}

export const databaseOf = ({ home }: DemoFolder): ServerOptions["database"] => ({ folder: join(home, "database") });

/** A database of somebody's own, which may hold records of before: no past is written into it. */
export const isElsewhere = (env: Readonly<Record<string, string | undefined>>): boolean => ["DATABASE_URL", "DATABASE_URL_FILE", "TOCSIN_APP_URL", "TOCSIN_APP_URL_FILE"].some((name) => (env[name] ?? "") !== "");

/** Before whatever the deeds reach back to. */
const beganOf = (now: number): number => Math.min(now - 47 * DAY, midLastMonth(now) - DAY);
const LIVED = "past-lived";

/**
 * At the first start of a demo its past is lived through, in seconds: a server over the same records whose time is told, without
 * roads, which nobody drives then. What takes weeks to come about (a contact that nobody confirmed, an agreement that nobody used)
 * is there from the first look, and came about as it does in a city. Interrupted, it stays as far as it came.
 */
export async function liveFirstPast(places: readonly DemoPlace[], now: number, deedsOf: (servers: readonly PastServer[]) => Promise<readonly Deed[]>): Promise<void> {
  const marks = places.map(({ home }) => join(home, LIVED));
  if (isElsewhere(process.env) || marks.every((mark) => existsSync(mark))) return;
  // The longest silence of a first start: whoever waits is told for what.
  console.log("▸ 首次启动：正在过完城市此前几周……约需半分钟\n  First start: living through the weeks before … about half a minute");
  const began = beganOf(now);
  let at = began;
  const servers: PastServer[] = [];
  try {
    for (const place of places) {
      const { home, city, port, wire } = place;
      servers.push({ ...place, server: await composeServer({ cityDir: home, city, database: databaseOf(place)!, port, clock: { now: () => at }, demo: true, keepFirstPasswords: true, timers: false, logLevel: "error", ...(wire === undefined ? {} : { wire }) }) });
    }
    const untouched = (await Promise.all(servers.map(({ server }) => server.ledger.list("cooperation", undefined, { limit: 1 })))).flat().length === 0;
    if (untouched) await livePast(await deedsOf(servers), { set: (to) => (at = to), now }, began, servers.map(({ server }) => server));
    for (const mark of marks) writeFileSync(mark, "");
  } finally {
    for (const { server } of servers) await server.close();
  }
}
