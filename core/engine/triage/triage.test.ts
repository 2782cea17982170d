import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type TypeEntry, type TypeWords } from "./incident-type.ts";
import { matchTypes } from "./match-types.ts";
import { suggestTypes } from "./suggest-types.ts";

const TYPES: readonly (TypeEntry & TypeWords)[] = [
  { code: "FR-01", number: 1, nameZh: "火灾", aliases: ["着火"], keys: ["hz", "huozai", "zh"], keywords: ["冒烟", "起火", "烧起来"] },
  { code: "PO-01", number: 9, nameZh: "打架斗殴", aliases: ["打架"], keys: ["djdo", "dj"], keywords: ["打起来", "动手"] },
  { code: "TR-01", number: 11, nameZh: "伤人交通事故", aliases: ["车祸"], keys: ["srjtsg", "ch"], keywords: ["追尾", "受伤", "撞人"] },
  { code: "TR-02", number: 12, nameZh: "财损交通事故", aliases: ["追尾剐蹭"], keys: ["csjtsg"], keywords: ["追尾", "剐蹭"] },
  { code: "CR-02", number: 22, nameZh: "抢劫、抢夺", aliases: [], keys: ["qjqd"], keywords: ["抢包"] },
];
const codes = (text: string): string[] => matchTypes(text, TYPES).map((match) => match.code);

test("INC-01: a type is reached by number, code, pinyin key, Chinese name, alias or a piece of it", () => {
  assert.deepEqual(codes("1"), ["FR-01", "TR-01", "TR-02"]);
  assert.deepEqual(codes("01"), ["FR-01"]);
  assert.deepEqual(codes("FR-01"), ["FR-01"]);
  assert.deepEqual(codes("tr"), ["TR-01", "TR-02"]);
  assert.deepEqual(codes("hz"), ["FR-01"]);
  assert.deepEqual(codes("交通"), ["TR-01", "TR-02"]);
  assert.deepEqual(codes("打架"), ["PO-01"]);
  assert.deepEqual(codes("车祸"), ["TR-01"]);
  assert.deepEqual(codes("没有这种"), []);
  assert.deepEqual(codes("j"), ["PO-01", "CR-02", "TR-01", "TR-02"], "closer to whole comes before the smaller number");
});

test("of a type's own names the closest counts, wherever it stands in the list", () => {
  const type = (number: number, keys: string[]): TypeEntry => ({ code: `AA-0${number}`, number, nameZh: "类", aliases: [], keys });
  assert.deepEqual(matchTypes("ab", [type(1, ["abcd"]), type(2, ["abcde", "abc"])]).map((match) => match.number), [2, 1]);
});

test("X-14: width, case and spaces do not matter", () => {
  assert.deepEqual(matchTypes(" ｆｒ－０１ ", TYPES)[0], { code: "FR-01", number: 1, nameZh: "火灾", by: "CODE", exact: true });
  assert.equal(matchTypes("HZ", TYPES)[0]!.exact, true);
  assert.equal(matchTypes("huo", TYPES)[0]!.exact, false);
});

test("nothing typed lists all types by number", () => {
  assert.deepEqual(matchTypes(" ", TYPES.toReversed()).map((match) => match.number), [1, 9, 11, 12, 22]);
});

test("every type is found first by its own number and its own code, in whatever order the types are given", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 52 }), fc.nat(), (numbers, pick) => {
      const types = numbers.map((number): TypeEntry => ({ code: `AA-${String(number).padStart(2, "0")}`, number, nameZh: `类${number}`, aliases: [], keys: [`l${number}`] }));
      const type = types[pick % types.length]!;
      for (const typed of [String(type.number), String(type.number).padStart(2, "0"), type.code, type.keys[0]!]) {
        const found = matchTypes(typed, types);
        assert.equal(found[0]!.code, type.code, typed);
        assert.deepEqual(matchTypes(typed, types.toReversed()), found);
      }
    }),
  );
});

test("INC-03: a caller's words suggest types with their evidence, the rarer word weighing more", () => {
  const found = suggestTypes("中山路两车追尾，有人受伤流血", TYPES);
  assert.deepEqual(found.map((s) => s.code), ["TR-01", "TR-02"]);
  assert.deepEqual(found[0]!.evidence, ["受伤", "追尾"]);
  assert.deepEqual(suggestTypes("有人抢夺手机", TYPES).map((s) => s.evidence), [["抢夺"]]);
});

test("denied words suggest nothing, and a denial ends with its clause", () => {
  assert.deepEqual(suggestTypes("楼道没有着火，也没人受伤", TYPES), []);
  assert.deepEqual(suggestTypes("没有，着火了！", TYPES).map((s) => s.code), ["FR-01"]);
  assert.deepEqual(suggestTypes("刚才没着火，现在着火了", TYPES).map((s) => s.code), ["FR-01"]);
});

test("a word inside a longer one that was found is not counted twice", () => {
  assert.deepEqual(suggestTypes("有人打架斗殴", TYPES)[0]!.evidence, ["打架斗殴"]);
});

test("suggestions are sorted, their shares make one, and no text breaks them", () => {
  const words = fc.constantFrom("着火", "追尾", "受伤", "没有", "打架", "abc", "，", "抢劫", "\u{1f525}");
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ unit: "binary" })), { maxLength: 12 }), (parts) => {
      const found = suggestTypes(parts.join(""), TYPES, 9);
      assert.deepEqual(suggestTypes(parts.join(""), TYPES.toReversed(), 9), found);
      found.forEach((s, i) => assert.ok(s.score > 0 && s.evidence.length > 0 && (i === 0 || s.score <= found[i - 1]!.score)));
      const shares = found.reduce((sum, s) => sum + s.share, 0);
      assert.ok(found.length === 0 || Math.abs(shares - 1) < 1e-9);
    }),
  );
});
