import type { PremiseRow } from "@tocsin/contract/organisation/city.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import type { BuiltCity } from "./built-city.ts";
import type { Cover } from "./blocks.ts";
import { DISTRICTS } from "./jurisdictions.ts";
import type { MetroStop } from "./metro.ts";
import { NameStock } from "./name-stock.ts";
import { latin } from "./organisation.ts";
import { toLonLat, type Vec } from "./plane.ts";

type Kind = PremiseRow["kind"];

/** A premise with where it stands. */
export interface PlacedPremise {
  readonly row: PremiseRow;
  readonly aliases: readonly string[];
  readonly cell: number;
  readonly district: number;
}

interface Plan {
  readonly kind: Kind;
  readonly count: number;
  /** How likely a block of each cover is. */
  readonly where: Partial<Record<Cover, number>>;
  name(stem: string, i: number, random: RandomStream): readonly [zh: string, en: string, ...aliases: string[]];
}

const CITY_ZH = "岚江市";
const ORDINALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
const anywhere = { OLD_TOWN: 3, CENTRE: 2, URBAN: 1.4, TOWN: 2, RURAL: 0.5 };
const inner = { OLD_TOWN: 1, CENTRE: 3, URBAN: 1, TOWN: 1 };

const school: Plan["name"] = (stem, i, random) => {
  if (i < 10) return [`${CITY_ZH}第${ORDINALS[i]}中学`, `Lanjiang No. ${i + 1} Middle School`, `${ORDINALS[i]}中`];
  const sort = random.pick([["小学", "Primary School"], ["小学", "Primary School"], ["中学", "Middle School"], ["幼儿园", "Kindergarten"], ["实验学校", "Experimental School"]] as const);
  return [`${stem}${sort[0]}`, `${latin(stem)} ${sort[1]}`];
};
const hospital: Plan["name"] = (stem, i) => {
  if (i === 0) return [`${CITY_ZH}人民医院`, "Lanjiang People's Hospital", "市医院", "人民医院"];
  if (i === 1) return [`${CITY_ZH}中心医院`, "Lanjiang Central Hospital", "中心医院"];
  if (i === 2) return [`${CITY_ZH}中医院`, "Lanjiang Hospital of Chinese Medicine", "市中医院"];
  if (i === 3) return [`${CITY_ZH}妇幼保健院`, "Lanjiang Maternal and Child Hospital", "妇保院", "妇幼"];
  return i < 12 ? [`${stem}医院`, `${latin(stem)} Hospital`] : [`${stem}社区卫生服务中心`, `${latin(stem)} Health Centre`, `${stem}社区医院`];
};
const ending = (...choices: readonly (readonly [string, string])[]): Plan["name"] => (stem, _, random) => {
  const [zh, en] = random.pick(choices);
  return [`${stem}${zh}`, `${latin(stem)} ${en}`];
};

const PLANS: readonly Plan[] = [
  { kind: "SCHOOL", count: 150, where: anywhere, name: school },
  { kind: "HOSPITAL", count: 42, where: inner, name: hospital },
  { kind: "MALL", count: 50, where: { OLD_TOWN: 1, CENTRE: 4, URBAN: 1, TOWN: 1 }, name: ending(["广场", "Plaza"], ["购物中心", "Shopping Centre"], ["百货", "Department Store"], ["天街", "Mall"]) },
  { kind: "MARKET", count: 70, where: anywhere, name: ending(["农贸市场", "Market"], ["菜市场", "Food Market"], ["批发市场", "Wholesale Market"]) },
  { kind: "FACTORY", count: 84, where: { URBAN: 3, TOWN: 2, RURAL: 4 }, name: ending(["机械厂", "Machinery Works"], ["化工有限公司", "Chemicals"], ["食品厂", "Foods"], ["电子科技园", "Electronics Park"], ["纺织厂", "Textiles"], ["冷链物流园", "Cold-chain Depot"]) },
  { kind: "VENUE", count: 30, where: inner, name: ending(["体育馆", "Sports Hall"], ["剧院", "Theatre"], ["会展中心", "Exhibition Centre"], ["影城", "Cinema"], ["文化宫", "Culture Palace"]) },
  { kind: "STATION", count: 10, where: { CENTRE: 1, URBAN: 1, TOWN: 2 }, name: (stem, i) => (i === 0 ? [`${CITY_ZH.slice(0, 2)}火车站`, "Lanjiang Railway Station", "火车站"] : i === 1 ? [`${CITY_ZH.slice(0, 2)}东站`, "Lanjiang East Station", "高铁站"] : [`${stem}客运站`, `${latin(stem)} Coach Station`]) },
  { kind: "HOTEL", count: 92, where: { OLD_TOWN: 3, CENTRE: 3, URBAN: 1, TOWN: 1 }, name: ending(["酒店", "Hotel"], ["大酒店", "Grand Hotel"], ["宾馆", "Guest House"], ["客栈", "Inn"]) },
  { kind: "OFFICE", count: 120, where: { OLD_TOWN: 1, CENTRE: 4, URBAN: 1 }, name: ending(["大厦", "Tower"], ["写字楼", "Offices"], ["产业园", "Business Park"], ["中心", "Centre"]) },
  { kind: "RESIDENTIAL", count: 160, where: anywhere, name: ending(["苑", "Court"], ["花园", "Gardens"], ["小区", "Estate"], ["新村", "Village"], ["公寓", "Apartments"]) },
  { kind: "FUEL", count: 50, where: { CENTRE: 1, URBAN: 2, TOWN: 2, RURAL: 1 }, name: ending(["加油站", "Filling Station"], ["加气站", "Gas Filling Station"]) },
  { kind: "OTHER", count: 24, where: anywhere, name: ending(["养老院", "Care Home"], ["福利院", "Welfare Home"], ["图书馆", "Library"]) },
];

/** All premises; a site group (`mru`) is given to them later. Ids are `X0001` and on. */
export function drawPremises(built: BuiltCity, stops: readonly MetroStop[]): PlacedPremise[] {
  const { jurisdictions, addresses, street } = built;
  const random = built.dice("premises");
  const stock = new NameStock(built.dice("premise-names"), []);
  const taken = new Set<number>();
  const premises: PlacedPremise[] = [];
  const add = (kind: Kind, cell: number, at: Vec, address: string, [nameZh, nameEn, ...aliases]: readonly [string, string, ...string[]]): void => {
    const [lon, lat] = toLonLat(at);
    const district = jurisdictions.districtOf[cell]!;
    premises.push({ row: { id: `X${String(premises.length + 1).padStart(4, "0")}`, kind, nameZh, nameEn, address: `${DISTRICTS[district]!.name}${address}`, mru: null, lon, lat }, aliases, cell, district });
  };
  for (const stop of stops) add("METRO", stop.cell, stop.at, stop.address, [`${stop.name}地铁站`, `${latin(stop.name)} Metro Station`, `${stop.name}站`]);
  for (const plan of PLANS) {
    const blocks = jurisdictions.cells.map((cell) => ({ cell, weight: plan.where[street.covers[cell.face]!] ?? 0 }));
    const total = blocks.reduce((sum, { weight }) => sum + weight, 0);
    for (let made = 0, tries = 0; made < plan.count && tries < 40_000; tries++) {
      let ticket = random.next() * total;
      const index = blocks.findIndex(({ weight }) => (ticket -= weight) < 0);
      if (index === -1 || (taken.has(index) && random.next() < 0.9)) continue;
      const address = addresses.ofFace(jurisdictions.cells[index]!.face, random.next());
      if (address === null) continue;
      taken.add(index);
      add(plan.kind, index, address.point, `${address.street}${address.number}号`, plan.name(stock.take(), made++, random));
    }
  }
  return [...premises, ...ports(built, premises.length)];
}

/** Wharves: name, the river road on which it stands, and how far east (metres). */
const WHARVES = [
  ["岚江港", "滨江北路", 7_600],
  ["望津渡码头", "滨江北路", -1_900],
  ["青麓作业区", "滨江北路", -8_700],
  ["南渡码头", "滨江南路", -1_500],
  ["芦浦作业区", "滨江南路", 8_900],
  ["江岛游船码头", "滨江南路", 2_600],
] as const;

function ports(built: BuiltCity, count: number): PlacedPremise[] {
  const { street, jurisdictions, addresses } = built;
  const { map } = street;
  return WHARVES.flatMap(([name, bank, east], i): PlacedPremise[] => {
    const halves = street.paths.filter((path) => street.streets[path.street]!.name === bank).flatMap((path) => path.halves);
    const half = halves.reduce((best, one) => (Math.abs(map.point(one)[0] - east) < Math.abs(map.point(best)[0] - east) ? one : best), halves[0]!);
    // The side of the street towards the water.
    const side = street.covers[map.face[half]!] === "WATER" ? half : half ^ 1;
    const cell = jurisdictions.cellOfFace.get(map.face[side]!)!;
    const address = addresses.at(side, 0.5, 45);
    if (address === null) return [];
    const [lon, lat] = toLonLat(address.point);
    const district = jurisdictions.districtOf[cell]!;
    const nameEn = `${latin(name.slice(0, 2))} Wharf`;
    return [{ row: { id: `X${String(count + i + 1).padStart(4, "0")}`, kind: "PORT", nameZh: name, nameEn, address: `${DISTRICTS[district]!.name}${address.street}${address.number}号`, mru: null, lon, lat }, aliases: [], cell, district }];
  });
}
