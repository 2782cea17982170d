import type { AreaPlan, ShiftPlan } from "@tocsin/contract/organisation/city.ts";
import type { BuiltCity } from "./built-city.ts";
import { featureText } from "./map-layers.ts";
import type { OrgPlan } from "./organisation.ts";
import { toLonLat } from "./plane.ts";
import type { PlacedPremise } from "./premises.ts";
import { outline } from "./regions.ts";

/** Where a round of a post passes: the busiest kinds first. */
const VISITED = ["SCHOOL", "HOSPITAL", "METRO", "STATION", "MARKET", "MALL"] as const;
const VISITED_EACH = 5;
/** A day in three shifts, the night cut at midnight; evenings with a second unit. */
const SHIFTS: readonly ShiftPlan[] = [
  { weekdays: "1234567", from: "00:00", to: "07:00", units: 1, rounds: 1 },
  { weekdays: "1234567", from: "07:00", to: "15:00", units: 1, rounds: 2 },
  { weekdays: "1234567", from: "15:00", to: "23:00", units: 2, rounds: 3 },
  { weekdays: "1234567", from: "23:00", to: "24:00", units: 1, rounds: 0 },
];

/** How each post's area is patrolled: past its premises, round the clock. */
function postPlans({ jurisdictions }: BuiltCity, premises: readonly PlacedPremise[]): AreaPlan[] {
  const busiest = VISITED.flatMap((kind) => premises.filter(({ row }) => row.kind === kind));
  return jurisdictions.posts.map((_, post) => {
    const own = busiest.filter(({ cell }) => jurisdictions.postOf[cell] === post).slice(0, VISITED_EACH);
    return { mustVisit: own.map(({ row: { nameZh, lon, lat } }) => ({ name: nameZh, lon, lat })), shifts: [...SHIFTS] };
  });
}

/** `areas.geojson`: districts, stations and posts, the city's first layout. Their borders run along streets, so that they tile without gap or overlap. */
export function areasText(built: BuiltCity, orgs: OrgPlan, premises: readonly PlacedPremise[]): string {
  const { jurisdictions, street } = built;
  const plans = postPlans(built, premises);
  const levels = [
    [orgs.districts, jurisdictions.districts],
    [orgs.stations, jurisdictions.stations],
    [orgs.posts, jurisdictions.posts],
  ] as const;
  return featureText(
    levels.flatMap(([rows, regions]) =>
      regions.map((region, index) => {
        const faces = new Set(region.cells.map((cell) => jurisdictions.cells[cell]!.face));
        const rings = outline(street.map, faces).map((ring) => ring.map((vertex) => toLonLat(street.map.points[vertex]!)));
        return { properties: { org: rows[index]!.row.id, ...(regions === jurisdictions.posts ? plans[index] : {}) }, rings };
      }),
    ),
  );
}
