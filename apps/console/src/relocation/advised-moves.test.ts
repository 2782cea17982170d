import assert from "node:assert/strict";
import { test } from "node:test";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { CityIndex } from "../city/city-index.ts";
import { wordIn } from "../language/words.ts";
import { advisedMoves, moveText, whyText } from "./advised-moves.ts";

const unit = (id: string, gain: number | null): Unit =>
  ({ id, callSign: `江-${id}`, advice: gain === null ? null : { postId: "SB1", driveMs: 384_000, gain, coverChange: gain, graphVersion: "", at: 1, areas: [{ code: "URBAN", goal: 0.95, before: 0.712, after: 0.73 }, { code: "RURAL", goal: 0.8, before: 0.6, after: 0.6 }] } }) as unknown as Unit;
const city = { city: { standbyPosts: [{ id: "SB1", nameZh: "东门备勤点", nameEn: "East gate" }] } } as unknown as CityIndex;

test("DSP-06: advised moves stand with what they win on top; the line says who, where to, the drive, the gain, and which cover changes", () => {
  const moves = advisedMoves([unit("1", 0.01), unit("2", null), unit("3", 0.018)]);
  assert.deepEqual(moves.map((move) => move.unit.id), ["3", "1"]);
  const say = (lang: "zh" | "en") => (key: Parameters<typeof wordIn>[1], params?: Parameters<typeof wordIn>[2]) => wordIn(lang, key, params);
  assert.equal(moveText(say("zh"), city, moves[0]!, "zh"), "调动建议：江-3 前往东门备勤点，行车 6 分钟，覆盖增加 1.8 个百分点");
  assert.equal(moveText(say("en"), city, moves[0]!, "en"), "Advised move: 江-3 to East gate, a drive of 6 min, wins 1.8 points of cover");
  assert.equal(whyText(say("zh"), moves[0]!.advice), "城区 71.2→73.0%（目标 95%）");
});
