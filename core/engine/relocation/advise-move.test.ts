import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { adviceText } from "./advice-text.ts";
import { adviseMove, type Move } from "./advise-move.ts";
import { reachedInTarget, type RelocationInput } from "./relocation-input.ts";

/** Share of demand missing to the goals, cell by cell from the definition. */
function shortByDefinition({ demand }: RelocationInput, standing: readonly ArrayLike<number>[]): number {
  const { areas, weights, areaOf, busyFraction: q } = demand;
  const all = Array.from(weights).reduce((sum, weight) => sum + weight, 0);
  return areas.reduce((short, { goal }, a) => {
    let covered = 0;
    let demanded = 0;
    for (let cell = 0; cell < weights.length; cell++) {
      if (areaOf[cell] !== a) continue;
      demanded += weights[cell]!;
      covered += weights[cell]! * (1 - q ** standing.filter((list) => Array.from(list).includes(cell)).length);
    }
    return short + Math.max(0, goal * demanded - covered) / all;
  }, 0);
}

/** Every unit to every post, each computed anew. */
function movesByDefinition(input: RelocationInput): { readonly unitId: string; readonly postId: string; readonly driveMs: number; readonly gain: number; readonly rate: number }[] {
  const before = shortByDefinition(input, input.units.map((unit) => unit.reached));
  return input.units.flatMap((unit, u) =>
    input.posts.flatMap((post, p) => {
      const driveMs = unit.driveMs?.[p] ?? -1;
      if (driveMs < 0 || driveMs > input.mostDriveMs || post.postId === unit.postId || post.room === 0) return [];
      const gain = before - shortByDefinition(input, input.units.map((other, i) => (i === u ? post.reached : other.reached)));
      return gain > 1e-9 && gain >= input.leastGain ? [{ unitId: unit.unitId, postId: post.postId, driveMs, gain, rate: gain / (Math.max(MINUTE, driveMs) / MINUTE) }] : [];
    }),
  );
}

const anyCity: fc.Arbitrary<RelocationInput> = fc.record({ cells: fc.integer({ min: 1, max: 18 }), posts: fc.integer({ min: 1, max: 6 }), areas: fc.integer({ min: 1, max: 3 }) }).chain(({ cells, posts, areas }) =>
  fc.record({
    demand: fc.record({
      areas: fc.array(fc.record({ goal: fc.constantFrom(0.5, 0.8, 1) }), { minLength: areas, maxLength: areas }).map((list) => list.map(({ goal }, i) => ({ code: `A${i}`, targetMs: MINUTE, goal }))),
      weights: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: cells, maxLength: cells }),
      areaOf: fc.array(fc.nat(areas - 1), { minLength: cells, maxLength: cells }),
      busyFraction: fc.constantFrom(0, 0.3, 0.7),
    }),
    units: fc
      .array(fc.record({ reached: fc.uniqueArray(fc.nat(cells - 1)), driveMs: fc.option(fc.array(fc.integer({ min: -1, max: 20 }).map((n) => (n < 0 ? -1 : n * 30_000)), { minLength: posts, maxLength: posts }), { freq: 5 }), post: fc.option(fc.nat(posts - 1)) }), { maxLength: 6 })
      .map((list) => list.map(({ post, ...unit }, i) => ({ ...unit, unitId: `U${i}`, postId: post === null ? null : `P${post}` }))),
    posts: fc
      .array(fc.record({ reached: fc.uniqueArray(fc.nat(cells - 1)), room: fc.constantFrom(null, null, 0, 1) }), { minLength: posts, maxLength: posts })
      .map((list) => list.map((post, i) => ({ ...post, postId: `P${i}` }))),
    leastGain: fc.constantFrom(0, 0.02),
    mostDriveMs: fc.constantFrom(4 * MINUTE, 30 * MINUTE),
  }),
);

test("Relocation: the move advised is the best of all moves, each computed anew from the definition", () => {
  fc.assert(
    fc.property(anyCity, (input) => {
      const advice = adviseMove(input);
      const all = movesByDefinition(input);
      const best = all.reduce((most, move) => Math.max(most, move.rate), 0);
      // On the border of the least gain both ways may round apart; such inputs decide nothing.
      fc.pre(all.every((move) => Math.abs(move.gain - input.leastGain) > 1e-9));
      assert.equal(advice.move === null, all.length === 0);
      if (advice.move === null) return;
      assert.ok(Math.abs(advice.move.gainPerMinute - best) < 1e-9);
      const same = all.find((move) => move.unitId === advice.move!.unitId && move.postId === advice.move!.postId);
      assert.ok(same !== undefined && Math.abs(same.gain - advice.move.gain) < 1e-9 && same.driveMs === advice.move.driveMs);
    }),
    { numRuns: 400 },
  );
});

/** Two areas, cells 0–1 in the centre and 2 in the country; posts C (centre) and R (country); everyone stands at C. */
const lopsided = (over: Partial<RelocationInput> = {}): RelocationInput => ({
  demand: {
    areas: [{ code: "CENTRAL", targetMs: 5 * MINUTE, goal: 0.9 }, { code: "RURAL", targetMs: 20 * MINUTE, goal: 0.5 }],
    weights: [6, 3, 1], areaOf: [0, 0, 1], busyFraction: 0.2,
  },
  units: ["U1", "U2", "U3"].map((unitId, i) => ({ unitId, reached: [0, 1], driveMs: [0, (8 + 4 * i) * MINUTE], postId: "C" })),
  posts: [{ postId: "C", reached: [0, 1], room: null }, { postId: "R", reached: [2], room: null }],
  leastGain: 0.01, mostDriveMs: 30 * MINUTE,
  ...over,
});

test("Relocation: what the centre has to spare serves the country, by the shortest drive, and says before and after", () => {
  const advice = adviseMove(lopsided());
  assert.equal(advice.answer, "MOVE");
  assert.deepEqual([advice.move?.unitId, advice.move?.fromPostId, advice.move?.postId, advice.move?.driveMs], ["U1", "C", "R", 8 * MINUTE]);
  const shown = (areas: Move["after"]) => areas.map((area) => [area.code, Number(area.covered.toFixed(3))]);
  assert.deepEqual(shown(advice.before), [["CENTRAL", 0.992], ["RURAL", 0]]);
  assert.deepEqual(shown(advice.move!.after), [["CENTRAL", 0.96], ["RURAL", 0.8]]);
  assert.ok(Math.abs(advice.move!.gain - 0.05) < 1e-9, "half of the country's tenth of the demand is what its goal asks for");
  assert.deepEqual(advice.others.map((move) => move.unitId), ["U2", "U3"]);
  assert.equal(adviceText(advice, "zh"), "建议 U1 前往 R，行车 8 分钟：CENTRAL 99.2%→96%（目标 90%），RURAL 0%→80%（目标 50%）");
  assert.equal(adviceText(advice, "en"), "Advise U1 to R, a drive of 8 min: CENTRAL 99.2%→96% (goal 90%), RURAL 0%→80% (goal 50%)");
});

test("Relocation: nobody moves where every area has its goal, or where no move is worth its drive, and it says which", () => {
  const holds = adviseMove(lopsided({ demand: { ...lopsided().demand, areas: [{ code: "CENTRAL", targetMs: MINUTE, goal: 0.9 }, { code: "RURAL", targetMs: MINUTE, goal: 0 }] } }));
  assert.deepEqual([holds.answer, holds.move, adviceText(holds, "en")], ["HOLDS", null, "Every area has its cover; nobody needs to move"]);
  const far = adviseMove(lopsided({ mostDriveMs: 5 * MINUTE }));
  assert.deepEqual([far.answer, far.move, adviceText(far, "zh")], ["NOTHING_GAINS", null, "覆盖不足（RURAL 0%/50%），但没有值得一跑的调动"]);
  assert.equal(adviseMove(lopsided({ leastGain: 0.06 })).answer, "NOTHING_GAINS");
  assert.equal(adviseMove(lopsided({ units: [] })).answer, "NOTHING_GAINS");
});

test("Relocation: a unit of the centre is not drawn off for the country when the centre would lose more", () => {
  const poor = lopsided({ units: lopsided().units.slice(0, 1) });
  assert.equal(adviseMove(poor).answer, "NOTHING_GAINS");
});

test("Relocation: areas have targets of their own: twelve minutes reach the country, not the centre", () => {
  const areas = lopsided().demand.areas;
  assert.deepEqual([...reachedInTarget([12 * MINUTE, 5 * MINUTE, 12 * MINUTE, -1], { areas, areaOf: [0, 0, 1, 1] })], [1, 2]);
});

test("Relocation: input that would spoil the advice is refused by the name of its field", () => {
  const { demand, units, posts } = lopsided();
  const cases: readonly (readonly [Partial<RelocationInput>, RegExp])[] = [
    [{ posts: [{ ...posts[0]!, reached: [3] }, posts[1]!] }, /posts\[0\]\.reached\[0\]/],
    [{ posts: [{ ...posts[0]!, reached: [1, 1] }, posts[1]!] }, /posts\[0\]\.reached\[1\] must name each cell once/],
    [{ units: [{ ...units[0]!, driveMs: [1] }] }, /units\[0\]\.driveMs/],
    [{ demand: { ...demand, areaOf: [0, 0, 2] } }, /demand\.areaOf\[2\]/],
    [{ demand: { ...demand, busyFraction: 1 } }, /busyFraction/],
    [{ demand: { ...demand, areas: [{ ...demand.areas[0]!, goal: 2 }, demand.areas[1]!] } }, /areas\[0\]\.goal/],
    [{ leastGain: -1 }, /leastGain/],
  ];
  for (const [over, expected] of cases) assert.throws(() => adviseMove(lopsided(over)), expected);
});
