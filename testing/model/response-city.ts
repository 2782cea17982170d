import type { Activation, ActivationTask } from "@tocsin/contract/command/activation.ts";
import type { PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { PlanContent } from "@tocsin/contract/command/plan.ts";
import type { RoleRow } from "@tocsin/contract/organisation/city.ts";
import { filedPlans } from "@tocsin/domain/command/plans/register-plans.ts";
import { SAMPLE_MODULE, SAMPLE_PLAN, SAMPLE_VOCABULARY } from "@tocsin/engine/plans/sample-plan.ts";
import { tinyCity } from "../fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel, openIncident } from "./city-model.ts";

const COMMANDER: RoleRow = { role: "DUTY_COMMANDER", nameZh: "值班长", nameEn: "Duty commander", commands: [], views: [], activates: { IV: "STATION", III: "DISTRICT", II: "CITY", I: "CITY" } };

/** Seats of the model: the city's commander, a district's, a station's room, the desk of a partner, a second commander who has no part in anything. */
export const chief = actor({ userId: "chief", name: "市局值班长", role: "DUTY_COMMANDER", orgPath: "CITY" });
export const district = actor({ userId: "district", name: "分局值班长", role: "DUTY_COMMANDER", orgPath: "CITY.D1" });
export const room = actor({ userId: "room", name: "综合指挥室", role: "STATION_ROOM", orgPath: "CITY.D1.S11" });
export const partner = actor({ userId: "gas", name: "急救席", role: "PARTNER_DESK", orgPath: "CITY.EM", agency: "EMS" });
export const outsider = actor({ userId: "outsider", name: "复盘人", role: "DUTY_COMMANDER", orgPath: "CITY" });

/** The sample plan, whose gas tasks the partner of the tiny city holds. */
export const responsePlan: PlanContent = { ...SAMPLE_PLAN, roles: SAMPLE_PLAN.roles.map((role) => (role.id === "GAS" ? { ...role, holder: { agency: "EMS" } } : role)) };

/** A city with one plan, and an incident of its type that `chief` commands. */
export function responseCity(plan: PlanContent = responsePlan): { readonly city: CityModel; readonly incidentId: string } {
  const files = { ...tinyCity, plans: [plan], planModules: [SAMPLE_MODULE], factKeys: SAMPLE_VOCABULARY.facts, roles: [COMMANDER] };
  const city = cityModel(files);
  city.registerPlans(filedPlans(files).map(({ source }) => ({ planVersionId: city.newId(), source, follows: null })));
  const incidentId = openIncident(city, "FR-02");
  city.send("command.take", { incidentId }, chief);
  return { city, incidentId };
}

/** Starts the plan. @throws when it is refused. */
export function activate(city: CityModel, incidentId: string, level: PlanLevel, who = chief, planId = SAMPLE_PLAN.id): string {
  const activationId = city.newId();
  const made = city.send("command.activatePlan", { activationId, incidentId, planId, level }, who);
  if (!made.ok) throw new Error(`${made.error.code} ${JSON.stringify(made.error.params)}`);
  return activationId;
}

export const responseOf = (city: CityModel, id: string): Activation => city.activations.get(id)!;
export const taskOf = (city: CityModel, id: string, taskId: string): ActivationTask => responseOf(city, id).tasks.find((task) => task.id === taskId)!;
export const states = (city: CityModel, id: string): Record<string, string> => Object.fromEntries(responseOf(city, id).tasks.map((task) => [task.id, task.state]));
