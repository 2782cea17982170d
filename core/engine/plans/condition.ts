import { Environment, EvaluationError, type ASTNode } from "@marcbachmann/cel-js";
import type { FactKeyRow } from "@tocsin/contract/organisation/city.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import { isProhibitedField, namesPerson } from "@tocsin/contract/prohibited.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { finding } from "./finding.ts";
import { FACT_TYPES, NAMES, type PlanNames } from "./vocabulary.ts";

/** YES or NO; UNKNOWN when it hangs on something that nobody has said yet, or that cannot be worked out: such a condition does not hold. */
export type Judgement = "YES" | "NO" | "UNKNOWN";

export interface PlanCondition {
  /** Names on which it hangs: `facts.trapped`. */
  readonly asks: readonly string[];
  judge(names: PlanNames): Judgement;
}

export interface ConditionCompiler {
  /** A condition ready to be judged, or what is wrong with it, at `path`. */
  compile(text: string, path: string): Result<PlanCondition, PlanFinding>;
}

/** Functions that a condition may use: all end at once whatever they are given, and none depends on clock, zone or locale. */
const FUNCTIONS: ReadonlySet<string> = new Set(["has", "size", "contains", "startsWith", "endsWith", "exists", "all"]);
const LIMITS = { maxAstNodes: 200, maxDepth: 20, maxListElements: 40, maxMapEntries: 0, maxCallArguments: 3 };

/** Everything that an expression mentions: variables and fields, texts, functions; and the paths that it reads. */
interface Mentioned {
  readonly names: Set<string>;
  readonly texts: Set<string>;
  readonly functions: Set<string>;
  readonly reads: Set<string>;
}

function look(node: ASTNode, seen: Mentioned): void {
  if (node.op === "id") seen.names.add(node.args);
  else if (node.op === "value" && typeof node.args === "string") seen.texts.add(node.args);
  else if (node.op === "call" || node.op === "rcall") seen.functions.add(node.args[0]);
  else if (node.op === "." || node.op === ".?") {
    seen.names.add(node.args[1]);
    if (node.args[0].op === "id") seen.reads.add(`${node.args[0].args}.${node.args[1]}`);
  }
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(walk);
    else if (typeof part === "object" && part !== null && "op" in part && "args" in part) look(part as ASTNode, seen);
  };
  walk(node.args);
}

function mentionedIn(ast: ASTNode): Mentioned {
  const seen: Mentioned = { names: new Set(), texts: new Set(), functions: new Set(), reads: new Set() };
  look(ast, seen);
  return seen;
}

function environment(facts: readonly FactKeyRow[]): Environment {
  const env = new Environment({ limits: LIMITS });
  const groups: Record<string, Record<string, string>> = { ...NAMES, facts: Object.fromEntries(facts.map(({ key, answer }) => [key, FACT_TYPES[answer]])) };
  for (const [name, schema] of Object.entries(groups)) {
    const type = `Tocsin_${name}`;
    env.registerType({ name: type, schema });
    env.registerVariable(name, type);
  }
  return env;
}

/** CEL counts whole numbers as 64-bit integers. */
function toCel(names: PlanNames): Record<string, Record<string, unknown>> {
  const groups = Object.entries(NAMES).map(([group, types]): [string, Record<string, unknown>] => {
    const values = names[group as keyof typeof NAMES] as Readonly<Record<string, unknown>>;
    const known = Object.entries(types).flatMap(([key, type]) => (values[key] === undefined ? [] : [[key, type === "int" ? BigInt(values[key] as number) : values[key]] as const]));
    return [group, Object.fromEntries(known)];
  });
  return { ...Object.fromEntries(groups), facts: { ...names.facts } };
}

const invalid = (path: string, summary: string): PlanFinding =>
  finding("CONDITION_INVALID", path, `条件不能编译:${summary}`, `the condition does not compile: ${summary}`);

/** Reasons why an expression that is sound CEL may still not be a condition here. */
function forbidden({ names, texts, functions }: Mentioned, path: string): PlanFinding | null {
  const person = [...names].find(namesPerson) ?? [...texts].find(isProhibitedField);
  if (person !== undefined) return finding("PROHIBITED_FIELD", path, `条件不得以人员为依据:${person}`, `no condition has a person as its key: ${person}`);
  const other = [...functions].find((name) => !FUNCTIONS.has(name));
  return other === undefined ? null : invalid(path, `不允许的函数 ${other} / function ${other} is not allowed`);
}

/**
 * Conditions in CEL (Common Expression Language) over the declared names, by `@marcbachmann/cel-js`: parsed, type-checked and
 * bounded when they are compiled, so that an unknown name or a comparison of unlike things never runs.
 */
export function conditionCompiler(facts: readonly FactKeyRow[]): ConditionCompiler {
  const env = environment(facts);
  return {
    compile(text, path) {
      let parsed;
      try {
        parsed = env.parse(text);
      } catch (error) {
        return fail(invalid(path, summaryOf(error)));
      }
      const mentioned = mentionedIn(parsed.ast);
      const reason = forbidden(mentioned, path);
      if (reason !== null) return fail(reason);
      const checked = parsed.check();
      if (!checked.valid) return fail(invalid(path, summaryOf(checked.error)));
      if (checked.type !== "bool") return fail(invalid(path, `结果应为是或否 / the result is ${checked.type ?? "unknown"}, not bool`));
      return ok({ asks: [...mentioned.reads].sort(), judge: (names) => judged(() => parsed(toCel(names))) });
    },
  };
}

const summaryOf = (error: unknown): string => (error as { readonly summary?: string } | undefined)?.summary ?? String(error);

/** What asks for the ninth of three, or divides by what is nought now, says nothing: such a condition does not hold, and stops nobody who judges others beside it. */
function judged(run: () => unknown): Judgement {
  try {
    return run() === true ? "YES" : "NO";
  } catch (error) {
    if (error instanceof EvaluationError) return "UNKNOWN";
    throw error;
  }
}
