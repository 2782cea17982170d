import type { PremiseRow, UnitRow } from "@tocsin/contract/organisation/city.ts";
import type { RapidPointRow } from "@tocsin/contract/organisation/rapid-point.ts";
import type { BuiltCity } from "./built-city.ts";
import type { OrgPlan } from "./organisation.ts";
import type { PlacedPremise } from "./premises.ts";

interface Sort {
  readonly kinds: readonly PremiseRow["kind"][];
  readonly count: number;
  readonly weekdays: string;
  readonly hours: readonly string[];
  readonly equipment: readonly string[];
}

/** When people come and go: schools at their gates, hubs in the rush, malls in the evening, hospitals all day. */
const SORTS: readonly Sort[] = [
  { kinds: ["SCHOOL"], count: 16, weekdays: "12345", hours: ["07:00-08:30", "16:00-18:00"], equipment: ["防刺服", "盾牌", "钢叉", "急救包"] },
  { kinds: ["METRO", "STATION"], count: 12, weekdays: "1234567", hours: ["07:00-10:00", "16:30-20:00"], equipment: ["防暴盾牌", "防刺服", "急救包", "灭火器"] },
  { kinds: ["MALL"], count: 8, weekdays: "1234567", hours: ["10:00-22:00"], equipment: ["防暴盾牌", "急救包", "隔离带"] },
  { kinds: ["HOSPITAL"], count: 6, weekdays: "1234567", hours: ["07:30-12:00", "13:30-18:00"], equipment: ["防刺服", "约束带", "急救包"] },
];

/** Which unit of a post stands by elsewhere: the second of the shift before its car. */
const PREFERRED: readonly UnitRow["kind"][] = ["FOOT_PATROL", "MOTORCYCLE", "PATROL_CAR"];

/** Rapid-response points beside schools, hubs, malls and hospitals, each manned by a unit of the post in whose area it lies (DSP-06). */
export function drawRapidPoints({ jurisdictions }: BuiltCity, orgs: OrgPlan, premises: readonly PlacedPremise[], units: readonly UnitRow[]): RapidPointRow[] {
  const points: RapidPointRow[] = [];
  const taken = new Set<string>();
  for (const { kinds, count, ...manned } of SORTS) {
    let made = 0;
    for (const { row, cell } of premises) {
      if (made === count || !kinds.includes(row.kind)) continue;
      const post = orgs.posts[jurisdictions.postOf[cell]!]!.row.id;
      const unit = PREFERRED.map((kind) => units.find((each) => each.org === post && each.kind === kind)).find((each) => each !== undefined && !taken.has(each.id));
      if (unit === undefined) continue;
      taken.add(unit.id);
      made += 1;
      points.push({
        id: `K${String(points.length + 1).padStart(3, "0")}`, nameZh: `${row.nameZh}快反点`, nameEn: `${row.nameEn} point`, org: post, premise: row.id,
        weekdays: manned.weekdays, hours: [...manned.hours], units: [unit.id], equipment: [...manned.equipment], lon: row.lon, lat: row.lat,
      });
    }
  }
  return points;
}
