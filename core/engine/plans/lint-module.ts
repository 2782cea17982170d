import type { ModuleParameter, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import { finding, twice, untagged } from "./finding.ts";
import { dutyFindings, needFindings, roleFindings } from "./lint-parts.ts";
import { PLACEHOLDER } from "./module-tasks.ts";
import { graphFindings } from "./task-graph.ts";
import type { PlanVocabulary } from "./vocabulary.ts";

function parameterFindings({ type, min, max, choices, nameZh, nameEn }: ModuleParameter, path: string): PlanFinding[] {
  const bounds = (zh: string, en: string): PlanFinding[] => [finding("PARAMETER_BOUNDS", path, `参数“${nameZh}”${zh}`, `${nameEn} ${en}`)];
  if (min !== undefined && max !== undefined && min > max) return bounds("的下限大于上限", "has a minimum above its maximum");
  if (type === "CHOICE") return choices === undefined ? bounds("没有选项", "has no choices") : [];
  return choices === undefined ? [] : bounds("不是选项类,却列了选项", "is no choice but lists choices");
}

/** Parameters that a duty names and that there are not. */
const unknownKeys = (text: string, known: ReadonlySet<string>): string[] => [...text.matchAll(PLACEHOLDER)].map(([, key]) => key ?? "").filter((key) => !known.has(key));

/** What keeps a module from being submitted (CMD-07). */
export function lintModule(module: PlanModule, vocabulary: PlanVocabulary): PlanFinding[] {
  const roles = new Set(module.roles.map(({ id }) => id));
  const keys = new Set(module.parameters.map(({ key }) => key));
  const knots = module.tasks.map(({ id, after = [], startS, dueS }, index) => ({ id, path: `tasks.${index}`, from: "IV" as const, after, startS, dueS }));
  return [
    ...untagged(module),
    ...(module.tasks.length === 0 ? [finding("LEVEL_WITHOUT_TASK", "tasks", "模块没有任何任务", "the module has no task")] : []),
    ...twice(module.parameters.map(({ key }) => key), (index) => `parameters.${index}.key`),
    ...module.parameters.flatMap((parameter, index) => parameterFindings(parameter, `parameters.${index}`)),
    ...roleFindings(module.roles, vocabulary),
    ...twice(module.tasks.map(({ id }) => id), (index) => `tasks.${index}.id`),
    ...graphFindings(knots),
    ...module.tasks.flatMap((task, index) => {
      const path = `tasks.${index}`;
      return [
        ...(roles.has(task.role) ? [] : [finding("TASK_WITHOUT_ROLE", `${path}.role`, `任务 ${task.id} 的岗位 ${task.role} 不在模块中`, `${task.id} is for ${task.role}, which is no role of the module`)]),
        ...(task.area === undefined || module.parameters.some(({ key, type }) => key === task.area && type === "AREA") ? [] : [finding("UNKNOWN_AREA", `${path}.area`, `没有区域参数 ${task.area}`, `there is no parameter ${task.area} of type AREA`)]),
        ...[...new Set([...unknownKeys(task.dutyZh, keys), ...unknownKeys(task.dutyEn, keys)])].map((key) => finding("UNKNOWN_PARAMETER", `${path}.dutyZh`, `任务内容提到没有的参数 {${key}}`, `the duty names {${key}}, which is no parameter`)),
        ...dutyFindings(task, path),
        ...needFindings(task.needs ?? [], `${path}.needs`, vocabulary),
      ];
    }),
  ];
}
