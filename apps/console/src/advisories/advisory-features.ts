import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import { circleRing } from "@tocsin/domain/command/advisory-scope.ts";

type Collection = GeoJSON.FeatureCollection<GeoJSON.Polygon>;

/** Areas of advisories that stand, each with its words: no colour has to say it alone. */
export function advisoryFeatures(advisories: Iterable<Advisory>, words: (advisory: Advisory) => string): Collection {
  const features: Collection["features"] = [];
  for (const advisory of advisories) {
    if (advisory.status === "ENDED" || advisory.status === "DISMISSED") continue;
    const rings = [...advisory.area.rings, ...advisory.area.circles.map(circleRing)];
    for (const ring of rings) {
      const coordinates = [ring.map(([lon, lat]) => [lon, lat])];
      features.push({ type: "Feature", geometry: { type: "Polygon", coordinates }, properties: { id: advisory.id, level: advisory.level, label: words(advisory) } });
    }
  }
  return { type: "FeatureCollection", features };
}
