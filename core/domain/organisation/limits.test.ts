import assert from "node:assert/strict";
import { test } from "node:test";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { limitsOf, responseLimits } from "./limits.ts";

test("ORG-03: an incident's own limits count, whatever the city says by now; a record from before them has the present ones", () => {
  const present = tinyCity.deadlines;
  const own = { ...responseLimits(present), firstFeedback: present.firstFeedback + 1 };
  assert.equal(limitsOf({ limits: own }, present).firstFeedback, present.firstFeedback + 1);
  assert.equal(limitsOf({}, present), present);
});
