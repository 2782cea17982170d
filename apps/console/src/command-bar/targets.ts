import type { CityView, Successors } from "@tocsin/contract/views.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { DepartmentRow, OutcomeRow } from "@tocsin/contract/organisation/city.ts";
import { shortNo } from "../incident/summary.ts";

/** What the grammar may refer to; plain data, so that it can be tested. */
export interface BarWorld {
  /** In the order of the queue. */
  readonly incidents: readonly Incident[];
  readonly units: readonly Unit[];
  /** Unit ids of the recommendation for the chosen incident, best first. */
  readonly ranked: readonly string[];
  readonly types: CityView["types"];
  readonly outcomes: readonly OutcomeRow[];
  readonly agencies: readonly DepartmentRow[];
  readonly selectedId: string | null;
  /** To whom command of the incident of the line can be handed; null while that is asked for. */
  readonly seats: readonly Successors["seats"][number][] | null;
}

/** Incidents for `.` (the chosen one), the end of a number, or a piece of the place; those that end in it first. */
export function findIncidents(world: Pick<BarWorld, "incidents" | "selectedId">, token: string): readonly Incident[] {
  if (token === ".") return world.incidents.filter(({ id }) => id === world.selectedId);
  const query = token.replace(/^#/, "");
  if (query === "") return world.incidents;
  const exact = world.incidents.filter(({ no }) => shortNo(no) === query.replace(/^0+(?=\d)/, ""));
  if (/^\d+$/.test(query)) {
    const ending = world.incidents.filter((incident) => !exact.includes(incident) && incident.no.endsWith(query));
    return [...exact, ...ending];
  }
  return world.incidents.filter(({ no, place }) => no.toLowerCase().includes(query.toLowerCase()) || (place?.addressText.includes(query) ?? false));
}

const squeezed = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, "");

/** How well a token names a unit: the whole id or call sign, its number, a piece of it. */
function unitFit(unit: Unit, query: string): number {
  const names = [squeezed(unit.id), squeezed(unit.callSign)];
  if (names.includes(query)) return 4;
  if (/^\d+$/.test(query) && names.some((name) => Number(/(?<!\d)\d+$/.exec(name)?.[0] ?? NaN) === Number(query))) return 3;
  if (names.some((name) => name.endsWith(query))) return 2;
  return names.some((name) => name.includes(query)) ? 1 : 0;
}

/** Units for a token; `+1` is the first of the recommendation. Off-duty ones are not found (CMD-02). */
export function findUnits(world: Pick<BarWorld, "units" | "ranked">, token: string): readonly Unit[] {
  const rank = /^\+(\d{1,2})$/.exec(token);
  if (rank) {
    const id = world.ranked[Number(rank[1]) - 1];
    return world.units.filter((unit) => unit.id === id);
  }
  const query = squeezed(token);
  const fits = world.units
    .filter(({ status }) => status !== "OFF_DUTY")
    .map((unit) => ({ unit, fit: query === "" ? 1 : unitFit(unit, query) }))
    .filter(({ fit }) => fit > 0);
  const best = Math.max(0, ...fits.map(({ fit }) => fit));
  const order = (unit: Unit): number => (world.ranked.includes(unit.id) ? world.ranked.indexOf(unit.id) : 10_000);
  return fits
    .filter(({ fit }) => best < 3 || fit === best)
    .sort((a, b) => b.fit - a.fit || order(a.unit) - order(b.unit) || (a.unit.id < b.unit.id ? -1 : 1))
    .map(({ unit }) => unit);
}

export function findOutcomes(world: BarWorld, token: string): readonly OutcomeRow[] {
  const query = token.toLowerCase();
  const number = /^\d+$/.test(query) ? Number(query) : 0;
  if (number > 0) return world.outcomes.slice(number - 1, number);
  return world.outcomes.filter(({ code, nameZh, nameEn }) => `${code} ${nameZh} ${nameEn}`.toLowerCase().includes(query));
}

export function findAgencies(world: BarWorld, token: string): readonly DepartmentRow[] {
  const query = token.toLowerCase();
  return world.agencies.filter(({ code, nameZh, nameEn, hotline }) => code.toLowerCase() === query || hotline === query || `${code} ${nameZh} ${nameEn}`.toLowerCase().includes(query));
}
