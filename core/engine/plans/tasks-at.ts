import { type IssuableTask, holdsAt, PLAN_LEVELS, type PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { PlanModule } from "@tocsin/contract/command/plan.ts";
import type { CompiledKnot, CompiledPlan } from "./compile-plan.ts";
import type { Judgement } from "./condition.ts";
import { moduleTasks } from "./module-tasks.ts";
import type { PlanNames } from "./vocabulary.ts";

export interface PlanProposal {
  /** Whether the plan's trigger holds. */
  readonly trigger: Judgement;
  /** The gravest level whose condition holds; null when none does. */
  readonly level: PlanLevel | null;
  /** Names on which a graver level hangs and of which nothing is known yet: what to ask. */
  readonly ask: readonly string[];
}

/** Which level the plan proposes, and what should be asked to be sure of it. */
export function proposeLevel({ trigger, levels }: CompiledPlan, names: PlanNames): PlanProposal {
  const judged = PLAN_LEVELS.map((level) => ({ level, condition: levels[level], says: levels[level]?.judge(names) ?? "NO" }));
  const at = judged.findIndex(({ says }) => says === "YES");
  const open = (at < 0 ? judged : judged.slice(0, at)).filter(({ says }) => says === "UNKNOWN");
  const asks = new Set(open.flatMap(({ condition }) => condition?.asks ?? []));
  return { trigger: trigger?.judge(names) ?? "NO", level: judged[at]?.level ?? null, ask: [...asks].filter((name) => !isKnown(name, names)).sort() };
}

function isKnown(name: string, names: PlanNames): boolean {
  const [group = "", key = ""] = name.split(".");
  return (names as unknown as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[group]?.[key] !== undefined;
}

/**
 * The tasks that a plan asks for at a level, each after those it waits for. A task holds when its level has come and its own
 * condition, if it has one, is true. One that waits for what does not hold now waits for that one's own predecessors instead.
 */
export function tasksAt({ knots }: CompiledPlan, level: PlanLevel, names: PlanNames): IssuableTask[] {
  const held = new Map<string, IssuableTask[]>();
  const waits = new Map<string, readonly string[]>();
  const resolved = (knot: CompiledKnot): string[] => [...new Set(knot.after.flatMap((id) => held.get(id)?.map((task) => task.id) ?? waits.get(id) ?? []))];
  const issued: IssuableTask[] = [];
  for (const knot of knots) {
    const after = resolved(knot);
    if (!holdsAt(knot.from, level) || (knot.when !== null && knot.when.judge(names) !== "YES")) {
      waits.set(knot.id, after);
      continue;
    }
    const tasks = orderedWithin(knot.issue(after));
    held.set(knot.id, tasks);
    issued.push(...tasks);
  }
  return issued;
}

/** Everything that a plan may ask for, with from when and under which condition: what a page shows, where no condition is judged. */
export function outlineOf({ plan, knots }: CompiledPlan): { readonly from: PlanLevel; readonly when: string | null; readonly task: IssuableTask }[] {
  const held = new Map<string, string[]>();
  const conditions = new Map([...plan.tasks, ...(plan.calls ?? [])].map(({ id, when }) => [id, when ?? null]));
  return knots.flatMap((knot) => {
    const tasks = orderedWithin(knot.issue(knot.after.flatMap((id) => held.get(id) ?? [])));
    held.set(knot.id, tasks.map(({ id }) => id));
    return tasks.map((task) => ({ from: knot.from, when: conditions.get(knot.id) ?? null, task }));
  });
}

/** The tasks of a module as they are written, names of parameters standing for their values. */
export const moduleOutline = (module: PlanModule): ReturnType<typeof outlineOf> =>
  orderedWithin(moduleTasks({ module, args: {}, call: module.id, roleOf: (role) => role, after: [] })).map((task) => ({ from: "IV", when: null, task }));

/** A module's tasks as they are written need not be in order. */
function orderedWithin(tasks: readonly IssuableTask[]): IssuableTask[] {
  const own = new Set(tasks.map(({ id }) => id));
  const placed = new Set<string>();
  const ordered: IssuableTask[] = [];
  while (ordered.length < tasks.length) {
    const next = tasks.find(({ id, after }) => !placed.has(id) && after.every((each) => placed.has(each) || !own.has(each)));
    if (next === undefined) throw new Error("a module whose tasks wait in a circle was not refused");
    placed.add(next.id);
    ordered.push(next);
  }
  return ordered;
}
