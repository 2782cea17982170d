import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { reportCountOf } from "@tocsin/contract/intake/incident.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import type { FactKeyRow } from "@tocsin/contract/organisation/city.ts";
import { type CityIndex, within } from "@tocsin/domain/decision.ts";
import { civil, MINUTE } from "@tocsin/kernel/instant.ts";
import type { PlanNames } from "./vocabulary.ts";

const YES: readonly string[] = ["true", "yes", "y", "是", "有", "1"];
const NO: readonly string[] = ["false", "no", "n", "否", "无", "没有", "0"];

/** A fact as its key is typed; null when what was said cannot be read so: then nothing is known of it. */
function typedFact(value: string | number | boolean, answer: FactKeyRow["answer"]): string | number | boolean | null {
  if (answer === "TEXT") return String(value);
  const said = String(value).trim().toLowerCase();
  if (answer === "YES_NO") return YES.includes(said) ? true : NO.includes(said) ? false : null;
  const number = said === "" || typeof value === "boolean" ? Number.NaN : Number(said);
  return Number.isFinite(number) ? number : null;
}

/** Facts as their keys are typed; what cannot be read so is left out. */
export function typedFacts(said: ReadonlyMap<string, string | number | boolean>, keys: readonly FactKeyRow[]): Record<string, string | number | boolean> {
  const typed: Record<string, string | number | boolean> = {};
  for (const { key, answer } of keys) {
    const value = said.get(key);
    const read = value === undefined ? null : typedFact(value, answer);
    if (read !== null) typed[key] = read;
  }
  return typed;
}

/** What conditions may know of an incident at a moment. Weather and counts come from whoever has them. */
export function namesOfIncident(incident: Incident, city: CityIndex, at: number, beside: Pick<PlanNames, "weather" | "counts"> = { weather: {}, counts: {} }): PlanNames {
  const type = city.type.get(incident.typeCode ?? "");
  const orgs = city.city.orgs.filter(({ path }) => within(incident.orgPath, path));
  const local = civil(at, city.city.head.utcOffset * MINUTE);
  const units = incident.orders.reduce((count, order) => count + order.assignments.filter(isActive).length, 0);
  return {
    incident: {
      ...(type === undefined ? {} : { type: type.code, category: type.category }), ...(incident.priority === null ? {} : { priority: incident.priority }),
      drill: incident.drill, flags: incident.flags, reports: reportCountOf(incident), units,
    },
    place: {
      district: orgs.find(({ level }) => level === "DISTRICT")?.id ?? "", station: orgs.find(({ level }) => level === "STATION")?.id ?? "",
      setting: orgs.toSorted((a, b) => b.path.length - a.path.length)[0]?.setting ?? "", premise: city.premise.get(incident.place?.premiseId ?? "")?.kind ?? "",
    },
    facts: typedFacts(new Map(incident.facts.map(({ key, value }) => [key, value])), city.city.factKeys),
    time: { month: local.month, weekday: local.weekday === 0 ? 7 : local.weekday, hour: local.hour },
    ...beside,
  };
}
