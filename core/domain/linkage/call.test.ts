import assert from "node:assert/strict";
import { test } from "node:test";
import { CALL_LIMIT_MS, CALLER } from "@tocsin/contract/linkage/call.ts";
import { openCallOf, partiesOf } from "@tocsin/contract/linkage/matter.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, cityModel } from "@tocsin/testing/model/city-model.ts";

const taker = actor();
const of = (agency: string) => actor({ userId: agency, role: "PARTNER_DESK", agency });

function matter() {
  const city = cityModel(tinyCity);
  const [matterId, conferenceId] = [city.newId(), city.newId()];
  const send = (name: Parameters<typeof city.send>[0], more: object, who = taker): string => {
    const answer = city.send(name, { matterId, ...more } as never, who);
    return answer.ok ? "accepted" : answer.error.code;
  };
  const caller = { notice: "INFORMED", withheld: false };
  assert.equal(send("linkage.open", { danger: false, text: "路面塌陷，归属不清", urgency: "GENERAL", caller }), "accepted");
  const open = (more: object = {}, who = taker): string => send("linkage.openCall", { conferenceId, parties: ["HOTLINE"], caller: true, ...more }, who);
  const join = (who: string, seat = taker): string => send("linkage.joinCall", { conferenceId, who }, seat);
  const leave = (who: string, seat = taker): string => send("linkage.leaveCall", { conferenceId, who }, seat);
  const now = () => city.matters.get(matterId)!;
  const lines = (): string[] => now().conferences[0]!.call!.lines.map(({ who, state }) => `${who} ${state}`);
  return { city, matterId, conferenceId, send, open, join, leave, now, lines };
}

test("LNK-01: a call of three says who was asked, who is on the line and who has left; each says it of itself, or somebody on the line of it", () => {
  const { city, open, join, leave, lines, now, send } = matter();
  assert.equal(open({}, of("HOTLINE")), "NOT_OWNER");
  assert.equal(open({ parties: ["NOBODY"] }), "UNKNOWN_PARTY");
  assert.equal(open({ parties: ["POLICE"] }), "SAME_PARTY");
  assert.equal(open(), "accepted");
  assert.deepEqual(lines(), ["CALLER JOINED", "POLICE JOINED", "HOTLINE ASKED"]);
  assert.ok(partiesOf(now()).has("HOTLINE"), "who is asked sees what it is about");
  assert.equal(send("linkage.openCall", { conferenceId: city.newId(), parties: ["EMS"], caller: false }), "STATE_CONFLICT", "one call at a time");
  assert.equal(join("HOTLINE", of("EMS")), "NOT_ON_CALL");
  assert.equal(join("EMS"), "NOT_ON_CALL");
  assert.equal(leave(CALLER, of("HOTLINE")), "NOT_ON_CALL", "who has not joined says nothing of others");
  assert.equal(join("HOTLINE", of("HOTLINE")), "accepted");
  assert.equal(join("HOTLINE"), "STATE_CONFLICT");
  assert.equal(leave(CALLER, of("HOTLINE")), "accepted");
  assert.deepEqual(lines(), ["CALLER LEFT", "POLICE JOINED", "HOTLINE JOINED"]);
  assert.equal(join(CALLER), "accepted", "a line that was cut is rung again");
});

test("LNK-01: without agreement whoever received it first keeps it: said so, all have left, or the hour is over", () => {
  const said = matter();
  said.open();
  said.join("HOTLINE");
  assert.equal(said.send("linkage.confer", { conferenceId: said.conferenceId, parties: ["POLICE", "HOTLINE"], text: "双方意见不一" }), "accepted");
  const left = matter();
  left.open();
  left.leave("HOTLINE");
  assert.notEqual(openCallOf(left.now()), undefined, "one organisation is still on it");
  left.leave("POLICE");
  const late = matter();
  late.open();
  late.city.advance(CALL_LIMIT_MS - MINUTE);
  assert.notEqual(openCallOf(late.now()), undefined);
  late.city.advance(MINUTE);
  for (const { now, join } of [said, left, late]) {
    assert.deepEqual([openCallOf(now()), now().conferences.length, now().conferences[0]!.agreed, now().custody.owner, now().custody.offer], [undefined, 1, null, "POLICE", null]);
    assert.equal(join("HOTLINE"), "STATE_CONFLICT");
  }
});

test("LNK-01: what is agreed on the line is offered at once, by the owner alone; who was offered a matter may call too", () => {
  const { city, open, join, send, now, conferenceId } = matter();
  open();
  join("HOTLINE", of("HOTLINE"));
  const agreed = { conferenceId, parties: ["POLICE", "HOTLINE"], agreed: "HOTLINE" };
  assert.equal(send("linkage.confer", agreed, of("HOTLINE")), "NOT_OWNER");
  assert.equal(send("linkage.confer", agreed), "accepted");
  assert.deepEqual([now().custody.owner, now().custody.offer?.to, openCallOf(now())], ["POLICE", "HOTLINE", undefined]);
  const again = city.newId();
  assert.equal(send("linkage.openCall", { conferenceId: again, parties: ["POLICE"], caller: false }, of("HOTLINE")), "accepted");
  assert.equal(send("linkage.confer", { ...agreed, conferenceId: again }, of("HOTLINE")), "accepted", "it is on its way there already");
  assert.deepEqual([now().custody.status, now().conferences.length], ["SENT", 2]);
});
