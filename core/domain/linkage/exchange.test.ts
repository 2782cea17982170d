import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Custody, type Matter, MATTER_CLOCKS, MATTER_STATUSES } from "@tocsin/contract/linkage/matter.ts";
import { evolveMatter } from "./evolve-matter.ts";
import { messageOf, type MatterMessage, receive } from "./exchange.ts";
import { type MatterDecision, type MatterFacts, said } from "./facts.ts";
import { progress, reply, verify } from "./handling.ts";
import { STATUS_CLOCKS } from "./life-cycle.ts";
import { sign, transfer, withdraw } from "./transfer.ts";

const factsOf = (here: "HERE" | "THERE", at: number): MatterFacts => ({
  at, here, platformOf: (party) => (party === "NEXT" ? "THERE" : party === "THIRD" ? "ELSEWHERE" : "HERE"), named: () => true, wiredTo: () => null, agreed: () => null, answersWithin: () => 60_000,
  pathsOf: () => [], dueAt: () => at + 3_600_000, passes: 3, escalateTo: "",
});
const about = { no: "L1", drill: false, opener: "URBAN", scope: ["CITY"], content: { item: null, text: "请就近支援", place: null, urgency: "URGENT" as const, caller: { notice: "NO_CALLER" as const, withheld: false } } };
const fold = (own: Matter | null, made: MatterDecision, at: number): Matter | null => (made.ok ? made.value.reduce<Matter | null>((state, draft) => evolveMatter(state, { id: "M", ...draft, at, by: "x" }), own) : own);
const opened = fold(null, { ok: true, value: [said("MatterOpened", { ...about, incidentId: null, handleBy: 1, clock: { kind: "HANDLE", since: 0, dueAt: 1, level: 0 } })] }, 0)!;

const given = fold(opened, transfer(opened, { by: "URBAN", to: "POLICE", clause: null, reason: "" }, factsOf("HERE", 0)), 0)!;
const owned = fold(given, sign(given, { by: "POLICE" }, factsOf("HERE", 0)), 0)!;
/** It has been in two hands here, and waits for the neighbour. */
const asked = fold(owned, transfer(owned, { by: "POLICE", to: "NEXT", clause: null, reason: "" }, factsOf("HERE", 1)), 1)!;

/** One owner, and until it is closed one clock; a party of ours owns it only where it did before or signed here. */
function sound({ custody }: Matter): void {
  assert.equal(custody.clock === null, custody.status === "CLOSED");
  assert.ok(["POLICE", "URBAN", "NEXT"].includes(custody.owner), custody.owner);
  assert.equal(custody.offer !== null, custody.status === "SENT");
}

const party = fc.constantFrom("POLICE", "URBAN", "NEXT", "THIRD");
/** Lies of every kind: whose it is, how it stands, what was before, which step it is. */
const lie = fc.record({
  step: fc.integer({ min: -3, max: 2_000 }), status: fc.constantFrom(...MATTER_STATUSES), owner: party,
  clock: fc.option(fc.record({ kind: fc.constantFrom(...MATTER_CLOCKS), since: fc.nat(9), dueAt: fc.nat(9), level: fc.constantFrom(0, 1) })),
  offer: fc.option(fc.record({ no: fc.nat(9), kind: fc.constantFrom("TRANSFER" as const, "RETURN" as const), from: party, to: party, at: fc.nat(9), final: fc.boolean(), withdrawing: fc.boolean(), resume: fc.constantFrom(...MATTER_STATUSES), reason: fc.constant(""), clause: fc.constant(null) })),
  passes: fc.array(fc.record({ from: party, to: party, at: fc.nat(9), how: fc.constantFrom("SIGNED" as const, "RETURNED" as const) }), { maxLength: 3 }),
}, { requiredKeys: [] });

/** A lie that hangs together: a status with a clock that it has, an offer where it is sent, some steps ahead of what is known. */
const smooth = fc.record({ ahead: fc.integer({ min: 1, max: 3 }), status: fc.constantFrom(...MATTER_STATUSES), owner: party, to: party, forgets: fc.boolean() });
type Smooth = typeof smooth extends fc.Arbitrary<infer Value> ? Value : never;
function smoothed(own: Custody, { ahead, status, owner, to, forgets }: Smooth): Custody {
  const [kind] = STATUS_CLOCKS[status];
  const step = own.step + ahead;
  return {
    ...own, step, status, owner, clock: kind === undefined ? null : { kind, since: 0, dueAt: 9, level: 0 }, passes: forgets ? [] : own.passes,
    offer: status === "SENT" ? { no: step, kind: "TRANSFER", from: owner, to, at: 0, final: false, withdrawing: false, resume: "PROCESSING", reason: "", clause: null } : null,
  };
}

const move = fc.oneof(
  fc.record({ what: fc.constant("smooth" as const), lie: smooth }),
  fc.record({ what: fc.constant("act" as const), side: fc.constantFrom("HERE" as const, "THERE" as const), no: fc.nat(6) }),
  fc.record({ what: fc.constant("hear" as const), side: fc.constantFrom("HERE" as const, "THERE" as const), which: fc.nat(30) }),
  fc.record({ what: fc.constant("lie" as const), lie }),
);

test("JNT-07, LNK-08: a neighbour that lies, repeats, comes late or vanishes does no harm: whatever it sends, the matter here has one owner and one clock, its history stands, and nobody here becomes its owner by another's word", () => {
  fc.assert(fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
    const records: Record<"HERE" | "THERE", Matter | null> = { HERE: asked, THERE: null };
    const sent: Record<"HERE" | "THERE", MatterMessage[]> = { HERE: [messageOf(asked, "HERE")], THERE: [] };
    for (const [at, each] of moves.entries()) {
      if (each.what === "act") {
        const own = records[each.side];
        if (own === null) continue;
        const facts = factsOf(each.side, at);
        const mine = each.side === "HERE" ? "POLICE" : "NEXT";
        const acts: readonly (() => MatterDecision)[] = [
          () => transfer(own, { by: mine, to: mine === "NEXT" ? "POLICE" : "NEXT", clause: null, reason: "" }, facts), () => sign(own, { by: mine }, facts), () => withdraw(own, { by: mine }, facts), () => progress(own, { by: mine, text: `到场 ${at}` }, facts),
          () => reply(own, { by: mine, text: "完成" }, facts), () => verify(own, { by: mine, verdict: "SATISFIED", text: "" }, facts), () => transfer(own, { by: mine, to: "URBAN", clause: null, reason: "" }, facts),
        ];
        const next = fold(own, acts[each.no]!(), at);
        records[each.side] = next;
        if (next !== own && next?.link !== null) sent[each.side].push(messageOf(next!, each.side));
        continue;
      }
      // Any message of before, in any order, any number of times; or one that was never true.
      const to = each.what === "hear" ? each.side : "HERE";
      const from = to === "HERE" ? "THERE" : "HERE";
      const honest = each.what === "hear" ? sent[from][each.which % Math.max(1, sent[from].length)] : undefined;
      const message = each.what === "lie" ? { matterId: "M", from, about, custody: { ...records.HERE!.custody, ...each.lie } as Custody } : each.what === "smooth" ? { matterId: "M", from, about, custody: smoothed(records.HERE!.custody, each.lie) } : honest;
      if (message === undefined) continue;
      const before = records[to];
      const after = fold(before, receive(before, message, factsOf(to, at)), at);
      records[to] = after;
      if (each.what === "hear" || before === null || after === null) continue;
      assert.equal(JSON.stringify(after.custody.passes.slice(0, before.custody.passes.length)), JSON.stringify(before.custody.passes), "who had it stands");
      const newest = after.custody.passes.at(-1);
      if (after.custody.owner !== before.custody.owner && after.custody.owner !== "NEXT") assert.ok(after.custody.passes.length > before.custody.passes.length && newest?.to === after.custody.owner, "only by a signature here");
      if (before.link === null) assert.deepEqual(after, before, "who was never asked is not heard");
    }
    sound(records.HERE!);
  }), { numRuns: 300 });
});

test("LNK-08: each kind of tale is named, and what could be true is taken", () => {
  const arrived = fold(null, receive(null, messageOf(asked, "HERE"), factsOf("THERE", 2)), 2)!;
  const theirs = fold(arrived, sign(arrived, { by: "NEXT" }, factsOf("THERE", 3)), 3)!;
  const news = messageOf(theirs, "THERE");
  const heard = (change: Partial<Custody>): string => {
    const made = receive(asked, { ...news, custody: { ...news.custody, ...change } }, factsOf("HERE", 4));
    return made.ok ? "taken" : `${made.error.code} ${String(made.error.params["what"])}`;
  };
  assert.equal(heard({}), "taken");
  for (const [change, what] of [
    [{ clock: { ...news.custody.clock!, dueAt: 401 * 86_400_000 } }, "limit"], [{ handleBy: 8_640_000_000_000_000 }, "limit"], [{ owner: "URBAN" }, "owner"], [{ owner: "THIRD" }, "party"], [{ clock: null }, "clock"], [{ status: "SENT" }, "clock"], [{ step: 5_000 }, "step"],
    [{ offer: { ...asked.custody.offer!, from: "NEXT", to: "POLICE" } }, "offer"], [{ passes: [] }, "history"], [{ passes: Array.from({ length: 101 }, (_, no) => news.custody.passes[no] ?? news.custody.passes.at(-1)!) }, "history"],
  ] as const) assert.equal(heard(change as Partial<Custody>), `CUSTODY_TALE ${what}`);
  const worked = fold(theirs, progress(theirs, { by: "NEXT", text: "两个警组已出发" }, factsOf("THERE", 5)), 5)!;
  const again = fold(worked, progress(worked, { by: "NEXT", text: "已到场" }, factsOf("THERE", 6)), 6)!;
  const first = fold(asked, receive(asked, messageOf(worked, "THERE"), factsOf("HERE", 7)), 7)!;
  const second = fold(first, receive(first, messageOf(again, "THERE"), factsOf("HERE", 8)), 8)!;
  assert.deepEqual(second.progress.map(({ text }) => text), ["两个警组已出发", "已到场"], "what is said without a step is heard too");
  assert.deepEqual(receive(second, messageOf(worked, "THERE"), factsOf("HERE", 9)), { ok: true, value: [] }, "an older word takes nothing back");
});
