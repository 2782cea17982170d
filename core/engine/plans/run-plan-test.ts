import type { PlanTestCase } from "@tocsin/contract/command/plan-test.ts";
import type { PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { FactKeyRow, IncidentTypeRow } from "@tocsin/contract/organisation/city.ts";
import type { CompiledPlan } from "./compile-plan.ts";
import { changeLevel } from "./level-change.ts";
import { typedFacts } from "./names-of-incident.ts";
import { proposeLevel, tasksAt } from "./tasks-at.ts";
import type { PlanNames } from "./vocabulary.ts";

const known = <T extends object>(values: T): T => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

/** What a test case says is known; what it leaves out is not known. */
export function namesGiven({ given }: PlanTestCase, types: readonly IncidentTypeRow[], keys: readonly FactKeyRow[]): PlanNames {
  const { type, priority, flags = [], reports, units, premise, setting, month, weekday, hour, weather = {}, openP1, sameType, facts = {} } = given;
  return {
    incident: known({ type, category: types.find(({ code }) => code === type)?.category, priority, drill: false, flags, reports, units }),
    place: known({ premise, setting }), time: known({ month, weekday, hour }), weather, counts: known({ openP1, sameType }), facts: typedFacts(new Map(Object.entries(facts)), keys),
  };
}

const listed = (ids: readonly string[]): string => (ids.length === 0 ? "–" : ids.join(", "));

/** Compares two sets of ids, in any order. */
function sets(what: string, wanted: readonly string[] | undefined, found: readonly string[]): string[] {
  if (wanted === undefined) return [];
  const missing = wanted.filter((id) => !found.includes(id));
  const extra = found.filter((id) => !wanted.includes(id));
  return missing.length + extra.length === 0 ? [] : [`${what}: 缺 missing ${listed(missing)}; 多 not expected ${listed(extra)}`];
}

/** What of a test case does not come true; empty when all does. */
export function runPlanTest(plan: CompiledPlan, test: PlanTestCase, types: readonly IncidentTypeRow[], keys: readonly FactKeyRow[]): string[] {
  const names = namesGiven(test, types, keys);
  const proposed = proposeLevel(plan, names);
  const at = (level: PlanLevel): string[] => tasksAt(plan, level, names).map(({ id }) => id);
  const failures = [
    ...(proposed.trigger === test.trigger ? [] : [`启动 trigger: ${test.trigger} ≠ ${proposed.trigger}`]),
    ...(proposed.level === test.level ? [] : [`级别 level: ${test.level ?? "–"} ≠ ${proposed.level ?? "–"}`]),
    ...sets("待问 ask", test.ask, proposed.ask),
  ];
  if (proposed.level === null) return failures;
  const issued = at(proposed.level);
  failures.push(...sets("任务 tasks", test.tasks, issued));
  failures.push(...(test.has ?? []).filter((id) => !issued.includes(id)).map((id) => `任务 tasks: 缺 missing ${id}`));
  failures.push(...(test.hasNot ?? []).filter((id) => issued.includes(id)).map((id) => `任务 tasks: 多 not expected ${id}`));
  if (test.raise !== undefined) {
    const { issue } = changeLevel(issued.map((id) => ({ id, progress: "WAITING" })), tasksAt(plan, test.raise.to, names));
    failures.push(...sets(`升至 raised to ${test.raise.to}`, test.raise.issues, issue.map(({ id }) => id)));
  }
  if (test.lower !== undefined) {
    const { begun, cancels, decides, to } = test.lower;
    const { cancel, decide } = changeLevel(issued.map((id) => ({ id, progress: begun.includes(id) ? "BEGUN" : "WAITING" })), tasksAt(plan, to, names));
    failures.push(...sets(`降至 ${to} 取消 cancelled`, cancels, cancel), ...sets(`降至 ${to} 待定 to decide`, decides, decide));
  }
  return failures;
}
