import assert from "node:assert/strict";
import { test } from "node:test";
import { paperNumber } from "./paper-number.ts";

test("R37: a paper number says who and when, stays with its command, and differs from the next one's", () => {
  const at = Date.UTC(2026, 2, 2, 10, 7, 59);
  assert.equal(paperNumber("taker", at, "01KJP4C580HT2N5PGD3F749AZJ"), "TAKER-1007-ZJ");
  assert.equal(paperNumber("taker", at, "01KJP4C580HT2N5PGD3F749AZK"), "TAKER-1007-ZK");
  assert.equal(paperNumber("taker", Date.UTC(2026, 2, 2, 0, 0, 0), "01KJP4C580HT2N5PGD3F749AZK"), "TAKER-0000-ZK");
});
