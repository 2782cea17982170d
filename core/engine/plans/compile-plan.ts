import type { ModuleCall, PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import { type IssuableTask, PLAN_LEVELS, type PlanLevel, type PlanRole, type PlanTask } from "@tocsin/contract/command/plan-task.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { conditionCompiler, type ConditionCompiler, type PlanCondition } from "./condition.ts";
import { finding, twice } from "./finding.ts";
import { argumentFindings, type AreaOf, moduleTasks } from "./module-tasks.ts";
import { graphFindings, inOrder, type Knot } from "./task-graph.ts";
import type { PlanVocabulary } from "./vocabulary.ts";

/** A task or a call of a plan, ready to be issued when its predecessors are known. */
export interface CompiledKnot extends Knot {
  readonly when: PlanCondition | null;
  issue(after: readonly string[]): IssuableTask[];
}

/** A plan that runs: conditions compiled, modules found, tasks in an order in which they can be done. */
export interface CompiledPlan {
  readonly plan: PlanContent;
  readonly trigger: PlanCondition | null;
  readonly levels: Readonly<Partial<Record<PlanLevel, PlanCondition>>>;
  readonly knots: readonly CompiledKnot[];
}

const versionOf = (modules: readonly PlanModule[], call: Pick<ModuleCall, "module" | "version">): PlanModule | undefined =>
  modules.find(({ id, version }) => id === call.module && version === call.version);

/** In a plan an area is named by its id. */
const areaIn =
  (plan: PlanContent): AreaOf =>
  (value) => {
    const area = plan.areas?.find(({ id }) => id === value);
    return area === undefined ? null : { nameZh: area.nameZh, nameEn: area.nameEn, shape: area.shape };
  };

/** Collects findings while parts of a plan are compiled. */
class Workshop {
  readonly findings: PlanFinding[] = [];
  readonly #plan: PlanContent;
  readonly #modules: readonly PlanModule[];
  readonly #compiler: ConditionCompiler;
  readonly #roles: ReadonlyMap<string, PlanRole>;

  constructor(plan: PlanContent, modules: readonly PlanModule[], compiler: ConditionCompiler) {
    this.#plan = plan;
    this.#modules = modules;
    this.#compiler = compiler;
    this.#roles = new Map(plan.roles.map((role) => [role.id, role]));
  }

  condition(text: string | undefined, path: string): PlanCondition | null {
    if (text === undefined) return null;
    const made = this.#compiler.compile(text, path);
    if (made.ok) return made.value;
    this.findings.push(made.error);
    return null;
  }

  task(task: PlanTask, index: number): CompiledKnot {
    const path = `tasks.${index}`;
    const role = this.#roles.get(task.role);
    const area = task.area === undefined ? null : areaIn(this.#plan)(task.area);
    if (role === undefined) this.findings.push(finding("TASK_WITHOUT_ROLE", `${path}.role`, `任务 ${task.id} 的岗位 ${task.role} 不在预案中`, `${task.id} is for ${task.role}, which is no role of the plan`));
    if (task.area !== undefined && area === null) this.findings.push(finding("UNKNOWN_AREA", `${path}.area`, `没有区域 ${task.area}`, `there is no area ${task.area}`));
    return {
      id: task.id, path, from: task.from, after: task.after ?? [], startS: task.startS, dueS: task.dueS, when: this.condition(task.when, `${path}.when`),
      issue: (after) => role === undefined ? [] : [{
        id: task.id, nameZh: task.nameZh, nameEn: task.nameEn, dutyZh: task.dutyZh, dutyEn: task.dutyEn, role, after: [...after], startS: task.startS, dueS: task.dueS,
        critical: task.critical ?? false, needs: task.needs ?? [], area, module: null,
      }],
    };
  }

  call(call: ModuleCall, index: number): CompiledKnot {
    const path = `calls.${index}`;
    const module = versionOf(this.#modules, call);
    const when = this.condition(call.when, `${path}.when`);
    if (module === undefined) {
      this.findings.push(finding("UNKNOWN_MODULE", `${path}.module`, `没有模块 ${call.module} 第 ${call.version} 版`, `there is no module ${call.module} of version ${call.version}`));
      return { id: call.id, path, from: call.from, after: call.after ?? [], startS: 1, dueS: 1, when, issue: () => [] };
    }
    this.findings.push(...argumentFindings(module, call.args, `${path}.args`, areaIn(this.#plan)), ...this.#mappedRoles(call, module, path));
    const roleOf = (role: PlanRole): PlanRole => this.#roles.get(call.roles?.[role.id] ?? "") ?? role;
    return {
      id: call.id, path, from: call.from, after: call.after ?? [], when,
      startS: Math.min(...module.tasks.map(({ startS }) => startS), 604_800), dueS: Math.max(...module.tasks.map(({ dueS }) => dueS), 1),
      issue: (after) => moduleTasks({ module, args: call.args, call: call.id, roleOf, areaOf: areaIn(this.#plan), after }),
    };
  }

  #mappedRoles(call: ModuleCall, module: PlanModule, path: string): PlanFinding[] {
    return Object.entries(call.roles ?? {}).flatMap(([role, holder]) => [
      ...(module.roles.some(({ id }) => id === role) ? [] : [finding("UNKNOWN_ROLE", `${path}.roles.${role}`, `模块 ${module.id} 没有岗位 ${role}`, `module ${module.id} has no role ${role}`)]),
      ...(this.#roles.has(holder) ? [] : [finding("UNKNOWN_ROLE", `${path}.roles.${role}`, `预案没有岗位 ${holder}`, `the plan has no role ${holder}`)]),
    ]);
  }
}

/** A plan with what keeps it from running; `compiled` is to be used only when there is nothing. */
export function assemble(plan: PlanContent, modules: readonly PlanModule[], vocabulary: Pick<PlanVocabulary, "facts">): { readonly compiled: CompiledPlan; readonly findings: PlanFinding[] } {
  const shop = new Workshop(plan, modules, conditionCompiler(vocabulary.facts));
  const calls = plan.calls ?? [];
  const trigger = shop.condition(plan.trigger?.when, "trigger.when");
  const levels: Partial<Record<PlanLevel, PlanCondition>> = {};
  for (const level of PLAN_LEVELS) {
    const condition = shop.condition(plan.levels[level]?.when, `levels.${level}.when`);
    if (condition !== null) levels[level] = condition;
  }
  const knots = [...plan.tasks.map((task, index) => shop.task(task, index)), ...calls.map((call, index) => shop.call(call, index))];
  const ids = twice(knots.map(({ id }) => id), (index) => `${knots[index]!.path}.id`);
  return { compiled: { plan, trigger, levels, knots: inOrder(knots) }, findings: [...shop.findings, ...ids, ...graphFindings(knots)] };
}

/** A plan that runs, or everything that keeps it from running. `modules`: every version that there is. */
export function compilePlan(plan: PlanContent, modules: readonly PlanModule[], vocabulary: Pick<PlanVocabulary, "facts">): Result<CompiledPlan, readonly PlanFinding[]> {
  const { compiled, findings } = assemble(plan, modules, vocabulary);
  return findings.length === 0 ? ok(compiled) : fail(findings);
}
