import type { City } from "@tocsin/contract/organisation/city.ts";
import type { PlanFinding, PlanReadiness } from "@tocsin/contract/command/plan-finding.ts";
import { startOfDay } from "@tocsin/kernel/instant.ts";
import { compilePlan } from "@tocsin/engine/plans/compile-plan.ts";
import { lintPlan } from "@tocsin/engine/plans/lint-plan.ts";
import { readinessOf } from "@tocsin/engine/plans/readiness.ts";
import { runPlanTest } from "@tocsin/engine/plans/run-plan-test.ts";
import { vocabularyOf } from "@tocsin/engine/plans/vocabulary.ts";
import { faultText, type Fault } from "./fault.ts";
import { readPlanTests } from "./plan-files.ts";

export interface PlanTrial {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly findings: readonly PlanFinding[];
  readonly cases: number;
  /** Cases that do not come true: where, which, and what differs. */
  readonly failures: readonly string[];
  readonly readiness: PlanReadiness;
}

/** Tries every plan of a city's folder: linter, its test cases, and readiness as if every unit were in service and every partner by the duty catalogue, which lives on a server. `today`: `YYYY-MM-DD`. */
export function tryPlans(dir: string, city: City, today: string): { readonly trials: readonly PlanTrial[]; readonly faults: readonly string[] } {
  const vocabulary = vocabularyOf(city);
  const { tests, faults } = readPlanTests(dir);
  const units = new Map(city.units.map(({ id, capabilities }) => [id, { capabilities, inService: true }]));
  const known = new Set(city.plans.map(({ id }) => id));
  const trials = city.plans.map((plan): PlanTrial => {
    const own = tests.filter(({ planId }) => planId === plan.id).flatMap(({ file, cases }) => cases.map(({ line, value }) => ({ at: `${file}:${line}`, value })));
    const made = compilePlan(plan, city.planModules, vocabulary);
    const failures = made.ok ? own.flatMap(({ at, value }) => runPlanTest(made.value, value, city.types, city.factKeys).map((why) => `${at} ${value.name} · ${why}`)) : [];
    const findings = lintPlan(plan, { modules: city.planModules, vocabulary, today });
    const { id, nameZh, nameEn } = plan;
    return { id, nameZh, nameEn, findings, cases: own.length, failures, readiness: readinessOf(plan, { at: startOfDay(today), today, units, dutyOf: null }) };
  });
  const strays = tests.filter(({ planId }) => !known.has(planId)).map(({ file, planId }) => `${file}: 没有预案 ${planId} / there is no plan ${planId}`);
  return { trials, faults: [...faults.map((fault: Fault) => faultText(fault)), ...strays] };
}
