import { type DurationMs } from "@tocsin/kernel/instant.ts";
import { type SimCall, type SimWorld } from "./sim-world.ts";
import { driveMs } from "./travel-table.ts";

/** The end of a job: where the unit is, from when on, and when it can be home. */
interface Ended {
  readonly freeAt: number;
  readonly place: number;
  readonly homeAt: number;
}

interface Best {
  readonly value: number;
  readonly path: readonly number[];
}

/** A job as short as it can be: as if the unit had stood at the scene. */
function endOf({ table }: SimWorld, { readyAt, target, fates }: SimCall, home: number): Ended {
  const { turnOutMs, sceneMs, carryTo, handoverMs, pace } = fates[0]!;
  const scene = table.targets[target]!;
  const carry = carryTo < 0 ? 0 : Math.max(0, Math.round((driveMs(table, scene, carryTo) * pace) / 1_000));
  const freeAt = readyAt + turnOutMs + sceneMs + carry + handoverMs;
  const place = carryTo < 0 ? scene : table.targets[carryTo]!;
  return { freeAt, place, homeAt: freeAt + Math.max(0, driveMs(table, place, home)) };
}

/**
 * The shortest drive to a call from where a unit can be on its way home. Its job ended `agoMs` ago at the earliest, and by
 * `slackMs` later at the latest: it is at some place of the way between.
 */
function driveFromWay({ table }: SimWorld, from: number, home: number, target: number, agoMs: DurationMs, slackMs: DurationMs): DurationMs {
  const row = home * table.places;
  const all = table.ms[row + from]!;
  let best = Infinity;
  for (let place = from; place >= 0; place = table.hops[row + place]!) {
    const passedMs = all - table.ms[row + place]!;
    const ms = driveMs(table, place, target);
    if (passedMs >= agoMs - slackMs && ms >= 0) best = Math.min(best, ms + Math.max(0, passedMs - agoMs));
    if (passedMs >= agoMs) break;
  }
  return best;
}

/** How late a unit is at a call at best that comes from its last job or from its way home. */
function fromJob(world: SimWorld, { readyAt, target, fates }: SimCall, job: Ended, home: number, lateMs: DurationMs): DurationMs {
  const { turnOutMs, pace } = fates[0]!;
  const agoMs = readyAt - job.freeAt;
  const direct = driveMs(world.table, job.place, target);
  const drive = agoMs <= 0 ? (direct < 0 ? Infinity : direct) : driveFromWay(world, job.place, home, target, agoMs, lateMs);
  return Math.max(0, -agoMs) + turnOutMs + Math.floor((drive * pace) / 1_000);
}

/** For the units of one post: the calls that can be in time from there, and for every call the jobs from which it can. */
interface Reach {
  readonly ends: readonly Ended[];
  readonly fromHome: Uint8Array;
  readonly fromJobs: readonly (readonly number[])[];
}

function reachOf(world: SimWorld, home: number, lateMs: DurationMs): Reach {
  const { table, calls } = world;
  const homePlace = table.targets[home]!;
  const ends = calls.map((call) => endOf(world, call, home));
  const fromHome = Uint8Array.from(calls, ({ target, fates }) => {
    const drive = driveMs(table, homePlace, target);
    return drive >= 0 && fates[0]!.turnOutMs + Math.round((drive * fates[0]!.pace) / 1_000) <= lateMs ? 1 : 0;
  });
  let near: number[] = [];
  const fromJobs = calls.map((call, j) => {
    // A job that was in time ended at most `lateMs` later than it could have: so long a unit that could be home may be on its way.
    near = near.filter((i) => ends[i]!.homeAt + lateMs > call.readyAt);
    const from = near.filter((i) => fromJob(world, call, ends[i]!, home, lateMs) <= lateMs);
    near.push(j);
    return from;
  });
  return { ends, fromHome, fromJobs };
}

/**
 * The most that one unit can earn when serving call j on time is worth `worth[j]`: a longest path over the calls in the order
 * of time. It stands at its post, or comes from its last job or the way home from it.
 */
function bestOfUnit({ calls }: SimWorld, { ends, fromHome, fromJobs }: Reach, worth: Float64Array): Best {
  const before = new Int32Array(calls.length).fill(-1);
  const earned = new Float64Array(calls.length).fill(-1);
  let out: number[] = [];
  let atHome = { value: 0, call: -1 };
  let best = atHome;
  for (let j = 0; j < calls.length; j++) {
    const { readyAt } = calls[j]!;
    out = out.filter((i) => {
      if (ends[i]!.homeAt > readyAt) return true;
      if (earned[i]! > atHome.value) atHome = { value: earned[i]!, call: i };
      return false;
    });
    if (worth[j]! <= 0) continue;
    let from = fromHome[j] === 1 ? atHome : null;
    for (const i of fromJobs[j]!) if (earned[i]! >= 0 && (from === null || earned[i]! > from.value)) from = { value: earned[i]!, call: i };
    if (from === null) continue;
    before[j] = from.call;
    earned[j] = from.value + worth[j]!;
    out.push(j);
    if (earned[j]! > best.value) best = { value: earned[j]!, call: j };
  }
  const path: number[] = [];
  for (let j = best.call; j >= 0; j = before[j]!) path.push(j);
  return { value: best.value, path };
}

export interface ClairvoyantBound {
  /** No policy that lets units go home after a job serves more calls on time. */
  readonly mostInTime: number;
  /** So many of the calls are late whatever is decided. */
  readonly leastLate: number;
}

/** Steps without a better bound after which steps become half as long. */
const PATIENCE = 15;

/**
 * How few calls could be late for a dispatcher who knows all calls, durations and times beforehand, with the same units at the
 * same posts, one unit to a call, and who leaves the late ones aside. A policy that serves late calls too can, now and then, stand
 * better for the next one by it: for such a policy the figure is a measure, no strict bound. A Lagrangian relaxation (Held & Karp; Fisher, Management Science 1981): that a call is served
 * once is not demanded but priced, which leaves a longest path for each unit; every price gives a valid bound, and subgradient
 * steps of Polyak's length look for the best. Also relaxed, so that the bound is never too high: late calls need no unit at all, a job lasts as if
 * the unit had stood at the scene, and on the way home from it the unit is wherever that suits, within what such a job can have been longer. `steps`: more of them only tighten it.
 * `reached`: calls that some policy does serve on time; it sets the length of the steps and cannot make the bound wrong.
 */
export function clairvoyantBound(world: SimWorld, lateMs: DurationMs, steps: number, reached = 0): ClairvoyantBound {
  const n = world.calls.length;
  const price = new Float64Array(n);
  const worth = new Float64Array(n);
  const homes = new Map<number, number>();
  for (const unit of world.units) homes.set(world.posts[unit.post]!, (homes.get(world.posts[unit.post]!) ?? 0) + 1);
  const reach = new Map([...homes.keys()].map((home) => [home, reachOf(world, home, lateMs)]));
  let bound = n;
  let [factor, stale] = [1, 0];
  for (let step = 0; step < steps; step++) {
    const served = new Float64Array(n);
    let value = 0;
    for (let j = 0; j < n; j++) {
      worth[j] = 1 - price[j]!;
      value += price[j]!;
    }
    // Units of one post have the same best path.
    for (const [home, units] of homes) {
      const best = bestOfUnit(world, reach.get(home)!, worth);
      value += units * best.value;
      for (const j of best.path) served[j]! += units;
    }
    stale = value < bound ? 0 : stale + 1;
    if (stale === PATIENCE) [factor, stale] = [factor / 2, 0];
    bound = Math.min(bound, value);
    let length = 0;
    for (let j = 0; j < n; j++) length += (served[j]! - 1) ** 2 * (price[j]! > 0 || served[j]! > 1 ? 1 : 0);
    if (length === 0) break;
    const stride = (factor * Math.max(1, value - reached)) / length;
    for (let j = 0; j < n; j++) price[j] = Math.min(1, Math.max(0, price[j]! + stride * (served[j]! - 1)));
  }
  const mostInTime = Math.min(n, Math.floor(bound + 1e-6));
  return { mostInTime, leastLate: n - mostInTime };
}
