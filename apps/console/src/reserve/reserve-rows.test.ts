import assert from "node:assert/strict";
import { test } from "node:test";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { ReserveRow } from "@tocsin/contract/organisation/reserve.ts";
import { reserveFor, reserveUnits } from "./reserve-rows.ts";

const NOW = 100_000_000;
const ROW = { id: "R1", units: ["A", "B", "C", "D"], shiftS: 3_600 } as unknown as ReserveRow;
const unit = (id: string, confirmedAgoS: number | null, more: Partial<Unit> = {}): Unit =>
  ({ id, orgPath: "CITY.D1", echelon: 5, kind: "SPECIAL_POLICE", status: "AVAILABLE", assignment: null, readiness: confirmedAgoS === null ? null : { state: id === "A" ? "READY_15" : "READY_5", confirmedAt: NOW - confirmedAgoS * 1_000 }, ...more }) as unknown as Unit;

test("CMD-10: the reserve list has who rolls soonest on top, units that are out below, and unconfirmed ones last of those that are free", () => {
  const rows = reserveUnits([unit("C", 3_601), unit("A", 60), unit("B", 60), unit("D", 60, { status: "ON_SCENE" }), unit("X", 60)], [ROW], NOW);
  assert.deepEqual(rows.map((row) => [row.unit.id, row.readiness]), [["B", "READY_5"], ["A", "READY_15"], ["C", "UNCONFIRMED"], ["D", "READY_5"]]);
});

test("CMD-10, CMD-11: a surge is offered the reserve by readiness, then other higher tiers, and unconfirmed units of reserves last", () => {
  const offered = reserveFor([unit("C", null), unit("A", 60), unit("T", null, { echelon: 3 }), unit("B", 60), unit("P", null, { echelon: 1 })], "CITY.D1", [ROW], NOW);
  assert.deepEqual(offered.map(({ id }) => id), ["B", "A", "T", "C"]);
});
