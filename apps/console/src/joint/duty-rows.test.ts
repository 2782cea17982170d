import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import type { DepartmentRow } from "@tocsin/contract/organisation/city.ts";
import type { OrgWithPath } from "../city/city-index.ts";
import { dutyRows } from "./duty-rows.ts";

const org = (id: string, agency: string): OrgWithPath => ({ id, agency, path: id }) as unknown as OrgWithPath;
const department = (code: string, hotline: string): DepartmentRow => ({ code, hotline }) as unknown as DepartmentRow;
const channel = (id: string, contacts: readonly object[], more: object = {}): Cooperation =>
  ({ id, status: "EXECUTING", subject: { kind: "CHANNEL" }, initiator: { orgId: "D1" }, parties: [{ orgId: "EM", answer: { answer: "ACCEPTED" } }], contacts, ...more }) as unknown as Cooperation;

test("LNK-09: the catalogue has each organisation once, as it spoke last, whoever named nobody, and every department that has no organisation with the public line that can be dialled", () => {
  const rows = dutyRows(
    [
      channel("OLD", [{ orgId: "EM", verifiedAt: 1, phone: "1" }]),
      channel("NEW", [{ orgId: "EM", verifiedAt: 2, phone: "2" }]),
      channel("OVER", [{ orgId: "EM", verifiedAt: 3, phone: "3" }], { status: "CLOSED" }),
      channel("POOL", [{ orgId: "EM", verifiedAt: 4, phone: "4" }], { subject: { kind: "POOL" } }),
    ],
    [org("D1", "POLICE"), org("EM", "EMS"), org("D2", "POLICE")],
    [department("EMS", "120"), department("GAS", "96777"), department("RAIL", "本地")],
  );
  assert.deepEqual(rows.map(({ party, contact, channel: at, hotline }) => [party, contact?.phone, at === null ? null : at.id, hotline]), [
    ["D1", undefined, "OLD", ""],
    ["EM", "2", "NEW", "120"],
    ["GAS", undefined, null, "96777"],
    ["RAIL", undefined, null, ""],
  ]);
});
