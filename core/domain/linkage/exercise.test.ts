import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { evolveMatter } from "./evolve-matter.ts";
import { adjudicate, dispute } from "./dispute.ts";
import { messageOf, receive } from "./exchange.ts";
import { exerciseRuns } from "./exercise.ts";
import type { MatterDecision, MatterFacts } from "./facts.ts";
import { matterDeadlines, overdue } from "./overdue.ts";
import { afterDecision as after, OPENED_MATTER as opened } from "./sample-matter.ts";
import { sign, transfer } from "./transfer.ts";
import { notTaken } from "./wire.ts";

const HOUR = 3_600_000;
const drilled = (content: Partial<Matter["content"]> = {}): Matter => ({ ...opened, drill: true, content: { ...opened.content, ...content } });
/** Of the city that asks, or of the one that is asked; NEXT works there, HOTLINE behind a wire. */
const at = (ms: number, here: "HERE" | "THERE" = "HERE", exercise?: Matter): MatterFacts => ({
  at: ms, here, platformOf: (party) => (party === "NEXT" ? "THERE" : "HERE"), wiredTo: (party) => (party === "HOTLINE" ? "P12345" : null), agreed: () => null, named: () => true, answersWithin: () => 60_000,
  ...(exercise === undefined ? {} : { matter: () => exercise }), pathsOf: () => [], dueAt: (limit) => ms + (limit === "SIGN" ? 8 : 100) * HOUR, passes: 3, escalateTo: "GOV",
});
const code = (made: MatterDecision): string => (made.ok ? "accepted" : made.error.code);
const to = (matter: Matter, party: string, facts: MatterFacts): MatterDecision => transfer(matter, { by: "POLICE", to: party, clause: null, reason: "" }, facts);

/** Asked at hour 0 for the hours 10 to 12. */
const EXERCISE = { from: 10 * HOUR, until: 12 * HOUR };
const asked = after(drilled({ exercise: EXERCISE }), to(drilled({ exercise: EXERCISE }), "NEXT", at(0)));
const agreed = after(asked, sign(asked, { by: "NEXT" }, at(HOUR, "THERE")), 1);

test("X-09: a drill goes to no platform of GeoReport, which has no word for one, and to another Tocsin only in an exercise that is signed and on, to the millisecond", () => {
  assert.equal(code(to(drilled(), "HOTLINE", at(0))), "DRILL_STAYS");
  assert.equal(code(to(opened, "HOTLINE", at(0))), "accepted");
  assert.equal(code(to(drilled(), "URBAN", at(0))), "accepted", "who works on this platform sees the mark");
  const request = drilled({ exerciseId: "E" });
  assert.equal(code(to(drilled(), "NEXT", at(11 * HOUR, "HERE", agreed))), "EXERCISE_NOT_ON");
  assert.equal(code(to(request, "NEXT", at(11 * HOUR))), "EXERCISE_NOT_ON");
  assert.equal(code(to(request, "NEXT", at(11 * HOUR, "HERE", asked))), "EXERCISE_NOT_ON", "asked is not agreed");
  assert.deepEqual([10 * HOUR - 1, 10 * HOUR, 12 * HOUR, 12 * HOUR + 1].map((ms) => code(to(request, "NEXT", at(ms, "HERE", agreed)))), ["EXERCISE_NOT_ON", "accepted", "accepted", "EXERCISE_NOT_ON"]);
  assert.deepEqual([exerciseRuns(agreed, "THERE", 11 * HOUR), exerciseRuns(agreed, "OTHER", 11 * HOUR), exerciseRuns({ ...agreed, custody: { ...agreed.custody, status: "REPLIED" } }, "THERE", 11 * HOUR)], [true, false, false]);
});

test("JNT-07: an exercise is asked for as any matter is: a neighbour that has not answered within its minute is not silent, and the work on it is due after its end", () => {
  assert.equal(asked.custody.clock!.dueAt, 8 * HOUR);
  const help = after(opened, to(opened, "NEXT", at(0)));
  assert.equal(help.custody.clock!.dueAt, 60_000);
  const over = (matter: Matter): boolean | undefined => {
    const due = matterDeadlines(matter)[0]!;
    return after(matter, overdue(matter, due.id, at(due.dueAt))).custody.offer?.withdrawing;
  };
  assert.deepEqual([over(asked), over(help)], [false, true]);
  assert.equal(agreed.custody.handleBy, HOUR + 100 * HOUR + 11 * HOUR);
});

test("X-09: whatever another platform tells of a matter, and however often, a drill stays a drill and what is real stays real", () => {
  fc.assert(fc.property(fc.boolean(), fc.array(fc.record({ drill: fc.boolean(), ahead: fc.integer({ min: -1, max: 2 }), word: fc.constantFrom("", "已到场") }), { maxLength: 8 }), (drill, all) => {
    let own: Matter = { ...agreed, drill };
    for (const { drill: told, ahead, word } of all) {
      const message = { ...messageOf({ ...own, drill: told, progress: word === "" ? [] : [{ party: "NEXT", text: word, at: 9, by: "NEXT" }] }, "THERE"), custody: { ...own.custody, step: own.custody.step + ahead } };
      const made = receive(own, message, at(2 * HOUR));
      if (told !== drill) assert.equal(code(made), "CUSTODY_TALE");
      if (made.ok) own = made.value.reduce<Matter>((state, draft) => evolveMatter(state, { id: "M", ...draft, at: 9, by: "x" }), own);
      assert.equal(own.drill, drill);
    }
  }));
});

test("JNT-07: of its units a neighbour tells the whole list; what comes late says less and changes nothing, and of ours it can tell nothing", () => {
  const steps = (...what: readonly ("ORDERED" | "EN_ROUTE" | "ARRIVED")[]) => what.map((each, no) => ({ who: "邻一", what: each, at: no }));
  const hear = (own: Matter, help: ReturnType<typeof steps>): Matter => after(own, receive(own, { ...messageOf(own, "THERE"), help }, at(2 * HOUR)));
  const two = hear(agreed, steps("ORDERED", "EN_ROUTE"));
  assert.deepEqual([two.help?.length, hear(two, steps("ORDERED")).help?.length, hear(two, steps("ORDERED", "EN_ROUTE", "ARRIVED")).help?.length], [2, 2, 3]);
  assert.equal(two.custody, agreed.custody, "who comes is no step of the matter");
  const ofTheirs: Matter = { ...agreed, opener: "NEXT", help: steps("ORDERED") };
  assert.deepEqual(hear(ofTheirs, steps("ARRIVED", "ARRIVED", "ARRIVED")).help, steps("ORDERED"));
});

test("JNT-07: only the offer that was refused at its first word falls back; what the other side knows is asked back instead", () => {
  const help = after(opened, to(opened, "NEXT", at(0)));
  const no = help.custody.offer!.no;
  const back = after(help, notTaken(help, { no, code: "OUTSIDE_STRIP" }, at(HOUR)), 1);
  assert.deepEqual([back.custody.status, back.custody.owner, back.custody.clock?.kind, back.link, back.notTaken?.code], ["CREATED", "POLICE", "HANDLE", null, "OUTSIDE_STRIP"]);
  assert.equal(code(notTaken(back, { no, code: "x" }, at(2 * HOUR))), "STATE_CONFLICT", "once");
  assert.equal(code(notTaken(help, { no: no + 1, code: "x" }, at(HOUR))), "STATE_CONFLICT", "of an offer that is over");
  const ruled = after(after(opened, dispute(opened, { by: "POLICE", reason: "不属本市" }, at(0))), adjudicate(after(opened, dispute(opened, { by: "POLICE", reason: "不属本市" }, at(0))), { by: "GOV", to: "NEXT", clause: null, reason: "邻市管辖" }, at(0)));
  const bound = after(ruled, notTaken(ruled, { no: ruled.custody.offer!.no, code: "OUTSIDE_STRIP" }, at(HOUR)), 1);
  assert.deepEqual([ruled.custody.offer?.final, bound.custody.status, bound.custody.owner, bound.custody.clock?.kind], [true, "RETURNED", "POLICE", "HANDLE"], "a ruling binds no other city: what that will not have stays with whoever has it, and does not wait for ever");
  const again: Matter = { ...agreed, custody: { ...agreed.custody, owner: "POLICE", offer: asked.custody.offer } };
  assert.equal(code(notTaken(again, { no: again.custody.offer!.no, code: "x" }, at(3 * HOUR))), "MATTER_ELSEWHERE", "it was there before");
});
