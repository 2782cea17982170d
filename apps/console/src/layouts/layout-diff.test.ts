import assert from "node:assert/strict";
import { test } from "node:test";
import type { LayoutArea } from "@tocsin/contract/layouts/layout.ts";
import { layoutDiff } from "./layout-diff.ts";

const area = (id: string, more: Partial<LayoutArea> = {}): LayoutArea => ({ id, org: "P1", tier: 3, parent: "S1", nameZh: id, nameEn: id, rings: [[[0, 0], [1, 0], [1, 1], [0, 0]]], mustVisit: [], shifts: [], ...more });

test("DSP-07: of two versions only what changed is told, and how", () => {
  const before = [area("SAME"), area("MOVED"), area("GIVEN"), area("VISITED"), area("GONE")];
  const after = [area("SAME"), area("MOVED", { rings: [[[0, 0], [2, 0], [1, 1], [0, 0]]] }), area("GIVEN", { org: "P2", nameZh: "新名" }), area("VISITED", { mustVisit: [{ name: "校门", lon: 0.5, lat: 0.2 }] }), area("NEW")];
  assert.deepEqual(layoutDiff(before, after).map(({ area: { id }, kinds }) => [id, ...kinds]), [["MOVED", "OUTLINE"], ["GIVEN", "OWNER", "NAME"], ["VISITED", "PATROL"], ["NEW", "ADDED"], ["GONE", "REMOVED"]]);
  assert.deepEqual(layoutDiff(after, after), []);
});
