import type { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import { COMMANDER, PLAN_LEVELS, type PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import { isDay } from "@tocsin/kernel/instant.ts";
import { ringFault } from "@tocsin/kernel/ring.ts";
import { assemble, type CompiledPlan } from "./compile-plan.ts";
import type { PlanCondition } from "./condition.ts";
import { contactFindings } from "./contacts.ts";
import { finding, twice, untagged } from "./finding.ts";
import { dutyFindings, needFindings, roleFindings } from "./lint-parts.ts";
import type { PlanNames, PlanVocabulary } from "./vocabulary.ts";

export interface LintInput {
  /** Every version of every module that there is. */
  readonly modules: readonly PlanModule[];
  readonly vocabulary: PlanVocabulary;
  /** The city's day, `YYYY-MM-DD`. */
  readonly today: string;
}

const missing = (code: PlanFinding["code"], path: string, zh: string, en: string, when: boolean): PlanFinding[] => (when ? [finding(code, path, zh, en)] : []);

/** Each level must be described, and must ask for something that the level below it does not (CMD-06). */
function levelFindings(plan: PlanContent): PlanFinding[] {
  const starts = new Set<PlanLevel>([...plan.tasks, ...(plan.calls ?? [])].map(({ from }) => from));
  return PLAN_LEVELS.flatMap((level) => [
    ...missing("MISSING_LEVEL", `levels.${level}`, `缺少 ${level} 级响应的条件`, `the condition of level ${level} is missing`, plan.levels[level] === undefined),
    ...missing("LEVEL_WITHOUT_TASK", `levels.${level}`, `${level} 级响应没有任何任务`, `level ${level} brings no task`, !starts.has(level)),
  ]);
}

function headFindings(plan: PlanContent, { vocabulary }: Pick<LintInput, "vocabulary">): PlanFinding[] {
  return [
    ...untagged(plan),
    ...missing("MISSING_TRIGGER", "trigger", "缺少启动条件", "the trigger is missing", plan.trigger === undefined),
    ...missing("MISSING_TYPE", "types", "没有说明适用的警情类别", "no incident type is named", plan.types.length === 0),
    ...missing("MISSING_COMMANDER", "roles", `缺少指挥岗位 ${COMMANDER}`, `the role ${COMMANDER} is missing`, !plan.roles.some(({ id }) => id === COMMANDER)),
    ...missing("MISSING_CONTACT", "contacts", "没有任何值班联系方式", "there is no duty contact", plan.contacts.length === 0),
    ...plan.types.flatMap((type, index) => missing("UNKNOWN_TYPE", `types.${index}`, `没有警情类别 ${type}`, `there is no incident type ${type}`, !vocabulary.types.has(type))),
    ...plan.contacts.flatMap(({ agency }, index) => missing("UNKNOWN_AGENCY", `contacts.${index}.agency`, `没有部门 ${agency ?? ""}`, `there is no agency ${agency ?? ""}`, agency !== undefined && !vocabulary.agencies.has(agency))),
    ...missing("DATE_INVALID", "lastExercise", "没有这一天", "there is no such day", plan.lastExercise !== null && !isDay(plan.lastExercise)),
  ];
}

function placeFindings({ areas = [], notices = [] }: PlanContent, { vocabulary }: Pick<LintInput, "vocabulary">): PlanFinding[] {
  return [
    ...twice(areas.map(({ id }) => id), (index) => `areas.${index}.id`),
    ...areas.flatMap(({ shape, nameZh, nameEn }, index) =>
      missing("AREA_INVALID", `areas.${index}.shape`, `区域“${nameZh}”的边界未闭合、自相交或不足三个角`, `the outline of ${nameEn} is open, crosses itself or has fewer than three corners`, "ring" in shape && ringFault(shape.ring) !== null)),
    ...twice(notices.map(({ id }) => id), (index) => `notices.${index}.id`),
    ...notices.flatMap(({ to, agencies = [] }, index) => [
      ...missing("MISSING_NOTICE_RECEIVER", `notices.${index}.agencies`, "没有说明通知哪些部门", "no agency is named to be told", to === "AGENCIES" && agencies.length === 0),
      ...agencies.flatMap((agency) => missing("UNKNOWN_AGENCY", `notices.${index}.agencies`, `没有部门 ${agency}`, `there is no agency ${agency}`, !vocabulary.agencies.has(agency))),
    ]),
  ];
}

function resourceFindings({ resources = [] }: PlanContent, { vocabulary }: Pick<LintInput, "vocabulary">): PlanFinding[] {
  return [
    ...twice(resources.map(({ id }) => id), (index) => `resources.${index}.id`),
    ...resources.flatMap(({ need, units = [] }, index) => [
      ...(need === undefined ? [] : needFindings([need], `resources.${index}.need`, vocabulary)),
      ...units.flatMap((unit) => missing("UNKNOWN_UNIT", `resources.${index}.units`, `没有单元 ${unit}`, `there is no unit ${unit}`, !vocabulary.units.has(unit))),
    ]),
  ];
}

/** Nothing is known. */
const NOTHING: PlanNames = { incident: {}, place: {}, time: {}, weather: {}, counts: {}, facts: {} };
/** What hangs on nothing and does not hold never will. */
const never = (condition: PlanCondition | null | undefined): boolean => condition != null && condition.asks.length === 0 && condition.judge(NOTHING) === "NO";

/** Steps to which nothing leads: their own condition, the level's or the trigger's can never hold. */
function deadFindings({ trigger, levels, knots }: CompiledPlan): PlanFinding[] {
  const conditions = [["trigger", trigger] as const, ...PLAN_LEVELS.map((level) => [`levels.${level}`, levels[level]] as const), ...knots.map(({ path, when }) => [path, when] as const)];
  return conditions.flatMap(([path, condition]) => missing("UNREACHABLE_TASK", `${path}.when`, "条件永远不成立，走不到这一步", "the condition never holds, so nothing leads here", never(condition)));
}

/** What is wrong with a plan on any day. */
export function planFaults(plan: PlanContent, input: Pick<LintInput, "modules" | "vocabulary">): PlanFinding[] {
  const { vocabulary } = input;
  const { compiled, findings } = assemble(plan, input.modules, vocabulary);
  return [
    ...headFindings(plan, input),
    ...levelFindings(plan),
    ...roleFindings(plan.roles, vocabulary),
    ...findings,
    ...deadFindings(compiled),
    ...plan.tasks.flatMap((task, index) => [...dutyFindings(task, `tasks.${index}`), ...needFindings(task.needs ?? [], `tasks.${index}.needs`, vocabulary)]),
    ...placeFindings(plan, input),
    ...resourceFindings(plan, input),
  ];
}

/** Everything that keeps a plan from being submitted today, each with where it is and what it means (CMD-06, JNT-11). */
export const lintPlan = (plan: PlanContent, input: LintInput): PlanFinding[] => [...planFaults(plan, input), ...contactFindings(plan, input.today)];
