import assert from "node:assert/strict";
import { test } from "node:test";
import { type Matter, MATTER_STATUSES } from "@tocsin/contract/linkage/matter.ts";
import { HOUR } from "@tocsin/kernel/instant.ts";
import { askAssistant, finishAssisting, releaseAssistant } from "./assistants.ts";
import { adjudicate, dispute, giveBack } from "./dispute.ts";
import { messageOf, receive } from "./exchange.ts";
import type { MatterDecision, MatterFacts } from "./facts.ts";
import { answerExtension, askExtension, close, progress, rate, reopen, reply, verify } from "./handling.ts";
import { MATTER_NEXT, STATUS_CLOCKS } from "./life-cycle.ts";
import { matterDeadlines, overdue } from "./overdue.ts";
import { afterDecision as after, OPENED_MATTER as opened } from "./sample-matter.ts";
import { sign, transfer, withdraw } from "./transfer.ts";

const LIMITS = { HANDLE: 100, SIGN: 10, ADJUDICATE: 10, VERIFY: 24, CLOSE: 24, RETURN: 10, REOPEN: 300, ESCALATE: 5 };
const at = (hour: number): MatterFacts => ({
  at: hour * HOUR, wiredTo: () => null, named: () => true, agreed: () => null, answersWithin: () => null, here: "HERE", platformOf: (party) => (party === "REMOTE" ? "THERE" : "HERE"), pathsOf: () => [], dueAt: (limit) => (hour + LIMITS[limit]) * HOUR, passes: 3, escalateTo: "CENTRE",
});

const code = (decision: MatterDecision): string => (decision.ok ? "accepted" : decision.error.code);
const RETURN = { clause: "UM-01", reason: "不属本单位" };
const toUrban = (hour = 0): Matter => after(opened, transfer(opened, { by: "POLICE", to: "URBAN", clause: null, reason: "" }, at(hour)), hour);
const withUrban = (): Matter => after(toUrban(), sign(toUrban(), { by: "URBAN" }, at(1)), 1);

test("LNK-01: whoever gives a matter owns it until the other has signed", () => {
  assert.deepEqual([toUrban().custody.owner, toUrban().custody.clock?.kind], ["POLICE", "SIGN"]);
  assert.equal(code(sign(toUrban(), { by: "POLICE" }, at(1))), "NOT_OFFERED");
  assert.deepEqual([withUrban().custody.owner, withUrban().custody.clock?.kind, withUrban().custody.offer], ["URBAN", "HANDLE", null]);
  const back = after(toUrban(), withdraw(toUrban(), { by: "POLICE" }, at(1)), 1);
  assert.deepEqual([back.custody.status, back.custody.clock?.dueAt], ["CREATED", 100 * HOUR], "what was due before is due again");
});

test("LNK-05: a matter is returned once, inside the window; the second return by anybody takes a ruling, and the ruling is final", () => {
  assert.equal(code(giveBack(withUrban(), { by: "URBAN", ...RETURN }, at(12))), "RETURN_WINDOW_OVER");
  const returned = after(withUrban(), giveBack(withUrban(), { by: "URBAN", ...RETURN }, at(11)), 11);
  assert.deepEqual([returned.custody.status, returned.custody.owner, returned.custody.clock?.kind], ["RETURNED", "POLICE", "HANDLE"]);
  const again = after(returned, transfer(returned, { by: "POLICE", to: "URBAN", clause: null, reason: "" }, at(11)), 11);
  assert.equal(code(giveBack(again, { by: "URBAN", ...RETURN }, at(11))), "RETURN_EXHAUSTED");
  const other = after(returned, transfer(returned, { by: "POLICE", to: "ECOLOGY", clause: null, reason: "" }, at(11)), 11);
  const second = after(other, giveBack(other, { by: "ECOLOGY", ...RETURN }, at(12)), 12);
  assert.deepEqual([second.custody.owner, second.custody.clock?.kind], ["POLICE", "ADJUDICATE"]);
  assert.equal(code(transfer(second, { by: "POLICE", to: "URBAN", clause: null, reason: "" }, at(12))), "STATE_CONFLICT");
  for (const by of ["POLICE", "URBAN", "ECOLOGY"]) assert.equal(code(adjudicate(second, { by, to: "HOUSING", clause: null, reason: "" }, at(12))), "OWN_ADJUDICATION");
  assert.equal(code(adjudicate(second, { by: "HOUSING", to: "HOUSING", clause: null, reason: "" }, at(12))), "OWN_ADJUDICATION");
  const ruled = after(second, adjudicate(second, { by: "CENTRE", to: "URBAN", clause: "UM-01", reason: "权责清单" }, at(13)), 13);
  assert.deepEqual([ruled.custody.owner, ruled.custody.offer?.final], ["POLICE", true]);
  assert.equal(code(giveBack(ruled, { by: "URBAN", ...RETURN }, at(13))), "RETURN_EXHAUSTED");
  assert.equal(code(withdraw(ruled, { by: "POLICE" }, at(13))), "OFFER_BINDS");
  const deemed = after(ruled, overdue(ruled, matterDeadlines(ruled)[0]!.id, at(23)), 23);
  assert.deepEqual([deemed.custody.owner, deemed.custody.passes.at(-1)?.how], ["URBAN", "DEEMED"], "silence does not leave it with nobody");
  assert.equal(code(transfer(deemed, { by: "URBAN", to: "ECOLOGY", clause: null, reason: "" }, at(23))), "RETURN_EXHAUSTED");
});

test("LNK-05: a dispute waits for a ruling, which may leave the matter where it is", () => {
  const disputed = after(opened, dispute(opened, { by: "POLICE", reason: "职责不清" }, at(0)));
  assert.equal(disputed.custody.clock?.kind, "ADJUDICATE");
  const kept = after(disputed, adjudicate(disputed, { by: "CENTRE", to: "POLICE", clause: null, reason: "首接负责" }, at(1)), 1);
  assert.deepEqual([kept.custody.status, kept.custody.owner, kept.custody.clock?.kind], ["PROCESSING", "POLICE", "HANDLE"]);
});

test("LNK-05: a matter that has been passed on often enough takes a ruling", () => {
  let matter = opened;
  for (const [by, to] of [["POLICE", "A"], ["A", "B"], ["B", "C"]] as const) {
    matter = after(matter, transfer(matter, { by, to, clause: null, reason: "" }, at(0)));
    matter = after(matter, sign(matter, { by: to }, at(0)));
  }
  assert.equal(code(transfer(matter, { by: "C", to: "D", clause: null, reason: "" }, at(0))), "PASSES_EXHAUSTED");
});

test("X-06: a limit that runs out is heard of one level higher, and its clock begins anew", () => {
  let matter = toUrban();
  for (const level of [1, 2, 3, 3]) {
    const [{ id, dueAt } = { id: "", dueAt: 0 }] = matterDeadlines(matter);
    assert.equal(code(overdue(matter, id, at(dueAt / HOUR - 1))), "STATE_CONFLICT");
    matter = after(matter, overdue(matter, id, at(dueAt / HOUR)), dueAt / HOUR);
    assert.deepEqual([matter.custody.clock?.kind, matter.custody.clock?.level, matter.custody.owner], ["SIGN", level, "POLICE"]);
  }
});

test("LNK-10: whoever assists is never due later than the lead, and the lead closes when all have finished or been released", () => {
  const lead = withUrban();
  const ask = (party: string, hour: number): MatterDecision => askAssistant(lead, { by: "URBAN", party, task: "配合", dueAt: hour * HOUR }, at(2));
  assert.equal(code(ask("ECOLOGY", 102)), "ASSISTANT_LATER");
  assert.equal(code(ask("ECOLOGY", 2)), "ASSISTANT_LATER");
  let matter = after(lead, ask("ECOLOGY", 101), 2);
  matter = after(matter, askAssistant(matter, { by: "URBAN", party: "WATER", task: "配合", dueAt: 50 * HOUR }, at(2)), 2);
  assert.deepEqual(matterDeadlines(matter).map(({ id }) => id.split("/")[0]), ["clock", "assistant", "assistant"]);
  matter = after(matter, reply(matter, { by: "URBAN", text: "已清理" }, at(3)), 3);
  matter = after(matter, verify(matter, { by: "POLICE", verdict: "SATISFIED", text: "" }, at(4)), 4);
  assert.equal(code(close(matter, { by: "POLICE" }, at(4))), "ASSISTANTS_OPEN");
  const waiting = after(matter, overdue(matter, matterDeadlines(matter)[0]!.id, at(28)), 28);
  assert.equal(waiting.custody.status, "VERIFIED", "time does not close what others still work on");
  matter = after(matter, finishAssisting(matter, { by: "ECOLOGY", text: "完成" }), 4);
  assert.equal(code(finishAssisting(matter, { by: "ECOLOGY", text: "" })), "NOT_ASSISTING");
  matter = after(matter, releaseAssistant(matter, { by: "URBAN", party: "WATER", reason: "不需要" }), 4);
  matter = after(matter, close(matter, { by: "POLICE" }, at(5)), 5);
  assert.deepEqual([matter.custody.status, matterDeadlines(matter)], ["CLOSED", []]);
});

test("LNK-01: reply, call-back, rating, reopening: whoever replied does not judge the reply", () => {
  const replied = after(withUrban(), reply(withUrban(), { by: "URBAN", text: "已清理" }, at(3)), 3);
  assert.equal(replied.custody.clock?.kind, "VERIFY");
  assert.equal(code(verify(replied, { by: "URBAN", verdict: "SATISFIED", text: "" }, at(4))), "OWN_REPLY");
  const again = after(replied, verify(replied, { by: "POLICE", verdict: "NOT_SATISFIED", text: "仍有摊贩" }, at(4)), 4);
  assert.deepEqual([again.custody.status, again.custody.owner, again.custody.clock?.kind], ["PROCESSING", "URBAN", "HANDLE"]);
  const verified = after(replied, verify(replied, { by: "POLICE", verdict: "SATISFIED", text: "" }, at(4)), 4);
  const lapsed = after(verified, overdue(verified, matterDeadlines(verified)[0]!.id, at(28)), 28);
  assert.equal(lapsed.custody.status, "CLOSED");
  assert.equal(after(lapsed, rate(lapsed, { by: "POLICE", score: 4, text: "" }, at(29)), 29).rating?.score, 4);
  assert.equal(code(reopen(lapsed, { reason: "又来了" }, at(400))), "MATTER_REOPEN_OVER");
  const open = after(lapsed, reopen(lapsed, { reason: "又来了" }, at(30)), 30);
  assert.deepEqual([open.custody.status, open.custody.clock?.kind, open.closedAt], ["PROCESSING", "HANDLE", null]);
});

test("LNK-05: more time is asked for before the limit, granted by another, and does not stop the clock", () => {
  const matter = after(withUrban(), progress(withUrban(), { by: "URBAN", text: "已到场" }, at(2)), 2);
  const ask = (hour: number, until: number): MatterDecision => askExtension(matter, { by: "URBAN", until: until * HOUR, reason: "需鉴定" }, at(hour));
  assert.equal(code(ask(102, 200)), "DEADLINE_PAST");
  assert.equal(code(ask(3, 90)), "EXTENSION_TOO_SHORT");
  const asked = after(matter, ask(3, 200), 3);
  assert.equal(asked.custody.clock?.dueAt, 101 * HOUR);
  assert.equal(code(answerExtension(asked, { by: "URBAN", granted: true, reason: "" }, at(4))), "OWN_ADJUDICATION");
  const granted = after(asked, answerExtension(asked, { by: "CENTRE", granted: true, reason: "" }, at(4)), 4);
  assert.deepEqual([granted.custody.clock?.dueAt, granted.custody.handleBy, granted.extension], [200 * HOUR, 200 * HOUR, null]);
});

test("LNK-08: what another platform has to do is not done here; a neighbour that lies, repeats or comes late changes nothing", () => {
  const sent = after(opened, transfer(opened, { by: "POLICE", to: "REMOTE", clause: null, reason: "" }, at(0)));
  assert.equal(code(sign(sent, { by: "REMOTE" }, at(1))), "MATTER_ELSEWHERE");
  const there: MatterFacts = { ...at(1), here: "THERE" };
  const arrived = after(null as unknown as Matter, receive(null, messageOf(sent, "HERE"), there));
  const signed = after(arrived, sign(arrived, { by: "REMOTE" }, there), 1);
  const news = messageOf(signed, "THERE");
  const told = after(sent, receive(sent, news, at(2)), 2);
  assert.deepEqual([told.custody.owner, told.custody.clock?.kind], ["REMOTE", "HANDLE"]);
  assert.deepEqual(receive(told, news, at(3)), { ok: true, value: [] }, "the same again");
  assert.deepEqual(receive(told, messageOf(arrived, "THERE"), at(3)), { ok: true, value: [] }, "an older one");
  const tale = { ...news, custody: { ...news.custody, step: 9, owner: "POLICE" } };
  assert.equal(code(receive(opened, tale, at(1))), "NOT_YOUR_TURN", "it was never asked");
  assert.equal(code(receive(withUrban(), tale, at(1))), "NOT_YOUR_TURN");
  assert.equal(code(receive({ ...withUrban(), link: "THERE" }, tale, at(1))), "NOT_YOUR_TURN", "it is a department's turn here");
});

test("LNK-01: every status has its clock but the last, and every status leads somewhere", () => {
  for (const status of MATTER_STATUSES) {
    assert.equal(STATUS_CLOCKS[status].length === 0, status === "CLOSED");
    assert.ok(MATTER_NEXT[status].length > 0);
  }
});
