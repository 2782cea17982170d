import { createCoverCount } from "@tocsin/engine/cover/cover-count.ts";
import { coverLoss } from "@tocsin/engine/cover/cover-loss.ts";
import { adviseMove } from "@tocsin/engine/relocation/advise-move.ts";
import { adviceText } from "@tocsin/engine/relocation/advice-text.ts";
import { bestPost } from "@tocsin/engine/relocation/best-post.ts";
import { type RelocationInput, reachedInTarget } from "@tocsin/engine/relocation/relocation-input.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { inTurns, type Measure } from "./rounds.ts";
import type { BenchPart } from "./recommendation-bench.ts";

const UNITS = 60;
const POSTS = 60;
const CELLS = 1_000;
const ROUNDS = 5;

/** A square town of made-up demand in which a unit reaches the cells near it, with a centre and a country. */
function town(): RelocationInput {
  const dice = randomStream("bench", "relocation");
  const place = (): readonly [number, number] => [dice.next(), dice.next()];
  const cells = Array.from({ length: CELLS }, place);
  const minutes = ([x, y]: readonly [number, number], [u, v]: readonly [number, number]): number => Math.round(30 * MINUTE * (Math.abs(x - u) + Math.abs(y - v)));
  const areas = [{ code: "CENTRAL", targetMs: 5 * MINUTE, goal: 1 }, { code: "RURAL", targetMs: 12 * MINUTE, goal: 1 }];
  const areaOf = cells.map(([x, y]) => (Math.abs(x - 0.5) + Math.abs(y - 0.5) < 0.3 ? 0 : 1));
  const reached = (from: readonly [number, number]) => reachedInTarget(cells.map((cell) => minutes(from, cell)), { areas, areaOf });
  const posts = Array.from({ length: POSTS }, place);
  return {
    demand: { areas, weights: cells.map(() => dice.integer(1, 40)), areaOf, busyFraction: 0.4 },
    posts: posts.map((at, i) => ({ postId: `P${i}`, reached: reached(at), room: null })),
    units: Array.from({ length: UNITS }, place).map((at, i) => ({ unitId: `U${i}`, reached: reached(at), driveMs: posts.map((post) => minutes(at, post)), postId: null })),
    leastGain: 0, mostDriveMs: 60 * MINUTE,
  };
}

/** The same question answered by computing the cover of every layout anew. */
function byLayouts({ demand: { weights, busyFraction }, units, posts }: RelocationInput): number {
  let best = 0;
  units.forEach((_, u) => {
    for (const post of posts) best = Math.max(best, coverLoss({ weights, reached: units.map((unit, i) => (i === u ? post.reached : unit.reached)), busyFraction }).covered);
  });
  return best;
}

/** One advised move, and the post of one unit that has become free, beside computing the cover of every layout anew. */
export async function benchRelocation(): Promise<BenchPart> {
  const input = town();
  const count = createCoverCount(input.demand.weights, input.demand.busyFraction);
  for (const unit of input.units) count.add(unit.reached);
  const timed = (times: number, work: () => unknown): Measure => async () => {
    const began = performance.now();
    for (let i = 0; i < times; i++) work();
    return (performance.now() - began) / times;
  };
  const measured = await inTurns({ advice: timed(10, () => adviceText(adviseMove(input), "zh")), post: timed(2_000, () => bestPost(count, input.posts, () => MINUTE, "MOST")), layouts: timed(1, () => byLayouts(input)) }, ROUNDS);
  const ms = (value: number): string => `${value.toFixed(3)} ms`;
  const row = (what: string, way: "advice" | "post", layouts: number, note: string) => ({ what, ours: ms(measured[way].median), other: `every layout anew ${ms(layouts)}`, ratio: layouts / measured[way].median, note });
  return {
    rows: [
      row(`advise one move: ${UNITS} units, ${POSTS} posts, ${CELLS} cells, in words`, "advice", measured.layouts.median, "same question, cover of each layout"),
      row("post for a unit that becomes free", "post", measured.layouts.median / UNITS, "one unit's share of the same"),
    ],
    noise: (["advice", "post", "layouts"] as const).map((way) => `relocation ${way} ${measured[way].spread.toFixed(1)}`),
  };
}
