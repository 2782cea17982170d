import type { LayoutArea } from "@tocsin/contract/layouts/layout.ts";

export type Corner = readonly [number, number];
type Ring = LayoutArea["rings"][number];

const same = (a: Corner, b: Corner): boolean => a[0] === b[0] && a[1] === b[1];

/** Rings are closed: their last corner is their first, and moves with it. */
function onRings(areas: readonly LayoutArea[], change: (ring: Ring) => Ring): LayoutArea[] {
  return areas.map((area) => {
    const rings = area.rings.map(change);
    return rings.every((ring, index) => ring === area.rings[index]) ? area : { ...area, rings };
  });
}

/**
 * Moves a corner in every area that has it, whatever its tier: neighbours and parents go along, so that a border that
 * was common stays common. Areas that have it not are the same objects as before.
 */
export const moveCorner = (areas: readonly LayoutArea[], from: Corner, to: Corner): LayoutArea[] =>
  onRings(areas, (ring) => (ring.some((corner) => same(corner, from)) ? ring.map((corner): [number, number] => (same(corner, from) ? [to[0], to[1]] : corner)) : ring));

/** A new corner on an edge, in every area that has this edge, whichever way round it is written. */
export const insertCorner = (areas: readonly LayoutArea[], a: Corner, b: Corner, at: Corner): LayoutArea[] =>
  onRings(areas, (ring) => {
    const index = ring.findIndex((corner, i) => i > 0 && ((same(ring[i - 1]!, a) && same(corner, b)) || (same(ring[i - 1]!, b) && same(corner, a))));
    return index < 0 ? ring : ring.toSpliced(index, 0, [at[0], at[1]]);
  });

/** Takes a corner away from every area that has it; none is left with fewer than three. */
export function removeCorner(areas: readonly LayoutArea[], at: Corner): LayoutArea[] {
  const without = onRings(areas, (ring) => {
    if (!ring.some((corner) => same(corner, at))) return ring;
    const open = ring.slice(0, -1).filter((corner) => !same(corner, at));
    return open[0] === undefined ? [] : [...open, open[0]];
  });
  return without.every(({ rings }) => rings.every(({ length }) => length >= 4)) ? without : [...areas];
}

/** Areas that are not as they were. */
export const changedAreas = (before: readonly LayoutArea[], after: readonly LayoutArea[]): LayoutArea[] => {
  const known = new Map(before.map((area) => [area.id, area]));
  return after.filter((area) => known.get(area.id) !== area);
};
