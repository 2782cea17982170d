import assert from "node:assert/strict";
import { test } from "node:test";
import { type Withdrawal, WITHDRAWALS } from "@tocsin/contract/withdrawal.ts";
import { interfaceFields, publishedFields } from "./interface-fields.ts";

/** Published fields that are gone although no notice of them has run out by this day. */
const brokenPromises = (published: readonly string[], now: readonly string[], withdrawals: readonly Withdrawal[], day: string): string[] => {
  const [there, over] = [new Set(now), new Set(withdrawals.filter(({ lastDay }) => lastDay < day).map(({ field }) => field))];
  return published.filter((field) => !there.has(field) && !over.has(field));
};

test("LNK-11: nothing that was published has left the interface without a notice that has run out", () => {
  const published = publishedFields();
  assert.ok(published.includes("GeoRequests[].service_request_id") && published.includes("intake.receive.place.point.lat"), "what others build on is published");
  assert.deepEqual(brokenPromises(published, interfaceFields(), WITHDRAWALS, new Date().toISOString().slice(0, 10)), []);
});

test("LNK-11: what there is, is published: a field that others see today is held from today on", () => {
  const published = new Set(publishedFields());
  assert.deepEqual(interfaceFields().filter((field) => !published.has(field)), [], "publish them: node testing/conformance/interface-fields.ts");
});

test("LNK-11: the check finds a field that was removed, and lets one go whose notice is over", () => {
  const notice: Withdrawal = { route: "/api/v1/board", field: "Board.gone", announced: "2026-01-01", lastDay: "2026-03-31", instead: null };
  const broken = (day: string) => brokenPromises(["Board.gone", "Board.kept"], ["Board.kept"], [notice], day);
  assert.deepEqual([broken("2026-03-31"), broken("2026-04-01")], [["Board.gone"], []]);
});
