import assert from "node:assert/strict";
import { test } from "node:test";
import type { Review, ReviewTask } from "@tocsin/contract/command/review.ts";
import { reviewItems } from "./review-items.ts";

const task = (id: string, over: Partial<ReviewTask>): ReviewTask => ({ id, text: "补装标识", orgId: "S11", orgPath: "CITY.D1.S11", dueAt: 50, level: 0, toPath: null, nextAt: 50, lateAt: null, done: null, ...over });
const review = (id: string, over: Partial<Review>): Review => ({
  id, version: 1, status: "DUE", grounds: ["P1"], incidentId: id, commandPostId: null, advisoryId: null, title: id, typeCode: null, priority: "P1", drill: false, orgPath: "CITY.D1.S11", openedAt: 1, dueAt: 10, level: 0,
  toPath: null, nextAt: 10, lateAt: null, signed: null, tasks: [], readers: ["CITY.D1.S11"], scope: ["CITY.D1.S11"], ...over,
});
const at = (orgPath: string) => ({ grants: [{ role: "STATION_CHIEF", orgPath }] }) as Parameters<typeof reviewItems>[1];

test("CMD-12: the list has tasks of one's own organisation first, then reviews it answers for or that came up to it late, then the rest of its charge; the soonest due first, done ones not", () => {
  const done = { note: "已装", at: 9, by: "x", byName: "x" };
  const all = [
    review("a", { dueAt: 30 }), review("b", { dueAt: 20 }), review("late", { orgPath: "CITY.D1.S12", toPath: "CITY.D1", lateAt: 12, dueAt: 11 }),
    review("signed", { status: "SIGNED", tasks: [task("T1", { dueAt: 60 }), task("T2", { dueAt: 40, lateAt: 41 }), task("T3", { done })] }), review("over", { status: "CLOSED", tasks: [task("T1", { done })] }),
  ];
  const rows = (path: string): (string | boolean)[][] => reviewItems(all, at(path), false).map(({ group, id, late }) => [group, id, late]);
  assert.deepEqual(rows("CITY.D1.S11"), [["TASKS", "signed-T2", true], ["TASKS", "signed-T1", false], ["OWN", "b", false], ["OWN", "a", false], ["AREA", "late", true]]);
  assert.deepEqual(rows("CITY.D1").filter(([group]) => group !== "AREA"), [["OWN", "late", true]], "the level above has what is late as its own");
  assert.deepEqual(reviewItems(all, at("CITY"), true).map(({ group }) => group), ["SIGN", "SIGN", "SIGN", "AREA", "AREA"], "who signs has all of them before it");
});
