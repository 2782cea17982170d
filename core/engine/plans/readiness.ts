import type { PlanContent } from "@tocsin/contract/command/plan.ts";
import type { PlanReadiness, ReadinessItem } from "@tocsin/contract/command/plan-finding.ts";
import type { AgencyDuty } from "@tocsin/domain/joint/duty-catalogue.ts";
import { contactState, daysBetween } from "./contacts.ts";

export interface ReadinessInput {
  readonly at: number;
  /** The city's day, `YYYY-MM-DD`. */
  readonly today: string;
  /** Units in service with what they can do. */
  readonly units: ReadonlyMap<string, { readonly capabilities: readonly string[]; readonly inService: boolean }>;
  /** What the joint duty catalogue says of an agency; null where no catalogue is at hand, as for a city's files alone. */
  readonly dutyOf: ((agency: string) => AgencyDuty | null) | null;
}

const item = (code: ReadinessItem["code"], path: string, zh: string, en: string): ReadinessItem => ({ code, path, zh, en });

function exerciseItems({ lastExercise, exerciseEveryDays }: PlanContent, today: string): ReadinessItem[] {
  if (lastExercise === null) return [item("NEVER_EXERCISED", "lastExercise", "从未演练", "never exercised")];
  const overdue = daysBetween(lastExercise, today) - exerciseEveryDays;
  return overdue <= 0 ? [] : [item("EXERCISE_DUE", "lastExercise", `上次演练 ${lastExercise}，已逾期 ${overdue} 天`, `last exercised on ${lastExercise}, ${overdue} days overdue`)];
}

function contactItems({ contacts, verifyEveryDays: days }: PlanContent, today: string): ReadinessItem[] {
  return contacts.flatMap((contact, index) => {
    const state = contactState(contact, today, days);
    const path = `contacts.${index}`;
    if (state === "VERIFIED") return [];
    return state === "FAILED"
      ? [item("CONTACT_FAILED", path, `${contact.postZh}联系不上`, `${contact.postEn} could not be reached`)]
      : [item("CONTACT_UNVERIFIED", path, `${contact.postZh}的联系方式${state === "NEVER" ? "从未核验" : `超过 ${days} 天未核验`}`, `${contact.postEn} has ${state === "NEVER" ? "never been verified" : `not been verified for ${days} days`}`)];
  });
}

function resourceItems({ resources = [] }: PlanContent, { units }: ReadinessInput): ReadinessItem[] {
  const able = (capability: string): number => [...units.values()].filter((unit) => unit.inService && unit.capabilities.includes(capability)).length;
  return resources.flatMap(({ nameZh, nameEn, need, units: named = [] }, index) => {
    const path = `resources.${index}`;
    const there = need === undefined ? 0 : able(need.capability);
    return [
      ...(need === undefined || there >= need.count ? [] : [item("RESOURCE_SHORT", path, `${nameZh}：需要 ${need.count}，在勤 ${there}`, `${nameEn}: ${need.count} needed, ${there} in service`)]),
      ...named.filter((id) => units.get(id)?.inService !== true).map((id) => item("UNIT_OUT_OF_SERVICE", path, `${nameZh}：${id} 不在勤`, `${nameEn}: ${id} is out of service`)),
    ];
  });
}

/** Agencies without which a plan does not work, each once, at the first place that names it: whose contact it has, who holds a role, who is told. */
function partnersOf({ contacts, roles, notices = [] }: PlanContent): ReadonlyMap<string, string> {
  const named = [
    ...contacts.flatMap(({ agency }, index) => (agency === undefined ? [] : [[agency, `contacts.${index}`] as const])),
    ...roles.flatMap(({ holder }, index) => ("agency" in holder ? [[holder.agency, `roles.${index}`] as const] : [])),
    ...notices.flatMap(({ agencies = [] }, index) => agencies.map((agency) => [agency, `notices.${index}`] as const)),
  ];
  const first = new Map<string, string>();
  for (const [agency, path] of named) if (!first.has(agency)) first.set(agency, path);
  return first;
}

/** Partners that the catalogue does not vouch for: the plan's own contacts tell whether a number was answered, the catalogue whether the partner still stands by it (LNK-09). */
function dutyItems(plan: PlanContent, dutyOf: ReadinessInput["dutyOf"]): ReadinessItem[] {
  if (dutyOf === null) return [];
  return [...partnersOf(plan)].flatMap(([agency, path]) => {
    const duty = dutyOf(agency);
    if (duty === null || duty.state === "VERIFIED") return [];
    const { nameZh, nameEn } = duty;
    return duty.state === "UNVERIFIED"
      ? [item("DUTY_UNVERIFIED", path, `${nameZh}在联动值班名录中未核实`, `${nameEn} has not confirmed its entry in the duty catalogue`)]
      : [item("DUTY_UNLISTED", path, `${nameZh}没有列入联动值班名录`, `${nameEn} has no entry in the duty catalogue`)];
  });
}

/** Whether a plan could be carried out today, and what stands against it (CMD-09). It warns; it forbids nothing. */
export function readinessOf(plan: PlanContent, input: ReadinessInput): PlanReadiness {
  const degraded = [...contactItems(plan, input.today), ...dutyItems(plan, input.dutyOf), ...resourceItems(plan, input)];
  const exercise = exerciseItems(plan, input.today);
  const state = degraded.length > 0 ? "DEGRADED" : exercise.length > 0 ? "DUE" : "READY";
  return { state, at: input.at, items: [...degraded, ...exercise] };
}
