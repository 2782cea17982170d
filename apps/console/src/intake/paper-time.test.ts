import assert from "node:assert/strict";
import { test } from "node:test";
import { paperTime } from "./paper-time.ts";

const SHANGHAI = 480;
/** 10:30 in Shanghai. */
const NOW = Date.UTC(2026, 2, 2, 2, 30);

test("R37: a time on paper is the latest such moment that has passed, on the city's clock", () => {
  assert.equal(paperTime("10:07", NOW, SHANGHAI), Date.UTC(2026, 2, 2, 2, 7));
  assert.equal(paperTime("0907", NOW, SHANGHAI), Date.UTC(2026, 2, 2, 1, 7));
  assert.equal(paperTime("9：07", NOW, SHANGHAI), Date.UTC(2026, 2, 2, 1, 7));
  assert.equal(paperTime("23:50", NOW, SHANGHAI), Date.UTC(2026, 2, 1, 15, 50), "of the evening before");
  assert.equal(paperTime("10:31", NOW, SHANGHAI), Date.UTC(2026, 2, 1, 2, 31));
  for (const typed of ["", "25:00", "10:60", "7", "10:07:11", "ten"]) assert.equal(paperTime(typed, NOW, SHANGHAI), null, typed);
});
