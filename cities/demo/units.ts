import type { OrgUnitRow, UnitRow } from "@tocsin/contract/organisation/city.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import type { OrgPlan, PlacedOrg } from "./organisation.ts";

/** What each kind of unit can do, how many stand in it, and in which tier it counts (DSP-05). */
const KINDS: Readonly<Record<UnitRow["kind"], { readonly capabilities: readonly string[]; readonly crew: number; readonly echelon: UnitRow["echelon"] }>> = {
  PATROL_CAR: { capabilities: ["PATROL", "FIRST_AID", "CORDON", "EVACUATION", "SEARCH"], crew: 2, echelon: 1 },
  MOTORCYCLE: { capabilities: ["PATROL", "FIRST_AID", "CORDON"], crew: 2, echelon: 1 },
  FOOT_PATROL: { capabilities: ["PATROL", "CROWD_CONTROL", "EVACUATION"], crew: 3, echelon: 1 },
  COMMUNITY_TEAM: { capabilities: ["COMMUNITY", "MEDIATION", "DV_TRAINED", "SEARCH"], crew: 2, echelon: 1 },
  TRAFFIC_UNIT: { capabilities: ["TRAFFIC_CONTROL", "FIRST_AID", "CORDON"], crew: 2, echelon: 3 },
  SPECIAL_POLICE: { capabilities: ["ARMED_RESPONSE", "SPECIAL_RESPONSE", "CROWD_CONTROL", "PATROL", "FIRST_AID", "CORDON"], crew: 6, echelon: 5 },
  BOAT: { capabilities: ["WATER_RESCUE", "SEARCH", "FIRST_AID"], crew: 3, echelon: 5 },
  FIRE_ENGINE: { capabilities: ["FIRE_SUPPRESSION", "RESCUE", "HAZMAT_AWARE", "EVACUATION", "ELEVATOR_RESCUE"], crew: 6, echelon: 1 },
  LADDER_TRUCK: { capabilities: ["HIGH_RISE_RESCUE", "RESCUE", "EVACUATION"], crew: 3, echelon: 3 },
  RESCUE_SQUAD: { capabilities: ["RESCUE", "HAZMAT_AWARE", "HAZMAT_RESPONSE", "WATER_RESCUE", "SEARCH", "ELEVATOR_RESCUE"], crew: 6, echelon: 3 },
  AMBULANCE: { capabilities: ["MEDICAL", "FIRST_AID"], crew: 3, echelon: 1 },
  SUPERVISOR: { capabilities: ["SUPERVISOR", "PATROL", "CORDON"], crew: 2, echelon: 3 },
  MRU_TEAM: { capabilities: ["FIRST_ACTION"], crew: 4, echelon: 1 },
};

class UnitList {
  readonly units: UnitRow[] = [];
  readonly #counts = new Map<string, number>();

  /** Adds a unit; call signs run per series, such as 江-201, 江-202. */
  add(org: OrgUnitRow, kind: UnitRow["kind"], series: string, from: number, extra: readonly string[] = [], agency = org.agency): void {
    const count = (this.#counts.get(series) ?? 0) + 1;
    this.#counts.set(series, count);
    const sort = KINDS[kind];
    const number = from + count - 1;
    this.units.push({
      id: `U${String(this.units.length + 1).padStart(4, "0")}`,
      callSign: `${series}-${number}`,
      org: org.id,
      kind,
      agency,
      capabilities: [...new Set([...sort.capabilities, ...extra])],
      crew: sort.crew,
      echelon: sort.echelon,
      lon: org.lon,
      lat: org.lat,
    });
  }
}

const DISTRICT_SERIES = ["望", "渡", "鹿", "麓", "芦"] as const;

/** Every unit of the city; site groups come last. */
export function drawUnits(orgs: OrgPlan, groups: readonly OrgUnitRow[], random: RandomStream): UnitRow[] {
  const list = new UnitList();
  addPolice(list, orgs, random);
  addSpecialLines(list, orgs.lines);
  addFireAndAmbulance(list, orgs.lines);
  for (const group of groups) list.add(group, "MRU_TEAM", "应急", 1001);
  return list.units;
}

function addPolice(list: UnitList, orgs: OrgPlan, random: RandomStream): void {
  const armed = (share: number): string[] => (random.next() < share ? ["ARMED_RESPONSE"] : []);
  for (const { row } of orgs.posts) {
    if (row.kind === "COMMUNITY_ROOM") {
      list.add(row, "COMMUNITY_TEAM", "社", 101);
      continue;
    }
    list.add(row, "PATROL_CAR", "江", 201, [...armed(0.4), ...(random.next() < 0.5 ? ["DV_TRAINED"] : [])]);
    // The second unit of a shift rides or walks where streets are narrow.
    if (row.setting === "URBAN" && random.next() < 0.5) list.add(row, random.next() < 0.6 ? "MOTORCYCLE" : "FOOT_PATROL", "巡", 101);
  }
  for (const { row } of orgs.stations) list.add(row, "PATROL_CAR", "所", 101, ["DV_TRAINED", "SPECIALIST_INTERVIEWER", ...armed(0.6)]);
  for (const [i, { row }] of orgs.districts.entries()) {
    list.add(row, "SUPERVISOR", DISTRICT_SERIES[i]!, 1, ["EVENT_SAFETY"]);
    list.add(row, "SUPERVISOR", DISTRICT_SERIES[i]!, 1, ["DANGEROUS_GOODS", "HAZMAT_AWARE"]);
  }
  list.add(orgs.city.row, "SUPERVISOR", "督", 1, ["SUPERVISION_DESK"]);
  list.add(orgs.city.row, "SUPERVISOR", "督", 1, ["SUPERVISION_DESK"]);
  list.add(orgs.city.row, "COMMUNITY_TEAM", "反诈", 1, ["ANTI_FRAUD_DESK"]);
  list.add(orgs.city.row, "COMMUNITY_TEAM", "反诈", 1, ["ANTI_FRAUD_DESK"]);
  list.add(orgs.city.row, "SPECIAL_POLICE", "空防", 1, ["UAS_DESK"]);
}

const under = (lines: readonly PlacedOrg[], parent: string): OrgUnitRow[] => lines.filter(({ row }) => row.parent === parent).map(({ row }) => row);

function addSpecialLines(list: UnitList, lines: readonly PlacedOrg[]): void {
  for (const brigade of under(lines, "TRAF")) for (let k = 0; k < 6; k++) list.add(brigade, "TRAFFIC_UNIT", "交", 301, k < 2 ? ["HAZMAT_AWARE"] : []);
  for (const brigade of under(lines, "SWAT")) {
    for (let k = 0; k < 5; k++) list.add(brigade, "SPECIAL_POLICE", "特", 501, [["NEGOTIATOR"], ["EOD"], ["NEGOTIATOR", "EVACUATION"], ["SEARCH"], ["EVENT_SAFETY"]][k]);
  }
  for (const station of under(lines, "WATR")) for (let k = 0; k < 3; k++) list.add(station, "BOAT", "水", 601);
}

function addFireAndAmbulance(list: UnitList, lines: readonly PlacedOrg[]): void {
  for (const [i, station] of under(lines, "FIRE").entries()) {
    list.add(station, "FIRE_ENGINE", "消", 101);
    list.add(station, "FIRE_ENGINE", "消", 101);
    if (i % 3 === 0) list.add(station, "LADDER_TRUCK", "云梯", 1);
    if (i % 4 === 1) list.add(station, "RESCUE_SQUAD", "抢险", 1);
  }
  for (const [i, base] of under(lines, "EMS").entries()) for (let k = 0; k < (i % 2 === 0 ? 3 : 2); k++) list.add(base, "AMBULANCE", "急", 101);
}
