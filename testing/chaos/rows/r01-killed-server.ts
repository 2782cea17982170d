import { join } from "node:path";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { freePort } from "@tocsin/ledger/free-port.ts";
import { openOutsideLedger, readOutsideLedger, type OutsideLedger } from "../../outside-ledger.ts";
import { settableClock, type Seated, type SettableClock } from "../../harness.ts";
import { checkAllKept, checkKept, openedBy } from "../parts/check-kept.ts";
import { checkInvariants } from "../parts/invariants.ts";
import { liveLoad, type Told } from "../parts/life-load.ts";
import { startPlant, type Plant } from "../parts/plant.ts";
import { timersOnce } from "../parts/timers-once.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";
import { CRASH_STEPS } from "../swap/crash-points.ts";

const UNITS = ["U1", "U2", "U3", "U4", "U5", "U6", "U7"];
/** A step that is not reached so often within the load: the server is ended after it, without notice all the same. */
const LIVES = 1;
const TIMER_STEPS: ReadonlySet<string> = new Set(["timer-due", "timer-fired"]);
/** Then a fresh database: every kill leaves open calls with their timers, and looking at a whole log every second takes longer the longer it is. */
const KILLS_PER_DATABASE = 20;

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

/** The line to the database breaks, answers are swallowed, positions storm, all while the server is loaded. Answers how to stop. */
function trouble(plant: Plant, { seat, clock }: Run, dice: Try["dice"]): () => void {
  const timer = setInterval(() => {
    const what = dice.integer(0, 3);
    if (what === 0) plant.line.interrupt();
    else if (what === 1) {
      plant.line.swallowAnswers();
      setTimeout(() => plant.line.interrupt(), dice.integer(20, 200)).unref();
    } else void seat.sendPositions(UNITS.map((unitId) => ({ unitId, lon: 112.01, lat: 30.01, at: clock.now() }))).catch(() => undefined);
  }, 150);
  return () => clearInterval(timer);
}

interface Kills extends Required<Pick<OpenRow, "finish" | "close" | "watched">> {
  once(one: Try): Promise<void>;
}

/** One database under a line of servers, each of which is ended. */
async function openKills(stage: Stage, combined: boolean): Promise<Kills> {
  const database = await openTestLedger();
  const clock = settableClock(Date.now());
  const path = join(stage.folder, `${combined ? "r59" : "r1"}-${database.url.split("/").at(-1)}.jsonl`);
  const ledger = openOutsideLedger<Told>(path);
  const port = await freePort();
  const start = (): Promise<Plant> => startPlant(database.url, clock, { cityDir: stage.plainCity(), server: { logLevel: "silent", answers: "trust", port } });
  let plant = await start();
  // The sign-ins outlive the servers, as those of real consoles do.
  const [seat, east] = [await plant.signIn("world"), await plant.signIn("d2")];
  const run: Run = { clock, ledger, seat, reached: new Map() };
  let checked = 0;
  let acknowledged: string[] = [];
  const lines = (): Told[] => {
    ledger.force();
    return readOutsideLedger<Told>(path);
  };
  return {
    async once(one) {
      const stop = combined ? trouble(plant, run, one.dice) : () => undefined;
      await endAt(one.turn(CRASH_STEPS), plant, run, one.dice).finally(stop);
      plant = await start();
      clock.advance(1_000);
      const all = lines();
      await checkKept(seat, all.slice(checked));
      checked = all.length;
      acknowledged = all.filter(({ what }) => what === "acknowledged").flatMap((line) => openedBy(line) ?? []);
      await plant.server.timers.process();
    },
    watched: () => ({ whole: seat, ledger: plant.server.ledger, district: { seat: east, orgPath: "CITY.D2" }, acknowledged: () => acknowledged }),
    async finish() {
      clock.advance(600_000);
      await plant.server.timers.process();
      if (stage.form === "long") await checkAllKept(seat, lines());
      await timersOnce(seat, new Set(lines().flatMap((line) => openedBy(line) ?? [])));
    },
    async close() {
      await plant.close();
      ledger.close();
      await database.close();
    },
  };
}

/** Kills on one database after another; each is looked at as a whole before it is left. */
async function openManyKills(stage: Stage, combined: boolean): Promise<OpenRow> {
  let kills = await openKills(stage, combined);
  let [tries, sound] = [0, true];
  return {
    async once(one) {
      const [left, before] = [kills, sound];
      sound = false;
      // A try that failed, or that has not ended, may still be at work: the next is not to stumble over it.
      if (!before) {
        void left.close().catch(() => undefined);
        [kills, tries] = [await openKills(stage, combined), 0];
      } else if (++tries > KILLS_PER_DATABASE) {
        await left.finish();
        await checkInvariants(left.watched()!);
        await left.close();
        [kills, tries] = [await openKills(stage, combined), 1];
      }
      await kills.once(one);
      sound = true;
    },
    watched: () => kills.watched(),
    finish: () => kills.finish(),
    close: () => kills.close(),
  };
}

export const R1: Row = {
  id: "R1",
  fault: ["服务在各命名步骤被突然终止", "the server is killed at each named step"],
  promise: ["已确认的都在;未确认的要么完整要么没有;重发不重复", "acknowledged = kept; unacknowledged is whole or absent; a repetition does not double"],
  quick: 20,
  long: 1_200,
  open: (stage) => openManyKills(stage, false),
};

export const R59: Row = {
  id: "R59",
  fault: ["同时:服务被杀、数据库断线、回答丢失、定位风暴", "at once: the server killed, the database's line broken, its answers lost, a storm of positions"],
  promise: ["I1–I6 始终成立", "I1 to I6 hold"],
  quick: 20,
  long: 500,
  open: (stage) => openManyKills(stage, true),
};
