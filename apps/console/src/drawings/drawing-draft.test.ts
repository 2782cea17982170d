import assert from "node:assert/strict";
import { test } from "node:test";
import type { Drawing } from "@tocsin/contract/command/drawing.ts";
import { beginCircle, circleOf, drawingDraftStore, endDrawing, putCircle, shapeOf } from "./drawing-draft.ts";
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

test("CMD-01: a circle that a hand has drawn has its centre and radius again; one that was named shows its corners", () => {
  const drawn = Array.from({ length: 65 }, (_, i): [number, number] => [112 + 0.01 * Math.cos((i * Math.PI) / 32) / Math.cos((30 * Math.PI) / 180), 30 + 0.01 * Math.sin((i * Math.PI) / 32)]);
  const circle = circleOf(drawn)!;
  assert.ok(Math.abs(circle.lon - 112) < 1e-9 && Math.abs(circle.lat - 30) < 1e-9);
  assert.ok(Math.abs(circle.radiusM - 1_112) <= 2, `${circle.radiusM} m`);
  assert.equal(circleOf([]), null);
  beginCircle();
  putCircle({ lon: 112, lat: 30, radiusM: 300 });
  assert.equal(drawingDraftStore.get().points.length, 33);
  endDrawing();
  assert.equal(drawingDraftStore.get().circle, undefined);
});
