import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isLetter, type LetterNotice, type Notice, type NoticeEvents, wantsTelephone } from "@tocsin/contract/command/notice.ts";
import type { NoticeEvent } from "@tocsin/contract/events.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { DAY, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel } from "@tocsin/testing/model/city-model.ts";
import { evolveNotice } from "./evolve-notice.ts";

const city: City = { ...tinyCity, partyMails: ["URBAN_MGMT", "D2"].map((party) => ({ party, mail: `duty@${party.toLowerCase()}.example`, summary: party === "D2" ? "08:00" : null })) };
const police = actor({ userId: "police" });
const west = actor({ userId: "west", role: "DISPATCHER", orgPath: "CITY.D1" });
const east = actor({ userId: "east", role: "DISPATCHER", orgPath: "CITY.D2" });
const over = actor({ userId: "over", role: "DUTY_COMMANDER", orgPath: "CITY" });
const urban = actor({ userId: "urban", role: "DEPT_LIAISON", agency: "URBAN_MGMT" });
const opening = { danger: false, text: "流动摊贩", urgency: "GENERAL", caller: { notice: "INFORMED", withheld: true } };

function scene() {
  const model = cityModel(city);
  const send = (name: Parameters<CityModel["send"]>[0], payload: object, who = police): string => {
    const answer = model.send(name, payload as never, who);
    return answer.ok ? "accepted" : answer.error.code;
  };
  const letters = (): LetterNotice[] => [...model.notices.values()].filter(isLetter);
  const receipt = (noticeId: string, outcome: "DELIVERED" | "FAILED"): boolean => model.system({ name: "system.noticeReceipt", payload: { noticeId, channel: "MAIL", outcome, detail: "SMTP 550" } }).ok;
  const tell = (noticeId: string, who = police): string => send("notices.tellByPhone", { noticeId, desk: "DUTY_DESK" }, who);
  return { model, send, letters, receipt, tell };
}

test("LNK-01: a mail that failed asks whoever sent it to telephone; which desk was reached is a choice, said once, and by nobody else", () => {
  const { model, send, letters, receipt, tell } = scene();
  const matterId = model.newId();
  send("linkage.open", { matterId, ...opening, to: "URBAN_MGMT" });
  const [{ id }] = letters() as [LetterNotice];
  assert.equal(tell(id), "STATE_CONFLICT", "it is on its way yet");
  assert.ok(receipt(id, "FAILED"));
  assert.deepEqual([wantsTelephone(letters()[0]!), tell(id, urban), tell(id, actor({ userId: "e", agency: "EMS", role: "PARTNER_DESK" }))], [true, "NOT_OWNER", "NOT_OWNER"]);
  assert.equal(tell(id), "accepted");
  const { told, status } = letters()[0]!;
  assert.deepEqual([status, told], ["TOLD", { desk: "DUTY_DESK", orgId: "CITY", at: model.now(), by: "police" }]);
  const { version } = letters()[0]!;
  assert.deepEqual([tell(id), letters()[0]!.version], ["accepted", version], "a second time it changes nothing");
  model.advance(3 * DAY);
  assert.equal(letters()[0]!.escalated, undefined);
});

test("LNK-03: nobody telephones: after a quarter of an hour the level above knows, every day one level more up to the top, and it may say it; what was answered meanwhile asks nobody", () => {
  const { model, send, letters, receipt, tell } = scene();
  const cooperationId = model.newId();
  const initiate = (who: typeof west, id: string): string => send("joint.initiate", { cooperationId: id, subject: { kind: "CHANNEL", level: "BUREAU", fields: [] }, goal: "联席", legalBasis: "协议", urgency: "P3", partnerIds: ["D2"] }, who);
  assert.equal(initiate(west, cooperationId), "accepted");
  const [{ id }] = letters() as [LetterNotice];
  receipt(id, "FAILED");
  model.advance(15 * MINUTE - 1);
  assert.equal(letters()[0]!.escalated, undefined);
  assert.equal(tell(id, over), "accepted", "a level above speaks for its own at any time");
  const second = model.newId();
  initiate(west, second);
  const [, later] = letters() as [LetterNotice, LetterNotice];
  receipt(later.id, "FAILED");
  model.advance(15 * MINUTE);
  const escalated = () => letters()[1]!.escalated;
  assert.deepEqual([escalated()?.to, escalated()?.times], ["CITY", 1]);
  model.advance(DAY - 1);
  assert.equal(escalated()?.times, 1);
  model.advance(1);
  assert.deepEqual([escalated()?.to, escalated()?.times], ["CITY", 2], "at the top it is said again");
  assert.equal(send("joint.answer", { cooperationId: second, partnerId: "D2", answer: "ACCEPTED" }, east), "accepted");
  model.advance(DAY);
  assert.deepEqual([letters()[1]!.status, escalated()?.times], ["SETTLED", 2]);
  assert.ok(model.system({ name: "system.tellSummary", payload: { party: "D2", day: "2026-03-02" } }).ok);
  const summary = letters()[2]!;
  receipt(summary.id, "FAILED");
  model.advance(15 * MINUTE);
  assert.deepEqual([letters()[2]!.escalated?.to, tell(summary.id)], ["CITY", "accepted"], "the counts of the day are dropped as little as any other");
});

test("LNK-01, X-06: whatever comes in whatever order, a mail that failed stays somebody's until it has arrived, was told or is wanted no more, and the events fold to what stands", () => {
  const step = fc.oneof(fc.constantFrom("deliver", "fail", "tell", "sign", "withdraw"), fc.record({ minutes: fc.integer({ min: 1, max: 2_000 }) }));
  fc.assert(fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
    const { model, send, letters, receipt, tell } = scene();
    const matterId = model.newId();
    send("linkage.open", { matterId, ...opening, to: "URBAN_MGMT" });
    const [{ id }] = letters() as [LetterNotice];
    for (const each of steps) {
      const before = letters()[0]!;
      if (typeof each === "object") model.advance(each.minutes * MINUTE);
      else if (each === "deliver" || each === "fail") receipt(id, each === "deliver" ? "DELIVERED" : "FAILED");
      else if (each === "tell") tell(id);
      else if (each === "sign") send("linkage.sign", { matterId }, urban);
      else send("linkage.withdraw", { matterId });
      const now = letters()[0]!;
      if (now.status === "SETTLED" && before.status !== "SETTLED") assert.notEqual(model.matters.get(matterId)!.custody.status, "SENT", "nobody is let off while it waits");
      if (before.status === "DELIVERED" || before.status === "SETTLED") assert.ok(!wantsTelephone(now), "what has arrived, or is wanted no more, comes back to nobody");
    }
    model.advance(20 * SECOND + 2 * DAY);
    const last = letters()[0]!;
    if (wantsTelephone(last)) assert.ok((last as LetterNotice).escalated !== undefined, "and is known above");
    const told = model.log.flatMap((event) => (event.kind === "notice" && event.id === id ? [event as NoticeEvent & { readonly type: keyof NoticeEvents }] : []));
    assert.deepEqual(told.reduce<Notice | null>(evolveNotice, null), last);
  }), { numRuns: 80 });
});
