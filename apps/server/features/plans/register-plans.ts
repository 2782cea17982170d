import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { PlanCheck, PlanDraft } from "@tocsin/contract/command/plan-draft.ts";
import type { PlanReadiness } from "@tocsin/contract/command/plan-finding.ts";
import { planHeadOf, PlanList, PlanView, presentPlan, type PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { agencyDuties, dutyEntries } from "@tocsin/domain/joint/duty-catalogue.ts";
import { validCapabilities } from "@tocsin/domain/organisation/certificates.ts";
import { compilePlan } from "@tocsin/engine/plans/compile-plan.ts";
import { lintModule } from "@tocsin/engine/plans/lint-module.ts";
import { readinessOf, type ReadinessInput } from "@tocsin/engine/plans/readiness.ts";
import { moduleOutline, outlineOf } from "@tocsin/engine/plans/tasks-at.ts";
import { callableModules, checkDraft, lintVersion, planVocabulary, today } from "../../desk/plan-check.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { seesPlan, shownPlan } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import type { Session } from "../../session.ts";
import type { CityPresent } from "../present/city-present.ts";

export interface PlansDeps {
  readonly present: Pick<CityPresent, "plans" | "units" | "channels" | "caughtUp">;
  readonly city: ServedCity;
  readonly now: () => number;
}

/** A unit counts as a resource while it is on shift and not broken down, whatever it is doing. */
const inService = ({ status }: Unit): boolean => status !== "OFF_DUTY" && status !== "UNAVAILABLE";

/** What a version asks for, where it runs. */
function outline(record: PlanVersion, versions: Iterable<PlanVersion>, city: ServedCity): PlanView["tasks"] {
  if (record.module !== null) return lintModule(record.module, planVocabulary(city.index)).length === 0 ? moduleOutline(record.module) : [];
  const made = record.plan === null ? null : compilePlan(record.plan, callableModules(versions), planVocabulary(city.index));
  return made?.ok === true ? outlineOf(made.value) : [];
}

/** Versions of plans and modules: their heads with readiness, and one with its content and what the linter says (CMD-06, CMD-09). */
export function registerPlans(app: FastifyInstance, { present, city, now }: PlansDeps): void {
  const seen = async (session: Session): Promise<PlanVersion[]> => {
    await present.caughtUp();
    return [...present.plans.values()].filter((plan) => seesPlan(session, plan, city.roles)).map((plan) => shownPlan(session, plan, city.roles));
  };
  const resources = (at: number): ReadinessInput => ({
    at, today: today(city.index, at), units: new Map([...present.units].map(([id, unit]) => [id, { capabilities: validCapabilities(city.index, id, at), inService: inService(unit) }])),
    dutyOf: agencyDuties(dutyEntries(present.channels.values()), city.index),
  });
  const readiness = (version: PlanVersion, input: ReadinessInput): PlanReadiness | null => {
    const plan = version.status === "PUBLISHED" ? presentPlan(version) : null;
    return plan === null ? null : readinessOf(plan, input);
  };

  app.get(ROUTES.plans, { schema: { tags: ["plans"], response: answers(PlanList) } }, async (request) => {
    const versions = await seen(sessionOf(request));
    const input = resources(now());
    return { plans: versions.map((version) => ({ head: planHeadOf(version), readiness: readiness(version, input) })) };
  });

  app.get<{ Params: { id: string } }>(ROUTES.plan, { schema: { tags: ["plans"], params: Type.Object({ id: Ulid }), response: answers(PlanView) } }, async (request) => {
    const record = (await seen(sessionOf(request))).find(({ id }) => id === request.params.id);
    if (record === undefined) throw new RefusedRequest(refuse("NOT_FOUND"));
    const at = now();
    return { record, tasks: outline(record, present.plans.values(), city), findings: lintVersion({ ...record, plan: presentPlan(record) }, present.plans.values(), city.index, at), readiness: readiness(record, resources(at)) };
  });

  app.post<{ Body: PlanDraft }>(ROUTES.planCheck, { schema: { tags: ["plans"], body: PlanDraft, response: answers(PlanCheck) } }, async (request) => {
    if (!sessionOf(request).grants.some(({ role }) => city.roles.mayCommand(role, "plans.edit"))) throw new RefusedRequest(refuse("FORBIDDEN", { command: "plans.edit" }));
    await present.caughtUp();
    return checkDraft(request.body, present.plans.values(), city.index, now());
  });
}
