import { AREA_TIERS, type LayoutArea, type LayoutFault } from "@tocsin/contract/layouts/layout.ts";
import { inRing, type LonLat } from "@tocsin/kernel/geo.ts";
import { clippingAt, mayOverlap, type Clipping, type Polygon, type Shape } from "./clip.ts";

/** Two areas of a tier may share this part of the smaller one, and a parent may be left uncovered, or left, by this part: 1 % (DSP-07). */
export const TOLERANCE = 0.01;
/** A gap or an overlap in more pieces than this is drawn by its largest. */
const MOST_PIECES = 20;

/** What a layout is held against beside itself. */
export interface LayoutGround {
  /** What the areas of the first tier must cover together; empty = nothing is said. */
  readonly serviceArea: readonly Polygon[];
  /** The organisation's path, undefined when there is none. */
  readonly orgPath: (org: string) => string | undefined;
}

interface Measured {
  readonly area: LayoutArea;
  readonly shape: Shape;
  readonly areaM2: number;
}

const plain = (kind: LayoutFault["kind"], areas: string[], at: LayoutFault["at"] = null): LayoutFault => ({ kind, areas, areaM2: null, share: null, shape: [], at });
const cornerOf = (ring: readonly (readonly number[])[] | undefined): LayoutFault["at"] => (ring?.[0] === undefined ? null : { lon: ring[0][0]!, lat: ring[0][1]! });
const holds = ({ rings }: LayoutArea, point: LonLat): boolean => rings.filter((ring) => inRing(point, ring)).length % 2 === 1;

function measuredFault(clip: Clipping, kind: LayoutFault["kind"], areas: string[], shape: Shape, of: number): LayoutFault {
  const areaM2 = clip.areaM2(shape);
  const pieces = clip.pieces(shape).slice(0, MOST_PIECES);
  const box = pieces[0]?.polygon[0];
  return { kind, areas, areaM2: Math.round(areaM2), share: areaM2 / of, shape: pieces.map(({ polygon }) => polygon), at: cornerOf(box) };
}

/** How areas hang together: parents one tier up, and the chain of command the same way. */
function structureFaults(areas: readonly LayoutArea[], { orgPath }: LayoutGround): LayoutFault[] {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const faults = areas.flatMap((area): LayoutFault[] => {
    const at = cornerOf(area.rings[0]);
    if (area.parent === null) return area.tier === 1 ? [] : [plain("PARENT_UNKNOWN", [area.id], at)];
    const parent = byId.get(area.parent);
    if (parent === undefined) return [plain("PARENT_UNKNOWN", [area.id, area.parent], at)];
    if (parent.tier !== area.tier - 1) return [plain("PARENT_TIER", [area.id, parent.id], at)];
    const [own, above] = [orgPath(area.org), orgPath(parent.org)];
    const below = own !== undefined && above !== undefined && (own === above || own.startsWith(`${above}.`));
    return below ? [] : [plain("ORG_OUTSIDE_PARENT", [area.id, parent.id], at)];
  });
  return areas.some(({ tier }) => tier === 1) ? faults : [...faults, plain("EMPTY", [])];
}

function overlapsWith(clip: Clipping, one: Measured, others: readonly Measured[]): LayoutFault[] {
  return others.flatMap((other) => {
    if (!mayOverlap(one.shape, other.shape)) return [];
    const shared = clip.overlap(one.shape, other.shape);
    const smaller = Math.min(one.areaM2, other.areaM2);
    return clip.areaM2(shared) > TOLERANCE * smaller ? [measuredFault(clip, "OVERLAP", [one.area.id, other.area.id], shared, smaller)] : [];
  });
}

function childFaults(clip: Clipping, parent: Shape, parentId: string | null, children: readonly Measured[]): LayoutFault[] {
  if (children.length === 0) return [];
  const whole = clip.areaM2(parent);
  const gap = clip.rest(parent, children.map(({ shape }) => shape));
  const gaps = clip.areaM2(gap) > TOLERANCE * whole ? [measuredFault(clip, "GAP", parentId === null ? [] : [parentId], gap, whole)] : [];
  const outside = children.flatMap((child) => {
    const beyond = clip.rest(child.shape, [parent]);
    return clip.areaM2(beyond) > TOLERANCE * child.areaM2 ? [measuredFault(clip, "OUTSIDE_PARENT", parentId === null ? [child.area.id] : [child.area.id, parentId], beyond, child.areaM2)] : [];
  });
  return [...gaps, ...outside];
}

/**
 * Everything that keeps a layout from being published (DSP-07): overlaps within a tier, gaps that children leave in their parent,
 * children beyond it, each with its area and geometry; must-visit points that lie outside; a broken chain of parents.
 * It comes in steps, so that whoever asks may do something else between them.
 */
export function* layoutFaults(areas: readonly LayoutArea[], ground: LayoutGround): Generator<readonly LayoutFault[], void> {
  yield structureFaults(areas, ground);
  const first = areas[0]?.rings[0]?.[0];
  if (first === undefined) return;
  const clip = clippingAt(first);
  const measured = areas.map((area): Measured => {
    const shape = clip.shape([area.rings]);
    return { area, shape, areaM2: clip.areaM2(shape) };
  });
  for (const tier of AREA_TIERS) {
    const same = measured.filter(({ area }) => area.tier === tier);
    for (const [index, one] of same.entries()) yield overlapsWith(clip, one, same.slice(index + 1));
  }
  const tops = measured.filter(({ area }) => area.tier === 1);
  if (ground.serviceArea.length > 0) yield childFaults(clip, clip.union(ground.serviceArea.map((polygon) => clip.shape([polygon]))), null, tops);
  for (const parent of measured) yield childFaults(clip, parent.shape, parent.area.id, measured.filter(({ area }) => area.parent === parent.area.id && area.tier === parent.area.tier + 1));
  yield areas.flatMap((area) => area.mustVisit.filter(({ lon, lat }) => !holds(area, [lon, lat])).map(({ lon, lat }) => plain("POINT_OUTSIDE", [area.id], { lon, lat })));
}
