import { MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { CLOSEST_CAPABLE, type RecommendPolicy } from "../recommend/recommend-policy.ts";
import { type SimCall, type SimPolicy, type SimWorld } from "./sim-world.ts";
import { type TravelTable } from "./travel-table.ts";

/** Made-up square towns for tests: junction `y * side + x`, one block a minute, nothing of a real city. */

export function gridTable(side: number, targets: readonly number[]): TravelTable {
  const places = side * side;
  const ms = new Int32Array(targets.length * places);
  const hops = new Int32Array(targets.length * places);
  targets.forEach((target, t) => {
    const [tx, ty] = [target % side, Math.floor(target / side)];
    for (let place = 0; place < places; place++) {
      const [dx, dy] = [tx - (place % side), ty - Math.floor(place / side)];
      ms[t * places + place] = (Math.abs(dx) + Math.abs(dy)) * MINUTE;
      hops[t * places + place] = dx !== 0 ? place + Math.sign(dx) : dy !== 0 ? place + side * Math.sign(dy) : -1;
    }
  });
  return { places, targets: Int32Array.from(targets), ms, hops, hopTargets: targets.length };
}

export const call = (readyAt: number, target: number, patch: Partial<SimCall> = {}): SimCall => ({
  receivedAt: readyAt, readyAt, target, priority: "P2", group: 0, fates: [{ turnOutMs: 0, pace: 1_000, sceneMs: 10 * MINUTE, carryTo: -1, handoverMs: 0 }], ...patch,
});

/** Any town from a seed: busy enough that units are on the road, calls wait and choices matter. */
export function randomWorld(seed: number, patch: Partial<SimWorld> = {}): SimWorld {
  const dice = randomStream(seed, "sim-world");
  const side = dice.integer(3, 7);
  const posts = Array.from({ length: dice.integer(1, 5) }, (_, i) => i);
  const targets = Array.from({ length: posts.length + 8 }, () => dice.integer(0, side * side - 1));
  const table = gridTable(side, targets);
  const groups = dice.integer(1, 2);
  let at = 0;
  const calls = Array.from({ length: 40 }, () => {
    at += Math.round(dice.exponential(4 * MINUTE));
    const fate = () => ({ turnOutMs: dice.integer(0, 60) * SECOND, pace: dice.integer(700, 1_400), sceneMs: dice.integer(1, 20) * MINUTE, carryTo: dice.next() < 0.3 ? dice.integer(0, targets.length - 1) : -1, handoverMs: dice.integer(0, 5) * MINUTE });
    return call(at, dice.integer(posts.length, targets.length - 1), {
      receivedAt: at - dice.integer(0, 60) * SECOND, priority: dice.pick(["P1", "P2", "P3", "P4"]), group: dice.integer(0, groups - 1), fates: Array.from({ length: dice.integer(1, 3) }, fate),
    });
  });
  const weights = Array.from({ length: side * side }, () => dice.integer(0, 9));
  return {
    table, posts, calls, reportEveryMs: dice.pick([0, 30 * SECOND, 5 * MINUTE]),
    units: Array.from({ length: dice.integer(2, 8) }, (_, i) => ({ id: `U${i}`, group: i < groups ? i : dice.integer(0, groups - 1), post: dice.pick(posts) })),
    cover: { weights, reachedFromPost: posts.map((post) => weights.flatMap((_, cell) => (table.ms[post * table.places + cell]! <= 2 * MINUTE ? [cell] : []))), busyFraction: 0.4 },
    ...patch,
  };
}

export const policy = (id: string, rank: RecommendPolicy = CLOSEST_CAPABLE, onJobEnd: SimPolicy["onJobEnd"] = "HOME"): SimPolicy => ({ id, rank, onJobEnd });
