import type { OrgUnit, UnitRow } from "@tocsin/contract/organisation/city.ts";

interface Pattern {
  readonly code: string;
  readonly name: string;
  readonly kind: UnitRow["kind"];
  readonly crew: number;
  readonly capabilities: string;
  readonly echelon?: UnitRow["echelon"];
  readonly agency?: string;
  /** Organisation in whose shift it stands, when that is not where it stands. */
  readonly org?: string;
}

const POST: readonly Pattern[] = [{ code: "PC", name: "巡逻", kind: "PATROL_CAR", crew: 2, capabilities: "PATROL|FIRST_AID|CORDON|EVACUATION" }];
const STATION: readonly Pattern[] = [
  { code: "SC", name: "处警", kind: "PATROL_CAR", crew: 3, capabilities: "PATROL|DV_TRAINED|SEARCH|CORDON|EVACUATION" },
  { code: "CT", name: "社区", kind: "COMMUNITY_TEAM", crew: 2, capabilities: "COMMUNITY|MEDIATION|DV_TRAINED" },
];
/** Fire and ambulance stand at every other station. */
const EVERY_OTHER_STATION: readonly Pattern[] = [
  { code: "FE", name: "消防", kind: "FIRE_ENGINE", crew: 5, capabilities: "FIRE_SUPPRESSION|EVACUATION|RESCUE|HAZMAT_AWARE|ELEVATOR_RESCUE|FIRST_AID", agency: "FIRE", org: "FIRE" },
  { code: "AM", name: "急救", kind: "AMBULANCE", crew: 3, capabilities: "MEDICAL|FIRST_AID", agency: "EMS", org: "EMS" },
];
const DISTRICT: readonly Pattern[] = [
  { code: "SP", name: "特警", kind: "SPECIAL_POLICE", crew: 6, capabilities: "PATROL|ARMED_RESPONSE|CROWD_CONTROL|FIRST_AID", echelon: 3 },
  { code: "SV", name: "现场指挥", kind: "SUPERVISOR", crew: 2, capabilities: "PATROL|SUPERVISOR|NEGOTIATOR|DANGEROUS_GOODS|EVENT_SAFETY|SPECIALIST_INTERVIEWER", echelon: 3 },
  { code: "TA", name: "交警甲", kind: "TRAFFIC_UNIT", crew: 2, capabilities: "TRAFFIC_CONTROL|FIRST_AID|HAZMAT_AWARE|CORDON", agency: "TRAFFIC_POLICE", org: "TRAFFIC" },
  { code: "TB", name: "交警乙", kind: "TRAFFIC_UNIT", crew: 2, capabilities: "TRAFFIC_CONTROL|FIRST_AID|CORDON", agency: "TRAFFIC_POLICE", org: "TRAFFIC" },
  { code: "LT", name: "云梯", kind: "LADDER_TRUCK", crew: 4, capabilities: "HIGH_RISE_RESCUE|RESCUE|EVACUATION", agency: "FIRE", org: "FIRE", echelon: 3 },
];
const CITY: readonly Pattern[] = [
  { code: "CS", name: "特警支队", kind: "SPECIAL_POLICE", crew: 8, capabilities: "PATROL|ARMED_RESPONSE|SPECIAL_RESPONSE|EOD|NEGOTIATOR|CROWD_CONTROL|FIRST_AID", echelon: 5 },
  { code: "CB", name: "水上", kind: "BOAT", crew: 3, capabilities: "WATER_RESCUE|FIRST_AID|SEARCH", echelon: 5 },
  { code: "CR", name: "特勤救援", kind: "RESCUE_SQUAD", crew: 6, capabilities: "RESCUE|HAZMAT_RESPONSE|HAZMAT_AWARE|WATER_RESCUE|ELEVATOR_RESCUE|SEARCH|EVACUATION", agency: "FIRE", org: "FIRE", echelon: 5 },
  { code: "CD", name: "专席", kind: "SUPERVISOR", crew: 2, capabilities: "ANTI_FRAUD_DESK|UAS_DESK|SUPERVISION_DESK|SUPERVISOR", echelon: 5 },
];
const SITE_GROUP: Pattern = { code: "MT", name: "", kind: "MRU_TEAM", crew: 4, capabilities: "FIRST_ACTION", agency: "SITE_OPERATOR" };

function unitOf(pattern: Pattern, at: OrgUnit): UnitRow {
  const number = at.level === "CITY" ? "00" : at.id.slice(1);
  return {
    id: `${pattern.code}${number}`,
    callSign: pattern.name === "" ? at.nameZh : `${pattern.name}${number}`,
    org: pattern.org ?? at.id,
    kind: pattern.kind,
    agency: pattern.agency ?? "POLICE",
    capabilities: pattern.capabilities.split("|"),
    crew: pattern.crew,
    echelon: pattern.echelon ?? 1,
    lon: at.lon,
    lat: at.lat,
  };
}

/** Police, traffic police, fire and ambulance, so that together they can do whatever an incident type needs. */
export function standardForce(orgs: readonly OrgUnit[]): UnitRow[] {
  let station = 0;
  return orgs.flatMap((org) => {
    if (org.level === "MRU") return [unitOf(SITE_GROUP, org)];
    if (org.agency !== "POLICE") return [];
    if (org.level === "CITY") return CITY.map((pattern) => unitOf(pattern, org));
    if (org.level === "DISTRICT") return DISTRICT.map((pattern) => unitOf(pattern, org));
    if (org.level === "POST") return POST.map((pattern) => unitOf(pattern, org));
    return [...STATION, ...(station++ % 2 === 0 ? EVERY_OTHER_STATION : [])].map((pattern) => unitOf(pattern, org));
  });
}
