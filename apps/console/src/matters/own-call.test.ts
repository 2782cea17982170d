import assert from "node:assert/strict";
import { test } from "node:test";
import type { Whistle, WhistleCall } from "@tocsin/contract/linkage/whistle.ts";
import { ownCall } from "./own-call.ts";

const call = (more: Partial<WhistleCall> = {}): WhistleCall => ({ department: "URBAN_MGMT", ackBy: 300, ackedAt: null, reportBy: 1_800, reportedAt: null, place: null, lateAt: null, escalatedTo: null, releasedAt: null, cosignedAt: null, leftAt: null, score: null, necessary: null, ...more });
const blown = (...calls: WhistleCall[]): { readonly whistle: Whistle } => ({ whistle: { kind: "EMERGENCY", item: "UM-01", status: "BLOWN", draftedBy: "a", approvedBy: "b", blownAt: 0, resolvedAt: null, departments: calls.map(({ department }) => department), calls } });

test("LNK-04: a called department reads its own limit, to answer and then to be there, not the matter's; nobody else has one", () => {
  assert.deepEqual(ownCall(blown(call()), "URBAN_MGMT"), { acked: false, since: 0, by: 300 });
  assert.deepEqual(ownCall(blown(call({ ackedAt: 40 })), "URBAN_MGMT"), { acked: true, since: 0, by: 1_800 });
  assert.equal(ownCall(blown(call()), "POLICE"), null);
  for (const over of [{ ackedAt: 40, reportedAt: 900 }, { releasedAt: 60 }, { leftAt: 60 }]) assert.equal(ownCall(blown(call(over)), "URBAN_MGMT"), null);
  const { whistle } = blown(call());
  for (const status of ["DRAFT", "RESOLVED"] as const) assert.equal(ownCall({ whistle: { ...whistle, status } }, "URBAN_MGMT"), null);
});
