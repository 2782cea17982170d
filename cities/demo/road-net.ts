import type { Road } from "@tocsin/roads/road-table.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import { insideOf } from "./blocks.ts";
import { distance, middle, toLonLat, type Vec } from "./plane.ts";
import type { RoadClass, Skeleton } from "./skeleton.ts";
import { classOf, type StreetMap } from "./streets.ts";
import { inWater } from "./water-course.ts";
import { addRamps } from "./ramps.ts";
import type { RoadPiece } from "./road-piece.ts";

const SPEED: Readonly<Record<RoadClass, number>> = { motorway: 90, trunk: 65, primary: 50, secondary: 45, tertiary: 38, residential: 28, service: 15 };

/** The city's roads: pieces of the map joined from junction to junction, with ramps and lanes. */
export function buildRoads(city: StreetMap, skeleton: Skeleton, random: RandomStream): { readonly roads: Road[]; readonly edgesOfRoad: ReadonlyMap<string, readonly number[]> } {
  const pieces = mapPieces(city, skeleton);
  addRamps(city, skeleton, pieces);
  addLanes(city, pieces, random);
  return joined(pieces);
}

/** The motorway runs above all others and meets them by ramps only, so its nodes are its own. */
export const nodeOf = (city: StreetMap, half: number): string => `${classOf(city, half >> 1) === "motorway" ? "U" : "N"}${city.map.origin[half]!}`;

function mapPieces(city: StreetMap, skeleton: Skeleton): RoadPiece[] {
  const { map } = city;
  const pieces: RoadPiece[] = [];
  for (let edge = 0; edge < map.street.length; edge++) {
    const roadClass = classOf(city, edge);
    if (roadClass === null) continue;
    const [a, b] = [map.point(2 * edge), map.end(2 * edge)];
    const bridge = [0.1, 0.5, 0.9].some((t) => inWater(skeleton.river, middle(a, b, t)) || inWater(skeleton.tributary, middle(a, b, t)));
    pieces.push({
      from: nodeOf(city, 2 * edge),
      to: nodeOf(city, 2 * edge + 1),
      class: roadClass,
      name: city.nameOfEdge[edge]!,
      oneway: "no",
      level: bridge || roadClass === "motorway" ? 1 : 0,
      bridge,
      line: [a, b],
      edge,
    });
  }
  return pieces;
}

/** Lanes into some of the larger blocks: yards, estates, works. They end inside. */
function addLanes(city: StreetMap, pieces: RoadPiece[], random: RandomStream): void {
  const { map, covers } = city;
  for (const [face, cover] of covers.entries()) {
    if (cover !== "CENTRE" && cover !== "URBAN" && cover !== "TOWN") continue;
    if (random.next() > 0.13) continue;
    const loop = map.loop(face).filter((half) => {
      const roadClass = classOf(city, half >> 1);
      return roadClass === "residential" || roadClass === "tertiary";
    });
    const half = loop.length === 0 ? undefined : random.pick(loop);
    if (half === undefined) continue;
    const target = middle(map.point(half), insideOf(map.ring(face)), 0.55 + 0.4 * random.next());
    if (distance(map.point(half), target) < 45) continue;
    pieces.push({ from: nodeOf(city, half), to: `L${face}`, class: "service", name: "", oneway: "no", level: 0, bridge: false, line: [map.point(half), target], edge: -1 });
  }
}

/** Joins pieces where only two alike meet, and numbers roads and junctions. */
function joined(pieces: readonly RoadPiece[]): { roads: Road[]; edgesOfRoad: Map<string, readonly number[]> } {
  const at = new Map<string, number[]>();
  for (const [index, piece] of pieces.entries()) {
    for (const node of [piece.from, piece.to]) {
      const list = at.get(node);
      if (list) list.push(index);
      else at.set(node, [index]);
    }
  }
  const passes = (node: string): boolean => {
    const [a, b, ...rest] = at.get(node)!.map((index) => pieces[index]!);
    return a !== undefined && b !== undefined && rest.length === 0 && a !== b && a.class === b.class && a.name === b.name && a.bridge === b.bridge && a.oneway === "no" && b.oneway === "no" && a.level === b.level;
  };
  const used = new Set<number>();
  const chains: RoadPiece[] = [];
  const edgesOf: number[][] = [];
  const walk = (start: number, node: string): void => {
    const line: Vec[] = [];
    const edges: number[] = [];
    let to = node;
    const first = pieces[start]!;
    for (let index: number | undefined = start; index !== undefined; ) {
      const piece: RoadPiece = pieces[index]!;
      used.add(index);
      edges.push(piece.edge);
      const forward: boolean = piece.from === to;
      const points = forward ? piece.line : [...piece.line].reverse();
      line.push(...(line.length === 0 ? points : points.slice(1)));
      to = forward ? piece.to : piece.from;
      index = passes(to) ? at.get(to)!.find((next) => !used.has(next)) : undefined;
    }
    chains.push({ ...first, from: node, to, line });
    edgesOf.push(edges.filter((edge) => edge >= 0));
  };
  for (const [index, piece] of pieces.entries()) {
    if (used.has(index)) continue;
    if (!passes(piece.from)) walk(index, piece.from);
    else if (!passes(piece.to) && piece.oneway === "no") walk(index, piece.to);
  }
  for (const [index, piece] of pieces.entries()) if (!used.has(index)) walk(index, piece.from);
  return numbered(chains, edgesOf);
}

function numbered(chains: readonly RoadPiece[], edgesOf: readonly (readonly number[])[]): { roads: Road[]; edgesOfRoad: Map<string, readonly number[]> } {
  const junctions = new Map<string, string>();
  const junction = (node: string): string => {
    const known = junctions.get(node);
    if (known !== undefined) return known;
    const fresh = `J${String(junctions.size + 1).padStart(5, "0")}`;
    junctions.set(node, fresh);
    return fresh;
  };
  const edgesOfRoad = new Map<string, readonly number[]>();
  const roads = chains.map((chain, index): Road => {
    const id = `R${String(index + 1).padStart(5, "0")}`;
    edgesOfRoad.set(id, edgesOf[index]!);
    return {
      id,
      name: chain.name,
      class: chain.class,
      from: junction(chain.from),
      to: junction(chain.to),
      oneway: chain.oneway,
      speedKmh: SPEED[chain.class],
      level: chain.level,
      bridge: chain.bridge,
      line: chain.line.map(toLonLat),
    };
  });
  return { roads, edgesOfRoad };
}
