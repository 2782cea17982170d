import type { AdvisoryArea } from "@tocsin/contract/command/advisory.ts";
import { distanceM, type LonLat, inRing } from "@tocsin/kernel/geo.ts";
import { ringsMeet } from "@tocsin/kernel/ring.ts";
import { type CityIndex, within } from "../decision.ts";

const CORNERS = 32;
const METRES_PER_DEGREE = 111_195;

/** A circle as a ring of 32 corners, none inside the circle. */
export function circleRing({ lon, lat, radiusM }: AdvisoryArea["circles"][number]): LonLat[] {
  const outside = radiusM / Math.cos(Math.PI / CORNERS);
  const dLat = outside / METRES_PER_DEGREE;
  const dLon = dLat / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: CORNERS + 1 }, (_, i) => {
    const angle = ((i % CORNERS) / CORNERS) * 2 * Math.PI;
    return [lon + dLon * Math.cos(angle), lat + dLat * Math.sin(angle)] as const;
  });
}

/** Whether an advisory's area has the point in it; without a shape it holds everywhere, and without a point it cannot be told and counts as there. */
export const coversPoint = ({ rings, circles }: Pick<AdvisoryArea, "rings" | "circles">, point: { readonly lon: number; readonly lat: number } | null): boolean =>
  point === null || rings.length + circles.length === 0 || rings.some((ring) => inRing([point.lon, point.lat], ring)) ||
  circles.some(({ lon, lat, radiusM }) => distanceM([lon, lat], [point.lon, point.lat]) <= radiusM);

/** Whether two areas overlap: edges cross, or a corner of one lies in the other. Holes of an organisation's area do not count. */
const meet = (a: readonly LonLat[], b: readonly LonLat[]): boolean => ringsMeet(a, b) || a.some((corner) => inRing(corner, b)) || b.some((corner) => inRing(corner, a));

/**
 * The organisations whose area an advisory touches, as the deepest stations or districts that have one: whoever works there sees it.
 * Without a shape that is all of them; with a shape beside the city, none. A city that knows no areas has them all at its head.
 */
export function advisoryScope({ city, org }: Pick<CityIndex, "city" | "org">, { rings, circles }: Pick<AdvisoryArea, "rings" | "circles">): string[] {
  if (city.areas.length === 0) return city.orgs.filter(({ parent }) => parent === null).flatMap(({ id }) => org.get(id)?.path ?? []);
  const shapes: (readonly LonLat[])[] = [...rings, ...circles.map(circleRing)];
  const touched = city.areas.flatMap(({ org: id, rings: [outer] }) => {
    const unit = org.get(id);
    if (unit === undefined || outer === undefined || (unit.level !== "DISTRICT" && unit.level !== "STATION")) return [];
    return shapes.length === 0 || shapes.some((shape) => meet(shape, outer)) ? [unit.path] : [];
  });
  const paths = [...new Set(touched)].sort();
  return paths.filter((path) => !paths.some((other) => other !== path && within(other, path)));
}
