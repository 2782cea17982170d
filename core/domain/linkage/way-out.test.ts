import assert from "node:assert/strict";
import { test } from "node:test";
import { handsOf, type Matter } from "@tocsin/contract/linkage/matter.ts";
import { HOUR } from "@tocsin/kernel/instant.ts";
import { askAssistant, finishAssisting } from "./assistants.ts";
import { adjudicate, dispute, giveBack, takeUp } from "./dispute.ts";
import { type MatterDecision, type MatterFacts, said } from "./facts.ts";
import { answerExtension, askExtension, close, progress, rate, reopen, reply, verify } from "./handling.ts";
import { afterDecision as after, OPENED_MATTER as opened } from "./sample-matter.ts";
import { sign, transfer } from "./transfer.ts";

const at = (hour: number): MatterFacts => ({
  at: hour * HOUR, wiredTo: (party) => (party === "WIRED" ? "P" : null), named: () => true, agreed: () => null, answersWithin: () => null, here: "HERE", platformOf: (party) => (party === "REMOTE" ? "THERE" : "HERE"), pathsOf: () => [],
  dueAt: () => (hour + 100) * HOUR, passes: 5, escalateTo: "CENTRE",
});
const code = (made: MatterDecision): string => (made.ok ? "accepted" : made.error.code);
const give = (matter: Matter, by: string, to: string): Matter => after(matter, transfer(matter, { by, to, clause: null, reason: "" }, at(0)));
const signedBy = (matter: Matter, by: string): Matter => after(matter, sign(matter, { by }, at(0)));
const returned = (matter: Matter, by: string): Matter => after(matter, giveBack(matter, { by, clause: "UM-01", reason: "不属本单位" }, at(0)));
/** Given back by two, so that it waits for a ruling. */
const waiting = (first: string, second: string): Matter => returned(give(returned(give(opened, "POLICE", first), first), "POLICE", second), second);

test("LNK-05: who was only on the call about a matter, or heard that a department was late, may rule on it; who had it in hand may not", () => {
  const matter = waiting("URBAN", "MARKET");
  const called: Matter = { ...matter, conferences: [{ id: "C", parties: ["POLICE", "CENTRE"], at: 0, by: "u", agreed: null, text: "", call: { lines: [], endedAt: 1 } }] };
  const call = { department: "FIRE", ackBy: 1, ackedAt: null, reportBy: 2, reportedAt: null, place: null, lateAt: 1, escalatedTo: "CENTRE", releasedAt: null, cosignedAt: null, leftAt: null, score: null, necessary: null };
  const late: Matter = { ...matter, whistle: { kind: "EMERGENCY", item: "UM-01", departments: ["FIRE"], draftedBy: "u", approvedBy: "v", status: "RESOLVED", calls: [call] } as never };
  const ruling = (of: Matter, by: string): string => code(adjudicate(of, { by, to: "URBAN", clause: null, reason: "权责清单" }, at(1)));
  assert.deepEqual([ruling(called, "CENTRE"), ruling(late, "CENTRE")], ["accepted", "accepted"]);
  assert.deepEqual(["POLICE", "MARKET", "FIRE"].map((by) => ruling(late, by)), ["OWN_ADJUDICATION", "OWN_ADJUDICATION", "OWN_ADJUDICATION"]);
  assert.deepEqual([...handsOf(late)].sort(), ["FIRE", "MARKET", "POLICE", "URBAN"]);
});

test("LNK-05: whoever has a matter that waits for a ruling takes it up for good, also where the only one who might rule had it in hand; nobody else can, and what another platform has is not taken", () => {
  const matter = waiting("CENTRE", "MARKET");
  assert.equal(code(adjudicate(matter, { by: "CENTRE", to: "MARKET", clause: null, reason: "权责清单" }, at(1))), "OWN_ADJUDICATION");
  assert.equal(code(takeUp(matter, { by: "MARKET", reason: "x" }, at(1))), "NOT_OWNER");
  const taken = after(matter, takeUp(matter, { by: "POLICE", reason: "先行处置" }, at(1)), 1);
  assert.deepEqual([taken.custody.status, taken.custody.owner, taken.custody.clock?.kind, taken.custody.clock?.dueAt], ["PROCESSING", "POLICE", "HANDLE", 101 * HOUR]);
  assert.deepEqual([code(transfer(taken, { by: "POLICE", to: "URBAN", clause: null, reason: "" }, at(2))), code(dispute(taken, { by: "POLICE", reason: "反悔" }, at(2)))], ["RETURN_EXHAUSTED", "RETURN_EXHAUSTED"], "for good");
  assert.equal(code(takeUp(taken, { by: "POLICE", reason: "再次" }, at(2))), "STATE_CONFLICT", "only what waits for a ruling");
  const wired: Matter = { ...matter, custody: { ...matter.custody, owner: "WIRED" }, wire: { platform: "P", party: "WIRED", no: 1, state: "RECEIVED", since: 0, settledAt: 0, alarmedAt: null, tries: 1, why: "", requestId: "R", told: null } };
  for (const [there, by] of [[wired, "WIRED"], [{ ...matter, custody: { ...matter.custody, owner: "REMOTE" } }, "REMOTE"]] as const) assert.equal(code(takeUp(there, { by, reason: "x" }, at(1))), "MATTER_ELSEWHERE");
});

test("LNK-05: more time that was asked for is its owner's: with another owner, or after a ruling, nobody asks for it any more", () => {
  const urban = signedBy(give(opened, "POLICE", "URBAN"), "URBAN");
  const asked = after(urban, askExtension(urban, { by: "URBAN", until: 500 * HOUR, reason: "需鉴定" }, at(1)), 1);
  const market = signedBy(give(asked, "URBAN", "MARKET"), "MARKET");
  assert.equal(market.extension, null);
  assert.equal(code(answerExtension(market, { by: "CENTRE", granted: true, reason: "" }, at(2))), "STATE_CONFLICT");
  assert.equal(code(askExtension(market, { by: "MARKET", until: 300 * HOUR, reason: "需检测" }, at(2))), "accepted");
  const back = returned(asked, "URBAN");
  assert.deepEqual([asked.extension?.by, back.custody.owner, back.extension], ["URBAN", "POLICE", null]);
  const disputed = after(asked, dispute(asked, { by: "URBAN", reason: "属地不清" }, at(2)), 2);
  const ruled = after(disputed, adjudicate(disputed, { by: "CENTRE", to: "URBAN", clause: null, reason: "权责清单" }, at(3)), 3);
  assert.deepEqual([disputed.extension?.until, ruled.custody.owner, ruled.extension], [500 * HOUR, "URBAN", null], "a ruling brings its own limit");
  const withdrawn = after(give(asked, "URBAN", "MARKET"), { ok: true, value: [said("OfferWithdrawn", { clock: asked.custody.clock! })] });
  assert.equal(withdrawn.extension?.by, "URBAN", "nobody else has had it");
});

test("LNK-01: who did the work, or helped with it, neither calls back, rates nor closes; who first received it does, also where it helped", () => {
  const lead = signedBy(give(opened, "POLICE", "URBAN"), "URBAN");
  const asking = (matter: Matter, party: string): Matter => after(matter, askAssistant(matter, { by: "URBAN", party, task: "配合", dueAt: 50 * HOUR }, at(0)));
  const helped = ["POLICE", "MARKET"].reduce((matter, party) => after(asking(matter, party), finishAssisting(asking(matter, party), { by: party, text: "完成" })), lead);
  const replied = after(helped, reply(helped, { by: "URBAN", text: "已清理" }, at(1)), 1);
  const judges = ["URBAN", "MARKET", "POLICE", "CENTRE"];
  const only = ["OWN_REPLY", "OWN_REPLY", "accepted", "accepted"];
  assert.deepEqual(judges.map((by) => code(verify(replied, { by, verdict: "SATISFIED", text: "" }, at(2)))), only);
  const verified = after(replied, verify(replied, { by: "POLICE", verdict: "SATISFIED", text: "" }, at(2)), 2);
  assert.deepEqual(judges.map((by) => code(rate(verified, { by, score: 5, text: "" }, at(3)))), only);
  assert.deepEqual(judges.map((by) => code(close(verified, { by }, at(3)))), only);
  const own = after(after(opened, progress(opened, { by: "POLICE", text: "处理中" }, at(1))), reply(opened, { by: "POLICE", text: "已处理" }, at(1)));
  assert.equal(code(verify(own, { by: "POLICE", verdict: "SATISFIED", text: "" }, at(2))), "accepted", "nobody else has ever had it");
});

test("LNK-02: what is given back to a platform, which has no desk here, is closed by who coordinates, and never by who gave it back; what a desk opened is not", () => {
  const byDesk = returned(signedBy(give(opened, "POLICE", "URBAN"), "URBAN"), "URBAN");
  const byPlatform: Matter = { ...byDesk, sender: "client/hotline" };
  assert.equal(code(close(byDesk, { by: "CENTRE" }, at(1))), "STATE_CONFLICT");
  assert.deepEqual(["URBAN", "CENTRE", "POLICE"].map((by) => code(close(byPlatform, { by }, at(1)))), ["OWN_REPLY", "accepted", "accepted"]);
  const over = after(byPlatform, close(byPlatform, { by: "CENTRE" }, at(1)), 1);
  assert.deepEqual([over.custody.status, over.custody.clock], ["CLOSED", null]);
  const again = after(over, reopen(over, { reason: "又来了" }, at(2)), 2);
  assert.deepEqual([again.custody.owner, again.custody.clock?.kind, code(close(again, { by: "CENTRE" }, at(3)))], ["POLICE", "HANDLE", "accepted"]);
  const waits: Matter = { ...waiting("URBAN", "MARKET"), sender: "client/hotline" };
  assert.equal(code(close(waits, { by: "CENTRE" }, at(1))), "STATE_CONFLICT", "what waits for a ruling is ruled on");
  assert.equal(code(close({ ...byPlatform, assistants: [{ party: "FIRE", task: "配合", askedAt: 0, dueAt: 9, doneAt: null, releasedAt: null, overdueAt: null, answer: "" }] }, { by: "CENTRE" }, at(1))), "ASSISTANTS_OPEN");
});
