import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FileFaults } from "@tocsin/city/fault.ts";
import { readRows } from "@tocsin/city/table-rows.ts";
import { DepartmentRow } from "@tocsin/contract/organisation/city.ts";
import { type LonLat, distanceM, inRing } from "@tocsin/kernel/geo.ts";
import { keepLargestComponent } from "@tocsin/roads/connected.ts";
import type { Road } from "@tocsin/roads/road-table.ts";
import type { CityData } from "../city-files.ts";
import { cityData } from "../from-roads/city-data.ts";
import { STANDARD_DIR } from "../standard-folder.ts";
import { toLonLat, type Vec } from "./plane.ts";
import { ahead, monthBack } from "./sharing.ts";

/** The neighbour's streets: a grid east of the demo city, south of the river. */
const [WEST, SOUTH] = [12_400, -6_600];
const [COLUMNS, ROWS, STEP] = [9, 7, 550];
/** The row of the road on which both cities meet, and of those beside it. */
const GATE = 4;
const GATES = [2, GATE, 6];
/** The land along the border that both police share, metres east and north of the demo city's centre. */
const STRIP: readonly Vec[] = [[10_900, -6_900], [13_900, -6_900], [13_900, -3_000], [10_900, -3_000], [10_900, -6_900]];
const strip = (): LonLat[] => STRIP.map(toLonLat);

/** What a city is called by the other one. */
export interface Neighbour {
  readonly platform: string;
  /** Its police as a party of matters. */
  readonly party: string;
  /** The machine as which it speaks. */
  readonly client: string;
  readonly nameZh: string;
  readonly nameEn: string;
}
export const LANJIANG: Neighbour = { platform: "LANJIANG", party: "LANJIANG_POLICE", client: "lanjiang-110", nameZh: "岚江市公安", nameEn: "Lanjiang police" };
export const ZHUKOU: Neighbour = { platform: "ZHUKOU", party: "ZHUKOU_POLICE", client: "zhukou-110", nameZh: "渚口市公安", nameEn: "Zhukou police" };

const at = (column: number, row: number): Vec => [WEST + column * STEP, SOUTH + row * STEP];
const NUMBERS = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
const road = (id: string, name: string, roadClass: Road["class"], [from, to]: readonly [string, string], line: readonly LonLat[]): Road =>
  ({ id, name, class: roadClass, from, to, oneway: "no", speedKmh: roadClass === "primary" ? 50 : 35, level: 0, bridge: false, line });
const node = (column: number, row: number): string => `Z${column}-${row}`;

function gridRoads(): Road[] {
  const line = (column: number, row: number, right: number, up: number, name: string): Road =>
    road(`Z${column}-${row}-${right}`, name, "secondary", [node(column, row), node(column + right, row + up)], [toLonLat(at(column, row)), toLonLat(at(column + right, row + up))]);
  return Array.from({ length: COLUMNS * ROWS }, (_, i) => [i % COLUMNS, Math.floor(i / COLUMNS)] as const).flatMap(([column, row]) => [
    ...(column + 1 < COLUMNS ? [line(column, row, 1, 0, `渚江${NUMBERS[row]}路`)] : []),
    ...(row + 1 < ROWS ? [line(column, row, 0, 1, column === 0 ? "界河大街" : `渚口${NUMBERS[column]}街`)] : []),
  ]);
}

/** Roads of the demo city within the strip, joined to the grid where they end nearest to it: whoever helps drives on them too. */
function sharedRoads(roads: readonly Road[]): Road[] {
  const ring = strip();
  const shared = roads.filter(({ line }) => line.every((point) => inRing(point, ring)));
  const ends = new Map(shared.filter(({ class: kind }) => kind !== "motorway" && kind !== "service").flatMap(({ from, to, line }) => [[from, line[0]!], [to, line.at(-1)!]] as const));
  const links = GATES.flatMap((row) => {
    const gate = toLonLat(at(0, row));
    const [nearest] = [...ends].sort(([, a], [, b]) => distanceM(a, gate) - distanceM(b, gate));
    return nearest === undefined ? [] : [road(`ZL${row}`, "岚渚公路", "primary", [nearest[0], node(0, row)], [nearest[1], gate])];
  });
  return [...shared, ...links];
}

/** 渚口市 (Zhukou): a small fictional city beside the demo city, whose roads go on into the shared strip. It costs little to serve. */
export function neighbourCity(demo: CityData): CityData {
  const border = toLonLat(at(0, GATE));
  const centre = toLonLat(at(5, 3));
  const { data } = cityData({
    id: "neighbour", nameZh: "渚口市", nameEn: "Zhukou", utcOffset: 480, attribution: "渚口市为虚构城市 · Zhukou is a fictional city", roads: { roads: gridRoads(), turns: [] },
    places: [{ id: "ZA1", kind: "AREA", name: "渚口", aliases: [], district: "", point: centre }, { id: "ZP1", kind: "POI", name: "渚口市人民医院", aliases: [], district: "渚口", point: centre }],
    districts: 1, stations: [{ id: "JIEHE", nameZh: "界河派出所", nameEn: "Jiehe Station", point: border }, { id: "CHENGGUAN", nameZh: "城关派出所", nameEn: "Chengguan Station", point: centre }], postsPerStation: 2, siteGroups: 0,
  });
  const ring = strip();
  const [west, south, east, north] = data.head.bounds;
  const corners = ring.map(([lon, lat]) => [lon, lat] as const);
  return {
    ...data,
    head: { ...data.head, bounds: [Math.min(west, ...corners.map(([lon]) => lon)), Math.min(south, ...corners.map(([, lat]) => lat)), east, Math.max(north, ...corners.map(([, lat]) => lat))] },
    roads: keepLargestComponent({ roads: [...gridRoads(), ...sharedRoads(demo.roads?.roads ?? [])], turns: [] }).table,
    places: [...(data.places ?? []), ...(demo.places ?? []).filter(({ point }) => inRing(point, ring))],
  };
}

const standardDepartments = (): DepartmentRow[] =>
  readRows(readFileSync(join(STANDARD_DIR, "departments.csv"), "utf8"), DepartmentRow, new FileFaults("departments.csv", [])).map(({ value }) => value);

/** A city with what it has agreed with another one (JNT-07). `url`: where that one is served; `us`: what it calls this one. */
export function besideNeighbour(city: CityData, there: Neighbour, us: Neighbour, { url, today }: { readonly url: string; readonly today: string }): CityData {
  const { platform, party, client, nameZh, nameEn } = there;
  return {
    ...city,
    departments: [...standardDepartments(), { code: party, nameZh, nameEn, hotline: "", matters: "毗邻地区支援", responseTarget: "60 秒内答复" }],
    clients: [...(city.clients ?? []), { id: client, name: `${nameZh} 110`, purpose: "毗邻地区警务协作", role: "LINK_PLATFORM", org: "CITY", agency: party, routes: ["linkage.exchange", "borderReach"], perMinute: 600 }],
    platforms: [{
      id: platform, name: `${nameZh} 110`, url: `${url}/open311/v2`, format: "json", parties: [party], other: "PO-02", attributes: true,
      custody: { url, client, names: { [party]: "POLICE", POLICE: us.party } },
      agreement: { from: monthBack(today, 6), until: ahead(today, 180), strip: strip().map(([lon, lat]): [number, number] => [lon, lat]), answerSeconds: 60, keptDays: 10, onward: false, exercises: true },
    }],
  };
}
