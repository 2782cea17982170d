import { Clipper, ClipType, FillRule, PolyTree64, type Path64, type Paths64, type PolyPath64 } from "clipper2-ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";

/** Outline first, then holes; rings are closed. */
export type Polygon = readonly (readonly LonLat[])[];

/** Polygons on the grid, outlines counter-clockwise and holes clockwise. */
export interface Shape {
  readonly paths: Paths64;
  readonly box: { readonly west: number; readonly south: number; readonly east: number; readonly north: number };
}

/** A connected part of a shape. */
export interface Piece {
  readonly polygon: [number, number][][];
  readonly areaM2: number;
}

/**
 * Overlaps and remainders of polygons of a city.
 * Source: Vatti's clipping as in Clipper2 (Angus Johnson), on integers: it neither fails nor depends on the order of the corners.
 */
export interface Clipping {
  shape(polygons: readonly Polygon[]): Shape;
  union(shapes: readonly Shape[]): Shape;
  /** What lies in both. */
  overlap(a: Shape, b: Shape): Shape;
  /** What of `a` lies in none of the others. */
  rest(a: Shape, others: readonly Shape[]): Shape;
  areaM2(shape: Shape): number;
  /** The connected parts, the largest first. */
  pieces(shape: Shape): Piece[];
}

/** Corners are held on a grid of 1e-7 degrees, about a centimetre; a city of three degrees stays within exact integers. */
const GRID = 1e7;
const METRES_PER_DEGREE = (Math.PI / 180) * 6_371_008.8;

function boxOf(paths: Paths64): Shape["box"] {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const { x, y } of paths.flat()) {
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return box;
}

const shapeOf = (paths: Paths64): Shape => ({ paths, box: boxOf(paths) });
const all = (shapes: readonly Shape[]): Paths64 => shapes.flatMap(({ paths }) => paths);

/** Whether two shapes can share more than a border. */
export const mayOverlap = ({ box: a }: Shape, { box: b }: Shape): boolean => a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north;

/** @param origin a point of the city: corners count from there, and its latitude gives the metres of a degree. */
export function clippingAt(origin: LonLat): Clipping {
  const metres2 = (METRES_PER_DEGREE / GRID) ** 2 * Math.cos((origin[1] * Math.PI) / 180);
  const onGrid = (ring: readonly LonLat[], positive: boolean): Path64 => {
    const path = ring.slice(0, -1).map(([lon, lat]) => ({ x: Math.round((lon - origin[0]) * GRID), y: Math.round((lat - origin[1]) * GRID) }));
    return Clipper.isPositive(path) === positive ? path : Clipper.reversePath(path);
  };
  const offGrid = (path: Path64): [number, number][] => {
    const corners = path.map(({ x, y }): [number, number] => [origin[0] + x / GRID, origin[1] + y / GRID]);
    return [...corners, ...corners.slice(0, 1)];
  };
  const areaOf = (paths: Paths64): number => Math.abs(Clipper.areaPaths(paths)) * metres2;
  return {
    shape: (polygons) => shapeOf(polygons.flatMap((rings) => rings.map((ring, index) => onGrid(ring, index === 0)))),
    union: (shapes) => shapeOf(Clipper.union(all(shapes), FillRule.NonZero)),
    overlap: (a, b) => shapeOf(mayOverlap(a, b) ? Clipper.intersect(a.paths, b.paths, FillRule.NonZero) : []),
    rest: (a, others) => shapeOf(Clipper.difference(a.paths, all(others.filter((other) => mayOverlap(a, other))), FillRule.NonZero)),
    areaM2: ({ paths }) => areaOf(paths),
    pieces({ paths }) {
      const tree = new PolyTree64();
      Clipper.booleanOpWithPolyTree(ClipType.Union, paths, null, tree, FillRule.NonZero);
      return outlines(tree)
        .map((node) => [node, ...childrenOf(node)].flatMap(({ poly }) => (poly === null ? [] : [poly])))
        .map((rings) => ({ polygon: rings.map(offGrid), areaM2: areaOf(rings) }))
        .sort((a, b) => b.areaM2 - a.areaM2);
    },
  };
}

const childrenOf = (node: PolyPath64): PolyPath64[] => Array.from({ length: node.count }, (_, index) => node.child(index));

/** Every outline of a tree, islands in holes too. */
function outlines(node: PolyPath64): PolyPath64[] {
  return childrenOf(node).flatMap((outline) => [outline, ...childrenOf(outline).flatMap(outlines)]);
}
