import { clairvoyantBound } from "@tocsin/engine/simulate/clairvoyant-bound.ts";
import { runSimulation } from "@tocsin/engine/simulate/run-simulation.ts";
import type { SimPolicy } from "@tocsin/engine/simulate/sim-world.ts";
import { lateCalls, paired, type Paired, POLICIES, withoutTurnOut } from "./arms.ts";
import type { SfWeek } from "./sf-week.ts";
import { AMBULANCE_LATE_MS, ambulanceWorld, type DayChoice, ENGINE_LATE_MS, engineWorld, type JudgedWorld } from "./sf-worlds.ts";

/** One line of the comparison: what was held against what, what came out, and whether that meets the goal. */
export interface GoalRow {
  readonly what: string;
  readonly n: number;
  readonly base: string;
  readonly other: string;
  readonly result: string;
  readonly goal: string;
  /** Null for a row that is told for what it says and has no goal. */
  readonly met: boolean | null;
}

const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
const range = ({ low, high }: { readonly low: number; readonly high: number }, scale: number, digits: number): string => `${(scale * low).toFixed(digits)}..${(scale * high).toFixed(digits)}`;
const reductionText = ({ reduction, reductionByDay }: Paired): string => `${percent(reduction.value)} fewer (calls ${range(reduction, 100, 1)}, days ${range(reductionByDay, 100, 1)})`;
const pointsText = ({ points }: Paired): string => `${points.value >= 0 ? "+" : ""}${points.value.toFixed(2)} points (${range(points, 1, 2)})`;

const isTop = ({ world }: JudgedWorld) => (call: number): boolean => world.calls[call]!.priority === "P1";
const lateUnder = ({ world }: JudgedWorld, policy: SimPolicy, lateMs: number): number[] => lateCalls(world, runSimulation(world, [{ from: 0, policy: withoutTurnOut(policy) }]), lateMs);

const closest = POLICIES["closest"]!;
const standard = POLICIES["standard"]!;
const relocate = POLICIES["relocate"]!;

/** Closest idle beside the engines that history sent, taken as driving from their stations, whether they were there or not. */
function historyRow(week: SfWeek, days: DayChoice, which: "FIRST" | "BEST"): GoalRow {
  const judged = engineWorld(week, ENGINE_LATE_MS, 1, days);
  const history = (which === "FIRST" ? judged.historyMs : judged.historyBestMs).map((ms) => (ms > ENGINE_LATE_MS ? 1 : 0));
  const result = paired(history, lateUnder(judged, closest, ENGINE_LATE_MS), isTop(judged), (call) => judged.day[call]!, `history/${days}/${which}`);
  const whom = which === "FIRST" ? "first engine of history" : "best of history's engines, as if all stood at home";
  const goal = days === "TEST" && which === "FIRST";
  return {
    what: `engines beyond 180 s, top priority, ${days === "TEST" ? "test days" : "all days"}: ${whom} → closest idle`, n: result.n, base: percent(result.a), other: percent(result.b),
    result: reductionText(result), goal: goal ? "≥ 15 % fewer" : "", met: goal ? result.reduction.value >= 0.15 : null,
  };
}

/** Coverage-aware dispatch beside closest idle as demand grows. */
function demandRow(week: SfWeek, times: number): GoalRow {
  const judged = engineWorld(week, ENGINE_LATE_MS, times);
  const result = paired(lateUnder(judged, closest, ENGINE_LATE_MS), lateUnder(judged, standard, ENGINE_LATE_MS), isTop(judged), (call) => judged.day[call]!, `demand/${times}`);
  return {
    what: `engines beyond 180 s, top priority, demand ${times}×: closest idle → coverage-aware`, n: result.n, base: percent(result.a), other: percent(result.b),
    result: pointsText(result), goal: "never worse by more than 0.3 points", met: result.points.value <= 0.3,
  };
}

function ambulanceRows(week: SfWeek, units: number, goal: boolean): GoalRow[] {
  const judged = ambulanceWorld(week, units, AMBULANCE_LATE_MS);
  const still = lateUnder(judged, closest, AMBULANCE_LATE_MS);
  const moved = lateUnder(judged, relocate, AMBULANCE_LATE_MS);
  const day = (call: number): number => judged.day[call]!;
  const top = paired(still, moved, isTop(judged), day, `ambulances/${units}`);
  const all = paired(still, moved, () => true, day, `ambulances/${units}/all`);
  return [
    {
      what: `${units} ambulances beyond 300 s, top priority: static MEXCLP → relocation on job end`, n: top.n, base: percent(top.a), other: percent(top.b),
      result: reductionText(top), goal: goal ? "≥ 20 % fewer" : "", met: goal ? top.reduction.value >= 0.2 : null,
    },
    {
      what: `${units} ambulances beyond 300 s, all calls: static MEXCLP → relocation on job end`, n: all.n, base: percent(all.a), other: percent(all.b),
      result: pointsText(all), goal: goal ? "not worse by more than 5 points" : "", met: goal ? all.points.value <= 5 : null,
    },
  ];
}

const BOUND_STEPS = 300;

/** Late calls beside what nobody could avoid who knew them all beforehand. */
function boundRow(week: SfWeek, units: number): GoalRow {
  const judged = ambulanceWorld(week, units, AMBULANCE_LATE_MS);
  const n = judged.world.calls.length;
  const late = lateUnder(judged, standard, AMBULANCE_LATE_MS).reduce((sum, value) => sum + value, 0);
  const { leastLate } = clairvoyantBound(judged.world, AMBULANCE_LATE_MS, BOUND_STEPS, n - late);
  return {
    what: `${units} ambulances beyond 300 s, all calls, posts as they stand: clairvoyant bound (late calls left aside) → coverage-aware`, n, base: percent(leastLate / n), other: percent(late / n),
    result: `${(late / leastLate).toFixed(2)} × the bound`, goal: "≤ 1.9 ×", met: late <= 1.9 * leastLate,
  };
}

/** All rows that the real week answers. Posts and cover are learnt on the first days, everything is judged on the rest. */
export function* sfGoals(week: SfWeek): Generator<GoalRow> {
  yield historyRow(week, "TEST", "FIRST");
  yield historyRow(week, "TEST", "BEST");
  yield historyRow(week, "ALL", "FIRST");
  for (const times of [1, 2, 4, 8]) yield demandRow(week, times);
  yield* ambulanceRows(week, 28, true);
  yield* ambulanceRows(week, 22, false);
  yield* ambulanceRows(week, 36, false);
  yield boundRow(week, 28);
}
