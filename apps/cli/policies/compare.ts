import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runSimulation } from "@tocsin/engine/simulate/run-simulation.ts";
import type { SimPolicy } from "@tocsin/engine/simulate/sim-world.ts";
import { csvText } from "@tocsin/kernel/csv.ts";
import { DAY, SECOND } from "@tocsin/kernel/instant.ts";
import { numberOption, readArguments } from "../arguments.ts";
import { Complaint } from "../complaint.ts";
import { dataFolder } from "../replay-sf/sf-city.ts";
import { POLICIES } from "./arms.ts";
import { cityYear, drivenText } from "./city-year.ts";
import { demoFolder } from "../demo/demo-folder.ts";
import { comparePage, goalsPage } from "./report-page.ts";
import { type GoalRow, sfGoals } from "./sf-goals.ts";
import { readSfWeek } from "./sf-week.ts";
import { callsCsv, summarise, type Summary } from "./summary.ts";

const LATE_S = 300;
/** Above so many lines a table of calls is no table any more. */
const MOST_CSV_CALLS = 300_000;

/** @throws Complaint naming the policies that are known. */
export function policyNamed(name: string): SimPolicy {
  const policy = POLICIES[name];
  if (policy === undefined) throw new Complaint(`没有策略 / no such policy: ${name} (${Object.keys(POLICIES).join(" ")})`);
  return policy;
}

function write(dir: string | undefined, files: Readonly<Record<string, string>>): void {
  if (dir === undefined) return;
  mkdirSync(dir, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(dir, name), text);
    console.log(join(dir, name));
  }
}

const goalsCsv = (rows: readonly GoalRow[]): string => csvText([["what", "n", "base", "other", "result", "goal", "met"], ...rows.map((row) => [row.what, row.n, row.base, row.other, row.result, row.goal, row.met])]);

function compareSf(free: boolean, out: string | undefined): void {
  const week = readSfWeek(dataFolder(), free);
  const notes = [
    `旧金山一周真实警情；前 ${week.trainDays} 天训练，其余 ${week.days - week.trainDays} 天检验 / a real week of San Francisco; the first ${week.trainDays} days train, the other ${week.days - week.trainDays} judge`,
    `各组行车时间相同：自由流速 × ${week.slowed.toFixed(2)}（训练日实测中位数所得）/ one travel model in every arm: free flow × ${week.slowed.toFixed(2)}${free ? "" : ", from the medians of the training days"}`,
    "先知界限：同样的车和驻点、任务后回站，但预知全部警情与时长，且会迟到的警情一概不派车；实际策略每起都派，派出的车就不在下一起附近，差距的一部分因此属于界限本身 / clairvoyant bound: the same units and posts, home after a job, but all calls and durations known beforehand, and nobody sent to a call that would be late; a real policy serves those too, and the unit is then missing elsewhere: part of the distance is the bound's own",
    "记录没有医院：取最近一家 / the records name no hospital: the nearest is taken",
  ];
  for (const note of notes) console.log(`  ${note}`);
  const rows: GoalRow[] = [];
  for (const row of sfGoals(week)) {
    rows.push(row);
    console.log(`\n  ${row.what}\n      n ${row.n}: ${row.base} → ${row.other}; ${row.result}${row.goal === "" ? "" : `\n      ${row.met === false ? "未达到 MISSED" : "达到 met"}: ${row.goal}`}`);
  }
  write(out, { "goals.html": goalsPage("旧金山真实警情上的策略 Policies on real calls of San Francisco", notes, rows), "goals.csv": goalsCsv(rows) });
}

function tableText(summaries: readonly Summary[]): string {
  const lines = summaries.map((s) => {
    const top = s.beside?.top;
    const beside = top === undefined ? "" : `; P1 迟到 late ${top.points.value >= 0 ? "+" : ""}${top.points.value.toFixed(2)} points (95 %: ${top.points.low.toFixed(2)}..${top.points.high.toFixed(2)})`;
    return `  ${s.policy.padEnd(14)} P1 late ${(100 * s.lateTopShare).toFixed(1)} %  all ${(100 * s.lateShare).toFixed(1)} %  median ${Math.round(s.medianS)} s  p90 ${Math.round(s.p90S)} s  waited ${s.waited}  busy ${(100 * s.busyShare).toFixed(1)} %${beside}`;
  });
  return lines.join("\n");
}

interface CityOptions {
  readonly dir: string;
  readonly days: number;
  readonly callsPerHour: number;
  readonly seed: string;
  readonly policies: readonly SimPolicy[];
}

function compareCity({ dir, days, callsPerHour, seed, policies }: CityOptions, out: string | undefined): void {
  const year = cityYear(dir, days, callsPerHour, seed);
  const { world, from } = year;
  console.log(`  ${world.calls.length} 起警情 calls, ${world.units.length} 车 units, ${days} 天 days; ${drivenText(year)}`);
  const runs = policies.map((policy) => {
    const began = performance.now();
    const outcome = runSimulation(world, [{ from: 0, policy }]);
    console.log(`  ${policy.id.padEnd(14)} ${(days / ((performance.now() - began) / 1_000)).toFixed(0)} 模拟日/秒 simulated days/s`);
    return { policy, outcome };
  });
  const summaries = summarise(world, runs, LATE_S * SECOND, (call) => Math.floor((world.calls[call]!.readyAt - from) / DAY));
  console.log(tableText(summaries));
  const notes = [`${world.calls.length} 起模拟警情，${world.units.length} 车，${days} 天，种子 ${seed} / made-up calls of ${days} days, seed ${seed}`, `迟到：可派之后 ${LATE_S} 秒以上（不计出动准备）/ late: more than ${LATE_S} s after a unit could be sent, turn-out apart`, drivenText(year)];
  write(out, { "policies.html": comparePage("策略比较 Policies compared", notes, summaries), ...(world.calls.length * policies.length <= MOST_CSV_CALLS ? { "calls.csv": callsCsv(world, runs) } : {}) });
}

/**
 * `compare --sf [--free-flow] [--out DIR]`: the goals on real calls. `compare [--city DIR] [--days 365] [--calls 12] [--policies a,b] [--seed TEXT]
 * [--out DIR]`: policies over the same made-up calls of a city, the demo city unless given.
 */
export async function compare(args: readonly string[]): Promise<void> {
  const { options } = readArguments(args, { sf: "flag", "free-flow": "flag", city: "text", days: "text", calls: "text", policies: "text", seed: "text", out: "text" });
  if (options.sf) return compareSf(options["free-flow"], options.out);
  const names = (options.policies ?? "closest,standard,relocate").split(",");
  compareCity({
    dir: options.city ?? demoFolder(false).cityDir, days: numberOption("days", options.days, 365, 1, 3_660), callsPerHour: numberOption("calls", options.calls, 12, 0.1, 1_000),
    seed: options.seed ?? "tocsin", policies: names.map(policyNamed),
  }, options.out);
}
