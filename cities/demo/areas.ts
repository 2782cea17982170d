import type { BuiltCity } from "./built-city.ts";
import { featureText } from "./map-layers.ts";
import type { OrgPlan } from "./organisation.ts";
import { toLonLat } from "./plane.ts";
import { outline } from "./regions.ts";

/** `areas.geojson`: districts, stations and posts. Their borders run along streets, so that they tile without gap or overlap. */
export function areasText(built: BuiltCity, orgs: OrgPlan): string {
  const { jurisdictions, street } = built;
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
        return { properties: { org: rows[index]!.row.id }, rings };
      }),
    ),
  );
}
