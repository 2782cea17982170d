import assert from "node:assert/strict";
import { test } from "node:test";
import { headOf, type PostChange } from "@tocsin/contract/layouts/layout.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import { replay, stateHash } from "./replay.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel } from "@tocsin/testing/model/city-model.ts";

const box = (west: number, east: number): City["areas"][number]["rings"] => [[[west, 29], [east, 29], [east, 31], [west, 31], [west, 29]]];
const withAreas: City = { ...tinyCity, areas: [{ org: "D1", rings: box(111, 112) }, { org: "D2", rings: box(112, 113) }] };
const [drafter, publisher] = [actor({ userId: "drafter" }), actor({ userId: "publisher" })];

function refusedAs(result: Result<unknown, Refusal>, code: string): void {
  assert.equal(result.ok ? "accepted" : result.error.code, code);
}
const HOUR = 3_600_000;

function drafted(city: CityModel, basedOn: string): string {
  const layoutId = city.newId();
  assert.ok(city.send("layouts.draft", { layoutId, basedOn, name: "新布局" }, drafter).ok);
  return layoutId;
}
const publish = (city: CityModel, layoutId: string, inMs: number, who = publisher): Result<unknown, Refusal> => city.send("layouts.publish", { layoutId, effectiveFrom: city.now() + inMs }, who);
const statuses = (city: CityModel): string[] => [...city.layouts.values()].map(({ no, status }) => `${no} ${status}`);

test("DSP-07: versions stand in one line: each takes over from the one before at its time, and of two that follow one version one is published", () => {
  const city = cityModel(withAreas);
  const first = city.registerLayout(null);
  const [second, rival] = [drafted(city, first), drafted(city, first)];
  refusedAs(publish(city, second, HOUR, drafter), "LAYOUT_OWN_WORK");
  refusedAs(publish(city, second, 0), "LAYOUT_STARTS_TOO_EARLY");
  assert.ok(publish(city, second, HOUR).ok);
  refusedAs(publish(city, rival, HOUR), "LAYOUT_BASE_OUTDATED");
  const third = drafted(city, second);
  refusedAs(publish(city, third, HOUR), "LAYOUT_STARTS_TOO_EARLY");
  assert.ok(publish(city, third, 2 * HOUR).ok);
  assert.deepEqual(statuses(city), ["1 IN_FORCE", "2 PLANNED", "null DRAFT", "3 PLANNED"]);
  city.advance(HOUR);
  assert.deepEqual(statuses(city), ["1 SUPERSEDED", "2 IN_FORCE", "null DRAFT", "3 PLANNED"]);
  city.advance(HOUR);
  assert.deepEqual(statuses(city), ["1 SUPERSEDED", "2 SUPERSEDED", "null DRAFT", "3 IN_FORCE"]);
  assert.equal(replay(city.log).stateHash, stateHash(city));
});

test("DSP-07: what was published is taken back before its time, not after, and not when another follows it; the version before goes on", () => {
  const city = cityModel(withAreas);
  const first = city.registerLayout(null);
  const second = drafted(city, first);
  refusedAs(city.send("layouts.withdraw", { layoutId: second, reason: "x" }, publisher), "STATE_CONFLICT");
  assert.ok(publish(city, second, HOUR).ok);
  const third = drafted(city, second);
  assert.ok(publish(city, third, 2 * HOUR).ok);
  const withdraw = (layoutId: string): Result<unknown, Refusal> => city.send("layouts.withdraw", { layoutId, reason: "方案有变" }, publisher);
  refusedAs(withdraw(second), "STATE_CONFLICT");
  assert.ok(withdraw(third).ok && withdraw(second).ok);
  assert.deepEqual([city.layouts.get(first)!.succeededBy, city.layouts.get(first)!.effectiveUntil], [null, null]);
  city.advance(3 * HOUR);
  assert.deepEqual(statuses(city), ["1 IN_FORCE", "2 DISCARDED", "3 DISCARDED"]);
  refusedAs(withdraw(first), "STATE_CONFLICT");
  const again = drafted(city, first);
  assert.ok(publish(city, again, HOUR).ok);
  assert.equal(city.layouts.get(again)!.no, 2);
});

test("DSP-07: a draft is edited area by area; who edited it may not publish it; a version that was looked at and has changed is named", () => {
  const city = cityModel(withAreas);
  const first = city.registerLayout(null);
  const layoutId = drafted(city, first);
  const [west] = city.layouts.get(layoutId)!.areas;
  const edit = (more: object, who = drafter): Result<unknown, Refusal> => city.send("layouts.edit", { layoutId, ...more }, who);
  refusedAs(edit({ set: [{ ...west!, org: "D9" }] }), "LAYOUT_UNKNOWN_ORG");
  refusedAs(edit({ set: [west!, west!] }), "VALIDATION_FAILED");
  refusedAs(edit({ set: [{ ...west!, shifts: [{ weekdays: "1", from: "22:00", to: "06:00", units: 1, rounds: 1 }] }] }), "VALIDATION_FAILED");
  refusedAs(edit({ set: [{ ...west!, rings: [west!.rings[0]!.slice(0, -1)] }] }), "LAYOUT_RING");
  assert.ok(edit({ expectedVersion: 1, set: [{ ...west!, id: "NEW", nameZh: "新区" }], remove: ["D2"] }, publisher).ok);
  assert.deepEqual(city.layouts.get(layoutId)!.areas.map(({ id }) => id), ["D1", "NEW"]);
  refusedAs(edit({ expectedVersion: 1, name: "又一名" }), "VERSION_CONFLICT");
  refusedAs(publish(city, layoutId, HOUR), "LAYOUT_OWN_WORK");
  city.findFaults([{ kind: "OVERLAP", areas: ["D1", "NEW"], areaM2: 5, share: 1, shape: [], at: null }]);
  refusedAs(publish(city, layoutId, HOUR, actor({ userId: "third" })), "LAYOUT_FAULTY");
  assert.equal(city.layouts.get(first)!.areas.length, 2, "the version that it follows stays as it was");
});

test("DSP-07: an older shape comes back as a new version, and a city's changed file as a draft", () => {
  const city = cityModel(withAreas);
  const first = city.registerLayout(null);
  const second = drafted(city, first);
  assert.ok(city.send("layouts.edit", { layoutId: second, remove: ["D2"] }, drafter).ok);
  assert.ok(publish(city, second, HOUR).ok);
  city.advance(HOUR);
  const back = city.newId();
  assert.ok(city.send("layouts.draft", { layoutId: back, basedOn: second, copyOf: first, name: "恢复" }, drafter).ok);
  assert.deepEqual([city.layouts.get(back)!.areaCount, city.layouts.get(back)!.basedOn], [2, second]);
  const file = city.registerLayout(second);
  assert.deepEqual([city.layouts.get(file)!.status, city.layouts.get(file)!.areaCount], ["DRAFT", 2]);
});

test("DSP-06, DSP-07: posts from a sandbox stand in a draft that another seat publishes; one that there is not, twice named or newly named is refused", () => {
  const city = cityModel(withAreas);
  const first = city.registerLayout(null);
  const at = { nameZh: "点", nameEn: "Post", lon: 112.01, lat: 30.01 };
  const send = (changes: readonly object[]): Result<unknown, Refusal> & { readonly layoutId: string } => {
    const layoutId = city.newId();
    return { ...city.send("layouts.draft", { layoutId, basedOn: first, name: "增设快反点", posts: { weekday: 1, hour: 8, changes: changes as PostChange[] } }, drafter), layoutId };
  };
  refusedAs(send([{ kind: "CLOSE", id: "NOWHERE", ...at }]), "UNKNOWN_SITE");
  for (const changes of [[{ kind: "ADD", id: "D1", ...at }], [{ kind: "MOVE", id: null, ...at }], [{ kind: "MOVE", id: "D1", ...at }, { kind: "CLOSE", id: "D1", ...at }]]) refusedAs(send(changes), "VALIDATION_FAILED");
  const { layoutId, ...drafted } = send([{ kind: "ADD", id: null, ...at }, { kind: "CLOSE", id: "D1", ...at }]);
  assert.ok(drafted.ok);
  refusedAs(publish(city, layoutId, HOUR, drafter), "LAYOUT_OWN_WORK");
  assert.ok(publish(city, layoutId, HOUR).ok);
  city.advance(HOUR);
  const layout = city.layouts.get(layoutId)!;
  assert.deepEqual([layout.status, layout.postCount, layout.posts?.changes.map(({ kind, id }) => [kind, id])], ["IN_FORCE", 2, [["ADD", null], ["CLOSE", "D1"]]]);
  assert.deepEqual(layout.areas, city.layouts.get(first)!.areas);
  assert.deepEqual(Object.keys(headOf(layout)).filter((key) => key === "posts" || key === "areas"), []);
  assert.equal(replay(city.log).stateHash, stateHash(city));
});
