import type { City } from "@tocsin/contract/organisation/city.ts";
import { demandCells, ordinaryCells, type DemandCell, type DemandCells } from "@tocsin/engine/siting/demand-cells.ts";
import type { TimeTable } from "@tocsin/engine/siting/nearest-layout.ts";
import { thinSites } from "@tocsin/engine/siting/thin-sites.ts";
import { inRing, type LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { snap, type Snap } from "@tocsin/roads/snap.ts";
import { travelTimesFrom } from "@tocsin/roads/travel.ts";
import { Complaint } from "../complaint.ts";
import { paceOf } from "./pace.ts";
import type { PastCall } from "./past-calls.ts";

/** Where a post stands or could stand. */
export interface Site {
  /** Organisation of a post of today; null for a candidate. */
  readonly org: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly point: LonLat;
  readonly snap: Snap;
  /** Index of its district, -1 outside all. */
  readonly district: number;
}

/** Everything that a plan is made of, before any choice. Times are milliseconds of driving: as the graph stands (the city's speeds of an hour, or free flow) with setting off, times `pace`. */
export interface Ground {
  readonly sites: readonly Site[];
  /** Sites that carry a post today come first: 0 to `today - 1`. */
  readonly today: number;
  readonly demand: DemandCells;
  /** Points of demand first, then the designated places (premises). */
  readonly targets: readonly LonLat[];
  readonly cells: number;
  readonly weights: Float64Array;
  readonly table: TimeTable;
  readonly pace: number;
  readonly districts: readonly { readonly nameZh: string; readonly nameEn: string }[];
  /** District of every cell. */
  readonly districtOf: Int32Array;
}

/** Longer than any drive within a city; stands for "not reached". */
export const UNSERVED = 3_600_000;
/** A post must have a road within this distance (DSP-06). */
export const ACCESS_M = 100;

export interface GroundOptions {
  readonly agency: string;
  readonly spacingM: number;
  /** What a drive takes over the time of the graph; learned from the calls when it is null (1 where they do not tell). */
  readonly pace: number | null;
  /** Further places that are asked about; they are the last of the sites. */
  readonly added: readonly LonLat[];
}

/** Whether a point lies in an area of several rings: holes and parts alike by the even-odd rule. */
const inArea = (point: LonLat, rings: City["areas"][number]["rings"]): boolean => rings.reduce((inside, ring) => inside !== inRing(point, ring), false);

export function prepareGround(city: City, graph: RoadGraph, calls: readonly PastCall[], { agency, spacingM, pace: given, added }: GroundOptions): Ground {
  // Offices of district rank without an area of their own, such as a traffic command room, are no district to live in.
  const named = city.orgs.filter(({ id, level }) => level === "DISTRICT" && city.areas.some(({ org }) => org === id));
  const shapes = named.map(({ id }) => city.areas.filter(({ org }) => org === id));
  const districtAt = (point: LonLat): number => shapes.findIndex((areas) => areas.some(({ rings }) => inArea(point, rings)));
  const posts = postsOfToday(city, graph, agency, districtAt);
  const pace = given ?? paceOf(graph, posts.map((post) => post.snap), calls) ?? 1;
  const demand = demandCells(calls.map(({ point }) => point), ordinaryCells);
  const reached = demand.cells.flatMap((cell) => spread(cell, graph)).flatMap((part) => {
    const at = snap(graph, part.point);
    return at ? [{ ...part, snap: at }] : [];
  });
  const candidates = thinSites(posts.map(({ point }) => point), graph.junctionPoints, spacingM).flatMap((junction): Site[] => {
    const point = graph.junctionPoints[junction]!;
    const at = snap(graph, point, { maxDistanceM: ACCESS_M });
    return at ? [{ org: null, nameZh: "新点位", nameEn: "new post", point, snap: at, district: districtAt(point) }] : [];
  });
  const asked = added.map((point): Site => {
    const at = snap(graph, point, { maxDistanceM: ACCESS_M });
    if (!at) throw new Complaint(`点位 ${point.join(",")} 在 ${ACCESS_M} 米内没有道路 / no access road within ${ACCESS_M} m of ${point.join(",")}`);
    return { org: null, nameZh: "拟设点位", nameEn: "post asked about", point, snap: at, district: districtAt(point) };
  });
  const sites = [...posts, ...candidates, ...asked];
  const places = city.premises.map(({ lon, lat }): LonLat => [lon, lat]);
  const targets: readonly (Snap | null)[] = [...reached.map((cell) => cell.snap), ...places.map((point) => snap(graph, point))];
  return {
    sites,
    today: posts.length,
    demand,
    targets: [...reached.map(({ point }) => point), ...places],
    cells: reached.length,
    weights: Float64Array.from(reached, ({ count }) => count),
    table: timeTable(graph, sites.map((site) => site.snap), targets, pace),
    pace,
    districts: named.map(({ nameZh, nameEn }) => ({ nameZh, nameEn })),
    districtOf: Int32Array.from(reached, ({ point }) => districtAt(point)),
  };
}

/**
 * A cell's demand as points: its middle, or, where calls were gathered from a larger square, the junctions in it, evenly.
 * A single middle would draw a post to a place where nobody called, and would tell nothing of the next month.
 */
function spread({ point, count, edgeM, bounds: [west, south, east, north] }: DemandCell, graph: RoadGraph): { readonly point: LonLat; readonly count: number }[] {
  if (edgeM <= ordinaryCells.sizeM) return [{ point, count }];
  const inside = graph.junctionPoints.filter(([lon, lat]) => lon >= west && lon < east && lat >= south && lat < north);
  const points = thinSites([], inside, ordinaryCells.sizeM).map((i) => inside[i]!);
  return points.length === 0 ? [{ point, count }] : points.map((place) => ({ point: place, count: count / points.length }));
}

/** Times from every site to every target, `UNSERVED` where no road leads within that time. */
export function timeTable(graph: RoadGraph, sites: readonly Snap[], targets: readonly (Snap | null)[], pace: number): TimeTable {
  const limitMs = Math.floor((UNSERVED - 1) / pace) - graph.startMs;
  const rows = sites.map((site) => travelTimesFrom(graph, site, targets, { limitMs }).map((ms) => (ms < 0 ? UNSERVED : Math.round((graph.startMs + ms) * pace))));
  return { cells: targets.length, rows, unserved: UNSERVED };
}

/** Stations and posts of an agency, and wherever else its units stand by, each place once. @throws Complaint when none stands on a road. */
function postsOfToday(city: City, graph: RoadGraph, agency: string, districtAt: (point: LonLat) => number): Site[] {
  const names = new Map(city.orgs.map((org) => [org.id, org]));
  const houses = city.orgs.filter((org) => org.agency === agency && (org.level === "POST" || org.level === "STATION")).map(({ id, lon, lat }) => ({ org: id, lon, lat }));
  const places = new Map<string, Site>();
  for (const { org, lon, lat } of [...houses, ...city.units.filter((unit) => unit.agency === agency)]) {
    const key = `${lon} ${lat}`;
    const at = places.has(key) ? null : snap(graph, [lon, lat], { maxDistanceM: ACCESS_M });
    if (!at) continue;
    const { nameZh, nameEn } = names.get(org) ?? { nameZh: org, nameEn: org };
    places.set(key, { org, nameZh, nameEn, point: [lon, lat], snap: at, district: districtAt([lon, lat]) });
  }
  if (places.size === 0) throw new Complaint(`没有 ${agency} 的驻点在道路 ${ACCESS_M} 米之内 / no post of ${agency} has a road within ${ACCESS_M} m`);
  return [...places.values()];
}

/** The agency with most units. */
export function largestAgency(city: City): string {
  const counts = new Map<string, number>();
  for (const { agency } of city.units) counts.set(agency, (counts.get(agency) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "POLICE";
}
