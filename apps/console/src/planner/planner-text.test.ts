import assert from "node:assert/strict";
import { test } from "node:test";
import { marksOf } from "./planner-marks.ts";
import { gapsOf, minutes } from "./planner-text.ts";
import type { PlannerState } from "./planner-store.ts";

const cell = (share: number, etaMs: number | null) => ({ lon: 0, lat: 0, share, etaMs, within: [0, 0, 1] });

test("DSP-06: gaps lie beyond three minutes, most demand first; a cell that no road reaches is one", () => {
  assert.deepEqual(gapsOf([cell(0.1, 180_000), cell(0.2, 180_001), cell(0.5, null), cell(0.2, 400_000)]).map(({ etaMs }) => etaMs), [null, 400_000, 180_001]);
});

test("DSP-06: a drive of 119.6 seconds is two minutes, not one minute sixty", () => {
  assert.deepEqual([119_600, 0, 61_000].map(minutes), ["2:00", "0:00", "1:01"]);
});

test("DSP-06: marks tell what the sandbox changes; a plan's marks cannot be dragged", () => {
  const post = { id: "P1", kind: "POST" as const, nameZh: "站", nameEn: "Post", lon: 1, lat: 2, open: true };
  const coverage = { posts: [post, { ...post, id: "P2" }, { ...post, id: "P3", open: false }] } as unknown as NonNullable<PlannerState["coverage"]>;
  const sandbox = { add: [{ lon: 5, lat: 6 }], move: { P1: { lon: 3, lat: 4 } }, close: ["P2"] };
  const told = (state: Parameters<typeof marksOf>[0]) => marksOf(state).map(({ id, state: how, lon, draggable }) => [id, how, lon, draggable]);
  assert.deepEqual(told({ coverage, sandbox, planned: null }), [["P1", "MOVED", 3, true], ["P2", "CLOSED", 1, false], ["P3", "EMPTY", 1, false], ["+0", "KEPT", 5, true]]);
  const plan = { closed: ["P1"], added: [{ lon: 7, lat: 8 }] } as unknown as NonNullable<PlannerState["planned"]>["plan"];
  assert.deepEqual(told({ coverage, sandbox, planned: { plan, wish: {} as never } }), [["P1", "CLOSED", 1, false], ["P2", "KEPT", 1, false], ["P3", "EMPTY", 1, false], ["=0", "KEPT", 7, false]]);
});
