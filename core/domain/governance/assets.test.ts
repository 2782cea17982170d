import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Asset, holderOf } from "@tocsin/contract/governance/asset.ts";
import type { AssetEvent } from "@tocsin/contract/events.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, cityModel } from "@tocsin/testing/model/city-model.ts";
import type { Actor, Context, Decider } from "../decision.ts";
import { indexCity } from "../organisation/index-city.ts";
import { acceptAsset, declineAsset, offerAsset, retireAsset, reviewAssets, withdrawAsset } from "./assets.ts";
import { evolveAsset } from "./evolve-asset.ts";

const city = indexCity(tinyCity);
const [bureau, bureau2] = [actor({ userId: "over", name: "市局值班长" }), actor({ userId: "over2", name: "市局副值班长" })];
const [west, east] = [actor({ userId: "west", name: "西区", orgPath: "CITY.D1" }), actor({ userId: "east", name: "东区", orgPath: "CITY.D2" })];
const [station, urban] = [actor({ userId: "s11", name: "一所", orgPath: "CITY.D1.S11" }), actor({ userId: "urban", name: "城管", role: "DEPT_LIAISON", agency: "URBAN_MGMT" })];
const SCHOOL = "PLACE-PR1";
const [WHY, TEN_O_CLOCK] = ["属地管理", Date.UTC(2026, 2, 2, 2)];

/** One record under deciders and fold, at whatever time it is told. */
function register(orgs = city) {
  const world = { ...cityModel(tinyCity), assets: new Map<string, Asset>() };
  const contextOf = (who: Actor, at: number): Context => ({ at, actor: who, city: orgs, newId: () => "", nextNo: null, jurisdiction: () => ({ orgPath: "CITY.D1.S11", inside: true }), road: () => null, layoutFaults: null, planFindings: null, ranking: null, mannedOrgs: new Set(), mayRun: () => null });
  const run = <Payload>(decide: Decider<Payload>, payload: Payload, who: Actor, at: number, within = orgs): string => {
    const decided = decide(world, payload, { ...contextOf(who, at), city: within });
    if (!decided.ok) return decided.error.code;
    for (const event of decided.value) world.assets.set(event.id, evolveAsset(world.assets.get(event.id) ?? null, { ...event, at, by: who.userId } as AssetEvent));
    return "accepted";
  };
  return { run, world, asset: (id = SCHOOL): Asset => world.assets.get(id)!, offerNo: (id = SCHOOL): number => world.assets.get(id)?.offer?.no ?? 1 };
}

function entered(at = TEN_O_CLOCK) {
  const made = register();
  assert.equal(made.run(reviewAssets, { assetIds: [SCHOOL, "PLACE-GONE"] }, actor({ role: "SYSTEM" }), at), "accepted");
  return made;
}

test("GOV-06: what the city's files know enters the register as an orphan with its age, its area and a likely organisation; it enters once", () => {
  const { run, asset, world } = entered();
  assert.deepEqual([asset().status, asset().orphanSince, asset().area, asset().proposed, asset().nameZh], ["ORPHAN", TEN_O_CLOCK, "CITY.D1.S11", "S11", "第一小学"]);
  assert.equal(world.assets.has("PLACE-GONE"), false, "what no file knows is not entered");
  assert.equal(run(reviewAssets, { assetIds: [SCHOOL] }, actor({ role: "SYSTEM" }), TEN_O_CLOCK + 5), "accepted");
  assert.equal(asset().version, 1);
});

test("GOV-06: whoever answers by a paper that the city's folder names holds it from the first moment; the paper counts once, for what nobody has touched", () => {
  const paper = (party: string) => indexCity({ ...tinyCity, assetHolders: [{ asset: SCHOOL, party, signed: "责任书一号" }] });
  const system = actor({ role: "SYSTEM" });
  const { run, asset } = register(paper("S11"));
  assert.equal(run(reviewAssets, { assetIds: [SCHOOL] }, system, TEN_O_CLOCK), "accepted");
  assert.deepEqual([asset().status, asset().orphanSince, holderOf(asset()), asset().terms.map(({ from, given, taken }) => [from, given.name, taken.name]), asset().scope], ["HELD", null, "S11", [[TEN_O_CLOCK, "责任书一号", "责任书一号"]], ["CITY.D1.S11"]]);
  const { version } = asset();
  for (const orgs of [paper("S11"), paper("D1"), city]) assert.equal(run(reviewAssets, { assetIds: [SCHOOL] }, system, TEN_O_CLOCK + 5, orgs), "accepted");
  assert.deepEqual([asset().version, holderOf(asset())], [version, "S11"], "neither another start nor another paper changes who has signed");
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "URBAN_MGMT", reason: WHY }, station, TEN_O_CLOCK + 6), "accepted");
  assert.equal(run(acceptAsset, { assetId: SCHOOL, offerNo: asset().offer!.no }, urban, TEN_O_CLOCK + 7), "accepted");
  assert.deepEqual(asset().terms.map(({ party, from, until }) => [party, from, until]), [["S11", TEN_O_CLOCK, TEN_O_CLOCK + 7], ["URBAN_MGMT", TEN_O_CLOCK + 7, null]], "neither a gap nor an overlap");

  const late = entered();
  assert.equal(late.run(offerAsset, { assetId: SCHOOL, to: "D1", reason: WHY }, west, TEN_O_CLOCK + 1), "accepted");
  assert.equal(late.run(reviewAssets, { assetIds: [SCHOOL] }, system, TEN_O_CLOCK + 2, paper("S11")), "accepted");
  assert.equal(holderOf(late.asset()), null, "what somebody is asked to sign waits for that");
  assert.equal(late.run(declineAsset, { assetId: SCHOOL, offerNo: late.offerNo(), reason: "不属本局" }, west, TEN_O_CLOCK + 3), "accepted");
  assert.equal(late.run(reviewAssets, { assetIds: [SCHOOL] }, system, TEN_O_CLOCK + 4, paper("S11")), "accepted");
  assert.deepEqual([holderOf(late.asset()), late.asset().terms[0]!.from], ["S11", TEN_O_CLOCK + 4], "a paper that comes later counts from then on");
});

test("GOV-06: a hand-over needs both sides: the desk of the area or the holder gives, the other organisation itself signs, and nobody signs twice", () => {
  const { run, asset, offerNo } = entered();
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "S11", reason: WHY }, east, 1), "ASSET_NOT_COORDINATED");
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "S11", reason: WHY }, urban, 1), "ASSET_NOT_COORDINATED", "a department that works for the whole city does not look after the register");
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "NOBODY", reason: WHY }, west, 1), "UNKNOWN_PARTY");
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "POLICE", reason: WHY }, west, 1), "UNKNOWN_PARTY");
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "S11", reason: "盯控王某某的住处" }, west, 1), "ASSET_PERSON");
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "S11", reason: WHY }, west, TEN_O_CLOCK + 1), "accepted");
  assert.deepEqual([asset().status, holderOf(asset()), asset().offer?.to], ["ORPHAN", null, "S11"], "offered is not taken");
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "D1", reason: WHY }, west, TEN_O_CLOCK + 2), "ASSET_OFFERED");
  assert.equal(run(acceptAsset, { assetId: SCHOOL, offerNo: offerNo() }, west, TEN_O_CLOCK + 2), "ASSET_NOT_OFFERED", "who stands above does not sign for it");
  assert.equal(run(acceptAsset, { assetId: SCHOOL, offerNo: offerNo() - 1 }, station, TEN_O_CLOCK + 2), "VERSION_CONFLICT");
  assert.equal(run(acceptAsset, { assetId: SCHOOL, offerNo: offerNo() }, station, TEN_O_CLOCK + 3), "accepted");
  assert.deepEqual([asset().status, asset().orphanSince, holderOf(asset())], ["HELD", null, "S11"]);

  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "URBAN_MGMT", reason: WHY }, west, TEN_O_CLOCK + 4), "ASSET_NOT_HOLDER", "once somebody answers, only it can give");
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "S11", reason: WHY }, station, TEN_O_CLOCK + 4), "SAME_PARTY");
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "URBAN_MGMT", reason: WHY }, station, TEN_O_CLOCK + 4), "accepted");
  assert.equal(run(declineAsset, { assetId: SCHOOL, offerNo: offerNo(), reason: "不属本部门" }, urban, TEN_O_CLOCK + 5), "accepted");
  assert.equal(holderOf(asset()), "S11", "declined, it stays where it was");
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "URBAN_MGMT", reason: WHY }, station, TEN_O_CLOCK + 6), "accepted");
  assert.equal(run(withdrawAsset, { assetId: SCHOOL, reason: "再议" }, urban, TEN_O_CLOCK + 7), "ASSET_NOT_HOLDER");
  assert.equal(run(acceptAsset, { assetId: SCHOOL, offerNo: offerNo() }, urban, TEN_O_CLOCK + 8), "accepted");
  assert.deepEqual(asset().terms.map(({ party, from, until }) => [party, from, until]), [["S11", TEN_O_CLOCK + 3, TEN_O_CLOCK + 8], ["URBAN_MGMT", TEN_O_CLOCK + 8, null]]);
});

test("GOV-06: an organisation that gives something to itself needs a second person; who answers for something does not strike it out", () => {
  const { run, asset, offerNo } = entered();
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "CITY", reason: WHY }, bureau, 1), "accepted");
  assert.equal(run(acceptAsset, { assetId: SCHOOL, offerNo: offerNo() }, bureau, 2), "ASSET_OWN_OFFER");
  assert.equal(run(acceptAsset, { assetId: SCHOOL, offerNo: offerNo() }, bureau2, TEN_O_CLOCK), "accepted");
  assert.equal(run(retireAsset, { assetId: SCHOOL, reason: "已拆除" }, bureau, TEN_O_CLOCK), "ASSET_OWN_RETIREMENT");
  assert.equal(run(retireAsset, { assetId: SCHOOL, reason: "已拆除" }, west, TEN_O_CLOCK + 9), "accepted");
  assert.deepEqual([asset().status, asset().terms[0]!.until, holderOf(asset())], ["RETIRED", TEN_O_CLOCK + 9, null]);
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "S11", reason: WHY }, west, TEN_O_CLOCK + 10), "STATE_CONFLICT");
});

test("GOV-06: an organisation that the city has no longer leaves an orphan with its age, and stays on record until another has signed", () => {
  const { run, asset, offerNo } = entered();
  const system = actor({ role: "SYSTEM" });
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "URBAN_MGMT", reason: WHY }, west, TEN_O_CLOCK + 1), "accepted");
  assert.equal(run(acceptAsset, { assetId: SCHOOL, offerNo: offerNo() }, urban, TEN_O_CLOCK + 2), "accepted");
  const without = indexCity({ ...tinyCity, departments: tinyCity.departments.filter(({ code }) => code !== "URBAN_MGMT") });
  assert.equal(run(reviewAssets, { assetIds: [SCHOOL] }, system, TEN_O_CLOCK + 10, without), "accepted");
  assert.deepEqual([asset().status, asset().orphanSince, holderOf(asset())], ["ORPHAN", TEN_O_CLOCK + 10, "URBAN_MGMT"]);
  assert.equal(run(reviewAssets, { assetIds: [SCHOOL] }, system, TEN_O_CLOCK + 20), "accepted");
  assert.deepEqual([asset().status, asset().orphanSince], ["HELD", null], "the file was wrong, and is right again");
  run(reviewAssets, { assetIds: [SCHOOL] }, system, TEN_O_CLOCK + 30, without);
  assert.equal(run(offerAsset, { assetId: SCHOOL, to: "S11", reason: WHY }, west, TEN_O_CLOCK + 31, without), "accepted", "what has nobody any more is given by the desk of the area");
  assert.equal(run(acceptAsset, { assetId: SCHOOL, offerNo: offerNo() }, station, TEN_O_CLOCK + 32, without), "accepted");
  assert.deepEqual(asset().terms.map(({ party, from, until }) => [party, from, until]), [["URBAN_MGMT", TEN_O_CLOCK + 2, TEN_O_CLOCK + 32], ["S11", TEN_O_CLOCK + 32, null]]);
});

test("GOV-06, X-10: what somebody enters is a place, a sector or a facility of the own area, and never a person", () => {
  const model = cityModel(tinyCity);
  const assetId = model.newId();
  const enter = (name: string, who: Actor, more: { readonly lon?: number; readonly proposed?: string } = {}): string => {
    const result = model.send("safety.register", { assetId, kind: "SECTOR", name, ...(more.lon === undefined ? {} : { point: { lon: more.lon, lat: 30 } }), ...(more.proposed === undefined ? {} : { proposed: more.proposed }) }, who);
    return result.ok ? "accepted" : result.error.code;
  };
  assert.equal(enter("王某 13812345678", west), "ASSET_PERSON");
  assert.equal(enter("低空物流", west, { lon: 112.6 }), "ASSET_NOT_COORDINATED");
  assert.equal(enter("低空物流", west, { proposed: "NOBODY" }), "UNKNOWN_PARTY");
  assert.equal(enter("低空物流", west), "accepted");
  assert.equal(enter("低空物流", west), "STATE_CONFLICT");
  assert.deepEqual([model.assets.get(assetId)?.area, model.assets.get(assetId)?.proposed], ["CITY.D1", "D1"]);
});

const SEATS = [bureau, bureau2, west, east, station, urban];
const PARTIES = ["CITY", "D1", "D2", "S11", "URBAN_MGMT"];
const moves = fc.array(
  fc.record({
    /** Milliseconds by which the clock of the server that decides differs from the one before: it may be behind. */
    tick: fc.integer({ min: -3, max: 6 }), who: fc.nat({ max: SEATS.length - 1 }), to: fc.nat({ max: PARTIES.length - 1 }), stale: fc.boolean(),
    act: fc.constantFrom("offer", "offer", "accept", "accept", "accept", "decline", "withdraw", "retire", "review", "reviewWithout"),
  }),
  { maxLength: 60 },
);

test("GOV-06: at every moment at most one organisation answers, and from the first taking until now, or until there is nothing left, exactly one (property)", () => {
  const without = indexCity({ ...tinyCity, departments: tinyCity.departments.filter(({ code }) => code !== "URBAN_MGMT") });
  let handed = 0;
  fc.assert(fc.property(moves, (steps) => {
    const { run, asset, offerNo } = entered(0);
    let at = 10;
    for (const { tick, who, to, stale, act } of steps) {
      at = Math.max(1, at + tick);
      const [seat, ref] = [SEATS[who]!, { assetId: SCHOOL, offerNo: offerNo() + (stale ? 1 : 0) }];
      if (act === "offer") run(offerAsset, { assetId: SCHOOL, to: PARTIES[to]!, reason: WHY }, seat, at);
      else if (act === "accept") run(acceptAsset, ref, seat, at);
      else if (act === "decline") run(declineAsset, { ...ref, reason: WHY }, seat, at);
      else if (act === "withdraw") run(withdrawAsset, { assetId: SCHOOL, reason: WHY }, seat, at);
      else if (act === "retire" && to === 0) run(retireAsset, { assetId: SCHOOL, reason: WHY }, seat, at);
      else run(reviewAssets, { assetIds: [SCHOOL] }, actor({ role: "SYSTEM" }), at, act === "reviewWithout" ? without : city);
    }
    const { terms, status, retired } = asset();
    handed += terms.length;
    const first = terms[0]?.from;
    const end = status === "RETIRED" ? (terms.at(-1)?.until ?? 0) : Infinity;
    for (let moment = 0; moment <= 400; moment += 1) {
      const answering = terms.filter(({ from, until }) => from <= moment && (until === null || moment < until)).length;
      assert.equal(answering, first !== undefined && moment >= first && moment < end ? 1 : 0, `at ${moment}: ${JSON.stringify(terms.map(({ party, from, until }) => [party, from, until]))}`);
    }
    assert.equal(status === "RETIRED", retired !== null);
  }), { numRuns: 300 });
  assert.ok(handed > 0, "some of them were handed over");
});

test("GOV-06: a log in which two organisations would answer at once, or none, does not fold", () => {
  const stamp = { id: SCHOOL, at: 5, by: "x" };
  const { asset } = entered(1);
  assert.throws(() => evolveAsset(asset(), { ...stamp, type: "AssetTaken", data: { from: 5, name: "x" } }), /without an offer/);
  const offered = evolveAsset(asset(), { ...stamp, type: "AssetOffered", data: { from: null, to: "S11", reason: "", paths: [], name: "x" } });
  assert.throws(() => evolveAsset(offered, { ...stamp, type: "AssetAssigned", data: { party: "S11", paths: [], signed: "责任书" } }), /by paper after/);
  const held = evolveAsset(offered, { ...stamp, type: "AssetTaken", data: { from: 5, name: "x" } });
  const again = evolveAsset(held, { ...stamp, type: "AssetOffered", data: { from: "S11", to: "D1", reason: "", paths: [], name: "x" } });
  assert.throws(() => evolveAsset(again, { ...stamp, type: "AssetTaken", data: { from: 4, name: "x" } }), /cannot end/);
  assert.throws(() => evolveAsset(again, { ...stamp, type: "AssetOffered", data: { from: "S11", to: "D2", reason: "", paths: [], name: "x" } }), /offered twice/);
  assert.equal(held.status, "HELD");
});
