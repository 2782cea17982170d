import { basename } from "node:path";
import { writeCityFromRoads, type CityFromRoads } from "@tocsin/cities/from-roads.ts";
import { importOsm, type OsmImport } from "@tocsin/roads/osm.ts";
import { readArguments } from "./arguments.ts";
import { Complaint } from "./complaint.ts";

/** A city of this many junctions has one station; posts come three to a station in a large city, fewer in a small one. */
const JUNCTIONS_PER_STATION = 1_800;

/** How large the organisation is made, by how many junctions the roads have. */
export function sizeFor(junctions: number): Pick<CityFromRoads, "districts" | "stations" | "postsPerStation" | "siteGroups"> {
  const stations = Math.min(30, Math.max(4, Math.round(junctions / JUNCTIONS_PER_STATION)));
  return { districts: Math.min(5, Math.max(2, Math.round(stations / 5))), stations, postsPerStation: stations < 10 ? 2 : 3, siteGroups: 2 * stations };
}

/** Hours from Greenwich by the sun, which is right to an hour; an operator corrects `city.yaml`. */
const offsetAt = (lon: number): number => Math.round(lon / 15) * 60;

function cityOf(name: string, osm: OsmImport): CityFromRoads {
  const junctions = new Set(osm.table.roads.flatMap((road) => [road.from, road.to])).size;
  const id = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
  return {
    id: id === "" ? "imported" : id, nameZh: name, nameEn: name,
    utcOffset: offsetAt(osm.table.roads[0]?.line[0]?.[0] ?? 0), attribution: "© OpenStreetMap contributors, ODbL",
    roads: osm.table, places: osm.places, features: osm.features, ...sizeFor(junctions),
  };
}

function reportText(osm: OsmImport, counts: ReturnType<typeof writeCityFromRoads>): string {
  const { report } = osm;
  const { read, ...left } = report.turns;
  const notUsed = Object.entries(left).map(([why, n]) => `${why} ${n}`).join(", ");
  const named = osm.table.roads.filter((road) => road.name !== "").length;
  return [
    `读入 read        ${report.nodes} nodes, ${report.ways} ways, ${report.relations} relations; ${report.drivableWays} drivable ways`,
    `道路 roads       ${counts.roads} kept (${named} named), ${osm.table.turns.length} of ${read} turn rules${notUsed === "" ? "" : ` (${notUsed})`}`,
    `未连通 dropped   ${report.dropped.roads} roads (${Math.round(report.dropped.metres)} m), ${report.dropped.turns} turn rules: not connected both ways with the rest`,
    `缺失 missing     ${report.missingNodes} nodes outside the extract; ${report.incompleteAreas.length} areas with a cut outline; ${counts.shapesLeftOut} shapes that cross themselves`,
    `地名 places      ${counts.places}, premises ${counts.premises}, map shapes ${counts.shapes}`,
    `组织 organisation ${counts.districts} districts, ${counts.stations} stations, ${counts.posts} posts, ${counts.siteGroups} site groups, ${counts.units} units`,
  ].join("\n");
}

/** Reads an extract and writes a city's folder; answers what was read, left out and made, for people. @throws Complaint without roads. */
export async function importOsmCity(file: string, dir: string, name: string): Promise<string> {
  const osm = await importOsm(file);
  if (osm.table.roads.length === 0) throw new Complaint(`${file}: 其中没有可行驶的道路 / has no roads to drive on`);
  return reportText(osm, writeCityFromRoads(dir, cityOf(name, osm)));
}

/** `import osm FILE.osm.pbf DIR [--name TEXT]`: a city folder from OpenStreetMap, ready to be served. */
export async function importCity(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { name: "text" });
  const [source, file, dir] = words;
  if (source !== "osm") throw new Complaint(`目前只能导入 osm / only osm can be imported: ${source ?? ""}`);
  if (file === undefined || dir === undefined) throw new Complaint("用法 usage: tocsin import osm FILE.osm.pbf DIR [--name TEXT]");
  console.log(await importOsmCity(file, dir, options.name ?? basename(file).replace(/(\.osm)?\.pbf$/, "")));
}
