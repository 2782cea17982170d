import assert from "node:assert/strict";
import { test } from "node:test";
import type { Patrol } from "@tocsin/contract/dispatch/unit.ts";
import { checkpointStates, inRound, roundM } from "./checkpoints.ts";

const checkpoints = [0, 1, 2, 3, 4, 5].map((n) => ({ name: `点${n}`, point: { lon: 112 + n / 100, lat: 30 } }));
const patrol = (more: Partial<Patrol>): Patrol => ({ id: "01", checkpoints, next: 0, state: "RUNNING", startedAt: 0, excused: [], ...more });

test("DSP-03: each checkpoint is passed with its time, excused, next or ahead", () => {
  const states = checkpointStates(patrol({ next: 4, excused: [1, 2], passed: [{ index: 0, at: 10 }, { index: 3, at: 90 }] }));
  assert.deepEqual(states, [{ kind: "PASSED", at: 10 }, { kind: "EXCUSED" }, { kind: "EXCUSED" }, { kind: "PASSED", at: 90 }, { kind: "NEXT" }, { kind: "AHEAD" }]);
  assert.deepEqual(checkpointStates(patrol({ next: 1 }))[0], { kind: "PASSED", at: null }, "a patrol from before times were kept");
});

test("DSP-03: a round begins where the unit is", () => {
  const round = inRound({ lon: 112.06, lat: 30 }, checkpoints);
  assert.deepEqual(round.map(({ name }) => name), ["点5", "点4", "点3", "点2", "点1", "点0"]);
  assert.ok(Math.abs(roundM({ lon: 112.06, lat: 30 }, round) - 5_778) < 5, "0.06° of longitude at 30° north");
});
