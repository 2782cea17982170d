import assert from "node:assert/strict";
import { test } from "node:test";
import type { LayoutArea } from "@tocsin/contract/layouts/layout.ts";
import { changedAreas, insertCorner, moveCorner, removeCorner } from "./border.ts";

const area = (id: string, ...ring: [number, number][]): LayoutArea => ({ id, org: id, tier: 3, parent: null, nameZh: id, nameEn: id, rings: [[...ring, ring[0]!]], mustVisit: [], shifts: [] });
const west = area("W", [0, 0], [1, 0], [1, 1], [0, 1]);
const east = area("E", [1, 1], [1, 0], [2, 0], [2, 1]);
const far = area("F", [5, 5], [6, 5], [6, 6]);
const all = [west, east, far];

test("DSP-07: a corner that is moved stays common to both sides of the border, also where a ring begins; others are left alone", () => {
  const moved = moveCorner(all, [1, 1], [1.2, 1]);
  assert.deepEqual(moved[0]!.rings[0], [[0, 0], [1, 0], [1.2, 1], [0, 1], [0, 0]]);
  assert.deepEqual(moved[1]!.rings[0], [[1.2, 1], [1, 0], [2, 0], [2, 1], [1.2, 1]]);
  assert.equal(moved[2], far);
  assert.deepEqual(changedAreas(all, moved).map(({ id }) => id), ["W", "E"]);
});

test("DSP-07: a corner put on a common edge is in both areas, and can be taken out of both again", () => {
  const more = insertCorner(all, [1, 0], [1, 1], [1.1, 0.5]);
  assert.deepEqual(more[0]!.rings[0], [[0, 0], [1, 0], [1.1, 0.5], [1, 1], [0, 1], [0, 0]]);
  assert.deepEqual(more[1]!.rings[0], [[1, 1], [1.1, 0.5], [1, 0], [2, 0], [2, 1], [1, 1]]);
  assert.deepEqual(removeCorner(more, [1.1, 0.5]), all);
  assert.deepEqual(removeCorner(all, [6, 6]), all, "a triangle keeps its corners");
});
