import type { CityIndex } from "@tocsin/domain/decision.ts";
import type { MapCollection } from "./geojson-shapes.ts";

/** Areas of districts, stations and posts; `org` is the organisation's id, `path` its place in the tree. */
export function areasGeojson({ city, org }: CityIndex): MapCollection {
  return {
    type: "FeatureCollection",
    features: city.areas.flatMap((area) => {
      const unit = org.get(area.org);
      if (unit === undefined) return [];
      const rings = area.rings.map((ring) => ring.map(([lon, lat]) => [lon, lat]));
      return [{ type: "Feature", properties: { org: unit.id, path: unit.path, level: unit.level, name: unit.nameZh }, geometry: { type: "Polygon", coordinates: rings } }];
    }),
  };
}
