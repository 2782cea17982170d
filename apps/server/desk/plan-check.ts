import type { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { dayText, MINUTE } from "@tocsin/kernel/instant.ts";
import { finding } from "@tocsin/engine/plans/finding.ts";
import { lintModule } from "@tocsin/engine/plans/lint-module.ts";
import { lintPlan } from "@tocsin/engine/plans/lint-plan.ts";
import { vocabularyOf, type PlanVocabulary } from "@tocsin/engine/plans/vocabulary.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";

/** Every version of a plan or module that there is, as the log has it. */
export type PlanVersions = Iterable<PlanVersion>;

const vocabularies = new WeakMap<CityIndex, PlanVocabulary>();

/** What a plan of this city may refer to; made once. */
export function planVocabulary(index: CityIndex): PlanVocabulary {
  const known = vocabularies.get(index) ?? vocabularyOf(index.city);
  vocabularies.set(index, known);
  return known;
}

/** Versions of modules that plans may call: those that were published, also when another has followed. */
export const callableModules = (versions: PlanVersions): PlanModule[] => [...versions].flatMap(({ module, no, status }) => (module !== null && no !== null && status !== "RETIRED" ? [module] : []));

export const today = (index: CityIndex, at: number): string => dayText(at, index.city.head.utcOffset * MINUTE);

/** What keeps a plan or module from being submitted today (CMD-06). */
export function lintVersion({ plan, module }: Pick<PlanVersion, "plan" | "module">, versions: PlanVersions, index: CityIndex, at: number): PlanFinding[] {
  const vocabulary = planVocabulary(index);
  if (module !== null) return lintModule(module, vocabulary);
  return plan === null ? [] : lintPlan(plan, { modules: callableModules(versions), vocabulary, today: today(index, at) });
}

const person = ({ code }: PlanFinding): boolean => code === "PROHIBITED_FIELD";

/** Published plans that call a version of a module. */
function inUse({ code, no, what }: PlanVersion, versions: PlanVersions): PlanFinding[] {
  if (what === "PLAN") return [];
  const users = [...versions].filter(({ status, uses }) => status === "PUBLISHED" && uses.some(({ module, version }) => module === code && version === no));
  return users.map((user) => finding("MODULE_IN_USE", user.code, `预案“${user.nameZh}”正在使用`, `${user.nameEn} calls it`));
}

function ofNew(content: PlanContent | PlanModule, versions: PlanVersions, index: CityIndex, at: number): PlanFinding[] {
  const taken = [...versions].some(({ code, status }) => code === content.id && status !== "DISCARDED");
  return [...ofEdit(content, versions, index, at), ...(taken ? [finding("CODE_TAKEN", "id", `编号 ${content.id} 已被使用`, `${content.id} is in use already`)] : [])];
}

/** A draft may have gaps; a rule over a person is refused at once (SCN-04). */
const ofEdit = (content: PlanContent | PlanModule, versions: PlanVersions, index: CityIndex, at: number): PlanFinding[] =>
  lintVersion("verifyEveryDays" in content ? { plan: content, module: null } : { plan: null, module: content }, versions, index, at).filter(person);

export interface PlanQuestion {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The version that is named, when it was loaded. */
  readonly named: PlanVersion | undefined;
  readonly versions: PlanVersions;
  readonly index: CityIndex;
  readonly at: number;
}

/** What forbids a step of a plan's life; null for commands that do not ask. */
export function planFindingsFor({ name, payload, named, versions, index, at }: PlanQuestion): PlanFinding[] | null {
  switch (name) {
    case "plans.create":
    case "plans.createModule":
      return ofNew(payload["content"] as PlanContent | PlanModule, versions, index, at);
    case "plans.edit":
    case "plans.editModule":
      return ofEdit(payload["content"] as PlanContent | PlanModule, versions, index, at);
    case "plans.submit":
    case "plans.publish":
      return named === undefined ? [] : lintVersion(named, versions, index, at);
    case "plans.retire":
      return named === undefined ? [] : inUse(named, versions);
    default:
      return null;
  }
}
