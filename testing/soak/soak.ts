/**
 * One server process over its own PostgreSQL under steady load: calls from report to closure on several desks, and a console
 * that listens. `npm run soak -- --minutes 60 --desks 8 --window 500` prints a line per window of that many calls,
 * and whether memory and latency stay flat (R12). Exit code 1 when they do not.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import { freePort } from "@tocsin/ledger/free-port.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { startKillable } from "../chaos/killed-server.ts";
import { tell, workOrder, type Told } from "../chaos/parts/life-load.ts";
import { copyCity } from "../city-copy.ts";
import { signInAt, type Seated } from "../harness.ts";
import type { OutsideLedger } from "../outside-ledger.ts";
import { inspect, type Held } from "./inspected.ts";
import { held, slopeOf } from "./slope.ts";

/** Goals of R12: growth of the heap per million calls; drift of the median latency over the run. */
const HEAP_MB_PER_MILLION = 1;
const LATENCY_DRIFT = 0.2;
/** Caches fill and code is compiled in the first part of a run. */
const WARM_UP = 1 / 3;
const UNITS = ["U1", "U2", "U3", "U4", "U5", "U6", "U7"];

interface Window extends Held {
  /** Calls since the start. */
  readonly calls: number;
  readonly commands: number;
  readonly p50: number;
  readonly p99: number;
}

const { values } = parseArgs({ options: { minutes: { type: "string", default: "5" }, desks: { type: "string", default: "4" }, window: { type: "string", default: "400" } } });
const [minutes, desks, window] = [Number(values.minutes), Number(values.desks), Number(values.window)];
for (const [name, value] of Object.entries({ minutes, desks, window })) {
  if (!(value > 0)) throw new RangeError(`--${name}: 应为正数 / must be a positive number`);
}
if (desks > UNITS.length) throw new RangeError(`--desks: 最多 ${UNITS.length} 个 / at most ${UNITS.length}, each has a unit of its own`);

/** A call from its report to its closure, worked by the desk's own unit; nothing stays open. @throws Error naming the step that is refused */
async function oneCall(watch: OutsideLedger<Told>, seat: Seated, unitId: string): Promise<void> {
  const [incidentId, orderId] = [newUlid(), newUlid()];
  const say = async <Name extends CommandName>(name: Name, payload: CommandPayload[Name]): Promise<void> => {
    if (!(await tell(watch, seat, "world", name, payload))) throw new Error(`${name} was refused`);
  };
  const step = { incidentId, orderId, unitId };
  await say("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "有人打架", typeCode: "PO-02", placeUnknown: "UNKNOWN" });
  await say("dispatch.issueOrder", { incidentId, orderId, unitIds: [unitId], overrideReason: "KEEP_COVER" });
  await say("dispatch.acknowledge", step);
  await workOrder(say, step);
}

async function oneWindow(watch: OutsideLedger<Told>, seat: Seated, callsPerDesk: number): Promise<void> {
  const desk = async (unitId: string): Promise<void> => {
    for (let call = 0; call < callsPerDesk; call++) await oneCall(watch, seat, unitId);
  };
  await Promise.all(UNITS.slice(0, desks).map(desk));
}

/** Keeps only how long each command of a window took, in milliseconds. */
function stopwatch(): OutsideLedger<Told> & { readonly taken: () => number[] } {
  const sent = new Map<string, number>();
  let taken: number[] = [];
  return {
    note({ what, key }) {
      if (what === "sent") return void sent.set(key, performance.now());
      taken.push(performance.now() - sent.get(key)!);
      sent.delete(key);
    },
    force: () => undefined,
    close: () => undefined,
    taken() {
      const all = taken.sort((a, b) => a - b);
      taken = [];
      return all;
    },
  };
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
const cell = (value: number, digits: number, width: number): string => value.toFixed(digits).padStart(width);

function print({ calls, commands, p50, p99, heapMb, rssMb, resources }: Window, seconds: number): void {
  console.log(`${cell(seconds, 0, 7)}${cell(calls, 0, 9)}${cell(commands, 0, 10)}${cell(p50, 1, 9)}${cell(p99, 1, 9)}${cell(heapMb, 2, 10)}${cell(rssMb, 0, 8)}${cell(resources, 0, 11)}`);
}

/** Prints what the windows after the warm-up say. */
function verdict(windows: readonly Window[]): boolean {
  const settled = windows.slice(Math.ceil(windows.length * WARM_UP));
  if (settled.length < 3) {
    console.log("\n太短,说明不了什么 / too short to tell anything: fewer than three windows after the warm-up");
    return true;
  }
  const heap = slopeOf(settled.map(({ calls, heapMb }) => [calls / 1e6, heapMb] as const));
  const latency = slopeOf(settled.map(({ calls, p50 }) => [calls, p50] as const));
  const [first, last] = [settled[0]!, settled.at(-1)!];
  const over = (last.calls - first.calls) / first.p50;
  const drift = { perUnit: latency.perUnit * over, plusMinus: latency.plusMinus * over };
  const [heapHeld, latencyHeld] = [held(heap, HEAP_MB_PER_MILLION), held(drift, LATENCY_DRIFT)];
  console.log(`\nheap      ${heap.perUnit.toFixed(1)} ± ${heap.plusMinus.toFixed(1)} MB per million calls (goal ${HEAP_MB_PER_MILLION}): ${heapHeld}`);
  console.log(`p50       ${(drift.perUnit * 100).toFixed(1)} ± ${(drift.plusMinus * 100).toFixed(1)} % over the settled windows (goal ${LATENCY_DRIFT * 100} %): ${latencyHeld}`);
  console.log(`resources ${first.resources} → ${last.resources}`);
  console.log(`load      ${loadavg().map((value) => value.toFixed(1)).join(" ")}`);
  return heapHeld !== "missed" && latencyHeld !== "missed" && last.resources <= first.resources * 2;
}

const city = copyCity();
city.drop("roads.csv");
const home = mkdtempSync(join(tmpdir(), "tocsin-soak-"));
chmodSync(home, 0o755);
mkdirSync(join(home, "data"));
const port = await freePort();
const server = await startKillable(city.dir, join(home, "data"), { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` });
try {
  const debug = await inspect(port);
  const seat = await signInAt(server.url, "world");
  const console1 = new WebSocket(`${server.url.replace("http", "ws")}/api/v1/stream`, ["tocsin", `bearer.${seat.caller.token}`]);
  console1.onerror = () => undefined;
  const watch = stopwatch();
  for (const unitId of UNITS) await tell(watch, seat, "world", "dispatch.setUnitStatus", { unitId, status: "AVAILABLE" });
  const windows: Window[] = [];
  const started = performance.now();
  console.log("seconds    calls  commands   p50 ms   p99 ms   heap MB  rss MB  resources");
  while (performance.now() - started < minutes * 60_000) {
    await oneWindow(watch, seat, Math.ceil(window / desks));
    const taken = watch.taken();
    const before = windows.at(-1);
    windows.push({ calls: (before?.calls ?? 0) + Math.ceil(window / desks) * desks, commands: (before?.commands ?? 0) + taken.length, p50: quantile(taken, 0.5), p99: quantile(taken, 0.99), ...(await debug.measure()) });
    print(windows.at(-1)!, (performance.now() - started) / 1_000);
  }
  console1.close();
  debug.close();
  process.exitCode = verdict(windows) ? 0 : 1;
} finally {
  await server.stop();
  city.remove();
  rmSync(home, { recursive: true, force: true });
}
