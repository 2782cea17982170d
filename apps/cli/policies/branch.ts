import { writeFileSync } from "node:fs";
import type { SimOutcome } from "@tocsin/engine/simulate/run-simulation.ts";
import type { SimWorld } from "@tocsin/engine/simulate/sim-world.ts";
import { DAY, HOUR, MINUTE } from "@tocsin/kernel/instant.ts";
import { needed, numberOption, readArguments } from "../arguments.ts";
import { graphOf } from "../city-folder.ts";
import { Complaint } from "../complaint.ts";
import { demoFolder } from "../demo/demo-folder.ts";
import { dataFolder } from "../replay-sf/sf-city.ts";
import { lateCalls } from "./arms.ts";
import { cityYear, drivenText } from "./city-year.ts";
import { policyNamed } from "./compare.ts";
import { type Day, dayPage } from "./day-page.ts";
import { FIRST_DAY, readSfWeek } from "./sf-week.ts";
import { AMBULANCE_LATE_MS, ambulanceWorld } from "./sf-worlds.ts";

/** `14:05` as ms of the day. @throws Complaint when it is no time of a day. */
function timeOfDay(text: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (match === null) throw new Complaint(`--at: 应为 00:00 到 23:59 / must be a time from 00:00 to 23:59: ${text}`);
  return Number(match[1]) * HOUR + Number(match[2]) * MINUTE;
}

const SF_AMBULANCES = 28;
type Place = Pick<Day, "world" | "graph" | "from"> & { readonly driven: string };

/** One day of the real week: San Francisco's ambulances, calls and durations as recorded. */
function sfDay(day: number): Place {
  const week = readSfWeek(dataFolder());
  const { world, day: dayOf } = ambulanceWorld(week, SF_AMBULANCES, AMBULANCE_LATE_MS, "ALL");
  return { world: { ...world, calls: world.calls.filter((_, call) => dayOf[call] === day) }, graph: week.graph, from: FIRST_DAY + day * DAY, driven: `车速：自由流速 × ${week.slowed.toFixed(2)} / speeds: free flow × ${week.slowed.toFixed(2)}` };
}

function cityDay(dir: string, day: number, callsPerHour: number, seed: string): Place {
  const year = cityYear(dir, day + 1, callsPerHour, seed);
  const { world, from } = year;
  const midnight = from + day * DAY;
  return { world: { ...world, calls: world.calls.filter(({ receivedAt }) => receivedAt >= midnight) }, graph: graphOf(dir), from: midnight, driven: drivenText(year) };
}

/** What the branch changed, in words. */
export function differences(world: SimWorld, [a, b]: readonly [SimOutcome, SimOutcome], lateMs: number, branchAt: number): string[] {
  const [lateA, lateB] = [lateCalls(world, a, lateMs), lateCalls(world, b, lateMs)];
  const later = world.calls.flatMap(({ readyAt }, i) => (readyAt >= branchAt ? [i] : []));
  const other = later.filter((i) => a.firstUnit[i] !== b.firstUnit[i]);
  const sum = (list: readonly number[]): number => later.reduce((total, i) => total + list[i]!, 0);
  const byMs = later.reduce((total, i) => total + b.firstArrivalAt[i]! - a.firstArrivalAt[i]!, 0);
  const before = world.calls.length - later.length;
  return [
    `此前相同 the same before: ${before} 起 calls`,
    `此后 after: ${later.length} 起 calls, ${other.length} 起换了车 by another unit`,
    `迟到 late: ${sum(lateA)} → ${sum(lateB)}`,
    `平均到场 mean arrival: ${later.length === 0 ? "–" : `${byMs > 0 ? "+" : ""}${(byMs / later.length / 1_000).toFixed(1)} s`}`,
  ];
}

/**
 * `branch --at 14:05 --policy B [--base A] [--day 0] [--sf | --city DIR] [--out FILE.html]`: a day under policy A up to the moment, then
 * B on the same later calls; says what changed, and makes the page that shows both days side by side.
 */
export async function branch(args: readonly string[]): Promise<void> {
  const { options } = readArguments(args, { at: "text", policy: "text", base: "text", day: "text", sf: "flag", city: "text", calls: "text", seed: "text", out: "text" });
  const at = needed("--at", options.at);
  const [base, other] = [policyNamed(options.base ?? "closest"), policyNamed(needed("--policy", options.policy))];
  const day = Math.floor(numberOption("day", options.day, 0, 0, options.sf ? 6 : 365));
  const { driven, ...place } = options.sf ? sfDay(day) : cityDay(options.city ?? demoFolder(false).cityDir, day, numberOption("calls", options.calls, 12, 0.1, 1_000), options.seed ?? "tocsin");
  const branchAt = place.from + timeOfDay(at);
  const { outcomes, html } = dayPage({
    ...place, branchAt, lateMs: AMBULANCE_LATE_MS, title: `${at} 起改用 ${other.id} · what if ${other.id} at ${at}?`,
    arms: [{ name: base.id, plan: [{ from: 0, policy: base }] }, { name: `${base.id} → ${other.id} (${at})`, plan: [{ from: 0, policy: base }, { from: branchAt, policy: other }] }],
  });
  console.log(`  ${driven}`);
  for (const line of differences(place.world, outcomes, AMBULANCE_LATE_MS, branchAt)) console.log(`  ${line}`);
  if (options.out === undefined) return;
  writeFileSync(options.out, html);
  console.log(options.out);
}
