import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FLOOR_LEASE_S, FLOOR_MOST_S, MESSAGES_SHOWN } from "@tocsin/contract/command/room-limits.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel, crewOf, openIncident } from "@tocsin/testing/model/city-model.ts";

const codeOf = (result: ReturnType<CityModel["send"]>): string => (result.ok ? "accepted" : result.error.code);
const desk = actor();
const city: City = { ...tinyCity, roles: [{ role: "DISPATCHER", nameZh: "调度员", nameEn: "Dispatcher", commands: [], views: [] }] };

function atWork() {
  const model = cityModel(city);
  const incidentId = openIncident(model);
  const orderId = model.newId();
  assert.equal(codeOf(model.send("dispatch.issueOrder", { incidentId, orderId, unitIds: ["U1", "U2"] })), "accepted");
  const say = (text: string, who = desk, more: { deviceAt?: number; messageId?: string } = {}): string => codeOf(model.send("rooms.post", { incidentId, messageId: model.newId(), text, ...more }, who));
  const room = () => model.rooms.get(incidentId)!;
  return { model, incidentId, orderId, say, room };
}

test("CMD-03, X-10: who is in follows from the orders; each message says by which unit or seat, never by whom", () => {
  const { model, incidentId, orderId, say, room } = atWork();
  assert.equal(say("请从东门进入"), "accepted");
  assert.equal(say("收到", crewOf("U1")), "accepted");
  assert.equal(say("路过", crewOf("U3")), "NOT_IN_ROOM");
  assert.deepEqual(room().circle.units, ["U1", "U2"]);
  assert.deepEqual(room().messages.map(({ no, from }) => [no, from.key]), [[1, "seat/DISPATCHER@CITY"], [2, "unit/U1"]]);
  assert.deepEqual(Object.keys(room().messages[1]?.from ?? {}).sort(), ["agency", "key", "nameEn", "nameZh", "unitId"]);
  assert.equal(room().messages[1]?.from.nameZh, tinyCity.units.find(({ id }) => id === "U1")?.callSign);
  assert.equal(codeOf(model.send("dispatch.recall", { incidentId, orderId, unitId: "U1", reason: "已够" })), "accepted");
  assert.equal(say("还在吗", crewOf("U1")), "NOT_IN_ROOM", "whose part is over speaks no more");
  model.send("dispatch.recall", { incidentId, orderId, unitId: "U2", reason: "已够" });
  assert.equal(codeOf(model.send("intake.cancel", { incidentId, reason: "误报" })), "accepted");
  assert.equal(say("补一句"), "STATE_CONFLICT", "a matter that is over is read only");
});

test("CMD-03, X-07: the server orders; a message from a device without a line keeps its own time, and sent again it is there once", () => {
  const { model, say, room } = atWork();
  const written = model.now();
  const messageId = model.newId();
  model.advance(90 * SECOND);
  say("先到的");
  assert.equal(say("没有信号时写的", crewOf("U2"), { deviceAt: written, messageId }), "accepted");
  assert.equal(say("没有信号时写的", crewOf("U2"), { deviceAt: written, messageId }), "accepted");
  assert.deepEqual(room().messages.map(({ no, at, deviceAt }) => [no, at, deviceAt]), [[1, model.now(), null], [2, model.now(), written]]);
});

test("CMD-03: a message says something, and a voice message is alone", () => {
  const { model, incidentId } = atWork();
  const post = (more: object): string => codeOf(model.send("rooms.post", { incidentId, messageId: model.newId(), ...more }));
  const media = (mime: string) => ({ mediaId: model.newId(), sha256: "a".repeat(64), mime });
  assert.deepEqual([post({}), post({ media: [] }), post({ media: [media("audio/wav"), media("image/jpeg")] })], ["VALIDATION_FAILED", "VALIDATION_FAILED", "VALIDATION_FAILED"]);
  assert.deepEqual([post({ media: [media("audio/wav")] }), post({ point: { lon: 112, lat: 30 } })], ["accepted", "accepted"]);
});

test("CMD-03: receipts only grow, reading includes receiving, and the record keeps the newest messages", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ unit: fc.constantFrom("U1", "U2"), delivered: fc.integer({ min: 1, max: 60 }), read: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }) }), { maxLength: 12 }), (marks) => {
      const { model, incidentId, say, room } = atWork();
      for (let n = 0; n < 40; n++) say(`第${n}句`);
      assert.deepEqual([room().count, room().messages.length, room().messages[0]?.no], [40, MESSAGES_SHOWN, 11]);
      const before = new Map<string, { delivered: number; read: number }>();
      for (const { unit, delivered, read } of marks) {
        model.send("rooms.mark", { incidentId, delivered, ...(read === undefined ? {} : { read }) }, crewOf(unit));
        const mark = room().marks.find(({ party }) => party.key === `unit/${unit}`)!;
        const last = before.get(unit) ?? { delivered: 0, read: 0 };
        const now = { delivered: mark.delivered.no, read: mark.read?.no ?? 0 };
        assert.ok(now.delivered >= last.delivered && now.read >= last.read && now.delivered >= now.read && now.delivered <= 40);
        before.set(unit, now);
      }
    }),
    { numRuns: 20 },
  );
});

function radio() {
  const all = atWork();
  const { model, incidentId, room } = all;
  const take = (burstId: string, who = desk): string => codeOf(model.send("rooms.takeFloor", { incidentId, burstId }, who));
  const leave = (burstId: string, who = desk, heard: string[] = []): string => codeOf(model.send("rooms.leaveFloor", { incidentId, burstId, heard }, who));
  const speaker = (): string | undefined => room().floor?.party.key;
  const bursts = () => room().messages.map(({ from, spoken }) => [from.key, spoken?.ms, spoken?.heard.map(({ key }) => key)]);
  return { ...all, take, leave, speaker, bursts };
}

test("CMD-03: one holds the floor and the others are told who; what was spoken stands in the room: who, how long, heard by whom", () => {
  const { model, take, leave, speaker, bursts, room } = radio();
  const [b1, b2, b3] = [model.newId(), model.newId(), model.newId()];
  assert.deepEqual([take(b1, crewOf("U1")), take(b1, crewOf("U1")), take(b2, crewOf("U1")), take(b2, crewOf("U2")), take(b3)], ["accepted", "accepted", "FLOOR_TAKEN", "FLOOR_TAKEN", "FLOOR_TAKEN"], "another device of the same unit too");
  assert.deepEqual([leave(b1, crewOf("U2")), leave(b2, crewOf("U1")), speaker()], ["accepted", "accepted", "unit/U1"], "what another holds stays theirs");
  model.advance(3 * SECOND);
  leave(b1, crewOf("U1"), ["seat/DISPATCHER@CITY", "unit/U2", "unit/U1", "unit/U3", "seat/DISPATCHER@NOWHERE", "张三"]);
  assert.deepEqual(bursts(), [["unit/U1", 3_000, ["seat/DISPATCHER@CITY", "unit/U2"]]], "nobody who is not in has heard it");
  assert.deepEqual([room().messages[0]?.id, room().floor, take(b1, crewOf("U1")), take(b3)], [b1, null, "STATE_CONFLICT", "accepted"], "a burst that is over stays over");
});

test("CMD-03, X-06: a lost line releases the floor, and so does a key that is stuck; nobody speaks into what is over", () => {
  const { model, take, speaker, bursts } = radio();
  const [lost, stuck] = [model.newId(), model.newId()];
  take(lost, crewOf("U1"));
  model.advance(FLOOR_LEASE_S * SECOND);
  assert.deepEqual([speaker(), bursts(), take(lost, crewOf("U1"))], [undefined, [["unit/U1", FLOOR_LEASE_S * SECOND, []]], "STATE_CONFLICT"]);
  for (let second = 0; second < FLOOR_MOST_S; second += 2) {
    assert.equal(take(stuck), "accepted");
    model.advance(2 * SECOND);
  }
  assert.deepEqual([speaker(), bursts().at(-1), take(model.newId(), crewOf("U2"))], [undefined, ["seat/DISPATCHER@CITY", FLOOR_MOST_S * SECOND, []], "accepted"]);
});

test("CMD-03: a unit that calls for help cuts in on whoever speaks, and nobody on it; what was cut off stands there too", () => {
  const { model, take, leave, speaker, bursts } = radio();
  const [calm, urgent] = [model.newId(), model.newId()];
  take(calm);
  model.advance(2 * SECOND);
  assert.equal(take(urgent, crewOf("U1")), "FLOOR_TAKEN");
  for (const unitId of ["U1", "U2"]) assert.equal(codeOf(model.send("dispatch.duress", { unitId }, crewOf(unitId))), "accepted");
  assert.deepEqual([take(urgent, crewOf("U1")), speaker(), bursts()], ["accepted", "unit/U1", [["seat/DISPATCHER@CITY", 2_000, []]]]);
  assert.deepEqual([take(model.newId(), crewOf("U2")), take(calm), leave(calm), speaker()], ["FLOOR_TAKEN", "STATE_CONFLICT", "accepted", "unit/U1"]);
});
