import type { LayoutArea } from "@tocsin/contract/layouts/layout.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import type { MapCollection } from "./geojson-shapes.ts";

/** Areas of districts, stations and posts; `org` is the organisation's id, `path` its place in the tree, `area` the area's id. */
export function areasGeojson({ org }: CityIndex, areas: readonly LayoutArea[]): MapCollection {
  return {
    type: "FeatureCollection",
    features: areas.flatMap((area) => {
      const unit = org.get(area.org);
      if (unit === undefined) return [];
      return [{ type: "Feature", properties: { org: unit.id, path: unit.path, level: unit.level, name: area.nameZh, area: area.id }, geometry: { type: "Polygon", coordinates: area.rings } }];
    }),
  };
}
