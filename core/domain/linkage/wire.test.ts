import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Agreement } from "@tocsin/contract/linkage/agreement.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { WIRE_ALARM_MS, type WireReceipt, type WireStatus } from "@tocsin/contract/linkage/wire.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { agreementRefusal } from "./agreement.ts";
import type { MatterDecision, MatterFacts } from "./facts.ts";
import { reopen, verify } from "./handling.ts";
import { matterDeadlines, overdue } from "./overdue.ts";
import { afterDecision as after, OPENED_MATTER as opened } from "./sample-matter.ts";
import { sign, transfer, withdraw } from "./transfer.ts";
import { follow, settle } from "./wire.ts";

const HOUR = 3_600_000;
const at = (hour: number): MatterFacts => ({ at: hour * HOUR, here: "HERE", platformOf: () => "HERE", wiredTo: (party) => (party === "HOTLINE" ? "P12345" : null), agreed: () => null, named: () => true, answersWithin: () => null, pathsOf: () => [], dueAt: (limit) => (hour + (limit === "RETURN" ? 10 : 100)) * HOUR, passes: 3, escalateTo: "GOV" });
const code = (decision: MatterDecision): string => (decision.ok ? "accepted" : decision.error.code);
const sent = (hour = 0): Matter => after(opened, transfer(opened, { by: "POLICE", to: "HOTLINE", clause: null, reason: "" }, at(hour)), hour);
const receipt = (state: WireReceipt["state"], why = ""): WireReceipt => ({ state, requestId: state === "RECEIVED" ? "7" : null, why, tries: 1 }) as WireReceipt;
const settled = (matter: Matter, state: WireReceipt["state"], hour = 1): Matter => after(matter, settle(matter, { no: matter.wire!.no, receipt: receipt(state, "x") }, at(hour)), hour);
const told = (word: WireStatus["word"], hour: number, text = ""): WireStatus => ({ requestId: "7", word, raw: `open [${word}] ${text}`, text, at: hour * HOUR });
const heard = (matter: Matter, word: WireStatus["word"], hour: number, text = ""): Matter => after(matter, follow(matter, { no: matter.wire!.no, status: told(word, hour, text) }, at(hour)), hour);
const stands = ({ custody, wire }: Matter) => [custody.status, custody.owner, wire?.state];

test("LNK-02: what is offered to a party of another platform waits on the wire; the giver owns it, and nobody here signs in its place", () => {
  const waiting = sent();
  assert.deepEqual(stands(waiting), ["SENT", "POLICE", "WAITING"]);
  assert.equal(code(sign(waiting, { by: "HOTLINE" }, at(1))), "MATTER_ELSEWHERE");
  const received = settled(waiting, "RECEIVED");
  assert.deepEqual([stands(received), received.wire?.requestId], [["SENT", "POLICE", "RECEIVED"], "7"]);
  assert.equal(code(settle(received, { no: 2, receipt: receipt("FAILED") }, at(2))), "STATE_CONFLICT", "what is settled is not settled again");
  for (const lost of ["REFUSED", "FAILED", "LET_GO"] as const) assert.deepEqual(stands(settled(waiting, lost)), ["CREATED", "POLICE", lost]);
});

test("LNK-02: words of the platform become steps: signed, worked on, answered; older ones, repetitions and strangers' change nothing; what no map knows is kept raw", () => {
  const received = settled(sent(), "RECEIVED");
  const working = heard(heard(received, "SIGNED", 2), "PROCESSING", 4, "已派人");
  assert.deepEqual([stands(working), working.progress.map(({ text }) => text)], [["PROCESSING", "HOTLINE", "RECEIVED"], ["已派人"]]);
  for (const [status, why] of [[told("REPLIED", 3, "旧"), "older"], [told("PROCESSING", 4, "已派人"), "repeated"]] as const) assert.deepEqual(follow(working, { no: 2, status }, at(5)), { ok: true, value: [] }, why);
  assert.equal(code(follow(working, { no: 2, status: { ...told("REPLIED", 5), requestId: "8" } }, at(5))), "STATE_CONFLICT");
  const odd = heard(working, "UNMAPPED", 5);
  assert.deepEqual([stands(odd), odd.wire?.told?.word, odd.wire?.told?.raw], [stands(working), "UNMAPPED", "open [UNMAPPED] "]);
  const answered = heard(received, "REPLIED", 6, "已清理");
  assert.deepEqual([stands(answered), answered.reply?.text, answered.custody.passes.map(({ to, how }) => `${to} ${how}`)], [["REPLIED", "HOTLINE", "RECEIVED"], "已清理", ["HOTLINE SIGNED"]]);
});

test("LNK-02: a platform gives back before and after signing; too late it goes to a ruling; against a ruling the desk sees that they say otherwise", () => {
  const received = settled(sent(), "RECEIVED");
  assert.deepEqual(stands(heard(received, "RETURNED", 2, "不属本单位")), ["RETURNED", "POLICE", "RECEIVED"]);
  const signed = heard(received, "SIGNED", 2);
  assert.deepEqual(stands(heard(signed, "RETURNED", 5, "不属本单位")), ["RETURNED", "POLICE", "RECEIVED"]);
  const late = heard(signed, "RETURNED", 50, "不属本单位");
  assert.deepEqual([stands(late), late.custody.clock?.kind], [["RETURNED", "HOTLINE", "RECEIVED"], "ADJUDICATE"]);
  const ruled: Matter = { ...signed, custody: { ...signed.custody, ruling: { to: "HOTLINE", by: "GOV", at: 0, clause: null, reason: "x" } } };
  const defied = heard(ruled, "RETURNED", 5);
  assert.deepEqual([stands(defied), defied.wire?.told?.barred], [["SIGNED", "HOTLINE", "RECEIVED"], "RETURN_EXHAUSTED"]);
});

test("LNK-02: a platform that gives back a second time keeps nobody waiting: an open offer is the giver's again, a signed matter goes to a ruling", () => {
  const back = heard(settled(sent(), "RECEIVED"), "RETURNED", 2);
  const again = after(back, transfer(back, { by: "POLICE", to: "HOTLINE", clause: null, reason: "" }, at(3)), 3);
  const there = settled(again, "RECEIVED", 4);
  const refused = heard(there, "RETURNED", 5);
  assert.deepEqual([refused.custody.owner, refused.custody.offer, refused.custody.clock?.kind], ["POLICE", null, "HANDLE"]);
  const late = heard(heard(there, "SIGNED", 5), "RETURNED", 6);
  assert.deepEqual([stands(late), late.custody.clock?.kind], [["RETURNED", "HOTLINE", "RECEIVED"], "ADJUDICATE"]);
});

test("LNK-01: whoever first received it judges the answer here; not settled or reopened, the platform hears of it anew, and if it will not, the matter is the giver's", () => {
  const answered = heard(settled(sent(), "RECEIVED"), "REPLIED", 6, "已清理");
  const again = after(answered, verify(answered, { by: "POLICE", verdict: "NOT_SATISFIED", text: "仍在" }, at(7)), 7);
  assert.deepEqual([stands(again), again.wire?.no === again.custody.step], [["PROCESSING", "HOTLINE", "WAITING"], true]);
  assert.deepEqual(stands(settled(again, "REFUSED", 8)), ["RETURNED", "POLICE", "REFUSED"]);
  const closed: Matter = { ...answered, custody: { ...answered.custody, status: "CLOSED", clock: null, reopenBy: 99 * HOUR } };
  assert.equal(after(closed, reopen(closed, { reason: "复发" }, at(9)), 9).wire?.state, "WAITING");
});

test("LNK-02: after a quarter of an hour the desk is told, once; a final offer that has not arrived is not deemed signed; an offer on the wire is asked back, not taken", () => {
  const waiting = sent();
  const due = matterDeadlines(waiting).find(({ id }) => id.startsWith("wire/"))!;
  assert.equal(due.dueAt, WIRE_ALARM_MS);
  const alarmed = after(waiting, overdue(waiting, due.id, at(1)), 1);
  assert.deepEqual([alarmed.wire?.alarmedAt, matterDeadlines(alarmed).some(({ id }) => id.startsWith("wire/"))], [HOUR, false]);
  const final: Matter = { ...waiting, custody: { ...waiting.custody, offer: { ...waiting.custody.offer!, final: true } } };
  const clock = (matter: Matter): string => matterDeadlines(matter).find(({ id }) => id.startsWith("clock/"))!.id;
  assert.equal(after(final, overdue(final, clock(final), at(200)), 200).custody.owner, "POLICE");
  const arrived = settled(final, "RECEIVED");
  assert.equal(after(arrived, overdue(arrived, clock(arrived), at(200)), 200).custody.owner, "HOTLINE");
  const asked = after(waiting, withdraw(waiting, { by: "POLICE" }, at(1)), 1);
  assert.deepEqual([asked.custody.offer?.withdrawing, stands(asked)], [true, ["SENT", "POLICE", "WAITING"]]);
  assert.deepEqual(stands(heard(settled(asked, "RECEIVED"), "SIGNED", 2)), ["SIGNED", "HOTLINE", "RECEIVED"]);
});

test("LNK-02: whatever a platform says, in whatever order, a matter has one owner of its parties and, until it is closed, one clock", () => {
  const word = fc.constantFrom("SENT", "SIGNED", "PROCESSING", "RETURNED", "REPLIED", "UNMAPPED");
  const says = fc.record({ kind: fc.constantFrom("told", "settled"), word, hour: fc.integer({ min: 0, max: 60 }), text: fc.constantFrom("", "x"), state: fc.constantFrom("WAITING", "RECEIVED", "REFUSED", "FAILED", "LET_GO"), no: fc.constantFrom(1, 2, 3) });
  fc.assert(fc.property(fc.array(says as fc.Arbitrary<{ kind: string; word: WireStatus["word"]; hour: number; text: string; state: WireReceipt["state"]; no: number }>, { maxLength: 12 }), (all) => {
    let matter = sent();
    for (const { kind, word: said, hour, text, state, no } of all) {
      const made = kind === "told" ? follow(matter, { no, status: told(said, hour, text) }, at(hour)) : settle(matter, { no, receipt: receipt(state) }, at(hour));
      if (made.ok) matter = after(matter, made, hour);
      assert.ok(["POLICE", "HOTLINE"].includes(matter.custody.owner) && matter.custody.clock !== null);
    }
  }), { numRuns: 300 });
});

const STRIP = [[111.99, 29.99], [112.01, 29.99], [112.01, 30.04], [111.99, 30.04], [111.99, 29.99]] as [number, number][];
const AGREED: Agreement = { from: "2026-01-01", until: "2026-12-31", strip: STRIP, answerSeconds: 60, onward: false };
const place = (lon: number) => ({ addressText: "", point: { lon, lat: 30 }, datum: "WGS84" as const });

test("JNT-07: an agreement carries what lies in its strip, from its first day to its last by the city's days, and no agreement carries everything", () => {
  const said = (agreement: Agreement | undefined, lon: number | null, at: number): string => agreementRefusal(agreement, lon === null ? null : place(lon), at, 8 * HOUR)?.code ?? "carried";
  const [first, last] = [Date.UTC(2025, 11, 31, 16), Date.UTC(2026, 11, 31, 15, 59, 59)];
  assert.deepEqual([first - 1, first, last, last + 1_000].map((moment) => said(AGREED, 112, moment)), ["AGREEMENT_EXPIRED", "carried", "carried", "AGREEMENT_EXPIRED"]);
  assert.deepEqual([said(AGREED, 112.02, first), said(AGREED, null, first), said(undefined, null, 0)], ["OUTSIDE_STRIP", "OUTSIDE_STRIP", "carried"]);
  const { strip: _strip, ...anywhere } = AGREED;
  assert.equal(said(anywhere, null, first), "carried");
});

test("JNT-07: what was handed over on trust goes to departments here, and to no third platform; the other side's minute runs as the matter's one clock", () => {
  const trusted: Matter = { ...opened, content: { ...opened.content, onward: false } };
  const offer = { by: "POLICE", clause: null, reason: "" };
  assert.equal(code(transfer(trusted, { ...offer, to: "HOTLINE" }, at(1))), "ONWARD_FORBIDDEN");
  assert.equal(code(transfer(trusted, { ...offer, to: "URBAN" }, at(1))), "accepted");
  const facts = { ...at(1), answersWithin: () => 60_000, agreed: (platform: string) => (platform === "P12345" ? null : refuse("AGREEMENT_EXPIRED")) };
  assert.equal(after(opened, transfer(opened, { ...offer, to: "HOTLINE" }, facts), 1).custody.clock?.dueAt, HOUR + 60_000);
  assert.equal(code(transfer(opened, { ...offer, to: "HOTLINE" }, { ...facts, agreed: () => refuse("AGREEMENT_EXPIRED") })), "AGREEMENT_EXPIRED");
});
