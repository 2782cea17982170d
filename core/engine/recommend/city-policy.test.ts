import assert from "node:assert/strict";
import { test } from "node:test";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { policyOf } from "./city-policy.ts";
import { STANDARD_POLICY } from "./recommend-policy.ts";

test("DSP-01: a city's file becomes the policy by which it ranks, name, version and every parameter", () => {
  assert.deepEqual(policyOf(tinyCity.policies), { ...STANDARD_POLICY, id: "tiny/1" });
  const own = policyOf({ ...tinyCity.policies, version: 7, rank: { ...tinyCity.policies.rank, P4: { policy: "IN_TIME", targetS: 900 } } });
  assert.deepEqual([own.id, own.rank.P4], ["tiny/7", { policy: "IN_TIME/1", targetMs: 900_000 }]);
});
