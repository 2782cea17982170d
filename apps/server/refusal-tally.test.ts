import assert from "node:assert/strict";
import { test } from "node:test";
import { openRefusalTally, type RefusalSum } from "./refusal-tally.ts";

test("R50: requests that are refused as wrong are counted: a minute has one row for an account and a code, whatever the flood", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const rows: RefusalSum[] = [];
  let now = 100;
  const tally = openRefusalTally(async (sum) => void rows.push(sum), () => now);
  for (let n = 0; n < 5_000; n++) {
    now += 1;
    tally.note({ actor: "unknown", scope: ["CITY"], code: "VALIDATION_FAILED", route: `POST /r${n % 40}`, address: `10.0.${n % 256}.1` });
  }
  tally.note({ actor: "wang", scope: ["CITY.D01"], code: "RATE_LIMITED", route: "GET /board", address: "10.0.0.1" });
  context.mock.timers.tick(60_000);
  assert.deepEqual(rows.map(({ actor, code, count }) => [actor, code, count]), [["unknown", "VALIDATION_FAILED", 5_000], ["wang", "RATE_LIMITED", 1]]);
  assert.deepEqual([rows[0]!.routes.length, rows[0]!.addresses.length, rows[0]!.from, rows[0]!.to], [20, 20, 101, 5_100], "the first of each are named");
  await tally.flush();
  assert.equal(rows.length, 2, "what was written is not written again");
  tally.note({ actor: "wang", scope: ["CITY.D01"], code: "RATE_LIMITED", route: "GET /board", address: "10.0.0.1" });
  await tally.stop();
  assert.equal(rows.length, 3, "nothing is lost at the end");
});
