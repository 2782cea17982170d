import type { ModuleParameter, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { AreaShape, IssuableTask, ModuleArgument, ModuleArguments, PlanRole } from "@tocsin/contract/command/plan-task.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import { ringFault } from "@tocsin/kernel/ring.ts";
import { finding } from "./finding.ts";

export interface NamedArea {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly shape: AreaShape;
}

/** What stands for an AREA: a shape, or in a plan the id of one of its areas. */
export type AreaOf = (value: ModuleArgument) => NamedArea | null;

/** In an ad-hoc call an area is drawn or a circle around the incident. */
export const drawnArea =
  ({ nameZh, nameEn }: Pick<ModuleParameter, "nameZh" | "nameEn">): AreaOf =>
  (value) => (typeof value === "object" ? { nameZh, nameEn, shape: value } : null);

const range = ({ min, max, unit = "" }: ModuleParameter): string => `${min ?? "-∞"} – ${max ?? "∞"} ${unit}`.trim();
const outside = (value: number, { min, max }: ModuleParameter): boolean => (min !== undefined && value < min) || (max !== undefined && value > max);

function argumentFinding(parameter: ModuleParameter, value: ModuleArgument, areaOf: AreaOf, path: string): PlanFinding | null {
  const { nameZh, nameEn, type } = parameter;
  const wrong = (wanted: readonly [string, string]): PlanFinding => finding("PARAMETER_TYPE", path, `参数“${nameZh}”应为${wanted[0]}`, `${nameEn} must be ${wanted[1]}`);
  const tooFar = (): PlanFinding => finding("PARAMETER_OUT_OF_RANGE", path, `参数“${nameZh}”超出范围 ${range(parameter)}`, `${nameEn} is out of range ${range(parameter)}`);
  switch (type) {
    case "INTEGER":
    case "NUMBER":
      if (typeof value !== "number" || (type === "INTEGER" && !Number.isInteger(value))) return wrong(type === "INTEGER" ? ["整数", "a whole number"] : ["数字", "a number"]);
      return outside(value, parameter) ? tooFar() : null;
    case "YES_NO":
      return typeof value === "boolean" ? null : wrong(["是或否", "true or false"]);
    case "TEXT":
      return typeof value === "string" ? null : wrong(["文字", "a text"]);
    case "CHOICE": {
      if (typeof value !== "string") return wrong(["选项之一", "one of its choices"]);
      const known = parameter.choices?.map((choice) => choice.value) ?? [];
      return known.includes(value) ? null : finding("PARAMETER_OUT_OF_RANGE", path, `参数“${nameZh}”只能是 ${known.join("、")}`, `${nameEn} is one of ${known.join(", ")}`);
    }
    case "AREA": {
      const shape = areaOf(value)?.shape;
      if (shape === undefined) return typeof value === "string" ? finding("UNKNOWN_AREA", path, `没有区域 ${value}`, `there is no area ${value}`) : wrong(["区域", "an area"]);
      if ("ring" in shape) return ringFault(shape.ring) === null ? null : finding("AREA_INVALID", path, `区域“${nameZh}”的边界未闭合、自相交或不足三个角`, `the outline of ${nameEn} is open, crosses itself or has fewer than three corners`);
      return outside(shape.radiusM, { ...parameter, unit: "m" }) ? tooFar() : null;
    }
  }
}

/** What is wrong with the values for a module's parameters, under `path` (CMD-07). */
export function argumentFindings(module: PlanModule, args: ModuleArguments, path: string, areaOf?: AreaOf): PlanFinding[] {
  const unknown = Object.keys(args).filter((key) => !module.parameters.some((parameter) => parameter.key === key));
  return [
    ...module.parameters.flatMap((parameter) => {
      const value = args[parameter.key];
      const here = `${path}.${parameter.key}`;
      if (value === undefined) return [finding("PARAMETER_MISSING", here, `缺少参数“${parameter.nameZh}”`, `${parameter.nameEn} is missing`)];
      return argumentFinding(parameter, value, areaOf ?? drawnArea(parameter), here) ?? [];
    }),
    ...unknown.map((key) => finding("UNKNOWN_PARAMETER", `${path}.${key}`, `模块 ${module.id} 没有参数 ${key}`, `module ${module.id} has no parameter ${key}`)),
  ];
}

/** A value as a person reads it. */
function said(parameter: ModuleParameter, value: ModuleArgument, language: "zh" | "en", areaOf: AreaOf): string {
  const unit = parameter.unit === undefined ? "" : ` ${parameter.unit}`;
  if (typeof value === "number") return `${value}${unit}`;
  if (typeof value === "boolean") return language === "zh" ? (value ? "是" : "否") : value ? "yes" : "no";
  if (parameter.type === "AREA") {
    const area = areaOf(value);
    const name = (language === "zh" ? area?.nameZh : area?.nameEn) ?? "";
    const radius = area !== null && "radiusM" in area.shape ? (language === "zh" ? `(半径 ${area.shape.radiusM} 米)` : ` (radius ${area.shape.radiusM} m)`) : "";
    return name + radius;
  }
  const choice = parameter.choices?.find((each) => each.value === value);
  return choice === undefined ? String(value) : choice[language];
}

export const PLACEHOLDER = /\{([a-zA-Z0-9]+)\}/g;

export interface ModuleUse {
  readonly module: PlanModule;
  readonly args: ModuleArguments;
  /** Prefix of the tasks' ids: the call. */
  readonly call: string;
  /** Who holds a role of the module. */
  readonly roleOf: (role: PlanRole) => PlanRole;
  readonly areaOf?: AreaOf;
  /** Tasks that must be done before any of these. */
  readonly after: readonly string[];
}

/** The tasks of a module with these values, which must be sound (`argumentFindings`). */
export function moduleTasks({ module, args, call, roleOf, areaOf, after }: ModuleUse): IssuableTask[] {
  const parameters = new Map(module.parameters.map((parameter) => [parameter.key, parameter]));
  const area = (parameter: ModuleParameter): AreaOf => areaOf ?? drawnArea(parameter);
  const filled = (text: string, language: "zh" | "en"): string =>
    text.replace(PLACEHOLDER, (whole, key: string) => {
      const parameter = parameters.get(key);
      return parameter === undefined || args[key] === undefined ? whole : said(parameter, args[key], language, area(parameter));
    });
  return module.tasks.flatMap((task): IssuableTask[] => {
    const role = module.roles.find(({ id }) => id === task.role);
    if (role === undefined) return [];
    const own = (task.after ?? []).map((id) => `${call}/${id}`);
    const parameter = parameters.get(task.area ?? "");
    const where = parameter === undefined || args[parameter.key] === undefined ? null : area(parameter)(args[parameter.key]!);
    return [{
      id: `${call}/${task.id}`, nameZh: task.nameZh, nameEn: task.nameEn, dutyZh: filled(task.dutyZh, "zh"), dutyEn: filled(task.dutyEn, "en"), role: roleOf(role),
      after: own.length === 0 ? [...after] : own, startS: task.startS, dueS: task.dueS, critical: task.critical ?? false, needs: task.needs ?? [], area: where,
      module: { id: module.id, version: module.version },
    }];
  });
}
