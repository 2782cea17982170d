import type { OrgUnitRow } from "@tocsin/contract/organisation/city.ts";
import { pinyin } from "pinyin-pro";
import type { BuiltCity } from "./built-city.ts";
import { distance, toLonLat, type Vec } from "./plane.ts";
import { DISTRICTS, type Region } from "./jurisdictions.ts";
import { NameStock } from "./name-stock.ts";

const TOWN_HALL: Vec = [300, 2500];
export const CITY_CODE = "4299";

/** "Yunxi" of 云溪. */
export function latin(chinese: string): string {
  const text = pinyin(chinese, { toneType: "none", type: "array" }).join("");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An organisation row with its place in the plane. */
export interface PlacedOrg {
  readonly row: OrgUnitRow;
  readonly at: Vec;
  /** The block on which it stands. */
  readonly face: number;
}

const two = (n: number): string => String(n).padStart(2, "0");
export const stationId = (station: number, region: Region, first: number): string => `S${DISTRICTS[region.parent]!.id.slice(1)}${two(station - first + 1)}`;

export interface OrgPlan {
  readonly city: PlacedOrg;
  readonly districts: readonly PlacedOrg[];
  readonly stations: readonly PlacedOrg[];
  readonly posts: readonly PlacedOrg[];
  /** Duty rooms, brigades, fire and ambulance stations. */
  readonly lines: readonly PlacedOrg[];
}

type Draft = Pick<OrgUnitRow, "id" | "parent" | "level" | "kind" | "nameZh" | "nameEn" | "agency"> & { readonly district: number | null };

class OrgDrawer {
  readonly #built: BuiltCity;
  constructor(built: BuiltCity) {
    this.#built = built;
  }

  /** Puts an organisation at the address of the block of a cell. */
  at(cell: number, draft: Draft): PlacedOrg {
    const { jurisdictions, addresses, street } = this.#built;
    const { face, centre } = jurisdictions.cells[cell]!;
    const at = addresses.ofFace(face, 0.35)?.point ?? centre;
    const [lon, lat] = toLonLat(at);
    const cover = street.covers[face]!;
    const { district, ...named } = draft;
    const setting = cover === "RURAL" || cover === "HILL" ? "RURAL" : cover === "TOWN" ? "TOWN" : "URBAN";
    const governance = district === null ? "CENTRAL" : DISTRICTS[district]!.governance;
    return { at, face, row: { ...named, setting, governance, adminCode: district === null ? `${CITY_CODE}00` : `${CITY_CODE}${two(district + 2)}`, lon, lat } };
  }
}

/** The chain of command: city, districts, stations, posts; and the special lines beside it. */
export function drawOrganisation(built: BuiltCity): OrgPlan {
  const { jurisdictions } = built;
  const { stations, posts } = jurisdictions;
  const drawer = new OrgDrawer(built);
  const stock = new NameStock(built.dice("org-names"), built.street.nameOfEdge.map((name) => name.slice(0, 2)));
  const { cells } = jurisdictions;
  const townHall = cells.reduce((best, cell, i) => (cell.weight > 0 && distance(cell.centre, TOWN_HALL) < distance(cells[best]!.centre, TOWN_HALL) ? i : best), jurisdictions.districts[0]!.seed);
  const city = drawer.at(townHall, { id: "CITY", parent: null, level: "CITY", kind: "BUREAU", nameZh: "岚江市公安局", nameEn: "Lanjiang Public Security Bureau", agency: "POLICE", district: null });
  const districts = DISTRICTS.map((district, index) =>
    drawer.at(jurisdictions.districts[index]!.seed, { id: district.id, parent: "CITY", level: "DISTRICT", kind: "BUREAU", nameZh: `${district.name.slice(0, 2)}分局`, nameEn: `${district.en} Bureau`, agency: "POLICE", district: index }),
  );
  const stems: string[] = [];
  const stationOrgs = stations.map((region, index) => {
    stems.push(stock.take());
    const first = stations.findIndex((other) => other.parent === region.parent);
    return drawer.at(region.seed, { id: stationId(index, region, first), parent: DISTRICTS[region.parent]!.id, level: "STATION", kind: "POLICE_STATION", nameZh: `${stems[index]}派出所`, nameEn: `${latin(stems[index]!)} Police Station`, agency: "POLICE", district: region.parent });
  });
  const postOrgs = posts.map((region, index) => {
    const first = posts.findIndex((other) => other.parent === region.parent);
    const station = stationOrgs[region.parent]!.row;
    const room = index - first === 2;
    const stem = index === first ? stems[region.parent]! : stock.take();
    return drawer.at(region.seed, {
      id: `P${station.id.slice(1)}${two(index - first + 1)}`,
      parent: station.id,
      level: "POST",
      kind: room ? "COMMUNITY_ROOM" : "STREET_POST",
      nameZh: `${stem}${room ? "社区警务室" : "警务站"}`,
      nameEn: `${latin(stem)} ${room ? "Community Room" : "Police Post"}`,
      agency: "POLICE",
      district: stations[region.parent]!.parent,
    });
  });
  return { city, districts, stations: stationOrgs, posts: postOrgs, lines: drawLines(built, drawer, stationOrgs, districts) };
}

/** Duty rooms of special lines stand at district level under the city, with their brigades below (ORG-14); fire and ambulance likewise. */
function drawLines(built: BuiltCity, drawer: OrgDrawer, stations: readonly PlacedOrg[], districts: readonly PlacedOrg[]): PlacedOrg[] {
  const { cells, cellOfFace } = built.jurisdictions;
  const cellOf = (org: PlacedOrg): number => cellOfFace.get(org.face)!;
  const homes = cells.flatMap((cell, index) => (cell.weight > 0 ? [index] : []));
  const nearest = (point: Vec): number => homes.reduce((best, cell) => (distance(cells[cell]!.centre, point) < distance(cells[best]!.centre, point) ? cell : best), homes[0]!);
  const line = (id: string, kind: string, nameZh: string, nameEn: string, agency: string, cell: number): PlacedOrg =>
    drawer.at(cell, { id, parent: "CITY", level: "DISTRICT", kind, nameZh, nameEn, agency, district: null });
  const below = (id: string, parent: string, kind: string, nameZh: string, nameEn: string, agency: string, cell: number): PlacedOrg =>
    drawer.at(cell, { id, parent, level: "STATION", kind, nameZh, nameEn, agency, district: null });
  const traffic = DISTRICTS.map((district, i) => below(`TRAF${two(i + 1)}`, "TRAF", "BRIGADE", `交警${district.name.slice(0, 2)}大队`, `Traffic Brigade ${district.en}`, "TRAFFIC_POLICE", nearest([cells[cellOf(districts[i]!)]!.centre[0] + 700, cells[cellOf(districts[i]!)]!.centre[1] - 500])));
  const special = [[-2600, 2300], [1900, -3300]].map((point, i) => below(`SWAT${two(i + 1)}`, "SWAT", "BRIGADE", `特警${i + 1}大队`, `Special Police Brigade ${i + 1}`, "POLICE", nearest(point as unknown as Vec)));
  const water = [[-900, -500], [5600, 1500]].map((point, i) => below(`WATR${two(i + 1)}`, "WATR", "WATER_STATION", `水上派出所${i + 1}中队`, `Water Police ${i + 1}`, "POLICE", nearest(point as unknown as Vec)));
  const every = (count: number, shift: number): PlacedOrg[] => Array.from({ length: count }, (_, i) => stations[Math.floor(((i + shift) * stations.length) / count) % stations.length]!);
  const beside = (org: PlacedOrg, dx: number, dy: number): number => nearest([org.at[0] + dx, org.at[1] + dy]);
  const stem = (org: PlacedOrg): string => org.row.nameZh.replace("派出所", "");
  const fire = every(18, 0).map((org, i) => below(`F${two(i + 1)}`, "FIRE", "FIRE_STATION", `${stem(org)}消防救援站`, `${latin(stem(org))} Fire Station`, "FIRE", beside(org, 420, 380)));
  const ambulance = every(14, 0.5).map((org, i) => below(`E${two(i + 1)}`, "EMS", "EMS_BASE", `${stem(org)}急救站`, `${latin(stem(org))} Ambulance Base`, "EMS", beside(org, -450, 300)));
  return [
    line("TRAF", "DUTY_ROOM", "交警支队勤务指挥室", "Traffic Police Duty Room", "TRAFFIC_POLICE", nearest([-300, 2100])),
    line("SWAT", "DUTY_ROOM", "特警支队勤务指挥室", "Special Police Duty Room", "POLICE", nearest([-2600, 2500])),
    line("WATR", "DUTY_ROOM", "水警支队勤务指挥室", "Water Police Duty Room", "POLICE", nearest([-700, -700])),
    line("FIRE", "FIRE_RESCUE", "岚江市消防救援支队", "Lanjiang Fire and Rescue", "FIRE", nearest([700, 2600])),
    line("EMS", "EMS_CENTRE", "岚江市急救中心", "Lanjiang Ambulance Centre", "EMS", nearest([-400, 3100])),
    ...traffic,
    ...special,
    ...water,
    ...fire,
    ...ambulance,
  ];
}
