import assert from "node:assert/strict";
import { test } from "node:test";
import { borderFeatures } from "./border-features.ts";

test("JNT-07: a strip is on the map from the first day of its agreement to the end of its last, by the city's days", () => {
  const strip: [number, number][] = [[112, 30], [112.1, 30], [112.1, 30.1], [112, 30]];
  const border = { platform: "NEXT", party: "NEXT_POLICE", from: "2026-03-01", until: "2026-03-31", strip };
  const labels = (at: string): unknown[] => borderFeatures([border], Date.parse(at), 480, (party, until) => `${party} ${until}`).features.map(({ properties }) => properties?.["label"]);
  assert.deepEqual(labels("2026-02-28T15:59:59Z"), []);
  assert.deepEqual(labels("2026-02-28T16:00:00Z"), ["NEXT_POLICE 2026-03-31"]);
  assert.deepEqual(labels("2026-03-31T15:59:59Z"), ["NEXT_POLICE 2026-03-31"]);
  assert.deepEqual(labels("2026-03-31T16:00:00Z"), []);
  assert.deepEqual(borderFeatures([border], Date.parse("2026-03-15T00:00:00Z"), 480, () => "").features[0]?.geometry.coordinates, [strip]);
});
