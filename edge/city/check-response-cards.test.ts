import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, changed, faultsOf, loadWith } from "./planted-city.ts";

const ROW = "PO-08,P1,危爆管理,Dangerous goods,,DANGEROUS_GOODS,1,";
const plant = (from: string, to: string): string[] => faultsOf(loadWith(changed("response_cards.csv", from, to))).map(brief);

test("DSP-05: a card that names no type, kind or capability of the city is named by file, line and field", () => {
  assert.deepEqual(plant(ROW, ROW.replace("PO-08", "PO-98")), ["response_cards.csv:20 type REFERENCE_UNKNOWN"]);
  assert.deepEqual(plant(ROW, ROW.replace(",,DANGEROUS_GOODS", ",TANK,DANGEROUS")), ["response_cards.csv:20 kinds REFERENCE_UNKNOWN", "response_cards.csv:20 capabilities REFERENCE_UNKNOWN"]);
  assert.deepEqual(plant(ROW, ROW.replace("GOODS,1,", "GOODS,0,2")), ["response_cards.csv:20 count FIELD_RANGE", "response_cards.csv:20 echelon FIELD_CHOICE"]);
});

test("DSP-05: a type that is read by tiers must say who comes from each of them", () => {
  assert.deepEqual(plant("CG-01,P1,第三梯队：市级特警,Tier 5: city special police,SPECIAL_POLICE,CROWD_CONTROL,1,5\n", ""), ["response_cards.csv:21 echelon MATRIX_INCOMPLETE"]);
});
