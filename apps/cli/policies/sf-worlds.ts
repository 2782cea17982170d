import { placeUnits } from "@tocsin/engine/cover/place-units.ts";
import type { SimCall, SimWorld } from "@tocsin/engine/simulate/sim-world.ts";
import { driveMs } from "@tocsin/engine/simulate/travel-table.ts";
import { HOUR, MINUTE } from "@tocsin/kernel/instant.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import type { UnitRecord } from "../replay-sf/records.ts";
import { fateOf, type SfCall, type SfWeek, trainedBusyFraction, trainedCover } from "./sf-week.ts";

/** A world to judge policies in, with what is known of each of its calls beside the simulation. */
export interface JudgedWorld {
  readonly world: SimWorld;
  /** Day of each call of the world. */
  readonly day: readonly number[];
  /** Drive of the unit that history had there first, from its station, as the table has it; -1: unknown. */
  readonly historyMs: readonly number[];
  /** Of all units that history sent, the shortest such drive. */
  readonly historyBestMs: readonly number[];
}

const ENGINES = ["ENGINE"];
const AMBULANCES = ["MEDIC", "PRIVATE"];
const took = ({ record }: SfCall, kinds: readonly string[]) => record.units.filter(({ unitType }) => kinds.includes(unitType));
/** Calls within this time of their own are moved when demand is multiplied, so that copies do not come at one moment. */
const SHIFT_MS = 2 * HOUR;

function callsOf(week: SfWeek, accept: (call: SfCall) => boolean, kinds: readonly string[], unitsPerCall: number, times: number) {
  const dice = randomStream("tocsin", `demand/${times}`);
  const all = week.calls.filter(accept).flatMap((call) => {
    const units = took(call, kinds);
    const fromHome = ({ unitId }: UnitRecord): number => driveMs(week.table, week.table.targets[week.posts[week.homes.get(unitId)!]!]!, call.target);
    const first = units.reduce((best, unit) => ((unit.onSceneAt ?? Infinity) < (best.onSceneAt ?? Infinity) ? unit : best));
    const history = { first: fromHome(first), best: Math.min(...units.map(fromHome)) };
    return Array.from({ length: times }, (_, copy) => {
      const shift = copy === 0 ? 0 : Math.round((dice.next() * 2 - 1) * SHIFT_MS);
      const sim: SimCall = {
        receivedAt: call.record.receivedAt + shift, readyAt: units[0]!.dispatchAt + shift, target: call.target, group: 0, priority: call.record.finalPriority === "3" ? "P1" : "P3",
        fates: units.slice(0, unitsPerCall).map((unit) => fateOf(week, call, unit, call.record.carriedBy.includes(unit.unitId))),
      };
      return { sim, day: call.day, history };
    });
  });
  return all.sort((a, b) => a.sim.readyAt - b.sim.readyAt);
}

const judged = (world: Omit<SimWorld, "calls">, calls: ReturnType<typeof callsOf>): JudgedWorld => ({
  world: { ...world, calls: calls.map(({ sim }) => sim) }, day: calls.map(({ day }) => day),
  historyMs: calls.map(({ history }) => history.first),
  historyBestMs: calls.map(({ history }) => history.best),
});

const isTest = (week: SfWeek) => (call: SfCall) => call.day >= week.trainDays && call.day < week.days;
export type DayChoice = "TEST" | "ALL";

/** Fire engines at their stations; as many go to each call as history sent. */
export function engineWorld(week: SfWeek, reachMs: number, times: number, days: DayChoice = "TEST"): JudgedWorld {
  const used = (call: SfCall): boolean => took(call, ENGINES).length > 0;
  const ids = [...new Set(week.calls.flatMap((call) => took(call, ENGINES).map(({ unitId }) => unitId)))].sort();
  const busy = trainedBusyFraction(week, ENGINES, used, Infinity, ids.length);
  const world = {
    table: week.table, posts: week.posts, reportEveryMs: 10_000, cover: trainedCover(week, reachMs, used, busy),
    units: ids.map((id) => ({ id, group: 0, post: week.homes.get(id)! })),
  };
  return judged(world, callsOf(week, (call) => used(call) && (days === "ALL" || isTest(week)(call)), ENGINES, Infinity, times));
}

/** A fleet of ambulances, placed by the training days' demand (MEXCLP); one goes to each call. */
export function ambulanceWorld(week: SfWeek, units: number, reachMs: number, days: DayChoice = "TEST"): JudgedWorld {
  const used = (call: SfCall): boolean => took(call, AMBULANCES).length > 0;
  const cover = trainedCover(week, reachMs, used, trainedBusyFraction(week, AMBULANCES, used, 1, units));
  const posts = placeUnits(cover.weights, cover.busyFraction, cover.reachedFromPost, units);
  const world = {
    table: week.table, posts: week.posts, reportEveryMs: 10_000, cover,
    units: posts.map((post, i) => ({ id: `A${String(i).padStart(2, "0")}`, group: 0, post })),
  };
  return judged(world, callsOf(week, (call) => used(call) && (days === "ALL" || isTest(week)(call)), AMBULANCES, 1, 1));
}

export const ENGINE_LATE_MS = 3 * MINUTE;
export const AMBULANCE_LATE_MS = 5 * MINUTE;
