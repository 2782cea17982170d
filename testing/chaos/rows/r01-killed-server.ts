import { join } from "node:path";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { freePort } from "@tocsin/ledger/free-port.ts";
import { openOutsideLedger, readOutsideLedger, type OutsideLedger } from "../../outside-ledger.ts";
import { settableClock, type Seated, type SettableClock } from "../../harness.ts";
import { checkKept, openedBy } from "../parts/check-kept.ts";
import { checkInvariants } from "../parts/invariants.ts";
import { liveLoad, type Told } from "../parts/life-load.ts";
import { startPlant, type Plant } from "../parts/plant.ts";
import { timersOnce } from "../parts/timers-once.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";
import { CRASH_STEPS } from "../swap/crash-points.ts";

const UNITS = ["U1", "U2", "U3", "U4", "U5", "U6", "U7"];
/** A step that is not reached so often within the load: the server is ended after it, without notice all the same. */
const LIVES = 2;
const TIMER_STEPS: ReadonlySet<string> = new Set(["timer-due", "timer-fired"]);

interface Run {
  readonly clock: SettableClock;
  readonly ledger: OutsideLedger<Told>;
  readonly seat: Seated;
  /** How often each step was the end. */
  readonly reached: Map<string, number>;
}

/** Loads the server until it reaches the step, and ends it there; or after the load, when it does not. */
async function endAt(step: string, plant: Plant, { clock, ledger, seat, reached }: Run, dice: Try["dice"]): Promise<void> {
  const stream = new WebSocket(`${plant.url.replace("http", "ws")}/api/v1/stream`, ["tocsin", `bearer.${seat.caller.token}`]);
  stream.onerror = () => undefined;
  plant.crashAt(step, dice.integer(1, step === "sealed" || TIMER_STEPS.has(step) ? 1 : 6));
  if (TIMER_STEPS.has(step)) {
    clock.advance(400_000);
    void plant.server.timers.process().catch(() => undefined);
  }
  await liveLoad(ledger, seat, "world", { unitIds: UNITS, desks: 3, lives: LIVES, dice });
  if (step === "sealed") for (let waited = 0; !plant.crashed && waited < 3_000; waited += 20) await new Promise((resolve) => setTimeout(resolve, 20));
  if (plant.crashed) reached.set(step, (reached.get(step) ?? 0) + 1);
  plant.crash();
  stream.close();
  await plant.close();
}

async function openR1(stage: Stage): Promise<OpenRow> {
  const database = await openTestLedger();
  const clock = settableClock(Date.now());
  const path = join(stage.folder, "r1-outside-ledger.jsonl");
  const ledger = openOutsideLedger<Told>(path);
  const port = await freePort();
  const start = (): Promise<Plant> => startPlant(database.url, clock, { cityDir: stage.plainCity(), server: { logLevel: "silent", port } });
  let plant = await start();
  // The sign-ins outlive the servers, as those of real consoles do.
  const [seat, east] = [await plant.signIn("world"), await plant.signIn("d2")];
  const run: Run = { clock, ledger, seat, reached: new Map() };
  let checked = 0;
  const lines = (): Told[] => {
    ledger.force();
    return readOutsideLedger<Told>(path);
  };
  return {
    async once(one) {
      await endAt(one.turn(CRASH_STEPS), plant, run, one.dice);
      plant = await start();
      clock.advance(1_000);
      const all = lines();
      await checkKept(seat, all.slice(checked));
      checked = all.length;
      await plant.server.timers.process();
      await checkInvariants({
        whole: seat, ledger: plant.server.ledger, district: { seat: east, orgPath: "CITY.D2" },
        acknowledged: () => all.filter(({ what }) => what === "acknowledged").flatMap((line) => openedBy(line) ?? []),
      });
    },
    async finish() {
      clock.advance(600_000);
      await plant.server.timers.process();
      await timersOnce(seat, new Set(lines().flatMap((line) => openedBy(line) ?? [])));
    },
    async close() {
      await plant.close();
      ledger.close();
      await database.close();
    },
  };
}

export const R1: Row = {
  id: "R1",
  fault: ["服务在各命名步骤被突然终止", "the server is killed at each named step"],
  promise: ["已确认的都在;未确认的要么完整要么没有;重发不重复", "acknowledged = kept; unacknowledged is whole or absent; a repetition does not double"],
  quick: 20,
  long: 1_200,
  open: openR1,
};
