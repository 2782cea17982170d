import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type RecommendInput } from "./recommend-input.ts";
import { input, need, randomInput, unit } from "./sample-units.ts";
import { explain } from "./explain.ts";
import { REASON_CODES, type Reason, toneOf } from "./reason.ts";
import { ageText, durationText, reasonText } from "./reason-text.ts";
import { rankUnits } from "./recommend.ts";

const NAMES: Record<string, [string, string]> = { RIOT_CONTROL: ["处突", "Riot control"] };
const nameOf = (_kind: string, id: string, language: "zh" | "en"): string => NAMES[id]?.[language === "zh" ? 0 : 1] ?? id;
const say = (reasons: readonly Reason[] | null): string[] => (reasons ?? []).map((reason) => reasonText(reason, "zh", nameOf));

test("DSP-01: why not that one is answered in short Chinese chips", () => {
  const ranking = rankUnits(
    input({
      incident: need({ needsAll: ["RIOT_CONTROL"] }),
      candidates: [
        unit("U1", { stale: true, positionAt: input().at - 190_000 }),
        unit("U2", { travelMs: 135_000, capabilities: ["RIOT_CONTROL"] }),
        unit("U3", { travelMs: 105_000, capabilities: ["RIOT_CONTROL"] }),
      ],
    }),
  );
  assert.deepEqual(say(explain(ranking, "U1")).slice(0, 2), ["缺少能力：处突", "位置 3 分钟前"]);
  assert.deepEqual(say(explain(ranking, "U2")), ["比 U3 晚 30 秒", "预计 3 分钟到达", "能力符合：处突"]);
  assert.deepEqual(say(explain(ranking, "U3")), ["最近", "预计 2 分 30 秒到达", "能力符合：处突"]);
  assert.equal(explain(ranking, "U9"), null);
});

test("a nearer unit that stands lower is told what weighed more", () => {
  const ranking = rankUnits(input({ incident: need({ priority: "P3" }), candidates: [unit("NEAR", { coverLoss: 0.05 }), unit("FAR", { travelMs: 70_000 })] }));
  assert.deepEqual(explain(ranking, "NEAR")![0], { code: "OUTWEIGHED", params: { firstUnitId: "FAR", byMs: 10_000, because: ["COVER"] } });
  assert.equal(say(explain(ranking, "NEAR"))[0], "比 FAR 早 10 秒，因覆盖让后");
});

test("equals are ordered by their code, and say so", () => {
  const ranking = rankUnits(input({ candidates: [unit("B"), unit("A")] }));
  assert.equal(explain(ranking, "B")![0]!.code, "TIE_BY_CODE");
});

/** Of an input every fifth unit belongs to a reserve: ready, unconfirmed or held. */
const RESERVE = [{ readyMs: 300_000, heldFor: null }, { readyMs: null, heldFor: null }, { readyMs: 900_000, heldFor: "P1" }] as const;
const withReserves = (given: RecommendInput): RecommendInput => ({ ...given, candidates: given.candidates.map((unit, i) => (i % 5 === 4 ? { ...unit, reserve: RESERVE[Math.floor(i / 5) % 3]! } : unit)) });

test("every unit has an explanation; blocks lead it; every reason has a text in both languages without holes", () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), (seed, size) => {
      const plain = randomInput(seed, size);
      for (const given of seed % 5 === 0 ? [plain, withReserves(plain)] : [plain]) {
        const ranking = rankUnits(given);
        for (const { unitId } of given.candidates) {
          const reasons = explain(ranking, unitId)!;
          assert.ok(reasons.length > 0, `${unitId} has no reason`);
          const codes = reasons.map((reason) => reason.code);
          assert.equal(new Set(codes).size, codes.length, `${unitId} repeats a reason: ${codes.join()}`);
          for (const reason of reasons) {
            met.add(reason.code);
            for (const language of ["zh", "en"] as const) assert.doesNotMatch(reasonText(reason, language), /undefined|NaN|null|\[object|^$/);
            if (reason.code === "OUTWEIGHED") assert.ok(reason.params.because.length > 0);
          }
        }
        for (const out of ranking.notEligible) {
          assert.ok(out.reasons.slice(0, out.blocks).some((r) => toneOf(r.code) === "BLOCK" || r.code === "STALE_POSITION" || r.code === "OTHER_AGENCY"));
        }
      }
    }),
    { numRuns: 400, seed: 7 },
  );
  assert.deepEqual(REASON_CODES.filter((code) => !met.has(code)), []);
});

test("durations and ages read well at their edges", () => {
  assert.deepEqual([0, 59_499, 60_000, 61_000].map((ms) => durationText(ms, "zh")), ["0 秒", "59 秒", "1 分钟", "1 分 1 秒"]);
  assert.deepEqual([59, 60, 3_599, 3_600].map((s) => ageText(s, "en")), ["59 s ago", "1 min ago", "59 min ago", "1 h ago"]);
});
