/** Addresses, points of interest and place names from OpenStreetMap, as rows of a gazetteer. */
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { ImportedPlace } from "./imported-place.ts";
import type { OsmData, OsmTags } from "./osm-file.ts";

/** Tags that make a named thing a place that callers speak of. */
const POI: Readonly<Record<string, ReadonlySet<string>>> = {
  amenity: new Set(
    ("hospital clinic doctors pharmacy school kindergarten university college library police fire_station townhall courthouse " +
      "prison community_centre social_facility nursing_home bus_station ferry_terminal fuel parking bank post_office marketplace " +
      "theatre cinema nightclub casino place_of_worship restaurant fast_food cafe bar pub hotel embassy").split(" "),
  ),
  railway: new Set(["station", "halt", "tram_stop", "subway_entrance"]),
  public_transport: new Set(["station"]),
  aeroway: new Set(["aerodrome", "terminal", "heliport"]),
  shop: new Set(["mall", "supermarket", "department_store", "convenience"]),
  tourism: new Set(["hotel", "hostel", "museum", "attraction", "viewpoint", "theme_park", "zoo", "gallery"]),
  leisure: new Set(["park", "stadium", "sports_centre", "marina", "water_park", "garden"]),
  office: new Set(["government", "diplomatic"]),
  man_made: new Set(["works", "wastewater_plant", "bridge"]),
  landuse: new Set(["industrial", "commercial", "retail"]),
};

const AREAS = new Set("city borough suburb quarter neighbourhood town village hamlet square locality island".split(" "));

const ALIASES = ["alt_name", "short_name", "official_name", "loc_name", "old_name", "name:zh", "name:en"];

export function osmPlaces(data: OsmData): ImportedPlace[] {
  const places: ImportedPlace[] = [];
  const take = (id: string, tags: OsmTags, point: () => LonLat | null): void => {
    const address = addressOf(tags);
    const kind = kindOf(tags);
    if (address === null && kind === null) return;
    const at = point();
    if (!at) return;
    const district = tags["addr:suburb"] ?? tags["addr:district"] ?? tags["addr:city"] ?? "";
    if (address !== null) places.push({ id: `${id}-a`, kind: "ADDRESS", name: address, aliases: [], district, point: at });
    if (kind !== null) places.push({ id, kind, name: tags["name"]!.trim(), aliases: aliasesOf(tags), district, point: at });
  };
  for (const node of data.tagged) take(`n${node.id}`, node.tags, () => node.point);
  for (const way of data.ways) take(`w${way.id}`, way.tags, () => middleOf(data, way.refs));
  return places;
}

/** Road and house number as people write it; Chinese without a space and with 号. */
function addressOf(tags: OsmTags): string | null {
  const number = tags["addr:housenumber"]?.trim();
  const street = (tags["addr:street"] ?? tags["addr:place"])?.trim();
  if (!number || !street) return null;
  if (!/[\u4e00-\u9fff]/.test(street)) return `${street} ${number}`;
  return `${street}${number}${/号|號/.test(number) ? "" : "号"}`;
}

function kindOf(tags: OsmTags): "POI" | "AREA" | null {
  if (!tags["name"]?.trim()) return null;
  if (AREAS.has(tags["place"] ?? "")) return "AREA";
  for (const [key, values] of Object.entries(POI)) if (values.has(tags[key] ?? "")) return "POI";
  return null;
}

function aliasesOf(tags: OsmTags): string[] {
  const names = ALIASES.flatMap((key) => (tags[key] ?? "").split(";")).map((name) => name.replaceAll("|", "/").trim());
  return [...new Set(names)].filter((name) => name !== "" && name !== tags["name"]!.trim());
}

/** The mean of a way's corners; good enough to send someone to a building. */
function middleOf(data: OsmData, refs: readonly number[]): LonLat | null {
  const closed = refs.length > 2 && refs[0] === refs.at(-1);
  const points = (closed ? refs.slice(1) : refs).flatMap((ref) => {
    const point = data.nodes.get(ref);
    return point ? [point] : [];
  });
  if (points.length === 0) return null;
  const mean = (axis: 0 | 1): number => Number((points.reduce((sum, point) => sum + point[axis], 0) / points.length).toFixed(7));
  return [mean(0), mean(1)];
}
