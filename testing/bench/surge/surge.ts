import { fork } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { writeCity } from "@tocsin/cities/city-files.ts";
import { demoCity } from "@tocsin/cities/generate.ts";
import { createClient } from "@tocsin/client/client.ts";
import { startEmbedded } from "@tocsin/ledger/embedded.ts";
import { openConsoles } from "../console-process.ts";
import { checkIntakes, type IntakeCheck, type LedgerLine } from "./check-intakes.ts";
import { readOutsideLedger } from "../../outside-ledger.ts";
import { postgresCosts } from "./process-costs.ts";
import type { SurgeOrder, SurgeResult } from "./surge-load.ts";
import { checkLines, costLines, loadLines, queueLine, type Moment } from "./surge-report.ts";
import { startWatched, type WatchedServer } from "./watched-server.ts";

/**
 * INC-07: the design load against a real server with its own PostgreSQL. `npm run bench:surge`, or shorter `-- --minutes 1 --rate 50`;
 * `--no-duplicates` leaves the search for duplicates out, `--consoles 4` says how many watch, `--node-flags="--cpu-prof …"` profiles the server.
 */
const { values } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, rate: { type: "string", default: "50" }, consoles: { type: "string", default: "4" }, "no-duplicates": { type: "boolean", default: false }, "node-flags": { type: "string", default: "" }, seed: { type: "string", default: "surge" } },
});

/** Watching costs the server too, so that a minute has few moments. */
const WATCH_EVERY_MS = 15_000;

function runLoad(order: SurgeOrder): Promise<SurgeResult> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL("./load-process.ts", import.meta.url)), { execPath: process.execPath });
    child.once("message", (result) => resolve(result as SurgeResult));
    child.once("exit", (code) => reject(new Error(`the load ended with ${code}`)));
    child.send(order);
  });
}

async function momentOf(server: WatchedServer, dataDir: string): Promise<Moment> {
  return { at: performance.now(), load: loadavg()[0]!, server: await server.watched(), postgres: postgresCosts(dataDir) };
}

/** A dispatcher's consoles that follow the stream meanwhile. */
async function watchingConsoles(url: string, count: number): ReturnType<typeof openConsoles> {
  const client = createClient({ base: url });
  const seat = (await client.demo()).signIns.find(({ role }) => role === "DISPATCHER")!;
  const { token } = await client.signIn(seat.account, seat.password);
  return openConsoles(`${url.replace("http", "ws")}/api/v1/stream`, ["tocsin", `bearer.${token}`], count);
}

async function boardQueue(url: string): Promise<string> {
  const client = createClient({ base: url });
  const seat = (await client.demo()).signIns.find(({ role }) => role === "DISPATCHER")!;
  await client.signIn(seat.account, seat.password);
  return queueLine(await client.board());
}

/** After the server has stopped: whatever the database says now has survived it. */
async function afterwards(dataDir: string, ledger: string): Promise<IntakeCheck> {
  const database = await startEmbedded({ folder: dataDir });
  try {
    return await checkIntakes(database.adminUrl, readOutsideLedger<LedgerLine>(ledger));
  } finally {
    await database.stop();
  }
}

const home = mkdtempSync(join(tmpdir(), "tocsin-surge-"));
chmodSync(home, 0o755);
const [cityDir, dataDir, ledger] = [join(home, "city"), join(home, "data"), join(home, "outside-ledger.jsonl")];
mkdirSync(dataDir);
const city = demoCity("lanjiang");
writeCity(cityDir, city);
try {
  const server = await startWatched(cityDir, dataDir, values["node-flags"].split(" ").filter((flag) => flag !== ""));
  const consoles = await watchingConsoles(server.url, Number(values.consoles));
  const moments = [await momentOf(server, dataDir)];
  let watching: Promise<unknown> = Promise.resolve();
  const watch = setInterval(() => (watching = momentOf(server, dataDir).then((moment) => moments.push(moment))), WATCH_EVERY_MS);
  const result = await runLoad({
    url: server.url, rate: Number(values.rate), seconds: Number(values.minutes) * 60, ledger, seed: values.seed, duplicates: !values["no-duplicates"], crewStepMs: 2_000,
    unitIds: city.units.flatMap(({ id, kind }) => (kind === "MRU_TEAM" ? [] : [id])),
  });
  clearInterval(watch);
  await watching;
  moments.push(await momentOf(server, dataDir));
  const queue = await boardQueue(server.url);
  await consoles.close();
  await server.stop();
  const check = await afterwards(dataDir, ledger);
  console.log([...checkLines(result, check), queue, ...loadLines(result), ...costLines(moments)].join("\n"));
  process.exitCode = check.lost.length + check.doubled.length + check.unknown.length === 0 ? 0 : 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}
