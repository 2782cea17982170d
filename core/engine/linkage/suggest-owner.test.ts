import assert from "node:assert/strict";
import { test } from "node:test";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { suggestOwner } from "./suggest-owner.ts";

const LIST = [
  { item: "UM-01", matterZh: "占道经营、流动摊贩", matterEn: "x", department: "URBAN_MGMT", basis: "b" },
  { item: "MK-01", matterZh: "消费纠纷", matterEn: "x", department: "MARKET", basis: "b" },
];
const ruled = (text: string, item: string | null, to: string): Pick<Matter, "content" | "custody"> =>
  ({ content: { text, item }, custody: { ruling: { to, by: "GOV_CENTRE", at: 0, clause: item, reason: "" } } }) as unknown as Matter;

test("LNK-05: the list is suggested by item and by words, and a ruling comes before it next time", () => {
  assert.deepEqual(suggestOwner({ item: null, text: "学府路有流动摊贩，堵住人行道" }, LIST, []).map(({ party, why }) => [party, why]), [["URBAN_MGMT", "LIST"]]);
  assert.deepEqual(suggestOwner({ item: "MK-01", text: "退款不成" }, LIST, []).map(({ item }) => item), ["MK-01"]);
  const rulings = [ruled("夜市摊贩占道卖食品", "UM-01", "MARKET"), ruled("别的", "UM-01", "MARKET"), ruled("别的", "UM-01", "TOWNSHIP"), ruled("水管漏水", null, "WATER")];
  assert.deepEqual(suggestOwner({ item: "UM-01", text: "摊贩" }, LIST, rulings).map(({ party, why, count }) => [party, why, count]), [["MARKET", "RULING", 2], ["TOWNSHIP", "RULING", 1], ["URBAN_MGMT", "LIST", 1]]);
  assert.deepEqual(suggestOwner({ item: null, text: "" }, LIST, rulings), []);
});
