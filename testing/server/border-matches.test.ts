import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { RuleMatch } from "@tocsin/contract/guidance/match.ts";
import { copyCity, type CityCopy } from "../city-copy.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, onDuty, order, report } from "../scene.ts";
import { until } from "../until.ts";

/** A market on the border of two districts: its west gate is Xuefu station's, its east gate Donghu station's. */
const gate = (lon: number) => ({ addressText: "界河市场", point: { lon, lat: 30.006 }, datum: "WGS84" as const });
const WEST = gate(112.0199);
const EAST = gate(112.0201);

let folder: CityCopy;
let city: TestCity;
let taker: Seated;
let dispatcher: Seated;
before(async () => {
  folder = copyCity();
  folder.change("premises.csv", /\n$/, "\nPR9,MARKET,界河市场,Border Market,界河路1号,,112.02,30.006\n");
  city = await startCity({ cityDir: folder.dir });
  [taker, dispatcher] = await Promise.all([city.signIn("taker"), city.signIn("dispatcher")]);
});
after(async () => {
  await city.close();
  folder.remove();
});

const BESIDE: readonly RuleMatch["ruleId"][] = ["OPEN_DUPLICATE", "SAME_PREMISE_12M"];
const beside = async (seat: Seated, id: string): Promise<RuleMatch[]> => (await seat.matches(id)).matches.filter(({ ruleId }) => BESIDE.includes(ruleId));
const named = async (seat: Seated, id: string): Promise<unknown[]> => (await beside(seat, id)).map(({ ruleId, subject }) => [ruleId, subject]);

test("SCN-04, X-05: of a like incident beyond its border a desk, and a crew at the scene, learns that another desk has one and which, no number, type or time; what the desk itself works on is named", async () => {
  const past = await report(taker, { typeCode: "FR-02", place: WEST });
  accepted(await dispatcher.command("intake.close", { incidentId: past.id, outcomeCode: "FALSE_ALARM", text: "" }));
  city.clock.advance(1_000);
  const [west, east] = [await report(taker, { typeCode: "PO-04", place: WEST, text: "两伙人打架" }), await report(taker, { typeCode: "PO-04", place: EAST, text: "两伙人打架" })];
  assert.deepEqual([west.orgPath, east.orgPath], ["CITY.D1.S11.P112", "CITY.D2.S21.P211"]);
  await until(async () => (await beside(dispatcher, east.id)).some(({ ruleId }) => ruleId === "OPEN_DUPLICATE"));
  assert.deepEqual(await named(dispatcher, east.id), [["OPEN_DUPLICATE", west.id], ["SAME_PREMISE_12M", past.id]], "the city's desk sees both sides");

  const d2 = await city.signIn("d2");
  assert.deepEqual(await named(d2, east.id), [["OPEN_DUPLICATE", "S11"], ["SAME_PREMISE_12M", "S11"]]);
  const crew = (await onDuty(city, "U6")).get("U6")!;
  await order(dispatcher, east.id, ["U6"]);
  for (const seat of [d2, crew]) {
    const said = JSON.stringify(await beside(seat, east.id));
    for (const canary of [west.id, west.no, past.id, past.no, "FR-02", "PO-04", "2026-"]) assert.ok(!said.includes(canary), `${canary} in ${said}`);
    assert.ok(said.includes("学府派出所"), said);
  }
  const inside = (await onDuty(city, "U2")).get("U2")!;
  await order(dispatcher, west.id, ["U2"]);
  assert.deepEqual(await named(inside, west.id), [["OPEN_DUPLICATE", "S21"], ["SAME_PREMISE_12M", past.id]], "its own desk's is named to a crew that would not see it on its board");
  await assert.rejects(inside.incident(past.id), /NOT_FOUND/);
});

test("SCN-04, GOV-02, X-05: a partner in the room of an incident, a site's group and whoever called from an own number learn nothing of what is beside it", async () => {
  const call = await report(taker, { typeCode: "PO-04", place: WEST, text: "又打起来了", callback: "13900001111" });
  const shared = await report(taker, { typeCode: "MR-01", place: WEST, text: "打架有人受伤" });
  const ems = await city.signIn("ems");
  accepted(await dispatcher.command("intake.inviteAgency", { incidentId: shared.id, agency: "EMS" }));
  await until(async () => (await named(dispatcher, shared.id)).some((each) => JSON.stringify(each).includes(call.id)));
  assert.equal((await ems.incident(shared.id)).id, shared.id);
  assert.deepEqual(await named(ems, shared.id), []);
  accepted(await dispatcher.command("guidance.answerMatch", { incidentId: shared.id, ruleId: "OPEN_DUPLICATE", subject: call.id, reason: "NOT_SO" }));
  assert.ok(JSON.stringify(await dispatcher.incident(shared.id)).includes(call.id));
  for (const value of [await ems.incident(shared.id), await ems.timeline(shared.id), await ems.board()]) assert.ok(!JSON.stringify(value).includes(call.id), "nor by what a desk said of it");
  const d1 = await city.signIn("d1");
  assert.ok((await named(d1, shared.id)).some((each) => JSON.stringify(each).includes(call.id)));
  await d1.declareNumbers(["13900001111"]);
  const own = await report(taker, { typeCode: "PO-04", place: WEST, text: "还在打", callback: "13900001111" });
  await until(async () => (await named(dispatcher, shared.id)).some((each) => JSON.stringify(each).includes(own.id)));
  assert.ok((await named(d1, shared.id)).every((each) => !JSON.stringify(each).includes(own.id)));
});
