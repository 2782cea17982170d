import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { engineShares, failures, reportText } from "@tocsin/cli/replay-sf/report-text.ts";
import { recordedIntervals, replayedIntervals } from "@tocsin/cli/replay-sf/intervals.ts";
import { runReplay, type ReplayResult } from "@tocsin/cli/replay-sf/run-replay.ts";
import { openTestLedger, type TestLedger } from "@tocsin/ledger/testing.ts";
import { noSharedData, sharedData } from "../shared-data.ts";

/** As many calls as fit a test; `npm run replay:sf` replays all seven days. */
const CALLS = 30;

let database: TestLedger;
let result: ReplayResult;
before(async () => {
  if (noSharedData !== false) return;
  database = await openTestLedger();
  result = await runReplay({ data: sharedData()!, days: 7, most: CALLS, databaseUrl: database.url });
});
after(() => database?.close());

test("real input: every recorded call is taken, worked and closed, and no unit is on two incidents (INC-06, CMD-11)", { skip: noSharedData }, () => {
  assert.deepEqual(failures(result), []);
  assert.equal(result.rows, 5_272);
  assert.equal(result.incidents.length, CALLS);
  assert.ok(result.incidents.every((incident) => incident.status === "CLOSED"));
  const responses = result.calls.reduce((sum, call) => sum + call.units.length, 0);
  const assigned = result.incidents.flatMap((incident) => incident.orders.flatMap((order) => order.assignments));
  assert.equal(assigned.length + result.tally.notSent, responses);
  assert.ok(result.incidents.every((incident) => incident.orders.every((order) => order.recommendation !== null && order.overrideReason === "RECORDED")));
});

test("real input: the platform's handling intervals are history's (DSP-09)", { skip: noSharedData }, () => {
  const [here, history] = [replayedIntervals(result.incidents), recordedIntervals(result.calls)];
  for (const name of ["received → dispatch", "en route → on scene", "on scene → available"] as const) {
    assert.ok(Math.abs(here[name].median! - history[name].median!) <= 30, `${name}: ${here[name].median} against ${history[name].median}`);
  }
});

test("real input: the engine ranked first by road is that of the recorded area for most calls (DSP-01)", { skip: noSharedData }, () => {
  const shares = engineShares(result.tally.firstEngines);
  assert.ok(shares.n >= 12);
  assert.ok(shares.recommendedIsAreaWhenFree / shares.free > 0.75, JSON.stringify(shares));
});

test("real input: the log replays to the live records, and changed, cut or reversed logs are refused (INC-06, R1)", { skip: noSharedData }, () => {
  assert.equal(result.proof.replayedHash, result.proof.liveHash);
  assert.deepEqual(result.proof.tampered.map(({ manner, fault }) => [manner, fault]), [
    ["one event changed", "altered"], ["one event cut out", "removed"], ["the end cut off", "cut"], ["two events reversed", "reordered"],
  ]);
});

test("real input: a run that loses a call, doubles a unit or passes a false log for true is a failure", { skip: noSharedData }, () => {
  const proof = { ...result.proof, replayedHash: "0".repeat(64), tampered: [{ manner: "one event changed", fault: null, line: null }] };
  assert.deepEqual(failures({ ...result, lost: ["1: 0 incidents"], doubles: 2, proof, incidents: result.incidents.slice(1) }), [
    "1 calls lost", `${CALLS - 1} incidents of ${CALLS} calls`, "2 double assignments", "the log replays to another state", "a log with one event changed passes for true",
  ]);
  assert.match(reportText({ ...result, lost: ["1: 0 incidents"] }), /lost .* 1\n {4}1: 0 incidents/);
});
