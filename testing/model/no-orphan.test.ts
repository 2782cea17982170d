import assert from "node:assert/strict";
import { test } from "node:test";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { CUSTODY_EVENTS } from "@tocsin/domain/linkage/evolve-matter.ts";
import { handleAgain, happen, said } from "@tocsin/domain/linkage/facts.ts";
import { type Explored, explore } from "./explore.ts";
import { handOvers, type Rules, RULES } from "./hand-over-model.ts";

const check = (rules: Partial<Rules>): Explored => explore(handOvers({ ...RULES, ...rules }));

test("LNK-01, LNK-05, LNK-08: no orphan: in every interleaving of offers, signatures, returns, rulings, limits, lost answers and repeated messages a matter has one owner and one clock, and can still be closed, also where nobody is free to rule", (t) => {
  const seen = new Set<string>();
  const { states, transitions, depth, fault } = check({ seen });
  t.diagnostic(`${states} states, ${transitions} transitions, ${depth} steps deep`);
  assert.equal(fault, null);
  assert.ok(states > 10_000, `only ${states} states`);
  // The machine that runs moves a matter by these events and no others, so that none of its steps is left out of the check; how an exercise that was called off ends is in call-off.test.ts.
  assert.deepEqual([...CUSTODY_EVENTS].filter((type) => !seen.has(type)), ["MatterOpened", "ExerciseEnded"]);
});

/** Rules of the platform with one fault each, and how the check finds it on the shortest way. */
const BROKEN: readonly { readonly name: string; readonly rules: Partial<Rules>; readonly what: RegExp; readonly steps: number }[] = [
  {
    name: "a giver that lets go on sending",
    rules: {
      evolve: (state, event) => {
        const matter = RULES.evolve(state, event);
        return event.type === "MatterOffered" ? { ...matter, custody: { ...matter.custody, owner: matter.custody.offer!.to } } : matter;
      },
    },
    what: /nobody believes to own it/,
    steps: 1,
  },
  {
    name: "a signature that is taken twice",
    rules: { receive: (own, message, facts) => (own !== null && message.custody.step < own.custody.step && message.custody.status === "SIGNED" ? happen(said("MatterMirrored", { custody: message.custody })) : RULES.receive(own, message, facts)) },
    what: /nobody believes to own it|both/,
    steps: 7,
  },
  {
    name: "a limit whose end clears the clock",
    rules: {
      evolve: (state, event): Matter => {
        const matter = RULES.evolve(state, event);
        return event.type === "MatterOverdue" ? { ...matter, custody: { ...matter.custody, clock: null } } : matter;
      },
    },
    what: /0 clocks run/,
    steps: 1,
  },
  {
    name: "more time that outlives the hand-over of the matter",
    rules: {
      evolve: (state, event): Matter => {
        const matter = RULES.evolve(state, event);
        return event.type === "MatterSigned" ? { ...matter, extension: state?.extension ?? null } : matter;
      },
    },
    what: /asks for more time, and/,
    steps: 3,
  },
  {
    name: "a giver that takes its offer back without asking the other platform",
    rules: {
      withdraw: (matter, _act, facts) => (matter.custody.offer === null ? happen() : happen(said("OfferWithdrawn", { clock: handleAgain(matter, facts.at) }))),
      receive: (own, message, facts) => {
        const decision = RULES.receive(own, message, facts);
        return decision.ok ? decision : happen();
      },
    },
    what: /both platforms may write/,
    steps: 3,
  },
];

for (const { name, rules, what, steps } of BROKEN) {
  test(`LNK-05: the check catches ${name}`, (t) => {
    const { fault } = check(rules);
    assert.ok(fault !== null, "nothing was found");
    t.diagnostic(`${fault.what}: ${fault.trace.join(" → ")}`);
    assert.match(fault.what, what);
    assert.equal(fault.trace.length, steps);
  });
}
