import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { EXAMPLE_TYPES, exampleIncident, exampleUnit } from "../examples/example-incidents.ts";
import { readLine } from "./grammar.ts";
import type { BarWorld } from "./targets.ts";
import { VERBS } from "./verbs.ts";

const incidents = [exampleIncident(12), exampleIncident(112), exampleIncident(7)];
const units = [
  exampleUnit("U0003", "巡-101"), exampleUnit("U0013", "巡-102"), exampleUnit("U0204", "交-301", { kind: "TRAFFIC_UNIT", assignment: { incidentId: incidents[0]!.id, orderId: "O" } }), exampleUnit("U0005", "巡-9", { status: "OFF_DUTY" }),
];
const seat = (userId: string, name: string, ...keys: string[]): NonNullable<BarWorld["seats"]>[number] => ({ userId, name, role: "DUTY_COMMANDER", roleZh: "值班长", roleEn: "Duty commander", orgPath: "CITY", keys });
const WORLD: BarWorld = {
  incidents, units, ranked: ["U0204", "U0003"], types: EXAMPLE_TYPES, selectedId: incidents[1]!.id,
  outcomes: [{ code: "RESCUED", nameZh: "成功救助", nameEn: "Rescued", kind: "HANDLED" }, { code: "INVALID", nameZh: "无效警情", nameEn: "Invalid call", kind: "INVALID" }],
  seats: [seat("zhang3", "值班长乙", "zhibanzhangyi", "zbzy"), seat("zhang2", "值班长甲", "zhibanzhangjia", "zbzj"), seat("east", "江东 值班", "jiangdongzhiban", "jdzb")],
  agencies: [{ code: "FIRE", nameZh: "消防", nameEn: "Fire service", hotline: "119", matters: "", responseTarget: "" }],
};
const read = (line: string) => readLine(line, WORLD);
const callSigns = (line: string): string[] => read(line).meaning.units.map(({ callSign }) => callSign);

test("X-15: units are sent by number, call sign or rank, in Chinese, pinyin and English", () => {
  for (const line of ["派 7 巡-101 +1", "pai 7 U0003 交-301", "assign 7 101 301", "p 7 3 +1"]) {
    const { meaning, wants } = read(line);
    assert.equal(wants, null, line);
    assert.equal(meaning.verb?.id, "assign");
    assert.equal(meaning.incident?.no, incidents[2]!.no);
    assert.deepEqual(meaning.units.map(({ id }) => id), ["U0003", "U0204"], line);
  }
});

test("X-15: the verb for roads is whole by itself, or takes the rest of the line as a place", () => {
  for (const line of ["封路", "fl", "road "]) assert.deepEqual([read(line).wants, read(line).meaning.verb?.id, read(line).meaning.place], [null, "roads", ""], line);
  assert.deepEqual([read("封路 人民路 解放路").wants, read("封路 人民路 解放路").meaning.place], [null, "人民路 解放路"]);
  assert.equal(read("址 7").wants, "place");
});

test("X-15: the whole number of an incident goes before one that only ends in it, and `.` is the chosen one", () => {
  assert.equal(read("看 12").meaning.incident?.no, incidents[0]!.no);
  assert.equal(read("看 112").meaning.incident?.no, incidents[1]!.no);
  assert.equal(read("接受 .").meaning.incident?.no, incidents[1]!.no);
});

test("X-15: an ambiguous unit is asked about and never guessed", () => {
  const { wants, suggestions, meaning } = read("派 7 巡");
  assert.equal(wants, "units");
  assert.deepEqual(meaning.units, []);
  assert.deepEqual(suggestions.map(({ line }) => line), ["派 7 U0003 ", "派 7 U0013 "]);
});

test("CMD-02: an off-duty unit is not found", () => {
  assert.deepEqual([read("派 7 巡-9").wants, read("派 7 巡-9").unknown], ["units", "巡-9"]);
});

test("X-15: a recall takes units of that incident and then the reason", () => {
  const { meaning, wants } = read("收 12 301 误派 请返回");
  assert.equal(wants, null);
  assert.deepEqual(meaning.units.map(({ id }) => id), ["U0204"]);
  assert.equal(meaning.text, "误派 请返回");
  assert.equal(read("收 12 301").wants, "text");
});

test("X-15: type, priority, outcome, agency, status, place and text are understood", () => {
  assert.equal(read("类 7 dtkr").meaning.type?.code, "FR-06");
  assert.equal(read("类 7 12").meaning.type?.code, "PO-04");
  assert.equal(read("级 7 一级 有人受伤").meaning.priority, "P1");
  assert.equal(read("级 7 2").wants, "text");
  assert.deepEqual([read("结 7 1 老人已救出").meaning.outcome?.code, read("结 7 1 老人已救出").meaning.text], ["RESCUED", "老人已救出"]);
  assert.equal(read("close 7 INVALID").wants, null);
  assert.equal(read("邀 7 119").meaning.agency?.code, "FIRE");
  assert.equal(read("状态 U0003 暂离").meaning.unitStatus, "UNAVAILABLE");
  assert.equal(read("址 7 长江路 与 解放路 口").meaning.place, "长江路 与 解放路 口");
  assert.equal(read("并 7 12").meaning.other?.no, incidents[0]!.no);
  assert.equal(read("改派 301 7 就近").meaning.text, "就近");
});

test("CMD-04, X-15: command is offered to a seat that is there, by a piece of its name, its pinyin or its account; never guessed, never to who is not there", () => {
  for (const [line, userId] of [["移交 7 乙", "zhang3"], ["yj 7 zbzj", "zhang2"], ["offer 7 jiangdong", "east"], ["移交 . east", "east"], ["移交 7 值班长甲", "zhang2"]] as const) {
    assert.deepEqual([read(line).wants, read(line).meaning.seat?.userId], [null, userId], line);
  }
  const both = read("移交 7 zbz");
  assert.deepEqual([both.wants, both.meaning.seat, both.suggestions.map(({ line }) => line)], ["seat", null, ["移交 7 值班长乙 ", "移交 7 值班长甲 "]]);
  assert.deepEqual(read("移交 7 ").suggestions.map(({ line }) => line).at(-1), "移交 7 east ", "a name of two words is written as its account");
  assert.deepEqual([read("移交 7 dispatcher").wants, read("移交 7 dispatcher").unknown], ["seat", "dispatcher"]);
  const asked = readLine("移交 7 乙", { ...WORLD, seats: null });
  assert.deepEqual([asked.wants, asked.unknown], ["seat", null], "nothing is unknown while the seats are asked for");
});

test("X-15: an incident is never merged with itself", () => {
  assert.notEqual(read("并 7 7").wants, null);
});

test("X-15: a half line says what comes next, and taking the first suggestion leads on to the end", () => {
  assert.equal(read("").wants, "verb");
  assert.equal(read("派").wants, "incident");
  assert.equal(read("派 7").wants, "units");
  assert.deepEqual([read("什么").unknown, read("派 999").unknown], ["什么", "999"]);
  let line = "pa";
  for (let step = 0; step < 5 && read(line).wants !== null; step++) line = read(line).suggestions[0]!.line;
  assert.equal(read(line).wants, null, line);
  assert.equal(callSigns(line).length, 1);
});

test("X-15: verbs share no name, and no line whatever makes the grammar fail", () => {
  const names = VERBS.flatMap((verb) => verb.names);
  assert.equal(new Set(names).size, names.length);
  const token = fc.oneof(fc.constantFrom(...names, "7", "12", ".", "+1", "巡-101", "dtkr", "119"), fc.string({ maxLength: 6 }));
  fc.assert(fc.property(fc.array(token, { maxLength: 7 }), (tokens) => {
    const reading = read(tokens.join(" "));
    if (reading.wants === null) assert.ok(reading.meaning.verb);
  }));
});
