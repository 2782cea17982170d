import assert from "node:assert/strict";
import { test } from "node:test";
import { settle } from "@tocsin/domain/linkage/wire.ts";
import { type Explored, explore } from "./explore.ts";
import { WIRE_RULES, type WireRules, wires } from "./wire-model.ts";

const check = (rules: Partial<WireRules>): Explored => explore(wires({ ...WIRE_RULES, ...rules }));

test("LNK-02: the wire: whatever is lost, repeated or dies in between, a message is one request over there, an open one there has its matter here, and a way leads to a closed matter", (t) => {
  const { states, transitions, depth, fault } = check({});
  t.diagnostic(`${states} states, ${transitions} transitions, ${depth} steps deep`);
  assert.equal(fault, null);
  assert.ok(states > 100, `only ${states} states`);
});

/** A courier or rule with one fault each, and how the check finds it on the shortest way. */
const BROKEN: readonly { readonly name: string; readonly rules: Partial<WireRules>; readonly what: RegExp }[] = [
  { name: "a server that does not write down that a try begins, and dies: what is asked back is let go although it is there", rules: { marks: false }, what: /open request|two requests/ },
  { name: "a courier that sends again without asking by the key", rules: { asks: false }, what: /two requests/ },
  {
    name: "a refusal that is believed of what was received",
    rules: { settle: (matter, payload, facts) => (payload.receipt.state === "RECEIVED" ? settle(matter, { ...payload, receipt: { state: "REFUSED", requestId: null, why: "", tries: 1 } }, facts) : settle(matter, payload, facts)) },
    what: /open request/,
  },
];
for (const { name, rules, what } of BROKEN) {
  test(`LNK-02: the check catches ${name}`, (t) => {
    const { fault } = check(rules);
    assert.ok(fault !== null, "nothing was found");
    t.diagnostic(`${fault.what}: ${fault.trace.join(" → ")}`);
    assert.match(fault.what, what);
  });
}
