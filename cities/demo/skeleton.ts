import { inRing } from "@tocsin/kernel/geo.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import type { Curve } from "./arrangement.ts";
import { minus, plus, spline, times, unit, leftOf, type Vec } from "./plane.ts";
import { beside, inWater, islandRing, waterCourse, type WaterCourse } from "./water-course.ts";

/** What the city grows on: river, lakes, hills, ring roads, avenues. Everything else fills the spaces between them. */

export type RoadClass = "motorway" | "trunk" | "primary" | "secondary" | "tertiary" | "residential" | "service";

/** A street before its edges are known. `class` null: a line that is no road, such as the middle of the river. */
export interface Street {
  readonly class: RoadClass | null;
  /** A fixed name, or "" for one to be given later. */
  readonly name: string;
  /** Names north and south of the river differ (北路, 南路). */
  readonly split: boolean;
}

/** A closed shape without blocks inside: a lake, a hill or a park, with the road around it. */
export interface OpenSpace {
  readonly kind: "LAKE" | "HILL" | "PARK";
  readonly name: string;
  readonly centre: Vec;
  readonly ring: readonly Vec[];
}

/** The street of the river's middle line. */
export const RIVER_LINE = "river";

export interface Skeleton {
  readonly river: WaterCourse;
  readonly tributary: WaterCourse;
  readonly openSpaces: readonly OpenSpace[];
  readonly boundary: readonly Vec[];
  readonly streets: readonly Street[];
  readonly curves: readonly Curve[];
  /** Middle line of the outer ring and of the metro's avenues, by name. */
  readonly lines: Readonly<Record<string, readonly Vec[]>>;
}

const RIVER: readonly Vec[] = [[-15000, 2300], [-11600, 3500], [-8400, 2600], [-5600, 200], [-3000, -1500], [-400, -1300], [2000, 500], [4600, 1200], [7300, -200], [10200, -2600], [12800, -3000], [15500, -1800]];
const TRIBUTARY: readonly Vec[] = [[-4900, 12500], [-5300, 9800], [-6500, 7700], [-6000, 5600], [-5000, 3600], [-5600, 1900], [-6050, 500]];

/** Avenues: name, class, whether the name changes at the river, points. */
const AVENUES: readonly (readonly [string, RoadClass, boolean, readonly Vec[]])[] = [
  ["解放", "primary", true, [[-2100, 12800], [-1500, 8000], [-1250, 4200], [-900, 1200], [-700, -1500], [-300, -4200], [-900, -8000], [-700, -12800]]],
  ["江岛", "primary", true, [[4300, 12800], [3600, 8200], [3700, 5000], [3250, 2600], [3050, 900], [3000, -800], [3500, -3600], [3300, -7200], [4100, -12800]]],
  ["望津", "primary", true, [[-4700, 9000], [-3600, 6400], [-3700, 3400], [-3600, 800], [-3800, -1300], [-3300, -3800], [-4300, -7000], [-3900, -12500]]],
  ["鹿鸣", "primary", true, [[7600, 12500], [6700, 8200], [6500, 4400], [6300, 1800], [6200, -900], [6700, -4000], [6500, -7600], [7500, -12500]]],
  ["青麓", "secondary", true, [[-8600, 12000], [-8200, 6400], [-7700, 4300], [-7000, 2500], [-6750, 600], [-6900, -1800], [-7900, -5200], [-7300, -12000]]],
  ["云栖大道", "primary", false, [[-15500, 6100], [-10400, 5000], [-7000, 3900], [-3600, 2500], [-500, 2800], [3300, 3000], [6600, 2400], [10600, 800], [15500, 900]]],
  ["北屏大道", "secondary", false, [[-8700, 6450], [-7600, 6300], [-3800, 5700], [-500, 6100], [3600, 6300], [7400, 6100], [11000, 4400], [15500, 4600]]],
  ["澜湾大道", "primary", false, [[-15500, -1500], [-10000, -700], [-6400, -2400], [-3300, -3700], [-200, -3500], [3400, -2700], [6600, -3300], [9000, -5000], [15500, -6000]]],
  ["南渡大道", "secondary", false, [[-14000, -6000], [-8200, -5000], [-4000, -6300], [-500, -6700], [3300, -6300], [6500, -6700], [9500, -8600], [12500, -12000]]],
  ["文昌路", "secondary", false, [[-6500, 1300], [-3800, 1500], [-950, 1250], [1300, 1700], [3250, 2100], [5200, 2700]]],
  ["迎宾大道", "primary", false, [[2600, 2000], [4200, 4000], [7200, 6400], [9800, 8600], [12500, 11500]]],
  ["芦浦大道", "primary", false, [[4200, -1700], [6300, -2600], [8600, -3300], [11000, -4200], [15500, -4300]]],
  ["凤仪大道", "secondary", false, [[-2700, -3000], [-5000, -5200], [-8200, -7700], [-12500, -11000]]],
  ["西屏大道", "secondary", false, [[-3700, 1500], [-6800, 2500], [-9800, 3900], [-15500, 4200]]],
];

const OPEN_SPACES: readonly (readonly [OpenSpace["kind"], string, Vec, number, number])[] = [
  ["LAKE", "镜湖", [-2450, 4150], 560, 400],
  ["LAKE", "芦花湖", [1500, -5000], 700, 440],
  ["LAKE", "白鹭湖", [10350, 2500], 780, 520],
  ["HILL", "青屏山", [-9950, 6300], 1000, 720],
  ["HILL", "凤仪山", [-6000, -7600], 1000, 800],
  ["HILL", "芦山", [9300, -6300], 820, 640],
  ["PARK", "鹿鸣公园", [5100, 4700], 420, 330],
  ["PARK", "人民公园", [450, 1950], 290, 200],
  ["PARK", "澜湾公园", [-1750, -4900], 380, 290],
];

/** A closed wobbly ring around a centre. */
function wobbly(centre: Vec, rx: number, ry: number, waves: readonly (readonly [number, number, number])[], step: number): Vec[] {
  const points: Vec[] = [];
  const count = Math.max(24, Math.round((Math.PI * (rx + ry)) / step));
  for (let i = 0; i < count; i++) {
    const angle = (2 * Math.PI * i) / count;
    const scale = waves.reduce((sum, [n, size, shift]) => sum + size * Math.sin(n * angle + shift), 1);
    points.push([centre[0] + rx * scale * Math.cos(angle), centre[1] + ry * scale * Math.sin(angle)]);
  }
  return [...points, points[0]!];
}

/** The ring moved outward by `offset` metres (inward when negative). */
export function moved(ring: readonly Vec[], offset: number): Vec[] {
  const count = ring.length - 1;
  const points = Array.from({ length: count }, (_, i) => plus(ring[i]!, times(leftOf(unit(minus(ring[(i + 1) % count]!, ring[(i - 1 + count) % count]!))), -offset)));
  return [...points, points[0]!];
}

class CurveList {
  readonly streets: Street[] = [];
  readonly curves: Curve[] = [];

  add(points: readonly Vec[], roadClass: RoadClass | null, name = "", split = false): void {
    const street = this.streets.push({ class: roadClass, name, split }) - 1;
    this.curves.push({ points, street });
  }
}

export function drawSkeleton(random: RandomStream): Skeleton {
  const shaken = (points: readonly Vec[], by: number): Vec[] => points.map(([x, y]) => [x + random.normal(0, by), y + random.normal(0, by)]);
  const bump = (fraction: number): number => (Math.abs(fraction - 0.592) < 0.062 ? 0.5 + 0.5 * Math.cos((Math.PI * (fraction - 0.592)) / 0.062) : 0);
  const river = waterCourse("岚江", shaken(RIVER, 60), 110, (f) => 235 + 40 * Math.sin(9 * f) + 60 * f, (f) => 380 * bump(f));
  const tributary = waterCourse("青溪河", shaken(TRIBUTARY, 50), 110, (f) => 34 + 24 * f);
  const list = new CurveList();
  const boundary = squarish(12400, 9800, wobbly([0, 0], 1, 1, [[2, 0.012, 0.6], [3, 0.025, 1.9], [5, 0.018, 0.4], [9, 0.008, 2.2]], 2 / 61));
  addRivers(list, river, tributary);
  const inner = wobbly([-350, -250], 4350, 3750, [[2, 0.05, 0.9], [3, 0.035, 2.1], [4, 0.02, 0.3]], 150);
  const outer = wobbly([-200, -100], 9300, 7650, [[2, 0.03, 0.5], [3, 0.028, 1.3], [5, 0.012, 2.6]], 170);
  list.add(inner, "trunk", "内环快速路");
  list.add(outer, "motorway", "绕城高速");
  list.add(moved(outer, 62), "tertiary", "环城外路");
  list.add(moved(outer, -62), "secondary", "环城路");
  const lines: Record<string, readonly Vec[]> = { inner, outer };
  for (const [name, roadClass, split, points] of AVENUES) {
    const line = spline(shaken(points, 70), 140);
    lines[name] = line;
    list.add(line, roadClass, name, split);
  }
  const openSpaces = OPEN_SPACES.map(([kind, name, centre, rx, ry]): OpenSpace => {
    const ring = wobbly(centre, rx, ry, [[2, 0.1, random.next() * 6], [3, 0.07, random.next() * 6], [5, 0.03, random.next() * 6]], 90);
    return { kind, name, centre, ring };
  });
  for (const space of openSpaces) addOpenSpace(list, space, river, random);
  const curves = list.curves.flatMap(({ points, street }) => runsWithin(points, boundary).map((run): Curve => ({ points: run, street })));
  list.add(boundary, null);
  return { river, tributary, openSpaces, boundary, streets: list.streets, curves: [...curves, list.curves.at(-1)!], lines };
}

/** A unit ring stretched towards the corners of a rectangle, as municipal boundaries are. */
function squarish(rx: number, ry: number, ring: readonly Vec[]): Vec[] {
  const stretched = (value: number): number => Math.sign(value) * Math.abs(value) ** 0.72;
  return ring.map(([x, y]) => [rx * stretched(x), ry * stretched(y)]);
}

/** The parts of a line inside a ring, each with one point more at either end so that it crosses the ring. */
function runsWithin(points: readonly Vec[], ring: readonly Vec[]): Vec[][] {
  const inside = points.map((point) => inRing(point, ring));
  const runs: Vec[][] = [];
  for (let i = 0; i < points.length; i++) {
    if (!inside[i]) continue;
    const from = i;
    while (i + 1 < points.length && inside[i + 1]) i++;
    runs.push(points.slice(Math.max(0, from - 1), i + 2));
  }
  return runs;
}

function addRivers(list: CurveList, river: WaterCourse, tributary: WaterCourse): void {
  const shore = islandRing(river, 45);
  list.add([...shore, shore[0]!], "residential", "环岛路");
  const within = river.island.flatMap((width, i) => (width > 75 ? [i] : []));
  // Before the middle of the river: of two lines on one another the first stays.
  list.add(river.line.slice(within[0], within.at(-1)! + 1), "residential", "洲心路");
  list.add(river.line, null, RIVER_LINE);
  list.add(beside(river, (i) => river.halfWidth[i]! + 75), "secondary", "滨江北路");
  list.add(beside(river, (i) => -(river.halfWidth[i]! + 75)), "secondary", "滨江南路");
  for (const [sign, name] of [[1, "青溪东路"], [-1, "青溪西路"]] as const) {
    const bank = beside(tributary, (i) => sign * (tributary.halfWidth[i]! + 55));
    // At the mouth the roads end on the river road.
    const mouth = bank.findIndex((point) => inWater(river, point));
    list.add(mouth === -1 ? bank : bank.slice(0, mouth), "tertiary", name);
  }
}

/** The road around, and spokes that tie it to the streets about it. */
function addOpenSpace(list: CurveList, space: OpenSpace, river: WaterCourse, random: RandomStream): void {
  const roadClass = space.kind === "HILL" ? "tertiary" : "residential";
  const suffix = { LAKE: "环湖路", HILL: "环山路", PARK: "园路" }[space.kind];
  list.add(space.ring, roadClass, `${space.name}${suffix}`);
  const spokes = space.kind === "HILL" ? 5 : 4;
  const turn = random.next() * 6;
  const reach = space.kind === "HILL" ? 3200 : 1500;
  for (let k = 0; k < spokes; k++) {
    const corner = space.ring[Math.floor(((k + turn) / spokes) * space.ring.length) % space.ring.length]!;
    const out = unit(minus(corner, space.centre));
    const spoke: Vec[] = [minus(corner, times(out, 25))];
    // A country lane has no bridge over the river: it ends on the river road.
    for (let metres = 150; metres <= reach && !inWater(river, spoke.at(-1)!); metres += 150) spoke.push(plus(corner, times(out, metres)));
    list.add(spoke, "tertiary");
  }
}
