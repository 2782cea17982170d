import assert from "node:assert/strict";
import { test } from "node:test";
import { sanFrancisco } from "@tocsin/cli/calibrate/calibrate.ts";
import { calibrateSpeeds } from "@tocsin/cli/calibrate/calibrate-speeds.ts";
import { noSharedData, sharedData } from "../shared-data.ts";

test("DSP-01: speeds learnt from four days of San Francisco's engines foretell the next three better than the roads' own, and than one factor", { skip: noSharedData }, () => {
  const { drives, judged: { before, oneFactor, after } } = calibrateSpeeds({ ...sanFrancisco(sharedData()!), trainDays: 4 });
  assert.ok(drives.trained > 600 && drives.held > 450, JSON.stringify(drives));
  assert.ok(after.medianS < 0.65 * before.medianS && after.medianS < 0.85 * oneFactor.medianS, `${after.medianS} s beside ${before.medianS} s and ${oneFactor.medianS} s`);
  assert.ok(after.p90S < 0.8 * before.p90S && after.p90S < 0.9 * oneFactor.p90S, `${after.p90S} s beside ${before.p90S} s and ${oneFactor.p90S} s`);
});
