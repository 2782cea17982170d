import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@tocsin/client/client.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { startEmbedded } from "@tocsin/ledger/embedded.ts";
import { freePort } from "@tocsin/ledger/free-port.ts";
import { openLedger } from "@tocsin/ledger/open-ledger.ts";
import { appUrl, prepareDatabase } from "@tocsin/ledger/prepare-database.ts";
import { sealOnce } from "@tocsin/ledger/sealer.ts";
import { startKillable, type KillableServer } from "../chaos/killed-server.ts";
import { workOrder } from "../chaos/parts/life-load.ts";
import { copyCity } from "../city-copy.ts";
import { copyCall } from "../copied-calls.ts";
import { signInAt, type Seated } from "../harness.ts";
import { SCHOOL, accepted } from "../scene.ts";
import type { BenchPart } from "./recommendation-bench.ts";
import { medianOf } from "./rounds.ts";

const PAST = 100_000;
const OPEN = 300;
const ROUNDS = 7;
/** Of R1 and the goals of the fault matrix: a single server is back within so many seconds of its crash. */
const GOAL_S = 5;

const call = () => ({ incidentId: newUlid(), channel: "CALL_110" as const, callback: "13800000000", text: "有人打架", typeCode: "PO-02", place: SCHOOL });

/** One call from its report to its closure. */
async function oneLife(seat: Seated): Promise<string> {
  const body = call();
  const step = { incidentId: body.incidentId, orderId: newUlid(), unitId: "U1" };
  accepted(await seat.command("intake.receive", body));
  accepted(await seat.command("dispatch.issueOrder", { incidentId: step.incidentId, orderId: step.orderId, unitIds: ["U1"], overrideReason: "KEEP_COVER" }));
  accepted(await seat.command("dispatch.acknowledge", step));
  await workOrder(async (name, payload) => void accepted(await seat.command(name, payload)), step);
  return body.incidentId;
}

/** Everything that a desk needs: the board, the stream, a call that is taken, ranked and ordered. */
async function serves(url: string, token: string): Promise<void> {
  const client = createClient({ base: url, token });
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/v1/stream`, ["tocsin", `bearer.${token}`]);
  await new Promise<void>((resolve, reject) => Object.assign(socket, { onopen: () => resolve(), onerror: () => reject(new Error("the stream was refused")) }));
  await client.board();
  const body = call();
  accepted(await client.command("intake.receive", body));
  const { incidentId } = await client.recommendation(body.incidentId);
  if (incidentId !== body.incidentId) throw new Error("nothing is recommended for it");
  accepted(await client.command("dispatch.issueOrder", { incidentId: body.incidentId, orderId: newUlid(), unitIds: ["U1"], overrideReason: "KEEP_COVER" }));
  socket.close();
  accepted(await client.command("intake.cancel", { incidentId: body.incidentId, reason: "演练" }));
}

interface Site {
  start(): Promise<KillableServer>;
  readonly token: string;
}

/** Seconds from the start of a server that was killed to a call that is taken, ranked and ordered there; each round kills it again. */
async function restarts({ start, token }: Site, first: KillableServer): Promise<{ readonly seconds: readonly number[]; readonly server: KillableServer }> {
  let server = first;
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await server.kill();
    const began = performance.now();
    server = await start();
    await serves(server.url, token);
    seconds.push((performance.now() - began) / 1_000);
  }
  return { seconds, server };
}

/** The past is written into the stopped site's own database, and sealed as it would have been. */
async function writePast(folder: string, incidentId: string): Promise<number> {
  const database = await startEmbedded({ folder });
  try {
    const events = await copyCall(database.adminUrl, incidentId, PAST);
    await prepareDatabase(database);
    const ledger = await openLedger({ url: appUrl(database.adminUrl, database.appPassword) });
    for (const log of ["event", "audit"] as const) while ((await sealOnce(ledger.db, log)) > 0);
    await ledger.close();
    return events;
  } finally {
    await database.stop();
  }
}

/** A server with its own PostgreSQL that is killed and started again, beside the same one with nothing in its log. */
export async function benchRestart(): Promise<BenchPart> {
  const city = copyCity();
  const home = mkdtempSync(join(tmpdir(), "tocsin-restart-"));
  chmodSync(home, 0o755);
  const data = join(home, "data");
  mkdirSync(data);
  const port = String(await freePort());
  const start = (): Promise<KillableServer> => startKillable(city.dir, data, { TOCSIN_PORT: port });
  let server = await start();
  try {
    const seat = await signInAt(server.url, "world");
    accepted(await seat.command("dispatch.setUnitStatus", { unitId: "U1", status: "AVAILABLE" }));
    const one = await oneLife(seat);
    const site = { start, token: seat.token };
    const empty = await restarts(site, server);
    ({ server } = empty);
    for (let n = 0; n < OPEN; n++) accepted(await seat.command("intake.receive", { ...call(), text: `在办 ${n}` }));
    await server.stop();
    const events = await writePast(data, one);
    server = await start();
    const full = await restarts(site, server);
    ({ server } = full);
    const [ours, other] = [medianOf(full.seconds), medianOf(empty.seconds)];
    const worst = Math.max(...full.seconds);
    return {
      rows: [{
        what: `restart after SIGKILL, until a call is taken, ranked and ordered`, ours: `${ours.toFixed(2)} s, ${worst.toFixed(2)} at most`, other: `with an empty log ${other.toFixed(2)} s`, ratio: other / ours,
        note: `${PAST} closed calls in ${events} events, ${OPEN} open; database on the same machine, roads of the test city`, goal: { text: `≤ ${GOAL_S} s`, met: worst <= GOAL_S },
      }],
      noise: [`restart ${(worst / Math.min(...full.seconds)).toFixed(1)}`],
    };
  } finally {
    await server.stop();
    city.remove();
    rmSync(home, { recursive: true, force: true });
  }
}
