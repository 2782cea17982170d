import assert from "node:assert/strict";
import { test } from "node:test";
import type { Assignment } from "@tocsin/contract/dispatch/order.ts";
import { nextAct } from "../order/next-act.ts";
import type { OwnOrder } from "../state/own-order.ts";
import { canOffer, openOffer } from "./offer.ts";
import { callSignIn, offersTo, receivers } from "./parties.ts";

const part = (unitId: string, status: Assignment["status"], more: Partial<Assignment> = {}): Assignment => ({ unitId, callSign: `车${unitId}`, status, etaMs: null, enRouteAt: null, ...more }) as Assignment;
const offer = (toUnitId: string, at = 1, declinedAt: number | null = null) => ({ handover: { toUnitId, reason: "辖区", at, declinedAt } });
const own = (assignment: Assignment, ...others: Assignment[]): OwnOrder =>
  ({ assignment, incident: { orders: [{ assignments: [assignment] }, { assignments: others }] } }) as unknown as OwnOrder;

test("DSP-02: a unit is asked by the open offers made to it: not by those to others, declined ones or those of units that left", () => {
  const view = own(part("U9", "EN_ROUTE"), part("A", "ARRIVED", offer("U9", 5)), part("B", "HANDLING", offer("U8")), part("C", "FEEDBACK", offer("U9", 6, 7)), part("D", "RECALLED", offer("U9")), part("E", "ARRIVED", offer("U9", 2)));
  assert.deepEqual(offersTo(view).map(({ giver }) => giver.unitId), ["E", "A"]);
});

test("DSP-02: who is on scene can take over at once, then who arrives next; the ended and the own unit cannot", () => {
  const view = own(part("U1", "ARRIVED"), part("FAR", "EN_ROUTE", { etaMs: 400_000, enRouteAt: 0 }), part("NEAR", "EN_ROUTE", { etaMs: 300_000, enRouteAt: 0 }), part("UNKNOWN", "ISSUED"), part("GONE", "DECLINED"), part("THERE", "HANDLING"));
  assert.deepEqual(receivers(view, 100_000).map(({ unit, awayMs }) => [unit.unitId, awayMs]), [["THERE", 0], ["NEAR", 200_000], ["FAR", 300_000], ["UNKNOWN", Infinity]]);
  assert.equal(receivers(view, 900_000).find(({ unit }) => unit.unitId === "NEAR")?.awayMs, 1, "late, but not there");
});

test("DSP-02: only who has arrived can offer, and while its offer is open it cannot complete", () => {
  assert.deepEqual((["EN_ROUTE", "ARRIVED", "HANDLING", "FEEDBACK", "COMPLETED"] as const).map((status) => canOffer({ status })), [false, true, true, true, false]);
  assert.equal(nextAct(part("U1", "FEEDBACK", offer("U2")), false, undefined), undefined);
  assert.equal(nextAct(part("U1", "FEEDBACK", offer("U2", 1, 2)), false, undefined), "complete");
  assert.equal(openOffer(part("U1", "SUPERSEDED", offer("U2"))), undefined);
});

test("DSP-02: a unit is named by its call sign as the incident knows it", () => {
  const view = own(part("U1", "ARRIVED"), part("U2", "EN_ROUTE"));
  assert.deepEqual([callSignIn(view, "U2"), callSignIn(view, "U7")], ["车U2", "U7"]);
});
