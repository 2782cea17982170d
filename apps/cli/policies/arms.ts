import { CLOSEST_CAPABLE, type RankRule, type RecommendPolicy, STANDARD_POLICY } from "@tocsin/engine/recommend/recommend-policy.ts";
import { bootstrap, byBlock, type Interval } from "@tocsin/engine/simulate/bootstrap.ts";
import type { SimOutcome } from "@tocsin/engine/simulate/run-simulation.ts";
import type { SimPolicy, SimWorld } from "@tocsin/engine/simulate/sim-world.ts";

/** The live policies for calls whose turn-out lies outside of what is compared: equal in every arm, so nought. */
const noTurnOut = (policy: RecommendPolicy): RecommendPolicy => ({ ...policy, turnOutMs: Object.fromEntries(Object.keys(policy.turnOutMs).map((status) => [status, 0])) as RecommendPolicy["turnOutMs"] });
const ofAll = (id: string, rule: RankRule): RecommendPolicy => ({ ...CLOSEST_CAPABLE, id, rank: { P1: rule, P2: rule, P3: rule, P4: rule } });

/** Policies by the name that the command line knows. */
export const POLICIES: Readonly<Record<string, SimPolicy>> = {
  closest: { id: "closest", rank: CLOSEST_CAPABLE, onJobEnd: "HOME" },
  standard: { id: "standard", rank: STANDARD_POLICY, onJobEnd: "HOME" },
  relocate: { id: "relocate", rank: CLOSEST_CAPABLE, onJobEnd: "MOST" },
  "relocate-near": { id: "relocate-near", rank: CLOSEST_CAPABLE, onJobEnd: "PER_MINUTE" },
  "in-time": { id: "in-time", rank: ofAll("in-time/1", { policy: "IN_TIME/1", targetMs: 300_000 }), onJobEnd: "HOME" },
};

export const withoutTurnOut = (policy: SimPolicy): SimPolicy => ({ ...policy, rank: noTurnOut(policy.rank) });

/** By call, 1 for those whose first unit is there later than the limit after it could be sent, or never. */
export function lateCalls({ calls }: Pick<SimWorld, "calls">, { firstArrivalAt }: Pick<SimOutcome, "firstArrivalAt">, lateMs: number): number[] {
  return calls.map(({ readyAt, fates }, i) => (firstArrivalAt[i]! - readyAt - fates[0]!.turnOutMs <= lateMs ? 0 : 1));
}

/** Two arms on the same calls. */
export interface Paired {
  readonly n: number;
  /** Share of late calls in each. */
  readonly a: number;
  readonly b: number;
  /** 1 − b/a: how many of the late calls of `a` are not late in `b`; paired by call. */
  readonly reduction: Interval;
  /** The same with whole days drawn. */
  readonly reductionByDay: Interval;
  /** b − a in points of a hundred; paired by call. */
  readonly points: Interval;
}

/** Holds two arms against each other over the calls that count. */
export function paired(a: readonly number[], b: readonly number[], counts: (call: number) => boolean, dayOf: (call: number) => number, seed: string): Paired {
  const chosen = a.flatMap((_, call) => (counts(call) ? [call] : []));
  const rows = chosen.map((call) => [a[call]!, b[call]!, 1]);
  const reduction = ([late, other]: readonly number[]): number => 1 - other! / late!;
  const sum = (list: readonly number[]): number => chosen.reduce((total, call) => total + list[call]!, 0);
  return {
    n: chosen.length, a: sum(a) / chosen.length, b: sum(b) / chosen.length,
    reduction: bootstrap(rows, reduction, `${seed}/calls`),
    reductionByDay: bootstrap(byBlock(rows, (row) => dayOf(chosen[row]!)), reduction, `${seed}/days`),
    points: bootstrap(rows, ([late, other, n]) => (100 * (other! - late!)) / n!, `${seed}/points`),
  };
}
