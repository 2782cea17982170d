import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { LayoutArea, LayoutFault } from "@tocsin/contract/layouts/layout.ts";
import { layoutFaults, TOLERANCE } from "./layout-faults.ts";

type Corner = [number, number];
const area = (id: string, tier: 1 | 2 | 3, parent: string | null, ring: Corner[], more: Partial<LayoutArea> = {}): LayoutArea => ({
  id, org: "D1", tier, parent, nameZh: id, nameEn: id, rings: [[...ring, ring[0]!]], mustVisit: [], shifts: [], ...more,
});
const box = (west: number, south: number, east: number, north: number): Corner[] => [[west, south], [east, south], [east, north], [west, north]];
const faultsOf = (areas: readonly LayoutArea[], serviceArea: Corner[][] = []): LayoutFault[] =>
  [...layoutFaults(areas, { serviceArea: serviceArea.map((ring) => [[...ring, ring[0]!]]), orgPath: (org) => (org === "NOWHERE" ? undefined : `CITY.${org}`) })].flat();
const kinds = (areas: readonly LayoutArea[], serviceArea?: Corner[][]): string[] => faultsOf(areas, serviceArea).map(({ kind, areas: ids }) => [kind, ...ids].join(" "));

/** Turns the square of side 1 into an oblique one of a few kilometres: shares of areas stay what they were. */
interface Slant {
  readonly angle: number;
  readonly shear: number;
}
const laid = ({ angle, shear }: Slant) => ([x, y]: Corner): Corner => {
  const [u, v] = [x + shear * y, y];
  return [112 + 0.05 * (u * Math.cos(angle) - v * Math.sin(angle)), 30 + 0.05 * (u * Math.sin(angle) + v * Math.cos(angle))];
};
const slants = fc.record({ angle: fc.double({ min: 0, max: 6.28, noNaN: true }), shear: fc.double({ min: -0.5, max: 0.5, noNaN: true }) });
const cuts = (most: number) => fc.uniqueArray(fc.integer({ min: 1, max: 19 }), { maxLength: most }).map((list) => [0, ...list.sort((a, b) => a - b).map((n) => n / 20), 1]);

/** A net of corners over the square: those within wander by less than half a mesh, those on the border stay on it. */
const nets = fc.tuple(cuts(4), cuts(4), fc.array(fc.tuple(fc.double({ min: -0.02, max: 0.02, noNaN: true }), fc.double({ min: -0.02, max: 0.02, noNaN: true })), { minLength: 36, maxLength: 36 })).map(([xs, ys, shifts]) => ({
  columns: xs.length - 1, rows: ys.length - 1,
  corner: (i: number, j: number): Corner => {
    const [dx, dy] = shifts[(i * 7 + j) % 36]!;
    return [xs[i]! + (i === 0 || i === xs.length - 1 ? 0 : dx), ys[j]! + (j === 0 || j === ys.length - 1 ? 0 : dy)];
  },
}));

test("DSP-07: any partition of a parent is accepted, whichever way its rings are written and in whatever order", () => {
  fc.assert(
    fc.property(nets, slants, fc.array(fc.nat(), { minLength: 25, maxLength: 25 }), ({ columns, rows, corner }, slant, turns) => {
      const place = laid(slant);
      const cells = Array.from({ length: columns * rows }, (_, n) => {
        const [i, j] = [n % columns, Math.floor(n / columns)];
        const ring = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)].map(place);
        const turned = ring.map((_, k) => ring[(k + turns[n]!) % 4]!);
        return area(`C${n}`, 2, "P", turns[n]! % 2 === 0 ? turned : turned.reverse());
      });
      const parent = area("P", 1, null, box(0, 0, 1, 1).map(place));
      assert.deepEqual(faultsOf([...cells.sort((a, b) => turns[Number(a.id.slice(1))]! - turns[Number(b.id.slice(1))]!), parent], [box(0, 0, 1, 1).map(place)]), []);
    }),
  );
});

test("DSP-07: an overlap that is planted between two areas is found with its size when it exceeds 1 % of the smaller, and only then", () => {
  fc.assert(
    fc.property(slants, fc.double({ min: 0.1, max: 0.9, noNaN: true }), fc.double({ min: 0, max: 0.3, noNaN: true }), (slant, border, part) => {
      const into = part * (1 - border);
      const share = into / Math.min(border + into, 1 - border);
      fc.pre(Math.abs(share - TOLERANCE) > 1e-4);
      const place = laid(slant);
      const found = faultsOf([area("P", 1, null, box(0, 0, 1, 1).map(place)), area("A", 2, "P", box(0, 0, border + into, 1).map(place)), area("B", 2, "P", box(border, 0, 1, 1).map(place))]);
      assert.deepEqual(found.map(({ kind, areas }) => [kind, ...areas]), share > TOLERANCE ? [["OVERLAP", "A", "B"]] : []);
      if (found[0] === undefined) return;
      assert.ok(Math.abs(found[0].share! - share) < 1e-3, `${found[0].share} for ${share}`);
      const whole = (0.05 * 111_195) ** 2 * Math.cos((30 * Math.PI) / 180);
      assert.ok(Math.abs(found[0].areaM2! / (into * whole) - 1) < 0.01, `${found[0].areaM2} m²`);
      assert.equal(found[0].shape.length, 1);
    }),
  );
});

test("DSP-07: a gap that is planted in a parent is found with its size when it exceeds 1 %, and only then", () => {
  fc.assert(
    fc.property(nets, slants, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), ({ columns, rows, corner }, slant, which, left) => {
      fc.pre(columns * rows > 1);
      const place = laid(slant);
      const open = which % (columns * rows);
      const size = (ring: Corner[]): number => Math.abs(ring.reduce((sum, [x, y], k) => sum + x * ring[(k + 1) % 4]![1] - ring[(k + 1) % 4]![0] * y, 0)) / 2;
      let share = 0;
      const cells = Array.from({ length: columns * rows }, (_, n) => {
        const [i, j] = [n % columns, Math.floor(n / columns)];
        const [a, b, c, d] = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)] as [Corner, Corner, Corner, Corner];
        const between = (from: Corner, to: Corner): Corner => [from[0] + (to[0] - from[0]) * left, from[1] + (to[1] - from[1]) * left];
        const ring = n === open ? [a, between(a, b), between(d, c), d] : [a, b, c, d];
        if (n === open) share = size([a, b, c, d]) - size(ring as Corner[]);
        return { n, ring };
      }).flatMap(({ n, ring }) => (n === open && left < 0.01 ? [] : [area(`C${n}`, 2, "P", ring.map(place))]));
      fc.pre(left >= 0.01 && Math.abs(share - TOLERANCE) > 1e-4);
      const found = faultsOf([area("P", 1, null, box(0, 0, 1, 1).map(place)), ...cells]);
      assert.deepEqual(found.map(({ kind, areas }) => [kind, ...areas]), share > TOLERANCE ? [["GAP", "P"]] : []);
      if (found[0] !== undefined) assert.ok(Math.abs(found[0].share! - share) < 1e-3, `${found[0].share} for ${share}`);
    }),
  );
});

test("DSP-07: an area that leaves its parent, one with a wrong parent and a must-visit point elsewhere are named; a hole that another fills is none", () => {
  const p = area("P", 1, null, box(0, 0, 1, 1));
  assert.deepEqual(kinds([p, area("A", 2, "P", box(0, 0, 1.2, 1))]), ["OUTSIDE_PARENT A P"]);
  assert.deepEqual(kinds([p], [box(0, 0, 2, 1)]), ["GAP"]);
  assert.deepEqual(kinds([p], [box(0, 0, 0.5, 1)]), ["OUTSIDE_PARENT P"]);
  assert.deepEqual(kinds([p, area("A", 2, "Q", box(0, 0, 1, 1)), area("B", 3, "P", box(0, 0, 1, 1)), area("C", 3, null, box(2, 0, 3, 1))]), ["PARENT_UNKNOWN A Q", "PARENT_TIER B P", "PARENT_UNKNOWN C"]);
  assert.deepEqual(kinds([area("P", 1, null, box(0, 0, 1, 1), { org: "D2" }), area("A", 2, "P", box(0, 0, 1, 1))]), ["ORG_OUTSIDE_PARENT A P"]);
  assert.deepEqual(kinds([]), ["EMPTY"]);
  const square = (ring: Corner[]): Corner[] => [...ring, ring[0]!];
  const ringed = area("A", 2, "P", box(0, 0, 1, 1), { rings: [square(box(0, 0, 1, 1)), square(box(0.4, 0.4, 0.6, 0.6))] });
  assert.deepEqual(kinds([p, ringed, area("B", 2, "P", box(0.4, 0.4, 0.6, 0.6))]), []);
  assert.deepEqual(kinds([p, ringed]), ["GAP P"]);
  const visited = { mustVisit: [{ name: "校门", lon: 0.5, lat: 0.5 }] };
  assert.deepEqual(kinds([area("P", 1, null, box(0, 0, 1, 1), visited)]), []);
  assert.deepEqual(kinds([area("P", 1, null, box(0, 0, 0.4, 1), visited)]), ["POINT_OUTSIDE P"]);
});
