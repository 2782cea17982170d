import type { CityHead, OrgUnitRow } from "@tocsin/contract/organisation/city.ts";
import { withPaths } from "@tocsin/city/org-tree.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadTable } from "@tocsin/roads/road-table.ts";
import type { CityData } from "../city-files.ts";
import type { CityFromRoads } from "./city-input.ts";
import { demoAccounts } from "./accounts.ts";
import { standardForce } from "./force.ts";
import { mapShapes } from "./map-shapes.ts";
import { organise, type Ground } from "./organisation.ts";
import { planeAround } from "./plane.ts";
import { premiseRows } from "./premise-rows.ts";

/** How much the city has of each, for the importer's report. */
export interface CityCounts {
  readonly districts: number;
  readonly stations: number;
  readonly posts: number;
  readonly siteGroups: number;
  readonly units: number;
  readonly premises: number;
  readonly roads: number;
  readonly places: number;
  readonly shapes: number;
  readonly shapesLeftOut: number;
}

/** Room around the outermost road, in degrees. */
const MARGIN = 0.005;

function boundsOf(roads: RoadTable): CityHead["bounds"] {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const road of roads.roads) {
    for (const [lon, lat] of road.line) {
      box[0] = Math.min(box[0]!, lon);
      box[1] = Math.min(box[1]!, lat);
      box[2] = Math.max(box[2]!, lon);
      box[3] = Math.max(box[3]!, lat);
    }
  }
  if (roads.roads.length === 0) throw new RangeError("a city needs roads, and there are none");
  const [west, south, east, north] = box.map((value, i) => Math.round((value + (i < 2 ? -MARGIN : MARGIN)) * 1e4) / 1e4) as [number, number, number, number];
  return [west, south, east, north];
}

function groundOf(roads: RoadTable, [west, south, east, north]: CityHead["bounds"]): Ground {
  const plane = planeAround([(west + east) / 2, (south + north) / 2]);
  const corners: LonLat[] = [[west, south], [east, south], [east, north], [west, north]];
  const junctions = new Map(roads.roads.flatMap((road) => [[road.from, road.line[0]!], [road.to, road.line.at(-1)!]] as const));
  return { plane, bounds: corners.map(plane.flat), junctions: [...junctions.values()].map(plane.flat) };
}

const areasText = (areas: readonly { readonly org: string; readonly ring: readonly LonLat[] }[]): string => {
  const lines = areas.map(({ org, ring }) => JSON.stringify({ type: "Feature", properties: { org }, geometry: { type: "Polygon", coordinates: [ring] } }));
  return `{"type":"FeatureCollection","features":[\n${lines.join(",\n")}\n]}\n`;
};

function headOf(city: CityFromRoads, bounds: CityHead["bounds"]): CityHead {
  const [west, south, east, north] = bounds;
  const centre = { lon: Math.round(((west + east) / 2) * 1e6) / 1e6, lat: Math.round(((south + north) / 2) * 1e6) / 1e6 };
  return { id: city.id, nameZh: city.nameZh, nameEn: city.nameEn, centre, bounds, utcOffset: city.utcOffset, matrixVersion: 1, attribution: city.attribution, coverTarget: 300 };
}

/** Everything that the city's folder is written from, and how much there is of it. @throws RangeError when there are no roads. */
export function cityData(city: CityFromRoads): { readonly data: CityData; readonly counts: CityCounts } {
  const bounds = boundsOf(city.roads);
  const [west, south, east, north] = bounds;
  const ground = groundOf(city.roads, bounds);
  const within = ([lon, lat]: LonLat): boolean => lon >= west && lon <= east && lat >= south && lat <= north;
  const places = city.places.filter((place) => within(place.point));
  const { orgs, areas, premises } = organise({ ...city, places }, ground, premiseRows(places, ground.plane));
  const units = (city.units ?? standardForce)(withPaths(orgs));
  const [water, green] = [mapShapes(city.features, "water"), mapShapes(city.features, "green")];
  const count = (level: OrgUnitRow["level"]): number => orgs.filter((org) => org.level === level).length;
  return {
    data: {
      head: headOf(city, bounds), orgs, units, premises, hazards: [], contacts: [], accounts: demoAccounts(orgs, units), areas: areasText(areas),
      roads: city.roads, places, water: water.text, green: green.text,
    },
    counts: {
      districts: areas.filter((area) => /^D\d\d$/.test(area.org)).length, stations: count("STATION"), posts: count("POST"), siteGroups: count("MRU"),
      units: units.length, premises: premises.length, roads: city.roads.roads.length, places: places.length, shapes: water.kept + green.kept, shapesLeftOut: water.leftOut + green.leftOut,
    },
  };
}
