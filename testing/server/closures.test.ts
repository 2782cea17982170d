import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { copyCity, type CityCopy } from "../city-copy.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { MALL, accepted, onDuty, order, refusedWith, report } from "../scene.ts";
import { openScreen } from "../screen.ts";

let city: TestCity;
let dispatcher: Seated;
let folder: CityCopy;
const STANDBY_POSTS = `id,name_zh,name_en,org,agency,room,lon,lat
SB-W,学府备勤点,Xuefu standby,P111,POLICE,1,112.004,30.004
SB-N,北关备勤点,Beiguan standby,P121,POLICE,,112.008,30.024
SB-E,东湖备勤点,Donghu standby,P211,POLICE,,112.032,30.012
`;
const RESERVES = `id,name_zh,name_en,units,staging,readiness,shift_s,call_out,home,cover_units,cover_capability
R1,特警机动队,Mobile reserve,U4|U5,SB-N,READY_5,43200,P2,D1,1,ARMED_RESPONSE
`;
before(async () => {
  folder = copyCity();
  folder.put("standby_posts.csv", STANDBY_POSTS);
  folder.put("reserves.csv", RESERVES);
  city = await startCity({ cityDir: folder.dir });
  await onDuty(city, "U1", "U2");
  dispatcher = await city.signIn("dispatcher");
});
after(async () => {
  await city.close();
  folder.remove();
});

const close = async (over: Partial<CommandPayload["roads.close"]>, seat: Seated = dispatcher): Promise<string> => {
  const closureId = newUlid();
  accepted(await seat.command("roads.close", { closureId, roadIds: ["E0_0"], effect: "CLOSED", reason: "积水", ...over }));
  return closureId;
};
const closuresOf = async (seat: Seated): Promise<RoadClosure[]> => [...(await seat.board()).closures];
const etaOf = async (incidentId: string, unitId: string): Promise<number | null> => {
  const made = await dispatcher.recommendation(incidentId);
  return [...made.ranked, ...made.notEligible].find((unit) => unit.unitId === unitId)?.etaMs ?? null;
};

/** Every road of the fixture's grid that leaves the junction where U2 stands, but one. */
async function roadsAround(unitId: string): Promise<string[]> {
  const { home } = await dispatcher.unit(unitId);
  return (await dispatcher.nearRoads(home, 60)).roads.map(({ id }) => id);
}

test("DSP-01: a road that is closed counts in the very next recommendation, also after a restart, and no more once it is opened", async () => {
  const { id } = await report(dispatcher);
  const before = await etaOf(id, "U2");
  const near = await dispatcher.nearRoads({ lon: 112.002, lat: 30 });
  assert.equal(near.roads[0]?.id, "E0_0");
  const closed = await close({ roadIds: await roadsAround("U2"), effect: "SLOW", speedKmh: 1 });
  const slowed = await etaOf(id, "U2");
  assert.ok(before !== null && slowed !== null && slowed > before + 10_000, `${before} → ${slowed}`);
  await city.restart();
  dispatcher = await city.signIn("dispatcher");
  assert.equal(await etaOf(id, "U2"), slowed);
  const answer = accepted(await dispatcher.command("roads.open", { closureId: closed, note: "水已退" }));
  assert.equal(answer.closures?.[0]?.endReason, "OPENED");
  assert.equal(await etaOf(id, "U2"), before);
  assert.deepEqual(await closuresOf(dispatcher), []);
  refusedWith(await dispatcher.command("roads.open", { closureId: closed }), "STATE_CONFLICT");
});

test("X-06: a planned closure begins and ends by the clock, on the stream of desks and crews and in the list", async (t) => {
  const [desk, crew] = [await openScreen(t, dispatcher), await openScreen(t, await city.signIn("u1"))];
  const now = city.clock.now();
  const closureId = await close({ from: now + 60_000, until: now + 120_000 });
  const listed = async () => (await closuresOf(dispatcher)).find(({ id }) => id === closureId)?.status;
  assert.equal(await listed(), "PLANNED");
  await city.pass(60);
  assert.equal(await listed(), "IN_FORCE");
  await city.pass(60);
  assert.equal(await listed(), undefined);
  for (const screen of [desk, crew]) {
    await screen.until("the end", ({ closures }) => closures.get(closureId)?.endReason === "EXPIRED");
    screen.close();
  }
});

test("DSP-06: when a unit is committed the best move to a standby post is advised; a desk dismisses it with a reason or orders it; nobody moves alone", async (t) => {
  const seats = await onDuty(city, "U1", "U2", "U3");
  const screen = await openScreen(t, dispatcher);
  const advised = async (): Promise<string[]> => {
    await city.server.relocation.look();
    return (await dispatcher.board()).units.flatMap(({ id, advice }) => (advice == null ? [] : [`${id} to ${advice.postId}`]));
  };
  assert.deepEqual(await advised(), [], "the posts are held: nothing to win");
  const incident = await report(dispatcher);
  await order(dispatcher, incident.id, ["U3"]);
  assert.deepEqual(await advised(), ["U1 to SB-N"], "the north is bare, and U1 is the nearer of the two that stand by in the south");
  await screen.until("the advice", ({ units }) => units.get("U1")?.advice?.postId === "SB-N");
  const { advice, status, standby } = await dispatcher.unit("U1");
  assert.ok(advice != null && advice.gain > 0.01 && advice.driveMs > 0 && advice.areas.some(({ before, after }) => after > before));
  assert.deepEqual([status, standby], ["AVAILABLE", undefined], "advice is no order");

  refusedWith(await dispatcher.command("dispatch.dismissMove", { unitId: "U1", code: "OTHER", text: " " }), "REASON_REQUIRED");
  accepted(await dispatcher.command("dispatch.dismissMove", { unitId: "U1", code: "CALLS_EXPECTED" }));
  assert.deepEqual(await advised(), ["U2 to SB-N"], "the move that was dismissed is not advised again, another is");
  city.clock.advance(1_801_000);
  accepted(await dispatcher.command("dispatch.dismissMove", { unitId: "U2", code: "OTHER", text: "码头有活动" }));
  assert.deepEqual(await advised(), ["U1 to SB-N"], "until its time has passed");

  refusedWith(await seats.get("U1")!.command("dispatch.standBy", { unitId: "U1", postId: "SB-N" }), "FORBIDDEN");
  refusedWith(await dispatcher.command("dispatch.standBy", { unitId: "U1", postId: "SB-E" }), "UNKNOWN_POST");
  accepted(await dispatcher.command("dispatch.standBy", { unitId: "U1", postId: "SB-N" }));
  accepted(await seats.get("U1")!.command("dispatch.reachStandby", { unitId: "U1" }));
  const posted = await dispatcher.unit("U1");
  assert.deepEqual([posted.advice, posted.standby?.postId, posted.standby?.reachedAt], [null, "SB-N", city.clock.now()]);
  assert.deepEqual(await advised(), [], "where it was sent it counts, and nobody has to follow");
  await order(dispatcher, incident.id, ["U1"]);
  assert.equal((await dispatcher.unit("U1")).standby, null, "an order ends the standby");
  screen.close();
});

test("CMD-10: a crew confirms its readiness for the shift and the ranking follows; a call-out that bares the home asks a commander for the reason", async () => {
  const seats = await onDuty(city, "U4", "U5");
  const [commander, incident] = [await city.signIn("commander"), await report(dispatcher)];
  const ranked = async () => (await dispatcher.recommendation(incident.id)).ranked.map(({ unitId }) => unitId);
  assert.deepEqual((await ranked()).slice(-2).sort(), ["U4", "U5"], "nobody has confirmed them: last");
  accepted(await seats.get("U4")!.command("command.confirmReadiness", { unitId: "U4" }));
  assert.equal((await ranked()).at(-1), "U5");
  city.clock.advance(43_201_000);
  assert.deepEqual((await ranked()).slice(-2).sort(), ["U4", "U5"], "a shift later it is unconfirmed again");

  const minor = await report(dispatcher, { typeCode: "PO-05" });
  const held = (await dispatcher.recommendation(minor.id)).notEligible.find(({ unitId }) => unitId === "U4");
  assert.ok(held?.textEn.includes("Reserve: goes out for P2 and above"), JSON.stringify(held?.textEn));
  await order(dispatcher, incident.id, ["U4"], { overrideReason: "RESERVE" });
  const rest = (seat: Seated, more: object = {}) => seat.command("dispatch.issueOrder", { incidentId: incident.id, orderId: newUlid(), unitIds: ["U5"], overrideReason: "RESERVE", ...more });
  assert.match(refusedWith(await rest(dispatcher), "HOME_COVER_SHORT").message, /江西区分局可用单元仅余 0 个，低于底线 1 个/);
  refusedWith(await rest(dispatcher, { reserveOverride: "重大警情" }), "FORBIDDEN");
  refusedWith(await rest(commander, { reserveOverride: "  " }), "VALIDATION_FAILED");
  accepted(await rest(commander, { reserveOverride: "重大警情，市局同意" }));
  assert.equal((await commander.incident(incident.id)).orders.at(-1)?.reserveOverride, "重大警情，市局同意");
});

test("CMD-10: of two call-outs in the same instant that would together strip the reserve's home one wins; the other is told why", async () => {
  const [commander, one, two] = await Promise.all([city.signIn("commander"), report(dispatcher), report(dispatcher)]);
  await onDuty(city, "U4", "U5");
  const free = async (): Promise<void> => {
    for (const unitId of ["U4", "U5"]) {
      const { assignment } = await dispatcher.unit(unitId);
      if (assignment !== null) accepted(await commander.command("dispatch.recall", { ...assignment, unitId, reason: "另有任务" }));
    }
  };
  for (let round = 0; round < 8; round++) {
    await free();
    const answers = await Promise.all([["U4", one.id, dispatcher], ["U5", two.id, commander]].map(([unitId, incidentId, seat]) => (seat as Seated).command("dispatch.issueOrder", { incidentId: incidentId as string, orderId: newUlid(), unitIds: [unitId as string], overrideReason: "RESERVE" })));
    const refused = answers.filter((answer) => !answer.ok);
    assert.equal(refused.length, 1, `round ${round}`);
    assert.match(refusedWith(refused[0]!, "HOME_COVER_SHORT").message, /低于底线 1 个/);
  }
  await free();
});

test("X-04, X-05: a closure names roads that exist, an end after its beginning, a speed when it slows, and lies in the caller's area", async () => {
  const wrong = (over: Partial<CommandPayload["roads.close"]>, seat = dispatcher) =>
    seat.command("roads.close", { closureId: newUlid(), roadIds: ["E0_0"], effect: "CLOSED", reason: "施工", ...over });
  refusedWith(await wrong({ roadIds: ["E0_0", "NOWHERE"] }), "UNKNOWN_ROAD");
  refusedWith(await wrong({ effect: "SLOW" }), "ROAD_SPEED_REQUIRED");
  for (const over of [{ reason: "" }, { reason: " ", reasonCode: "OTHER" as const }]) refusedWith(await wrong(over), "REASON_REQUIRED");
  const coded = await close({ reason: "", reasonCode: "FLOOD" });
  assert.deepEqual((await closuresOf(dispatcher)).filter(({ id }) => id === coded).map(({ reasonCode, reason }) => [reasonCode, reason]), [["FLOOD", ""]]);
  refusedWith(await wrong({ until: city.clock.now() }), "CLOSURE_ENDS_FIRST");
  const room = await city.signIn("room11");
  const far = (await dispatcher.nearRoads(MALL.point!)).roads[0]!;
  const other = await city.signIn("u1");
  refusedWith(await wrong({}, other), "FORBIDDEN");
  const own = await close({}, room);
  assert.ok((await closuresOf(other)).some(({ id }) => id === own), "a crew drives across borders and sees it");
  refusedWith(await wrong({ closureId: own }), "STATE_CONFLICT");
  refusedWith(await wrong({ roadIds: [far.id] }, await city.signIn("room11")), "NOT_FOUND");
});
