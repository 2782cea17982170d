import { POLICIES, withoutTurnOut } from "@tocsin/cli/policies/arms.ts";
import { readSfWeek } from "@tocsin/cli/policies/sf-week.ts";
import { ENGINE_LATE_MS, engineWorld } from "@tocsin/cli/policies/sf-worlds.ts";
import { runSimulation } from "@tocsin/engine/simulate/run-simulation.ts";
import type { BenchPart } from "./recommendation-bench.ts";
import { cpuMs, inTurns, type Measure, type RatioRow } from "./rounds.ts";

const ROUNDS = 5;
/** So long is one measurement at least: a week alone is a few milliseconds. */
const FOR_MS = 500;
const YEAR = 365;

/** Simulated days in a second of computing: San Francisco's engines and all calls of the recorded week. A rate, beside nothing. */
export async function benchSimulator(data: string): Promise<BenchPart> {
  const week = readSfWeek(data);
  const { world } = engineWorld(week, ENGINE_LATE_MS, 1, "ALL");
  const daysPerSecond = (name: "closest" | "relocate"): Measure => async () => {
    const plan = [{ from: 0, policy: withoutTurnOut(POLICIES[name]!) }];
    const began = cpuMs();
    let days = 0;
    for (; cpuMs() - began < FOR_MS; days += week.days) runSimulation(world, plan);
    return (days * 1_000) / (cpuMs() - began);
  };
  const measured = await inTurns({ closest: daysPerSecond("closest"), relocate: daysPerSecond("relocate") }, ROUNDS);
  const row = (name: "closest" | "relocate", what: string, least: number): RatioRow => {
    const { median } = measured[name];
    return {
      what: `simulator: San Francisco's engines, ${what}`, ours: `${Math.round(median)} days/s`, other: "–", ratio: Number.NaN,
      note: `${world.units.length} engines, ${Math.round(world.calls.length / week.days)} calls a day; a year in ${(YEAR / median).toFixed(1)} s of one core`, goal: { text: `≥ ${least} days/s`, met: median >= least },
    };
  };
  return { rows: [row("closest", "closest idle", 1_000), row("relocate", "with relocation", 100)], noise: (["closest", "relocate"] as const).map((name) => `simulator ${name} ${measured[name].spread.toFixed(1)}`) };
}
