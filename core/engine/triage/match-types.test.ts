import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type TypeEntry } from "./incident-type.ts";
import { matchTypes } from "./match-types.ts";

const TYPES: readonly (TypeEntry)[] = [
  { code: "FR-01", number: 1, nameZh: "火灾", aliases: ["着火"], keys: ["hz", "huozai", "zh"] },
  { code: "PO-01", number: 9, nameZh: "打架斗殴", aliases: ["打架"], keys: ["djdo", "dj"] },
  { code: "TR-01", number: 11, nameZh: "伤人交通事故", aliases: ["车祸"], keys: ["srjtsg", "ch"] },
  { code: "TR-02", number: 12, nameZh: "财损交通事故", aliases: ["追尾剐蹭"], keys: ["csjtsg"] },
  { code: "CR-02", number: 22, nameZh: "抢劫、抢夺", aliases: [], keys: ["qjqd"] },
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
