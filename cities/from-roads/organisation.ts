import type { OrgUnitRow, PremiseRow } from "@tocsin/contract/organisation/city.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { CityFromRoads, StationSite } from "./city-input.ts";
import { cellsWithin, isCell, type Convex } from "./convex-cells.ts";
import { namerOf, type Namer } from "./place-names.ts";
import { type Flat, type Plane, nearestOf, squareOf } from "./plane.ts";
import { spreadOver } from "./spread.ts";

/** The organisation of a city and the ground of each of its parts. */
export interface Organisation {
  readonly orgs: readonly OrgUnitRow[];
  readonly areas: readonly { readonly org: string; readonly ring: readonly LonLat[] }[];
  readonly premises: readonly PremiseRow[];
}

export interface Ground {
  readonly plane: Plane;
  readonly bounds: Convex;
  readonly junctions: readonly Flat[];
}

interface Site {
  readonly point: Flat;
  readonly known: StationSite | null;
}

/** Division codes of no real place: 99 is not used by GB/T 2260. */
const CITY_CODE = "990000";
const two = (n: number): string => String(n).padStart(2, "0");

/** Junctions of streets within a kilometre tell a town from the country. */
function settingOf(point: Flat, junctions: readonly Flat[]): OrgUnitRow["setting"] {
  const near = junctions.filter((junction) => squareOf(junction, point) < 1_000_000).length;
  return near >= 80 ? "URBAN" : near >= 25 ? "TOWN" : "RURAL";
}

class Builder {
  readonly orgs: OrgUnitRow[] = [];
  readonly areas: { org: string; ring: LonLat[] }[] = [];
  readonly premises: PremiseRow[];
  readonly #city: CityFromRoads;
  readonly #ground: Ground;
  readonly #namer: Namer;
  #groupsLeft: number;

  constructor(city: CityFromRoads, ground: Ground, premises: readonly PremiseRow[]) {
    this.#city = city;
    this.#ground = ground;
    this.#namer = namerOf(city.places, city.roads, ground.plane);
    this.#groupsLeft = city.siteGroups;
    this.premises = [...premises];
  }

  add(row: Pick<OrgUnitRow, "id" | "parent" | "level" | "kind" | "nameZh" | "nameEn" | "adminCode"> & Partial<OrgUnitRow>, at: Flat, cell: Convex | null): void {
    const [lon, lat] = this.#ground.plane.lonLat(at);
    this.orgs.push({ setting: "URBAN", governance: "CENTRAL", agency: "POLICE", lon, lat, ...row });
    if (cell === null || !isCell(cell)) return;
    const ring = cell.map(this.#ground.plane.lonLat).filter((point, i, all) => i === 0 || point[0] !== all[i - 1]![0] || point[1] !== all[i - 1]![1]);
    this.areas.push({ org: row.id, ring: [...ring, ring[0]!] });
  }

  district(index: number, sites: readonly Site[], seed: Flat, cell: Convex): void {
    const id = `D${two(index + 1)}`;
    const adminCode = `9900${two(index + 1)}`;
    const name = this.#namer.name("DISTRICT", seed);
    this.add({ id, parent: "CITY", level: "DISTRICT", kind: "BUREAU", nameZh: `${name} 分局`, nameEn: `${name} District`, adminCode }, seed, cell);
    const cells = cellsWithin(cell, sites.map(({ point }) => point));
    const seeds = sites.map(({ point }) => point);
    const districts = this.#ground.junctions.filter((junction) => inside(junction, cell));
    const shares: Flat[][] = sites.map(() => []);
    for (const junction of districts) shares[nearestOf(junction, seeds)]!.push(junction);
    for (const [i, site] of sites.entries()) this.#station(`${two(index + 1)}${two(i + 1)}`, site, id, adminCode, cells[i]!, shares[i]!);
  }

  #station(number: string, { point, known }: Site, parent: string, adminCode: string, cell: Convex, junctions: readonly Flat[]): void {
    const service = this.#city.service ?? { agency: "POLICE", kind: "POLICE_STATION" };
    const id = known === null ? `S${number}` : `S-${known.id}`;
    const name = known === null ? this.#namer.name("STATION", point) : "";
    const setting = settingOf(point, this.#ground.junctions);
    const names = known ?? { nameZh: `${name} 派出所`, nameEn: `${name} Station` };
    this.add({ id, parent, level: "STATION", kind: service.kind, nameZh: names.nameZh, nameEn: names.nameEn, adminCode, agency: service.agency, setting }, point, cell);
    const posts = spreadOver(junctions, this.#city.postsPerStation);
    const cells = cellsWithin(cell, posts);
    for (const [i, post] of posts.entries()) {
      const postId = `P${number}${two(i + 1)}`;
      const postName = this.#namer.name("POST", post);
      this.add({ id: postId, parent: id, level: "POST", kind: "STREET_POST", nameZh: `${postName} 警务站`, nameEn: `${postName} Post`, adminCode, setting: settingOf(post, this.#ground.junctions) }, post, cells[i]!);
      this.#siteGroup(postId, adminCode, cells[i]!);
    }
  }

  /** The first place with many people in a post's area has its own group. */
  #siteGroup(post: string, adminCode: string, cell: Convex): void {
    const at = this.premises.findIndex((premise) => premise.mru === null && inside(this.#ground.plane.flat([premise.lon, premise.lat]), cell));
    const premise = this.premises[at];
    if (premise === undefined || this.#groupsLeft <= 0) return;
    this.#groupsLeft -= 1;
    const id = `M${post.slice(1)}`;
    this.premises[at] = { ...premise, mru: id };
    const number = id.slice(1);
    const names = { nameZh: `${premise.nameZh.slice(0, 60)} 应急小组 ${number}`, nameEn: `${premise.nameEn.slice(0, 60)} group ${number}` };
    this.add({ id, parent: post, level: "MRU", kind: "SITE_GROUP", ...names, adminCode, agency: "SITE_OPERATOR" }, this.#ground.plane.flat([premise.lon, premise.lat]), null);
  }
}

/** Whether a point lies in an anticlockwise convex polygon or on its edge. */
function inside(point: Flat, polygon: Convex): boolean {
  return polygon.every((a, i) => {
    const b = polygon[(i + 1) % polygon.length]!;
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) >= 0;
  });
}

/** Partners and duty rooms stand beside the districts; they have no ground of their own. */
const BESIDE = [
  { id: "TRAFFIC", kind: "DUTY_ROOM", nameZh: "交警勤务指挥室", nameEn: "Traffic duty room", agency: "TRAFFIC_POLICE" },
  { id: "FIRE", kind: "PARTNER", nameZh: "消防救援指挥中心", nameEn: "Fire control", agency: "FIRE" },
  { id: "EMS", kind: "PARTNER", nameZh: "急救指挥中心", nameEn: "Ambulance control", agency: "EMS" },
] as const;

/**
 * Divides the city into districts around groups of stations, districts into stations, these into posts: each part is the
 * ground that is nearest to its seat within the part above it, so parts fill the whole and never overlap.
 */
export function organise(city: CityFromRoads, ground: Ground, premises: readonly PremiseRow[]): Organisation {
  const { plane, junctions } = ground;
  const sites: readonly Site[] =
    typeof city.stations === "number"
      ? spreadOver(junctions, city.stations).map((point) => ({ point, known: null }))
      : city.stations.map((known) => ({ point: plane.flat(known.point), known }));
  const seeds = spreadOver(sites.map(({ point }) => point), city.districts);
  const cells = cellsWithin(ground.bounds, seeds);
  const builder = new Builder(city, ground, premises);
  builder.add({ id: "CITY", parent: null, level: "CITY", kind: "BUREAU", nameZh: `${city.nameZh} 指挥中心`, nameEn: `${city.nameEn} Control`, adminCode: CITY_CODE }, [0, 0], null);
  for (const beside of BESIDE) builder.add({ ...beside, parent: "CITY", level: "DISTRICT", adminCode: CITY_CODE }, [0, 0], null);
  for (const [index, seed] of seeds.entries()) {
    const own = sites.filter(({ point }) => nearestOf(point, seeds) === index);
    builder.district(index, own, seed, cells[index]!);
  }
  return builder;
}
