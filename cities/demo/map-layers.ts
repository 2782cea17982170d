import type { BuiltCity } from "./built-city.ts";
import { centroidOf, middle, toLonLat, type Vec } from "./plane.ts";
import { beside, waterRings } from "./water-course.ts";

/** A polygon of a map layer in the plane; rings need not be closed. */
interface Shape {
  readonly name: string;
  readonly rings: readonly (readonly Vec[])[];
}

const closed = (ring: readonly Vec[]): (readonly [number, number])[] => {
  const points = ring.map(toLonLat);
  const [first, last] = [points[0]!, points.at(-1)!];
  return first[0] === last[0] && first[1] === last[1] ? points : [...points, first];
};

/** A GeoJSON text with one feature a line. */
export function featureText(features: readonly { readonly properties: Readonly<Record<string, unknown>>; readonly rings: readonly (readonly (readonly [number, number])[])[] }[]): string {
  const lines = features.map(({ properties, rings }) => JSON.stringify({ type: "Feature", properties, geometry: { type: "Polygon", coordinates: rings } }));
  return `{"type":"FeatureCollection","features":[\n${lines.join(",\n")}\n]}\n`;
}

const layerText = (shapes: readonly Shape[]): string => featureText(shapes.map(({ name, rings }) => ({ properties: { name }, rings: rings.map(closed) })));

/** A ring drawn towards its middle, so that the road around it stays free. */
const drawnIn = (ring: readonly Vec[], by: number): Vec[] => {
  const centre = centroidOf(ring);
  return ring.map((point) => middle(centre, point, Math.max(0.5, 1 - by / Math.hypot(point[0] - centre[0], point[1] - centre[1]))));
};

export function waterLayer(built: BuiltCity): string {
  const { river, tributary, openSpaces } = built.skeleton;
  const lakes = openSpaces.filter(({ kind }) => kind === "LAKE").map(({ name, ring }) => ({ name, rings: [drawnIn(ring, 30)] }));
  return layerText([{ name: river.name, rings: waterRings(river) }, { name: tributary.name, rings: waterRings(tributary) }, ...lakes]);
}

/** Hills, parks, lake shores, the banks of the river, woods in the country and a few small parks between the houses. */
export function greenLayer(built: BuiltCity): string {
  const { skeleton, street } = built;
  const { map, covers } = street;
  const random = built.dice("green");
  const shapes: Shape[] = skeleton.openSpaces.filter(({ kind }) => kind !== "LAKE").map(({ kind, name, ring }) => ({ name, rings: [drawnIn(ring, kind === "HILL" ? 45 : 18)] }));
  const { river } = skeleton;
  for (const sign of [1, -1]) {
    // Strips between the water and the river road, in lengths with gaps at the wharves.
    for (let from = 12; from + 9 < river.line.length; from += 14) {
      const to = Math.min(river.line.length - 1, from + 11);
      const [near, far] = [beside(river, (i) => sign * (river.halfWidth[i]! + 6), from, to), beside(river, (i) => sign * (river.halfWidth[i]! + 55), from, to)];
      if (random.next() < 0.75) shapes.push({ name: "滨江绿地", rings: [[...near, ...far.reverse()]] });
    }
  }
  for (const [face, cover] of covers.entries()) {
    const share = cover === "RURAL" ? 0.16 : cover === "URBAN" ? 0.035 : cover === "CENTRE" ? 0.03 : cover === "TOWN" ? 0.04 : 0;
    if (random.next() < share) shapes.push({ name: cover === "RURAL" ? "林地" : "街心公园", rings: [drawnIn(map.ring(face), cover === "RURAL" ? 60 : 16)] });
  }
  return layerText(shapes);
}
