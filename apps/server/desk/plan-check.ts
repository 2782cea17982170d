import { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import { type PlanCheck, type PlanDraft, placeIn } from "@tocsin/contract/command/plan-draft.ts";
import type { GuidanceContent } from "@tocsin/contract/guidance/content.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { dayText, MINUTE } from "@tocsin/kernel/instant.ts";
import { finding } from "@tocsin/engine/plans/finding.ts";
import { lintGuidance } from "@tocsin/engine/plans/lint-guidance.ts";
import { lintModule } from "@tocsin/engine/plans/lint-module.ts";
import { lintPlan } from "@tocsin/engine/plans/lint-plan.ts";
import { vocabularyOf, type PlanVocabulary } from "@tocsin/engine/plans/vocabulary.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { boundedValidator, type Validate } from "./check-payload.ts";
import { fieldErrors } from "./field-errors.ts";

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

/** What keeps a plan, a module or guidance from being submitted today (CMD-06, SCN-02). */
export function lintVersion({ plan, module, guidance }: Pick<PlanVersion, "plan" | "module" | "guidance">, versions: PlanVersions, index: CityIndex, at: number): PlanFinding[] {
  const vocabulary = planVocabulary(index);
  if (guidance !== undefined) return lintGuidance(guidance, { types: vocabulary.types, today: today(index, at) });
  if (module !== null) return lintModule(module, vocabulary);
  return plan === null ? [] : lintPlan(plan, { modules: callableModules(versions), vocabulary, today: today(index, at) });
}

const validators = new Map<object, Validate>();

/** What the door would say of a content, by its schema. */
function fieldsOf(schema: typeof PlanContent | typeof PlanModule, content: unknown): PlanCheck["fields"] {
  const validate = validators.get(schema) ?? boundedValidator(schema);
  validators.set(schema, validate);
  return validate(content) ? [] : fieldErrors(validate.errors ?? []).map(({ path, zh, en }) => ({ path: placeIn("$", path) ?? "", zh, en }));
}

/** What is wrong with a plan or a module while it is written: what the door would refuse, and beside it what the linter finds; where a field is refused the linter is silent on it (CMD-06). */
export function checkDraft({ plan, module }: PlanDraft, versions: PlanVersions, index: CityIndex, at: number): PlanCheck {
  const fields = plan === undefined ? fieldsOf(PlanModule, module) : fieldsOf(PlanContent, plan);
  const refused = new Set(fields.map(({ path }) => path));
  return { fields, findings: lintVersion({ plan: plan ?? null, module: module ?? null }, versions, index, at).filter(({ path }) => !refused.has(path)) };
}

const person = ({ code }: PlanFinding): boolean => code === "PROHIBITED_FIELD";

/** Published plans that call a version of a module. */
function inUse({ code, no, what }: PlanVersion, versions: PlanVersions): PlanFinding[] {
  if (what !== "MODULE") return [];
  const users = [...versions].filter(({ status, uses }) => status === "PUBLISHED" && uses.some(({ module, version }) => module === code && version === no));
  return users.map((user) => finding("MODULE_IN_USE", user.code, `预案“${user.nameZh}”正在使用`, `${user.nameEn} calls it`));
}

type Content = PlanContent | PlanModule | GuidanceContent;

function ofNew(content: Content, known: PlanVersions, index: CityIndex, at: number): PlanFinding[] {
  const versions = [...known];
  const [field, own] = "id" in content ? ["id", content.id] : ["type", content.type];
  // Guidance that was retired may be written anew: its type stays, and orders miss it.
  const taken = versions.some(({ code, what, status }) => code === own && status !== "DISCARDED" && !(what === "GUIDANCE" && (status === "RETIRED" || status === "SUPERSEDED")));
  return [...ofEdit(content, versions, index, at), ...(taken ? [finding("CODE_TAKEN", field, `编号 ${own} 已被使用`, `${own} is in use already`)] : [])];
}

const versionOf = (content: Content): Pick<PlanVersion, "plan" | "module" | "guidance"> =>
  "handlingPoints" in content ? { plan: null, module: null, guidance: content } : "verifyEveryDays" in content ? { plan: content, module: null } : { plan: null, module: content };

/** A draft may have gaps; a rule over a person is refused at once (SCN-04). */
const ofEdit = (content: Content, versions: PlanVersions, index: CityIndex, at: number): PlanFinding[] => lintVersion(versionOf(content), versions, index, at).filter(person);

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
    case "plans.createGuidance":
      return ofNew(payload["content"] as Content, versions, index, at);
    case "plans.edit":
    case "plans.editModule":
    case "plans.editGuidance":
      return ofEdit(payload["content"] as Content, versions, index, at);
    case "plans.submit":
    case "plans.publish":
      return named === undefined ? [] : lintVersion(named, versions, index, at);
    case "plans.retire":
      return named === undefined ? [] : inUse(named, versions);
    default:
      return null;
  }
}
