import assert from "node:assert/strict";
import { test } from "node:test";
import type { PublicationEvent } from "@tocsin/contract/events.ts";
import type { Publication } from "@tocsin/contract/governance/publication.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, cityModel } from "@tocsin/testing/model/city-model.ts";
import type { Actor, Context, Decider } from "../decision.ts";
import { indexCity } from "../organisation/index-city.ts";
import { evolvePublication } from "./evolve-publication.ts";
import { monthPeriod } from "./month-period.ts";
import { correctFigures, draftFigures, publishFigures } from "./publications.ts";

const city = indexCity(tinyCity);
const [one, other, west] = [actor({ userId: "one" }), actor({ userId: "other" }), actor({ userId: "west", orgPath: "CITY.D1" })];
const month = "2026-12";
const OVER = Date.UTC(2026, 11, 31, 16);

function record() {
  const world = { ...cityModel(tinyCity), publications: new Map<string, Publication>() };
  const run = <Payload>(decide: Decider<Payload>, payload: Payload, who: Actor, at = OVER): string => {
    const context: Context = { at, actor: who, city, newId: () => "", nextNo: null, jurisdiction: () => ({ orgPath: "CITY", inside: true }), road: () => null, layoutFaults: null, planFindings: null, ranking: null, mannedOrgs: new Set(), mayRun: () => null, figures: { tables: [], method: [{ zh: "方法", en: String(at) }] } };
    const decided = decide(world, payload, context);
    if (!decided.ok) return decided.error.code;
    for (const event of decided.value) world.publications.set(event.id, evolvePublication(world.publications.get(event.id) ?? null, { ...event, at, by: who.userId } as PublicationEvent));
    return "accepted";
  };
  return { run, found: (): Publication => world.publications.get(month)! };
}

test("GOV-03: a month begins and ends by the city's own time, across the year too", () => {
  assert.deepEqual(monthPeriod(month, 480), { from: Date.UTC(2026, 10, 30, 16), to: OVER });
  assert.deepEqual(monthPeriod("2028-02", 0), { from: Date.UTC(2028, 1, 1), to: Date.UTC(2028, 2, 1) });
});

test("GOV-03: figures are drafted when the month is over, by a seat of the city, and published by another account that has seen this very draft", () => {
  const { run, found } = record();
  assert.equal(run(draftFigures, { month }, one, OVER - 1), "PUBLICATION_MONTH");
  assert.equal(run(draftFigures, { month }, west), "PUBLICATION_CITY");
  assert.equal(run(publishFigures, { month, draftVersion: 1 }, other), "NOT_FOUND");
  assert.equal(run(draftFigures, { month }, one), "accepted");
  assert.equal(run(draftFigures, { month }, one, OVER + 1), "accepted", "counted anew before anybody has published it");
  assert.equal(run(publishFigures, { month, draftVersion: 1 }, other), "VERSION_CONFLICT");
  assert.equal(run(publishFigures, { month, draftVersion: 2 }, one), "PUBLICATION_OWN_WORK");
  assert.equal(run(publishFigures, { month, draftVersion: 2 }, west), "PUBLICATION_CITY");
  assert.equal(run(publishFigures, { month, draftVersion: 2 }, other), "accepted");
  assert.equal(run(publishFigures, { month, draftVersion: 3 }, other), "STATE_CONFLICT");
  assert.deepEqual([found().draft, found().published.map(({ no, by, publishedBy }) => [no, by, publishedBy])], [null, [[1, "one", "other"]]]);
});

test("GOV-03: a correction is a further version that says why and names nobody; the former stays as it was", () => {
  const { run, found } = record();
  assert.equal(run(correctFigures, { month, reason: "漏计" }, one), "PUBLICATION_NOT_PUBLISHED");
  run(draftFigures, { month }, one);
  assert.equal(run(correctFigures, { month, reason: "漏计" }, one), "PUBLICATION_NOT_PUBLISHED", "a draft is drafted anew");
  run(publishFigures, { month, draftVersion: 1 }, other);
  const [first] = found().published;
  assert.equal(run(draftFigures, { month }, one), "PUBLICATION_PUBLISHED");
  assert.equal(run(correctFigures, { month, reason: "盯控王某某的住处" }, one), "PUBLICATION_PERSON");
  assert.equal(run(correctFigures, { month, reason: "漏计两个单元" }, other, OVER + 9), "accepted");
  assert.equal(run(publishFigures, { month, draftVersion: 3 }, other), "PUBLICATION_OWN_WORK", "a correction needs two as the first did");
  assert.equal(run(publishFigures, { month, draftVersion: 3 }, one), "accepted");
  assert.deepEqual(found().published.map(({ no, reason }) => [no, reason]), [[1, null], [2, "漏计两个单元"]]);
  assert.deepEqual(found().published[0], first);
});
