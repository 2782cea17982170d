import assert from "node:assert/strict";
import { test } from "node:test";
import type { Publication } from "@tocsin/contract/governance/publication.ts";
import { figuresActs } from "./figures-acts.ts";
import { firstDayAfter, monthNow, monthRows, monthsOver, type MonthRow } from "./month-rows.ts";

const draft = (by: string): NonNullable<Publication["draft"]> => ({ no: 1, tables: [], method: [], reason: null, by, name: by, at: 0 });
const record = (id: string, published: number, by: string | null): Publication => ({
  id, version: 3, draft: by === null ? null : draft(by), scope: ["CITY"],
  published: Array.from({ length: published }, (_, index) => ({ ...draft("one"), no: index + 1, publishedBy: "other", publishedName: "other", publishedAt: 1 })),
});
test("GOV-03: a month is over by the city's own time, across the year too", () => {
  const end = Date.UTC(2026, 11, 31, 16);
  assert.deepEqual([monthNow(end - 1, 480), monthNow(end, 480)], ["2026-12", "2027-01"]);
  assert.deepEqual(monthsOver("2027-02").slice(0, 3), ["2027-01", "2026-12", "2026-11"]);
  assert.deepEqual([firstDayAfter("2026-12"), firstDayAfter("2026-01")], ["2027-01-01", "2026-02-01"]);
});

test("GOV-03: the list has what waits, the month that has just ended, and what is public; a record that everybody has overtaken counts for nothing", () => {
  const told = [{ month: "2026-08", versions: 2, publishedAt: 5 }, { month: "2026-07", versions: 1, publishedAt: 4 }];
  const months = (rows: readonly MonthRow[]): unknown[] => rows.map(({ month, versions, draft: waits, recordVersion }) => [month, versions, waits?.by ?? null, recordVersion]);
  const only = monthRows(told, new Map(), "2026-11");
  assert.deepEqual([only.waiting, only.open, only.public].map(months), [[], [["2026-10", 0, null, 0]], [["2026-08", 2, null, 0], ["2026-07", 1, null, 0]]]);
  const records = new Map([record("2026-10", 0, "one"), record("2026-08", 1, "one"), record("2026-07", 1, "one")].map((each) => [each.id, each]));
  const heard = monthRows(told, records, "2026-11");
  assert.deepEqual([heard.waiting, heard.open, heard.public].map(months), [[["2026-10", 0, "one", 3], ["2026-07", 1, "one", 3]], [], [["2026-08", 2, null, 0]]]);
});

test("GOV-03: who drafted does not publish; what is public is corrected, what is not is drafted anew", () => {
  const row = (versions: number, by: string | null): MonthRow => ({ month: "2026-10", versions, draft: by === null ? null : draft(by), recordVersion: 3 });
  const [one, other] = [{ userId: "one", may: { publish: true, draft: true, correct: true } }, { userId: "other", may: { publish: true, draft: false, correct: false } }];
  assert.deepEqual([figuresActs(row(0, "one"), one), figuresActs(row(0, "one"), other)], [["draft"], ["publish"]]);
  assert.deepEqual([figuresActs(row(0, "other"), one), figuresActs(row(0, null), other)], [["publish", "draft"], []]);
  assert.deepEqual([figuresActs(row(1, null), one), figuresActs(row(1, "other"), one)], [["correct"], ["publish", "correct"]]);
});
