import { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import { PlanTestCase } from "@tocsin/contract/command/plan-test.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import { lintModule } from "@tocsin/engine/plans/lint-module.ts";
import { planFaults } from "@tocsin/engine/plans/lint-plan.ts";
import type { PlanVocabulary } from "@tocsin/engine/plans/vocabulary.ts";
import { FileFaults, type Fault, type Located } from "./fault.ts";
import { listFolder, readFolder } from "./folder.ts";
import { readList, readObject, type YamlFile } from "./yaml-file.ts";

export const PLANS_FOLDER = "plans";
export const MODULES_FOLDER = "plan-modules";
const TESTS = ".test.yaml";

/** A plan or module with its file, so that what is found in it is told by line. */
export interface PlanFile<T> {
  readonly value: T;
  readonly file: YamlFile;
  readonly faults: FileFaults;
}

export interface PlanFiles {
  readonly plans: readonly PlanFile<PlanContent>[];
  readonly modules: readonly PlanFile<PlanModule>[];
}

/** Reads `plans/*.yaml` and `plan-modules/*.yaml`, one plan or module in each; their tests lie beside them and are read by `readPlanTests`. */
export function readPlanFiles(dir: string, all: Fault[]): PlanFiles {
  const read = readFolder(dir);
  const each = <S extends typeof PlanContent | typeof PlanModule>(folder: string, schema: S): PlanFile<never>[] =>
    listFolder(dir, folder).filter((name) => name.endsWith(".yaml") && !name.endsWith(TESTS)).flatMap((name) => {
      const faults = new FileFaults(`${folder}/${name}`, all);
      const text = read(`${folder}/${name}`, faults);
      const found = text === null ? null : readObject(text, schema, faults);
      return found === null ? [] : [{ value: found.value as never, file: found.file, faults }];
    });
  return { plans: each(PLANS_FOLDER, PlanContent), modules: each(MODULES_FOLDER, PlanModule) };
}

function report({ file, faults }: PlanFile<unknown>, findings: readonly PlanFinding[]): void {
  for (const { code, path, zh, en } of findings) {
    const steps = path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    faults.add(file.lineOf(steps), path, code, zh, en);
  }
}

function reportTwice<T extends { readonly id: string }>(files: readonly PlanFile<T>[], keyOf: (value: T) => string): void {
  const seen = new Set<string>();
  for (const { value, file, faults } of files) {
    const key = keyOf(value);
    if (seen.has(key)) faults.add(file.lineOf(["id"]), "id", "ID_TWICE", `${key} 已在另一个文件中`, `${key} is in another file already`);
    seen.add(key);
  }
}

/** Everything that the linter finds on any day: a contact that grows old keeps no city from starting. */
export function checkPlans({ plans, modules }: PlanFiles, vocabulary: PlanVocabulary, mechanisms: ReadonlySet<string>): void {
  reportTwice(plans, ({ id }) => id);
  reportTwice(modules, ({ id, version }) => `${id} ${version}`);
  const known = modules.map(({ value }) => value);
  for (const { value: { mechanism }, file, faults } of [...plans, ...modules])
    if (mechanism !== undefined && !mechanisms.has(mechanism)) faults.add(file.lineOf(["mechanism"]), "mechanism", "REFERENCE_UNKNOWN", `没有机制 ${mechanism}`, `there is no mechanism ${mechanism}`);
  for (const module of modules) report(module, lintModule(module.value, vocabulary));
  for (const plan of plans) report(plan, planFaults(plan.value, { modules: known, vocabulary }));
}

/** Test cases of one plan, by its id: the file's name before `.test.yaml`. */
export interface PlanTests {
  readonly file: string;
  readonly planId: string;
  readonly cases: readonly Located<PlanTestCase>[];
}

export function readPlanTests(dir: string): { readonly tests: readonly PlanTests[]; readonly faults: readonly Fault[] } {
  const all: Fault[] = [];
  const read = readFolder(dir);
  const tests = listFolder(dir, PLANS_FOLDER).filter((name) => name.endsWith(TESTS)).map((name): PlanTests => {
    const file = `${PLANS_FOLDER}/${name}`;
    const faults = new FileFaults(file, all);
    return { file, planId: name.slice(0, -TESTS.length).toUpperCase(), cases: readList(read(file, faults) ?? "[]", PlanTestCase, faults) };
  });
  return { tests, faults: all };
}
