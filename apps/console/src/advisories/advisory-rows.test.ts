import assert from "node:assert/strict";
import { test } from "node:test";
import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import { centreOf, isAlarming, standingAdvisories } from "./advisory-rows.ts";
import { advisoryFeatures } from "./advisory-features.ts";

const advisory = (id: string, over: Partial<Advisory> = {}): Advisory =>
  ({ id, status: "RECEIVED", level: "YELLOW", dueAt: 10, watchUntil: null, receivedAt: 1, escalatedAt: null, headline: id, drill: false, area: { desc: "", rings: [], circles: [] }, ...over }) as Advisory;

test("CMD-01: what waits for an answer stands first, the gravest and then the soonest of it; what has ended is gone", () => {
  const list = [advisory("done", { status: "ORDERED", level: "RED" }), advisory("late", { dueAt: 20 }), advisory("soon"), advisory("grave", { level: "RED", status: "CONFIRMED", dueAt: 99 }), advisory("over", { status: "ENDED" }), advisory("watch", { status: "WATCH", watchUntil: 5 })];
  assert.deepEqual(standingAdvisories(list).map(({ id }) => id), ["grave", "soon", "late", "watch", "done"]);
});

test("CMD-01: an alarm is what is grave and waits, or what nobody answered in time; never what has an answer", () => {
  const alarming = [advisory("y"), advisory("escalated", { escalatedAt: 3 }), advisory("red", { level: "RED" }), advisory("answered", { level: "RED", status: "WATCH" })];
  assert.deepEqual(alarming.filter(isAlarming).map(({ id }) => id), ["escalated", "red"]);
});

test("CMD-01: its area is drawn as it was sent, circles as rings that close, with the words beside the colour", () => {
  const drawn = advisoryFeatures([advisory("a", { area: { desc: "", rings: [[[112, 30], [112.1, 30], [112.1, 30.1], [112, 30]]], circles: [{ lon: 112, lat: 30, radiusM: 500 }] } }), advisory("none"), advisory("gone", { status: "ENDED" })], ({ headline }) => `橙 ${headline}`);
  assert.deepEqual(drawn.features.map(({ properties }) => properties?.["label"]), ["橙 a", "橙 a"]);
  for (const { geometry } of drawn.features) assert.deepEqual(geometry.coordinates[0]?.[0], geometry.coordinates[0]?.at(-1));
});

test("CMD-01: an incident that follows from an advisory of one circle is at its centre; an outline or several shapes are no place", () => {
  const circle = { lon: 112, lat: 30, radiusM: 500 };
  const ring: Advisory["area"]["rings"][number] = [[112, 30], [112.1, 30], [112.1, 30.1], [112, 30]];
  assert.deepEqual(centreOf({ desc: "", rings: [], circles: [circle] }), { lon: 112, lat: 30 });
  for (const area of [{ rings: [], circles: [] }, { rings: [ring], circles: [] }, { rings: [ring], circles: [circle] }, { rings: [], circles: [circle, circle] }]) assert.equal(centreOf({ desc: "", ...area }), null);
});
