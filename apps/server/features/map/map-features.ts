import type { City } from "@tocsin/contract/organisation/city.ts";
import { ROAD_CLASSES, type RoadClass } from "@tocsin/contract/roads/road-class.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { MapShape } from "@tocsin/city/map-layer.ts";
import type { Place } from "@tocsin/places/place.ts";
import type { Road } from "@tocsin/roads/road-table.ts";
import { chainRoads } from "./chain-roads.ts";
import type { MapCollection, MapFeature, MapGeometry } from "./geojson-shapes.ts";
import { waterNames } from "./water-names.ts";

/** Features of one layer that appear from one zoom level on. */
export interface Tier {
  readonly layer: "road" | "water" | "green" | "place";
  readonly minZoom: number;
  readonly data: MapCollection;
}

/** From where on roads of a class are drawn: a city seen from afar is its main roads. */
const ROAD_ZOOM: Readonly<Record<RoadClass, number>> = { motorway: 0, trunk: 0, primary: 9, secondary: 10, tertiary: 11, residential: 13, service: 15 };
/** From where on places of a kind are named. */
const PLACE_ZOOM: Readonly<Record<string, number>> = { AREA: 8, METRO: 12, STATION: 12, HOSPITAL: 13, SCHOOL: 14, MALL: 14, VENUE: 14, PORT: 12, FUEL: 15 };
const OTHER_PLACE_ZOOM = 15;

const pair = ([lon, lat]: LonLat): number[] => [lon, lat];
const feature = (geometry: MapGeometry, properties: MapFeature["properties"]): MapFeature => ({ type: "Feature", geometry, properties });
const collection = (features: MapFeature[]): MapCollection => ({ type: "FeatureCollection", features });

function roadTiers(roads: readonly Road[]): Tier[] {
  const runs = chainRoads(roads);
  return ROAD_CLASSES.map((roadClass, rank) => {
    const own = runs.filter((run) => run.class === roadClass);
    const features = own.map((run) => feature({ type: "LineString", coordinates: run.line.map(pair) }, { class: run.class, name: run.name, bridge: run.bridge, rank }));
    return { layer: "road", minZoom: ROAD_ZOOM[roadClass], data: collection(features) };
  });
}

const shapeTier = (layer: "water" | "green", shapes: readonly MapShape[]): Tier => ({
  layer, minZoom: 0, data: collection(shapes.map(({ name, rings }) => feature({ type: "Polygon", coordinates: rings.map((ring) => ring.map(pair)) }, { name }))),
});

const waterTier = (waters: readonly MapShape[]): Tier => ({
  layer: "place", minZoom: 9, data: collection(waterNames(waters).map(({ name, point }) => feature({ type: "Point", coordinates: pair(point) }, { kind: "WATER", name }))),
});

/** Named places: districts and other areas, points of interest, and premises by what they are. Addresses are for the search. */
function placeTiers(places: readonly Place[], premises: City["premises"]): Tier[] {
  const kindOf = new Map(premises.map((premise) => [premise.id, premise.kind as string]));
  const known = new Set(places.map(({ id }) => id));
  const named = [
    ...places.filter(({ kind }) => kind === "AREA" || kind === "POI" || kind === "PREMISE").map(({ id, kind, name, point }) => ({ kind: kindOf.get(id) ?? kind, name, point })),
    ...premises.filter(({ id }) => !known.has(id)).map(({ kind, nameZh, lon, lat }) => ({ kind: kind as string, name: nameZh, point: [lon, lat] as const })),
  ];
  const byZoom = Map.groupBy(named, ({ kind }) => PLACE_ZOOM[kind] ?? OTHER_PLACE_ZOOM);
  return [...byZoom].map(([minZoom, list]) => ({ layer: "place", minZoom, data: collection(list.map(({ kind, name, point }) => feature({ type: "Point", coordinates: pair(point) }, { kind, name }))) }));
}

/** What a city's map draws, by layer and zoom. */
export function mapTiers(ground: { readonly roads: readonly Road[]; readonly places: readonly Place[]; readonly layers: Readonly<Record<"water" | "green", readonly MapShape[]>> }, premises: City["premises"]): Tier[] {
  return [shapeTier("green", ground.layers.green), shapeTier("water", ground.layers.water), ...roadTiers(ground.roads), waterTier(ground.layers.water), ...placeTiers(ground.places, premises)].filter(({ data }) => data.features.length > 0);
}
