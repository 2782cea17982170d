import type { CityFromRoads } from "@tocsin/cities/from-roads.ts";
import type { Road } from "@tocsin/roads/road-table.ts";

/** A grid of streets with some 200 units: a city to measure on without any data from outside. */
export function gridCity(): CityFromRoads {
  const side = 40;
  const point = (x: number, y: number): readonly [number, number] => [-122.4 + x * 0.002, 37.75 + y * 0.002];
  const road = (x: number, y: number, dx: number, dy: number): Road => ({
    id: `r${x}-${y}-${dx}`, name: dx === 1 ? `E${y}` : `N${x}`, class: "residential", from: `${x}-${y}`, to: `${x + dx}-${y + dy}`,
    oneway: "no", speedKmh: 30, level: 0, bridge: false, line: [point(x, y), point(x + dx, y + dy)],
  });
  const cells = Array.from({ length: side * side }, (_, i) => [i % side, Math.floor(i / side)] as const);
  const roads = cells.flatMap(([x, y]) => [...(x + 1 < side ? [road(x, y, 1, 0)] : []), ...(y + 1 < side ? [road(x, y, 0, 1)] : [])]);
  return { id: "bench", nameZh: "测", nameEn: "Bench", utcOffset: 0, attribution: "", roads: { roads, turns: [] }, places: [], districts: 5, stations: 28, postsPerStation: 3, siteGroups: 0 };
}
