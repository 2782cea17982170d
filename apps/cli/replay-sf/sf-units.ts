import type { OrgUnit, UnitRow } from "@tocsin/contract/organisation/city.ts";
import type { CallRecord } from "./records.ts";

type Pattern = Pick<UnitRow, "kind" | "agency" | "crew" | "capabilities">;

const FIRE_CREW = ["FIRE_SUPPRESSION", "EVACUATION", "FIRST_AID", "RESCUE", "CORDON", "HAZMAT_AWARE", "ELEVATOR_RESCUE"];
/** What each type of unit of the records is here. An engine company goes to everything, also to lend a hand. */
const PATTERNS: Readonly<Record<string, Pattern>> = {
  ENGINE: { kind: "FIRE_ENGINE", agency: "FIRE", crew: 4, capabilities: [...FIRE_CREW, "TRAFFIC_CONTROL", "COMMUNITY", "WATER_RESCUE"] },
  TRUCK: { kind: "LADDER_TRUCK", agency: "FIRE", crew: 5, capabilities: [...FIRE_CREW, "HIGH_RISE_RESCUE"] },
  "RESCUE SQUAD": { kind: "RESCUE_SQUAD", agency: "FIRE", crew: 4, capabilities: [...FIRE_CREW, "WATER_RESCUE", "HAZMAT_RESPONSE"] },
  MEDIC: { kind: "AMBULANCE", agency: "EMS", crew: 2, capabilities: ["MEDICAL", "FIRST_AID"] },
  PRIVATE: { kind: "AMBULANCE", agency: "EMS", crew: 2, capabilities: ["MEDICAL", "FIRST_AID"] },
  "RESCUE CAPTAIN": { kind: "SUPERVISOR", agency: "EMS", crew: 1, capabilities: ["SUPERVISOR"] },
  CHIEF: { kind: "SUPERVISOR", agency: "FIRE", crew: 1, capabilities: ["SUPERVISOR"] },
};
const SUPPORT: Pattern = { kind: "SUPERVISOR", agency: "FIRE", crew: 1, capabilities: ["SUPERVISOR"] };

/** The value that stands most often; the first of equals. */
function mostOften(values: readonly string[]): string {
  const groups = [...Map.groupBy(values, (value) => value).values()];
  return groups.reduce((best, group) => (group.length > best.length ? group : best), [])[0] ?? "";
}

interface Served {
  readonly areas: string[];
  readonly types: string[];
}

/** Station areas and types of every unit of the records, by unit. */
function servedBy(calls: readonly CallRecord[]): Map<string, Served> {
  const served = new Map<string, Served>();
  for (const call of calls) {
    for (const { unitId, unitType } of call.units) {
      const entry = served.get(unitId) ?? { areas: [], types: [] };
      served.set(unitId, entry);
      entry.areas.push(call.stationArea);
      entry.types.push(unitType);
    }
  }
  return served;
}

/**
 * The station at which each unit stands: engine 7 and truck 7 at station 7; whoever has no station of its own at that in whose
 * area it was sent most often, or at the first.
 */
export function homeStations(calls: readonly CallRecord[], stations: readonly string[]): Map<string, string> {
  const known = new Set(stations);
  return new Map([...servedBy(calls)].map(([id, { areas }]) => {
    const digits = /^[ET](\d+)$/.exec(id)?.[1];
    const own = digits === undefined ? "" : String(Number(digits));
    const most = mostOften(areas);
    return [id, known.has(own) ? own : known.has(most) ? most : stations[0]!];
  }));
}

/** The units of the records at their stations. */
export function sanFranciscoUnits(calls: readonly CallRecord[], orgs: readonly OrgUnit[]): UnitRow[] {
  const station = new Map(orgs.filter((org) => org.level === "STATION").map((org) => [org.id.replace(/^S-/, ""), org]));
  const homes = homeStations(calls, [...station.keys()]);
  return [...servedBy(calls)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, { types }]) => {
    const home = station.get(homes.get(id)!)!;
    const { kind, agency, crew, capabilities } = PATTERNS[mostOften(types)] ?? SUPPORT;
    return { id, callSign: id, org: home.id, kind, agency, capabilities, crew, echelon: 1, lon: home.lon, lat: home.lat };
  });
}
