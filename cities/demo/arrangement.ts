import { distance, meet, middle, type Vec } from "./plane.ts";
import { PlanarMap } from "./planar-map.ts";

/** A line that divides the plane: a street, or a boundary such as the middle of the river. */
export interface Curve {
  readonly points: readonly Vec[];
  readonly street: number;
}

const CELL = 300;
/** Points closer than this become one. */
const MERGE = 14;

interface Piece {
  readonly a: Vec;
  readonly b: Vec;
  readonly street: number;
  /** Fractions at which other pieces cross. */
  readonly cuts: number[];
}

/** Cuts all curves where they cross, drops what hangs loose, and gives the plane so divided. */
export function arrange(curves: readonly Curve[]): PlanarMap {
  const pieces = curves.flatMap(({ points, street }) => points.slice(1).map((b, i): Piece => ({ a: points[i]!, b, street, cuts: [] })));
  findCuts(pieces);
  const merger = new PointMerger();
  const edges = new Map<string, { a: number; b: number; street: number }>();
  for (const { a, b, street, cuts } of pieces) {
    const stops = [a, ...[...new Set(cuts)].sort((x, y) => x - y).map((t) => middle(a, b, t)), b].map((point) => merger.indexOf(point));
    for (const [i, to] of stops.slice(1).entries()) {
      const from = stops[i]!;
      const key = from < to ? `${from}-${to}` : `${to}-${from}`;
      if (from !== to && !edges.has(key)) edges.set(key, { a: from, b: to, street });
    }
  }
  return compact(merger.points, mainPart(withoutLooseEnds([...edges.values()])));
}

function findCuts(pieces: readonly Piece[]): void {
  const grid = new Map<string, number[]>();
  for (const [index, { a, b }] of pieces.entries()) {
    for (let x = Math.floor(Math.min(a[0], b[0]) / CELL); x <= Math.floor(Math.max(a[0], b[0]) / CELL); x++) {
      for (let y = Math.floor(Math.min(a[1], b[1]) / CELL); y <= Math.floor(Math.max(a[1], b[1]) / CELL); y++) {
        const key = `${x},${y}`;
        const cell = grid.get(key);
        if (cell) cell.push(index);
        else grid.set(key, [index]);
      }
    }
  }
  for (const cell of grid.values()) {
    for (const [at, i] of cell.entries()) {
      for (const j of cell.slice(at + 1)) {
        const [p, q] = [pieces[i]!, pieces[j]!];
        const hit = meet(p.a, p.b, q.a, q.b);
        if (hit === null) continue;
        p.cuts.push(hit[0]);
        q.cuts.push(hit[1]);
      }
    }
  }
}

/** Gives points that lie within `MERGE` of an earlier one that one's index. */
class PointMerger {
  readonly points: Vec[] = [];
  readonly #grid = new Map<string, number[]>();

  indexOf(point: Vec): number {
    const [cx, cy] = [Math.floor(point[0] / MERGE), Math.floor(point[1] / MERGE)];
    for (let x = cx - 1; x <= cx + 1; x++) {
      for (let y = cy - 1; y <= cy + 1; y++) {
        for (const index of this.#grid.get(`${x},${y}`) ?? []) if (distance(this.points[index]!, point) < MERGE) return index;
      }
    }
    const index = this.points.push(point) - 1;
    const key = `${cx},${cy}`;
    const cell = this.#grid.get(key);
    if (cell) cell.push(index);
    else this.#grid.set(key, [index]);
    return index;
  }
}

interface Edge {
  readonly a: number;
  readonly b: number;
  readonly street: number;
}

function edgesByPoint(edges: readonly Edge[]): Map<number, Set<Edge>> {
  const at = new Map<number, Set<Edge>>();
  for (const edge of edges) {
    for (const end of [edge.a, edge.b]) {
      const list = at.get(end);
      if (list) list.add(edge);
      else at.set(end, new Set([edge]));
    }
  }
  return at;
}

/** Edges that belong to a closed way; a stub that ends nowhere would leave a face that cannot be cut. */
function withoutLooseEnds(edges: readonly Edge[]): Edge[] {
  const at = edgesByPoint(edges);
  const loose = [...at.keys()].filter((point) => at.get(point)!.size === 1);
  const dropped = new Set<Edge>();
  for (let point = loose.pop(); point !== undefined; point = loose.pop()) {
    for (const edge of at.get(point)!) {
      dropped.add(edge);
      for (const end of [edge.a, edge.b]) {
        at.get(end)!.delete(edge);
        if (at.get(end)!.size === 1) loose.push(end);
      }
    }
  }
  return edges.filter((edge) => !dropped.has(edge));
}

/** The edges of the largest connected part. */
function mainPart(edges: readonly Edge[]): Edge[] {
  const at = edgesByPoint(edges);
  const seen = new Set<number>();
  let best: Set<number> = new Set();
  for (const start of at.keys()) {
    if (seen.has(start)) continue;
    const part = new Set([start]);
    const queue = [start];
    for (let point = queue.pop(); point !== undefined; point = queue.pop()) {
      for (const edge of at.get(point)!) {
        const other = edge.a === point ? edge.b : edge.a;
        if (part.has(other)) continue;
        part.add(other);
        queue.push(other);
      }
    }
    for (const point of part) seen.add(point);
    if (part.size > best.size) best = part;
  }
  return edges.filter((edge) => best.has(edge.a));
}

/** The planar map of the edges, with only the points that they use. */
function compact(points: readonly Vec[], edges: readonly Edge[]): PlanarMap {
  const index = new Map<number, number>();
  const used: Vec[] = [];
  const of = (point: number): number => {
    const known = index.get(point);
    if (known !== undefined) return known;
    const fresh = used.push(points[point]!) - 1;
    index.set(point, fresh);
    return fresh;
  };
  const renamed = edges.map(({ a, b, street }) => ({ a: of(a), b: of(b), street }));
  return new PlanarMap(used, renamed);
}
