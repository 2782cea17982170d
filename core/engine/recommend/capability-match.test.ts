import assert from "node:assert/strict";
import { test } from "node:test";
import { matchCapabilities, openNeeds } from "./capability-match.ts";
import { unit } from "./sample-units.ts";
import { outOfArea, sharedLevels } from "./org-nearness.ts";

const match = (capabilities: string[], needsAll: string[], needsAny: string[], expiredCapabilities: string[] = []) =>
  matchCapabilities(unit("U", { capabilities, expiredCapabilities }), { needsAll, needsAny });

test("DSP-01: all of needsAll and one of needsAny make a full match; something of them a part", () => {
  assert.equal(match(["A", "C"], ["A"], ["B", "C"]).level, "FULL");
  assert.deepEqual(match(["A"], ["A"], ["C", "B"]), { level: "PART", has: ["A"], missing: ["B", "C"], expired: [] });
  assert.equal(match(["X"], ["A"], ["B"]).level, "NONE");
  assert.equal(match([], [], []).level, "FULL");
});

test("a lapsed capability does not count, even when it is still listed", () => {
  assert.deepEqual(match(["A"], ["A"], [], ["A"]), { level: "NONE", has: [], missing: ["A"], expired: ["A"] });
});

test("open needs: needsAny closes as a whole", () => {
  assert.deepEqual(openNeeds({ needsAll: ["A", "D"], needsAny: ["B", "C"] }, new Set(["C", "A"])), ["D"]);
  assert.deepEqual(openNeeds({ needsAll: [], needsAny: ["C", "B"] }, new Set()), ["B", "C"]);
});

test("out of area: same station and superiors in line are at home; a longer name is not a deeper path", () => {
  assert.equal(outOfArea("CITY.D01.S0101.P010101", "CITY.D01.S0101"), null);
  assert.equal(outOfArea("CITY.D01", "CITY.D01.S0101"), null);
  assert.equal(outOfArea("CITY.D01.S0101.P010102", "CITY.D01.S0101.P010101"), null);
  assert.equal(outOfArea("CITY.D01.S0102", "CITY.D01.S0101"), "STATION");
  assert.equal(outOfArea("CITY.D02.S0201", "CITY.D01.S0101"), "DISTRICT");
  assert.equal(sharedLevels("CITY.D01.S01", "CITY.D01.S0101"), 2);
});
