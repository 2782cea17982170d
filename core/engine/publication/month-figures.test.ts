import assert from "node:assert/strict";
import { test } from "node:test";
import { indexCity } from "@tocsin/domain/organisation/index-city.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { type CountedIncident, type CountedMatter, monthFigures, type PlacedOrder } from "./month-figures.ts";

const complaint = tinyCity.types.find(({ category }) => category === "complaint") ?? { ...tinyCity.types[0]!, code: "CP-01", category: "complaint" };
const city = indexCity({ ...tinyCity, types: [...tinyCity.types.filter(({ code }) => code !== complaint.code), complaint] });
const many = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);
const order = (orgPath: string, minutes: number | null, excluded = false): PlacedOrder => ({ orgPath, issuedAt: 0, acknowledgedAt: null, arrivedAt: minutes === null ? null : minutes * 60_000, feedbackAt: null, excluded });
const matter = (owner: string, score: number | null, replied: boolean, drill = false): CountedMatter => ({ drill, custody: { owner } as CountedMatter["custody"], reply: replied ? ({} as CountedMatter["reply"]) : null, rating: score === null ? null : { score, text: "", at: 0 } });
const received = (over: Partial<CountedIncident>): CountedIncident => ({ drill: false, status: "CLOSED", typeCode: complaint.code, orgPath: "CITY.D1.S11", ...over });
const lineOf = (id: string, row: string, counts: Parameters<typeof monthFigures>[1]) => {
  const found = monthFigures(city, counts).find((table) => table.id === id)!.rows.find((one) => one.id === row)!;
  return [found.total, ...found.cells];
};
const none = { orders: [], matters: [], incidents: [] };

test("GOV-03: orders count by the district of the unit and the time to the scene; what was called off, a site group and another agency do not", () => {
  const orders = [...many(6, order("CITY.D1.S11", 5)), ...many(5, order("CITY.D1", 6)), ...many(7, order("CITY.D2", null)), ...many(9, order("CITY.D1.S11", 5, true)), ...many(8, order("CITY", 31))];
  assert.deepEqual(lineOf("RESPONSE", "D1", { ...none, orders }), [11, 6, 5, 0, 0, 0, 0]);
  assert.deepEqual(lineOf("RESPONSE", "D2", { ...none, orders }), [7, 0, 0, 0, 0, 0, 7]);
  assert.deepEqual(lineOf("RESPONSE", "CITY", { ...none, orders }), [8, 0, 0, 0, 0, 8, 0], "what belongs to no district is the city's own");
  const [table] = monthFigures(city, { ...none, orders });
  assert.deepEqual([table!.city.total, table!.city.cells, table!.rows.find(({ id }) => id === "D1")!.medianMin], [26, [6, 5, 0, 0, 8, 7], 5]);
  const mru = tinyCity.orgs.find(({ level }) => level === "MRU")!;
  for (const path of [mru.path, "CITY.EM"]) assert.equal(monthFigures(city, { ...none, orders: many(9, order(path, 5)) })[0]!.city.total, 0, path);
});

test("GOV-03, X-09: matters count by department and how far they are, complaints by district and whether they are over; drills and synthetic ones nowhere", () => {
  const owner = tinyCity.departments[0]!.code;
  const matters = [...many(5, matter(owner, null, false)), ...many(6, matter(owner, null, true)), ...many(7, matter(owner, 4, true)), ...many(8, matter(owner, 3, true)), ...many(9, matter(owner, 5, true, true)), ...many(9, matter("POLICE", null, false))];
  assert.deepEqual(lineOf("MATTERS", owner, { ...none, matters }), [26, 5, 6, 7, 8]);
  const incidents = [...many(5, received({})), ...many(6, received({ status: "HANDLING" })), ...many(9, received({ drill: true })), ...many(9, received({ probe: "client/x" })), ...many(9, received({ status: "MERGED" })), ...many(9, received({ typeCode: "CR-01" }))];
  assert.deepEqual(lineOf("COMPLAINTS", "D1", { ...none, incidents }), [11, 6, 5]);
});
