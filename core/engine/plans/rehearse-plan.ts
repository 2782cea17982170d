import type { PlanTestCase } from "@tocsin/contract/command/plan-test.ts";
import { PLAN_LEVELS, type PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { FactKeyRow, IncidentTypeRow } from "@tocsin/contract/organisation/city.ts";
import { elapsedSeconds } from "@tocsin/kernel/instant.ts";
import { type RandomStream, randomStream } from "@tocsin/kernel/random.ts";
import { bootstrap, type Interval } from "../simulate/bootstrap.ts";
import type { CompiledPlan } from "./compile-plan.ts";
import { rehearseIncident, type TaskOutcome } from "./rehearse-incident.ts";
import { namesGiven } from "./run-plan-test.ts";
import { proposeLevel, tasksAt } from "./tasks-at.ts";
import type { PlanNames } from "./vocabulary.ts";

/** Where a plan is rehearsed. */
export interface RehearsalWorld {
  readonly units: readonly { readonly id: string; readonly capabilities: readonly string[] }[];
  /** How many places incidents can have. */
  readonly scenes: number;
  /** By the index of unit and scene, and the hour of the week, 0 = Monday 00:00; below zero where there is no way. */
  readonly driveMs: (unit: number, scene: number, hour: number) => number;
  /** Share of time that a unit is out on something else. */
  readonly busy: number;
  readonly types: readonly IncidentTypeRow[];
  readonly keys: readonly FactKeyRow[];
}

/** How often a task asked for units, and what came of it. */
export interface TaskFigures {
  readonly id: string;
  readonly needs: string;
  readonly asked: number;
  readonly inTime: number;
  readonly late: number;
  /** The city has not so many. */
  readonly never: number;
  /** Median seconds from its issue until its units were there; null where they never were. */
  readonly medianS: number | null;
}

export interface Rehearsal {
  readonly planId: string;
  readonly incidents: number;
  readonly levels: Readonly<Record<PlanLevel, number>>;
  /** Share of the tasks that asked for units and had them at the scene within their limit to begin; NaN where none asks. */
  readonly share: Interval;
  /** Share of incidents in which every task had. */
  readonly whole: Interval;
  /** The worst first. */
  readonly tasks: readonly TaskFigures[];
}

const HOURS = 168;

/** A case with what it leaves open of the time: an incident always has an hour. */
function namesAt(test: PlanTestCase, world: RehearsalWorld, hour: number, dice: RandomStream): PlanNames {
  const names = namesGiven(test, world.types, world.keys);
  return { ...names, time: { month: dice.integer(1, 12), weekday: Math.floor(hour / 24) + 1, hour: hour % 24, ...names.time } };
}

const inTime = ({ issuedMs, startMs }: TaskOutcome, startS: number): boolean => startMs !== null && elapsedSeconds(issuedMs, startMs) <= startS;

/** One incident of the rehearsal, drawn from a stream of its own: it is the same however many others there are. */
function oneIncident(plan: CompiledPlan, cases: readonly PlanTestCase[], world: RehearsalWorld, dice: RandomStream) {
  const test = dice.pick(cases);
  const [scene, hour] = [dice.integer(0, world.scenes - 1), dice.integer(0, HOURS - 1)];
  const names = namesAt(test, world, hour, dice);
  const level = proposeLevel(plan, names).level ?? test.level ?? "IV";
  const tasks = tasksAt(plan, level, names);
  const units = world.units.map((unit, index) => ({ ...unit, driveMs: world.driveMs(index, scene, hour) }));
  const startS = new Map(tasks.map((task) => [task.id, task.startS]));
  const needs = new Map(tasks.map((task) => [task.id, task.needs.map(({ capability, count }) => `${capability}×${count}`).join(" ")]));
  const outcomes = rehearseIncident(tasks, units, world.busy, dice).filter(({ asks }) => asks);
  return { level, outcomes: outcomes.map((one) => ({ ...one, needs: needs.get(one.id) ?? "", good: inTime(one, startS.get(one.id) ?? 0) })) };
}

type Told = ReturnType<typeof oneIncident>["outcomes"][number];

function figuresOf(id: string, told: readonly Told[]): TaskFigures {
  const waits = told.flatMap(({ issuedMs, startMs }) => (startMs === null ? [] : [elapsedSeconds(issuedMs, startMs)])).sort((a, b) => a - b);
  const good = told.filter((one) => one.good).length;
  const never = told.filter(({ startMs }) => startMs === null).length;
  return { id, needs: told[0]!.needs, asked: told.length, inTime: good, late: told.length - good - never, never, medianS: waits[Math.floor(waits.length / 2)] ?? null };
}

/**
 * `count` synthetic incidents of a plan: what is known of each is drawn from the plan's own test cases, its place and hour at random. The
 * same seed gives the same figures on every machine. Intervals by resampling incidents (bootstrap, 95 %). Null where no case calls for the plan.
 */
export function rehearsePlan(plan: CompiledPlan, tests: readonly PlanTestCase[], world: RehearsalWorld, { count, seed }: { readonly count: number; readonly seed: string }): Rehearsal | null {
  const cases = tests.filter(({ trigger, level }) => trigger === "YES" && level !== null);
  if (cases.length === 0 || world.scenes === 0) return null;
  const planId = plan.plan.id;
  const played = Array.from({ length: count }, (_, n) => oneIncident(plan, cases, world, randomStream(seed, `${planId}/${n}`)));
  const byTask = new Map<string, Told[]>();
  for (const one of played.flatMap(({ outcomes }) => outcomes)) byTask.set(one.id, [...(byTask.get(one.id) ?? []), one]);
  const sums = played.map(({ outcomes }) => {
    const good = outcomes.filter((one) => one.good).length;
    return [good, outcomes.length, good === outcomes.length ? 1 : 0, 1];
  });
  const tasks = [...byTask].map(([id, told]) => figuresOf(id, told)).sort((a, b) => a.inTime / a.asked - b.inTime / b.asked || (a.id < b.id ? -1 : 1));
  return {
    planId, incidents: count, tasks,
    levels: Object.fromEntries(PLAN_LEVELS.map((level) => [level, played.filter((one) => one.level === level).length])) as Record<PlanLevel, number>,
    share: bootstrap(sums, ([good = 0, asked = 0]) => good / asked, seed), whole: bootstrap(sums, ([, , whole = 0, all = 0]) => whole / all, seed),
  };
}
