import assert from "node:assert/strict";
import { test } from "node:test";
import { tellsOfPetitioner } from "./petition-words.ts";

test("LNK-08, X-10: a petition says what is wanted; how often somebody petitioned, what they were punished for and their numbers are found, ordinary requests are not", () => {
  for (const text of ["此人多次进京上访", "该信访人系老上访", "第 7 次来访反映", "信访记录 12 条", "上访30余次", "当事人有前科", "曾因闹事被行政拘留", "系缠访人员", "联系电话 13812345678", "a habitual petitioner", "累计信访五次"]) assert.ok(tellsOfPetitioner(text), text);
  for (const text of ["反映学府路拆迁补偿标准不一，请核实", "来信要求公开小区停车费账目", "请城管部门核查占道经营", "信访事项转办：夜间施工噪声", "asks why the water is cut every evening", "第二次供水改造何时完工"]) assert.ok(!tellsOfPetitioner(text), text);
});
