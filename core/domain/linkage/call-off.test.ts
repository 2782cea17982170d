import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { callOff } from "./call-off.ts";
import { giveBack } from "./dispute.ts";
import { evolveMatter } from "./evolve-matter.ts";
import { isNews, type MatterMessage, messageOf, receive } from "./exchange.ts";
import { exerciseRuns } from "./exercise.ts";
import type { MatterDecision, MatterFacts } from "./facts.ts";
import { close, reply, verify } from "./handling.ts";
import { afterDecision as after, OPENED_MATTER as opened } from "./sample-matter.ts";
import { sign, transfer, withdraw } from "./transfer.ts";
import { notTaken } from "./wire.ts";

const HOUR = 3_600_000;
type Side = "HERE" | "THERE";
/** Of the city that asks, or of the one that is asked; NEXT works there. */
const at = (ms: number, here: Side = "HERE"): MatterFacts => ({
  at: ms, here, platformOf: (party) => (party === "NEXT" ? "THERE" : "HERE"), wiredTo: () => null, agreed: () => null, named: () => true, answersWithin: () => 60_000,
  pathsOf: () => [], dueAt: (limit) => ms + (limit === "SIGN" ? 8 : 100) * HOUR, passes: 3, escalateTo: "GOV",
});
const code = (made: MatterDecision): string => (made.ok ? made.value.map(({ type }) => type).join() : made.error.code);
/** Asked at hour 0 for the hours 10 to 12. */
const drilled: Matter = { ...opened, drill: true, content: { ...opened.content, exercise: { from: 10 * HOUR, until: 12 * HOUR } } };
const asked = after(drilled, transfer(drilled, { by: "POLICE", to: "NEXT", clause: null, reason: "" }, at(0)));
const off = (matter: Matter, by = "POLICE", here: Side = "HERE"): MatterDecision => callOff(matter, { by, why: "WEATHER" }, at(HOUR, here));
const hears = (own: Matter | null, from: Matter, here: Side): MatterDecision => receive(own, messageOf(from, here === "HERE" ? "THERE" : "HERE"), at(2 * HOUR, here));

test("JNT-07: who asked for an exercise calls it off, once, until it is reported on; nobody else, and nothing but an exercise", () => {
  assert.equal(code(off(asked)), "ExerciseCalledOff,WithdrawalAsked");
  assert.deepEqual([code(off(asked, "NEXT")), code(off(asked, "POLICE", "THERE")), code(off({ ...asked, content: opened.content }))], ["NOT_OWNER", "NOT_OWNER", "VALIDATION_FAILED"]);
  const agreed = after(asked, sign(asked, { by: "NEXT" }, at(HOUR, "THERE")), 1);
  assert.equal(exerciseRuns(agreed, "THERE", 11 * HOUR), true);
  const called = after(agreed, off(agreed), 1);
  assert.deepEqual([called.calledOff, called.custody.owner, code(off(called)), exerciseRuns(called, "THERE", 11 * HOUR)], [{ at: HOUR, why: "WEATHER" }, "NEXT", "", false], "agreed to, it stays with the other until that has read so, and is on no more");
  const reported = after(agreed, reply(agreed, { by: "NEXT", text: "已完成" }, at(2 * HOUR, "THERE")), 2);
  assert.equal(code(off(reported)), "STATE_CONFLICT");
  assert.equal(code(off(drilled)), "ExerciseCalledOff,ExerciseEnded", "what nobody has been asked for yet is over at once");
  const refusedThere = after(after(asked, off(asked), 1), notTaken(after(asked, off(asked), 1), { no: asked.custody.offer!.no, code: "OUTSIDE_STRIP" }, at(2 * HOUR)), 2);
  assert.deepEqual([refusedThere.custody.status, refusedThere.custody.clock], ["CLOSED", null]);
});

test("JNT-07: the other city hears it with its first word as with a later one; agreed to already, it closes what was called off without a report, and nothing else so", () => {
  const called = after(asked, off(asked), 1);
  const there = after(null as unknown as Matter, hears(null, called, "THERE"), 2);
  assert.deepEqual([there.calledOff, there.custody.offer, there.custody.owner], [called.calledOff, null, "POLICE"], "it is let go before anybody has signed");
  const here = after(called, hears(called, there, "HERE"), 2);
  assert.deepEqual([here.custody.status, code(hears(there, here, "THERE"))], ["CLOSED", "MatterMirrored"]);
  const agreed: Matter = { ...after(asked, sign(asked, { by: "NEXT" }, at(HOUR, "THERE")), 1), link: "HERE" };
  assert.equal(code(close(agreed, { by: "NEXT" }, at(2 * HOUR, "THERE"))), "STATE_CONFLICT");
  const late = after(agreed, hears(agreed, called, "THERE"), 2);
  assert.deepEqual([late.custody.status, late.calledOff?.why, code(hears(late, called, "THERE"))], ["SIGNED", "WEATHER", ""], "a message from before the signature still says that it is off; a second time it says nothing");
  assert.equal(code(hears(late, asked, "THERE")), "", "and none takes it back");
  assert.equal(code(close(late, { by: "POLICE" }, at(3 * HOUR, "THERE"))), "STATE_CONFLICT");
  assert.equal(code(close(late, { by: "NEXT" }, at(3 * HOUR, "THERE"))), "ExerciseEnded");
  assert.equal(code(receive(asked, { ...messageOf(agreed, "THERE"), calledOff: { at: 1, why: "OTHER" } }, at(2 * HOUR))), "MatterMirrored", "whoever was asked cannot tell that whoever asked has called it off");
});

test("JNT-07, LNK-08: however messages are lost, doubled and late, both cities end with one story: called off it is on with neither, and closed with both once it was read", () => {
  const acts = fc.constantFrom("off", "sign", "decline", "withdraw", "reply", "close", "deliver0", "deliver1", "old0", "old1");
  fc.assert(fc.property(fc.array(acts, { maxLength: 16 }), fc.nat(20), (steps, pick) => {
    let ms = HOUR;
    const sides: Record<Side, Matter | null> = { HERE: asked, THERE: null };
    const sent: Record<Side, MatterMessage[]> = { HERE: [messageOf(asked, "HERE")], THERE: [] };
    const take = (side: Side, made: MatterDecision): void => {
      if (!made.ok) return;
      sides[side] = made.value.reduce<Matter | null>((state, draft) => evolveMatter(state, { id: "M", ...draft, at: ms, by: "u" }), sides[side]);
      if (sides[side] !== null && isNews(made.value)) sent[side].push(messageOf(sides[side]!, side));
    };
    const hear = (from: Side, message: MatterMessage | undefined): void => {
      const to = from === "HERE" ? "THERE" : "HERE";
      if (message !== undefined) take(to, receive(sides[to], message, at(ms, to)));
    };
    const act = (side: Side, decide: (matter: Matter, facts: MatterFacts) => MatterDecision): void => {
      if (sides[side] !== null) take(side, decide(sides[side]!, at(ms, side)));
    };
    let wasOff = false;
    for (const step of steps) {
      ms += 1_000;
      if (step === "off") act("HERE", (matter, facts) => callOff(matter, { by: "POLICE", why: "STAFF" }, facts));
      if (step === "sign") act("THERE", (matter, facts) => sign(matter, { by: "NEXT" }, facts));
      if (step === "decline") act("THERE", (matter, facts) => giveBack(matter, { by: "NEXT", clause: "UNCITED", reason: "不便" }, facts));
      if (step === "withdraw") act("HERE", (matter, facts) => withdraw(matter, { by: "POLICE" }, facts));
      if (step === "reply") act("THERE", (matter, facts) => reply(matter, { by: "NEXT", text: "已完成" }, facts));
      if (step === "close") act("THERE", (matter, facts) => close(matter, { by: "NEXT" }, facts));
      if (step.startsWith("deliver")) hear(step === "deliver0" ? "HERE" : "THERE", sent[step === "deliver0" ? "HERE" : "THERE"].at(-1));
      if (step.startsWith("old")) hear(step === "old0" ? "HERE" : "THERE", sent[step === "old0" ? "HERE" : "THERE"][pick % 3]);
      const called = sides.HERE?.calledOff !== undefined;
      assert.ok(called || !wasOff, "nothing takes it back");
      wasOff = called;
      if (called) assert.equal(exerciseRuns(sides.HERE!, "THERE", 11 * HOUR), false);
    }
    for (let round = 0; round < 6; round++) for (const side of ["HERE", "THERE"] as const) hear(side, sent[side].at(-1));
    const reported = ["REPLIED", "VERIFIED", "CLOSED"];
    if (wasOff && !reported.includes(sides.THERE!.custody.status)) act("THERE", (matter, facts) => close(matter, { by: "NEXT" }, facts));
    if (sides.THERE?.custody.status === "REPLIED") act("THERE", (matter, facts) => verify(matter, { by: "NEXT", verdict: "SATISFIED", text: "" }, facts));
    for (let round = 0; round < 6; round++) for (const side of ["HERE", "THERE"] as const) hear(side, sent[side].at(-1));
    assert.deepEqual([sides.HERE!.custody.step, sides.HERE!.custody.status], [sides.THERE!.custody.step, sides.THERE!.custody.status], steps.join());
    assert.deepEqual(sides.THERE!.calledOff, sides.HERE!.calledOff);
    if (wasOff) assert.ok(["CLOSED", "VERIFIED"].includes(sides.HERE!.custody.status), steps.join());
  }), { numRuns: 400 });
});
