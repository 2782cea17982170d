import { type DurationMs } from "@tocsin/kernel/instant.ts";
import { type SimCall, type SimWorld } from "./sim-world.ts";
import { driveMs } from "./travel-table.ts";

/** The best way to have ended with a job: what it earned, and where the unit is from when on. */
interface Ended {
  readonly value: number;
  /** -1: none yet. */
  readonly call: number;
  readonly freeAt: number;
  readonly place: number;
  readonly homeAt: number;
}

interface Best {
  readonly value: number;
  readonly path: readonly number[];
}

/** A job as short as it can be: as if the unit had stood at the scene. */
function endOf({ table }: SimWorld, { readyAt, target, fates }: SimCall, home: number): Omit<Ended, "value" | "call"> {
  const { turnOutMs, sceneMs, carryTo, handoverMs, pace } = fates[0]!;
  const scene = table.targets[target]!;
  const carry = carryTo < 0 ? 0 : Math.max(0, Math.round((driveMs(table, scene, carryTo) * pace) / 1_000));
  const freeAt = readyAt + turnOutMs + sceneMs + carry + handoverMs;
  const place = carryTo < 0 ? scene : table.targets[carryTo]!;
  return { freeAt, place, homeAt: freeAt + Math.max(0, driveMs(table, place, home)) };
}

/** How late a unit is at a call at best when it comes from its last job, having turned to the call as soon as that ended. */
function fromJob({ table }: SimWorld, { readyAt, target, fates }: SimCall, job: Ended): DurationMs {
  const ms = driveMs(table, job.place, target);
  const { turnOutMs, pace } = fates[0]!;
  if (ms < 0) return Infinity;
  const wait = Math.max(0, job.freeAt - readyAt);
  return wait + turnOutMs + Math.floor((Math.max(0, ms - Math.max(0, readyAt - job.freeAt)) * pace) / 1_000);
}

/**
 * The most that one unit can earn when serving call j on time is worth `worth[j]`: a longest path over the calls in the order
 * of time. It stands at its post, or comes from its last job while it has not been home since.
 */
function bestOfUnit(world: SimWorld, home: number, lateMs: DurationMs, worth: Float64Array): Best {
  const { table, calls } = world;
  const homePlace = table.targets[home]!;
  const before = new Int32Array(calls.length).fill(-1);
  let out: Ended[] = [];
  let atHome: Pick<Ended, "value" | "call"> = { value: 0, call: -1 };
  let best: Pick<Ended, "value" | "call"> = atHome;
  for (let j = 0; j < calls.length; j++) {
    const call = calls[j]!;
    for (const job of out) if (job.homeAt <= call.readyAt && job.value > atHome.value) atHome = job;
    out = out.filter((job) => job.homeAt > call.readyAt);
    if (worth[j]! <= 0) continue;
    const drive = driveMs(table, homePlace, call.target);
    const { turnOutMs, pace } = call.fates[0]!;
    let from = drive >= 0 && turnOutMs + Math.round((drive * pace) / 1_000) <= lateMs ? atHome : null;
    for (const job of out) if ((from === null || job.value > from.value) && fromJob(world, call, job) <= lateMs) from = job;
    if (from === null) continue;
    before[j] = from.call;
    const ended = { ...endOf(world, call, home), value: from.value + worth[j]!, call: j };
    out.push(ended);
    if (ended.value > best.value) best = ended;
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
 * steps of Polyak's length look for the best. Also relaxed, so that the bound is never too high: late calls need no unit at all, and a job lasts as if
 * the unit had stood at the scene. `steps`: more of them only tighten it.
 * `reached`: calls that some policy does serve on time; it sets the length of the steps and cannot make the bound wrong.
 */
export function clairvoyantBound(world: SimWorld, lateMs: DurationMs, steps: number, reached = 0): ClairvoyantBound {
  const n = world.calls.length;
  const price = new Float64Array(n);
  const worth = new Float64Array(n);
  const homes = new Map<number, number>();
  for (const unit of world.units) homes.set(world.posts[unit.post]!, (homes.get(world.posts[unit.post]!) ?? 0) + 1);
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
      const best = bestOfUnit(world, home, lateMs, worth);
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
