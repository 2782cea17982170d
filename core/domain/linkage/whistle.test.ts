import assert from "node:assert/strict";
import { test } from "node:test";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { HOUR, MINUTE } from "@tocsin/kernel/instant.ts";
import { actor, cityModel } from "@tocsin/testing/model/city-model.ts";

const room = actor({ userId: "room", role: "STATION_ROOM", orgPath: "CITY.D1.S11" });
const chief = actor({ userId: "chief", role: "STATION_CHIEF", orgPath: "CITY.D1.S11" });
const of = (agency: string) => actor({ userId: agency, role: "DEPT_LIAISON", agency });
const AT_GATE = { addressText: "学府路8号东门", point: { lon: 112.004, lat: 30.008 }, datum: "WGS84" as const };

function whistle(kind: "EMERGENCY" | "DIFFICULT" = "EMERGENCY") {
  const city = cityModel(tinyCity);
  const matterId = city.newId();
  const send = (name: Parameters<typeof city.send>[0], more: object, who: ReturnType<typeof actor>): string => {
    const answer = city.send(name, { matterId, ...more } as never, who);
    return answer.ok ? "accepted" : answer.error.code;
  };
  const draft = { kind, item: "UM-01", departments: ["URBAN_MGMT", "HOTLINE", "EMS"], text: "夜市燃气瓶起火，多部门处置" };
  const blow = (): void => {
    assert.equal(send("linkage.draftWhistle", draft, room), "accepted");
    assert.equal(send("linkage.approveWhistle", {}, chief), "accepted");
  };
  const call = (department: string) => city.matters.get(matterId)!.whistle!.calls.find((candidate) => candidate.department === department)!;
  return { city, matterId, send, draft, blow, call, matter: () => city.matters.get(matterId)! };
}

test("LNK-04: a station blows a whistle on an item of the list, and its chief approves what another drafted", () => {
  const { send, draft, matter } = whistle();
  assert.equal(send("linkage.draftWhistle", draft, actor()), "NOT_A_STATION");
  assert.equal(send("linkage.draftWhistle", { ...draft, item: "XX-1" }, room), "UNKNOWN_ITEM");
  assert.equal(send("linkage.draftWhistle", { ...draft, departments: ["NOBODY"] }, room), "UNKNOWN_PARTY");
  assert.equal(send("linkage.draftWhistle", { ...draft, departments: ["HOTLINE", "EMS"] }, room), "WHISTLE_WITHOUT_DUTY", "the item is the duty of none who is called");
  assert.equal(send("linkage.draftWhistle", draft, chief), "accepted");
  assert.deepEqual([matter().custody.owner, matter().whistle?.status], ["S11", "DRAFT"]);
  assert.equal(send("linkage.approveWhistle", {}, chief), "WHISTLE_OWN_WORK");
  assert.equal(send("linkage.approveWhistle", {}, actor({ userId: "other", orgPath: "CITY.D1.S12" })), "NOT_OWNER");
  assert.equal(send("linkage.ackWhistle", {}, of("URBAN_MGMT")), "STATE_CONFLICT");
  assert.equal(send("linkage.rejectWhistle", { reason: "本所可处置" }, room), "accepted");
  assert.equal(send("linkage.approveWhistle", {}, chief), "STATE_CONFLICT");
});

test("LNK-04: each department has 5 minutes to acknowledge and 30 to report in; who is late is heard of by the district's liaison, once each", () => {
  const { city, send, blow, call } = whistle();
  blow();
  const blown = city.now();
  assert.deepEqual([call("URBAN_MGMT").ackBy, call("URBAN_MGMT").reportBy], [blown + 5 * MINUTE, blown + 30 * MINUTE]);
  assert.equal(send("linkage.ackWhistle", {}, of("URBAN_MGMT")), "accepted");
  city.advance(5 * MINUTE);
  assert.deepEqual(["URBAN_MGMT", "HOTLINE", "EMS"].map((department) => call(department).escalatedTo), [null, "GOV_CENTRE", "GOV_CENTRE"]);
  assert.equal(send("linkage.reportIn", { place: AT_GATE }, of("URBAN_MGMT")), "accepted");
  assert.equal(send("linkage.reportIn", { place: AT_GATE }, of("HOTLINE")), "accepted");
  city.advance(25 * MINUTE);
  assert.deepEqual([call("URBAN_MGMT").lateAt, call("URBAN_MGMT").place?.addressText], [null, "学府路8号东门"]);
  assert.equal(call("EMS").lateAt, blown + 30 * MINUTE);
  city.advance(12 * HOUR);
  assert.equal(city.log.filter(({ type }) => type === "WhistleLate").length, 3);
});

test("LNK-04: nobody leaves before the station has resolved or released; the matter stays the station's meanwhile, and both sides rate", () => {
  const { send, blow, call, matter } = whistle("DIFFICULT");
  blow();
  assert.equal(send("linkage.leaveWhistle", {}, of("URBAN_MGMT")), "NOT_RELEASED");
  assert.equal(send("linkage.ackWhistle", {}, of("GOV_CENTRE")), "NOT_CALLED");
  assert.equal(send("linkage.transfer", { to: "HOTLINE", reason: "转办" }, room), "WHISTLE_RUNNING");
  assert.equal(send("linkage.releaseFromWhistle", { party: "EMS", reason: "无伤者" }, room), "accepted");
  assert.equal(send("linkage.leaveWhistle", {}, of("EMS")), "accepted");
  assert.equal(send("linkage.cosignWhistle", {}, of("URBAN_MGMT")), "STATE_CONFLICT");
  assert.equal(send("linkage.reply", { text: "已处置" }, room), "accepted");
  assert.equal(send("linkage.verify", { verdict: "NOT_REACHED" }, room), "accepted");
  assert.equal(send("linkage.close", {}, room), "ASSISTANTS_OPEN");
  assert.equal(send("linkage.resolveWhistle", { text: "已清场" }, room), "accepted");
  assert.equal(send("linkage.cosignWhistle", {}, of("URBAN_MGMT")), "accepted");
  assert.equal(send("linkage.rateWhistle", { party: "URBAN_MGMT", score: 5 }, room), "accepted");
  assert.equal(send("linkage.judgeWhistle", { necessary: false }, of("EMS")), "accepted");
  assert.equal(send("linkage.leaveWhistle", {}, of("URBAN_MGMT")), "accepted");
  assert.deepEqual([call("URBAN_MGMT").score, call("URBAN_MGMT").cosignedAt !== null, call("EMS").necessary], [5, true, false]);
  assert.equal(send("linkage.close", {}, room), "accepted");
  assert.equal(matter().custody.status, "CLOSED");
});

test("LNK-04: nobody is called to a matter that its station has closed, offered or put to a ruling meanwhile; and while they are called it goes neither to another nor to a ruling", () => {
  const meanwhile = (...steps: readonly (readonly [string, object, ReturnType<typeof actor>])[]): string => {
    const { send, draft } = whistle();
    assert.equal(send("linkage.draftWhistle", draft, room), "accepted");
    for (const [name, more, who] of steps) assert.equal(send(name as never, more, who), "accepted");
    const approved = send("linkage.approveWhistle", {}, chief);
    assert.equal(send("linkage.rejectWhistle", { reason: "本所可处置" }, chief), approved === "accepted" ? "STATE_CONFLICT" : "accepted", "what is not blown can be put away");
    return approved;
  };
  const offer = ["linkage.transfer", { to: "URBAN_MGMT", reason: "属其职责" }, room] as const;
  assert.equal(meanwhile(), "accepted");
  assert.equal(meanwhile(["linkage.reply", { text: "已处置" }, room], ["linkage.verify", { verdict: "SATISFIED" }, room], ["linkage.close", {}, room]), "STATE_CONFLICT");
  assert.equal(meanwhile(offer), "STATE_CONFLICT");
  assert.equal(meanwhile(offer, ["linkage.sign", {}, of("URBAN_MGMT")]), "NOT_OWNER");
  assert.equal(meanwhile(["linkage.dispute", { reason: "权责不清" }, room]), "STATE_CONFLICT");
  const { send, blow } = whistle();
  blow();
  assert.equal(send("linkage.dispute", { reason: "权责不清" }, room), "WHISTLE_RUNNING");
  assert.equal(send("linkage.resolveWhistle", { text: "已清场" }, room), "accepted");
  assert.equal(send("linkage.dispute", { reason: "权责不清" }, room), "accepted");
});
