import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlanHead } from "@tocsin/contract/command/plan-version.ts";
import { guidanceRows, linesOf, textsOf } from "./guidance-rows.ts";

const head = (code: string, status: PlanHead["status"], more: Partial<PlanHead> = {}): PlanHead => ({ id: `${code}/${status}`, what: "GUIDANCE", code, status, reviewBy: "2027-01-01", ...more }) as PlanHead;

test("SCN-02: what orders have missed stands first, then types without guidance, then what is past its review date", () => {
  const heads = [head("A", "PUBLISHED"), head("B", "PUBLISHED", { reviewBy: "2026-01-01" }), head("C", "DRAFT", { wanted: { incidentNo: "1", at: 1 } }), head("D", "PUBLISHED"), head("D", "IN_REVIEW"), head("D", "SUPERSEDED"), head("E", "PUBLISHED", { what: "PLAN" })];
  assert.deepEqual(guidanceRows(["A", "B", "C", "D", "E"], heads, "2026-11-26").map(({ type, state }) => `${type} ${state}`), ["C WANTED", "E MISSING", "B EXPIRED", "D WORKED", "A HOLDS"]);
});

test("SCN-02: a part is written as lines of two languages, and read back as it was; a line without one of them is named", () => {
  const content = { type: "FR-02", riskHints: [], handlingPoints: [{ zh: "先断气源", en: "Gas off first" }, { zh: "疏散", en: "Evacuate" }], kit: [], legal: [], crewMin: 2, reviewBy: "2027-01-01" };
  assert.deepEqual(linesOf(textsOf(content).handlingPoints), { lines: content.handlingPoints });
  assert.deepEqual([linesOf("先断气源 ｜ Gas off\n\n疏散"), linesOf("a | b | c"), linesOf("| b")], [{ fault: 3 }, { fault: 1 }, { fault: 1 }]);
});
