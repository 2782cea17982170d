import assert from "node:assert/strict";
import { test } from "node:test";
import type { Drawing } from "@tocsin/contract/command/drawing.ts";
import { shapeOf } from "./drawing-draft.ts";
import { drawingFeatures } from "./drawing-features.ts";

test("CMD-02: corners that were given one by one close into an area; a route and a single point stay as they are", () => {
  const corners: [number, number][] = [[1, 1], [2, 1], [2, 2]];
  assert.deepEqual(shapeOf("CORDON", corners), [...corners, [1, 1]]);
  assert.deepEqual(shapeOf("CORDON", [...corners, [1, 1]]), [...corners, [1, 1]], "closed once");
  assert.deepEqual(shapeOf("ROUTE", corners), corners);
  assert.deepEqual(shapeOf("STAGING", [[1, 1]]), [[1, 1]]);
});

test("CMD-02: the map shows what stands on layers that are shown, each with its words; removed ones and hidden layers are gone", () => {
  const drawing = (id: string, more: Partial<Drawing>): Drawing => ({ id, kind: "CORDON", points: [[1, 1], [2, 1], [2, 2], [1, 1]], layer: "CITY", status: "STANDING", ...more }) as Drawing;
  const { features } = drawingFeatures([drawing("A", {}), drawing("B", { status: "REMOVED" }), drawing("C", { layer: "CITY.D1" }), drawing("D", { kind: "ROUTE", points: [[1, 1], [2, 2]] }), drawing("E", { kind: "STAGING", points: [[1, 1]] })], new Set(["CITY.D1"]), ({ id }) => `图${id}`);
  assert.deepEqual(features.map(({ geometry, properties }) => [geometry.type, properties?.["label"]]), [["Polygon", "图A"], ["LineString", "图D"], ["Point", "图E"]]);
});
