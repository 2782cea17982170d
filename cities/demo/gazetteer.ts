import { distance, toLonLat, type Vec } from "./plane.ts";
import type { Place } from "@tocsin/places/place.ts";
import type { BuiltCity } from "./built-city.ts";
import { TOWNS } from "./density.ts";
import { DISTRICTS } from "./jurisdictions.ts";
import type { OrgPlan } from "./organisation.ts";
import type { PlacedPremise } from "./premises.ts";
import { classOf } from "./streets.ts";
import { inWater } from "./water-course.ts";

/** `places.csv`: house numbers, premises, landmarks and areas. Crossings and streets come from the roads themselves. */
export function drawPlaces(built: BuiltCity, orgs: OrgPlan, premises: readonly PlacedPremise[]): Place[] {
  const places: Place[] = [...landmarks(built), ...areas(built, orgs)];
  for (const { row, aliases, district } of premises) {
    places.push({ id: row.id, kind: "PREMISE", name: row.nameZh, aliases, district: DISTRICTS[district]!.name, point: [row.lon, row.lat] });
  }
  return [...places, ...houseNumbers(built)];
}

/** Metres between two numbers of one side that are written down. */
const EVERY: Readonly<Record<string, number>> = { OLD_TOWN: 56, CENTRE: 104, URBAN: 160, TOWN: 128, RURAL: 640 };

function houseNumbers(built: BuiltCity): Place[] {
  const { street, addresses, jurisdictions } = built;
  const { map, covers } = street;
  const places: Place[] = [];
  const known = new Set<string>();
  const left: Record<string, number> = {};
  for (const path of street.paths) {
    const roadClass = classOf(street, path.halves[0]! >> 1);
    if (roadClass === "motorway" || roadClass === "trunk" || roadClass === null) continue;
    left["odd"] = left["even"] = 12;
    for (const half of path.halves) {
      const length = distance(map.point(half), map.end(half));
      for (const [side, on] of [["odd", half], ["even", half ^ 1]] as const) {
        const cover = covers[map.face[on]!]!;
        const step = EVERY[cover];
        const cell = jurisdictions.cellOfFace.get(map.face[on]!);
        if (step === undefined || cell === undefined) continue;
        let at = left[side]!;
        for (; at < length; at += step) {
          const address = addresses.at(on, on === half ? at / length : 1 - at / length);
          if (address === null) break;
          const name = `${address.street}${address.number}号`;
          if (known.has(name)) continue;
          known.add(name);
          places.push({ id: `A${places.length + 1}`, kind: "ADDRESS", name, aliases: [], district: DISTRICTS[jurisdictions.districtOf[cell]!]!.name, point: toLonLat(address.point) });
        }
        left[side] = at - length;
      }
    }
  }
  return places;
}

const OFFICIAL: readonly (readonly [string, readonly string[], Vec])[] = [
  ["岚江市人民政府", ["市政府"], [300, 2650]],
  ["岚江市政务服务中心", ["政务中心", "办事大厅"], [900, 2500]],
  ["岚江广场", ["市民广场"], [-250, 1700]],
  ["望津古渡", ["古渡口", "老码头"], [-1850, -1000]],
  ["望江楼", ["望江阁"], [-2450, -1150]],
  ["岚江大剧院", ["大剧院"], [2300, -1500]],
  ["岚江体育中心", ["奥体中心"], [5200, 3200]],
  ["岚江会展中心", ["会展中心"], [5900, 2600]],
  ["岚江大学", ["岚大"], [-5200, 4700]],
  ["岚江师范学院", ["师院"], [-2400, -6100]],
  ["岚江植物园", ["植物园"], [-7300, 5000]],
  ["岚江图书馆", ["市图"], [1500, -2700]],
];

/** The district of a point: that of the nearest block. */
function districtAt(built: BuiltCity, point: Vec): string {
  const { cells, districtOf } = built.jurisdictions;
  const cell = cells.reduce((best, { centre }, i) => (distance(centre, point) < distance(cells[best]!.centre, point) ? i : best), 0);
  return DISTRICTS[districtOf[cell]!]!.name;
}

function landmarks(built: BuiltCity): Place[] {
  const { skeleton, roads } = built;
  const poi = (id: string, name: string, aliases: readonly string[], at: Vec): Place => ({ id, kind: "POI", name, aliases, district: districtAt(built, at), point: toLonLat(at) });
  const places = OFFICIAL.map(([name, aliases, at], i) => poi(`B${i + 1}`, name, aliases, at));
  for (const [i, space] of skeleton.openSpaces.entries()) places.push(poi(`G${i + 1}`, space.name, space.kind === "LAKE" ? [`${space.name}公园`] : [], space.centre));
  const bridges = new Map<string, Place>();
  for (const road of roads) {
    const at = road.line[Math.floor(road.line.length / 2)]!;
    if (!road.bridge || road.name === "" || bridges.has(road.name)) continue;
    const name = `${road.name.replace(/(北路|南路|大道|快速路|路)$/, "")}大桥`;
    bridges.set(road.name, { id: `Q${bridges.size + 1}`, kind: "POI", name, aliases: [], district: "", point: at });
  }
  const seen = new Set<string>();
  return [...places, ...[...bridges.values()].filter(({ name }) => !seen.has(name) && seen.add(name))];
}

function areas(built: BuiltCity, orgs: OrgPlan): Place[] {
  const area = (id: string, name: string, aliases: readonly string[], at: Vec): Place => ({ id, kind: "AREA", name, aliases, district: districtAt(built, at), point: toLonLat(at) });
  const names = ["西平", "东湖", "鹿山", "凤仪", "北屏", "南浦", "芦浦", "青溪"];
  return [
    ...DISTRICTS.map(({ id, name }, i) => area(id, name, [name.slice(0, 2)], orgs.districts[i]!.at)),
    ...TOWNS.map(([at], i) => area(`T${i + 1}`, `${names[i]}镇`, [], at)),
    ...orgs.stations.map(({ row, at }) => area(row.id, row.nameZh.replace("派出所", "街道"), [row.nameZh], at)),
    area("OLD", "望津老城", ["老城", "老城区"], [-1750, 250]),
    area("ISLAND", "江心洲", ["江岛"], islandMiddle(built)),
  ];
}

function islandMiddle({ skeleton: { river } }: BuiltCity): Vec {
  const widest = river.island.reduce((best, width, i) => (width > river.island[best]! ? i : best), 0);
  const at = river.line[widest]!;
  return inWater(river, at) ? river.line[0]! : at;
}
