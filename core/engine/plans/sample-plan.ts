import type { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { FactKeyRow } from "@tocsin/contract/organisation/city.ts";
import type { LintInput } from "./lint-plan.ts";
import type { PlanNames, PlanVocabulary } from "./vocabulary.ts";

/** A small sound plan for tests, with the module that it calls, in which single faults are planted. */

const facts: readonly FactKeyRow[] = [
  { key: "trapped", questionZh: "被困人数", questionEn: "How many are trapped?", answer: "NUMBER" },
  { key: "gasSmell", questionZh: "是否闻到燃气味", questionEn: "Is there a smell of gas?", answer: "YES_NO" },
  { key: "substance", questionZh: "物质名称", questionEn: "Which substance?", answer: "TEXT" },
];

export const SAMPLE_VOCABULARY: PlanVocabulary = {
  types: new Set(["FR-02"]), capabilities: new Set(["EVACUATION", "CORDON"]), agencies: new Set(["POLICE", "GAS", "FIRE"]), seats: new Set(["DUTY_COMMANDER", "DISPATCHER", "STATION_ROOM"]), units: new Set(["U1"]), facts,
};

export const SAMPLE_MODULE: PlanModule = {
  id: "CORDON", version: 2, nameZh: "现场警戒", nameEn: "Cordon", mechanism: "COMMAND_LOOP", purposeZh: "把无关人员挡在危险区以外", purposeEn: "Keeps everybody out of the danger area",
  parameters: [
    { key: "area", nameZh: "警戒区", nameEn: "Cordon area", type: "AREA", min: 20, max: 2_000 },
    { key: "gates", nameZh: "出入口数", nameEn: "Gates", type: "INTEGER", min: 1, max: 12, unit: "处" },
  ],
  roles: [{ id: "GUARD", nameZh: "警戒组", nameEn: "Cordon group", holder: { seat: "STATION_ROOM", level: "STATION" } }],
  tasks: [
    { id: "GATES", nameZh: "值守出入口", nameEn: "Hold the gates", dutyZh: "在 {gates}出入口各派两人值守,登记进出车辆", dutyEn: "Two guards at each of {gates} gates, counting vehicles in and out", role: "GUARD", after: ["LINE"], startS: 300, dueS: 900 },
    { id: "LINE", nameZh: "拉设警戒线", nameEn: "Set the line", dutyZh: "沿{area}外沿拉设警戒线,劝离围观群众", dutyEn: "Tape off {area} and move onlookers behind it", role: "GUARD", startS: 120, dueS: 600, critical: true, needs: [{ capability: "CORDON", count: 2 }], area: "area" },
  ],
};

export const SAMPLE_PLAN: PlanContent = {
  id: "GAS-LEAK", nameZh: "燃气泄漏", nameEn: "Gas leak", mechanism: "COMMAND_LOOP", types: ["FR-02"],
  trigger: { when: `incident.type == "FR-02"`, zh: "燃气泄漏警情", en: "An incident of a gas leak" },
  levels: {
    I: { when: "facts.trapped >= 30", zh: "三十人以上被困", en: "Thirty or more are trapped" },
    II: { when: "facts.trapped >= 10", zh: "十人以上被困", en: "Ten or more are trapped" },
    III: { when: "facts.trapped >= 3", zh: "三人以上被困", en: "Three or more are trapped" },
    IV: { when: "true", zh: "其他情形", en: "Everything else" },
  },
  roles: [
    { id: "COMMANDER", nameZh: "现场指挥", nameEn: "Commander", holder: { seat: "DUTY_COMMANDER", level: "DISTRICT" } },
    { id: "GAS", nameZh: "燃气企业", nameEn: "Gas utility", holder: { agency: "GAS" } },
  ],
  areas: [{ id: "HOT", kind: "CORDON", nameZh: "警戒区", nameEn: "Hot zone", shape: { radiusM: 200 } }],
  tasks: [
    { id: "SHUT", nameZh: "关阀", nameEn: "Shut the valve", dutyZh: "关闭上游阀门并回报阀门编号", dutyEn: "Shut the upstream valve and report its number", role: "GAS", from: "IV", startS: 300, dueS: 1_800, critical: true },
    { id: "MEASURE", nameZh: "检测浓度", nameEn: "Measure", dutyZh: "每十分钟测一次下风向燃气浓度", dutyEn: "Measure gas downwind every ten minutes", role: "GAS", from: "III", after: ["SHUT"], startS: 600, dueS: 2_400 },
    { id: "SWEEP", nameZh: "清楼", nameEn: "Clear the building", dutyZh: "逐户敲门清楼并报告剩余户数", dutyEn: "Knock at every door and report the homes left", role: "COMMANDER", from: "II", when: "facts.gasSmell", after: ["EDGE"], startS: 300, dueS: 3_600, needs: [{ capability: "EVACUATION", count: 4 }] },
    { id: "LIFT", nameZh: "解除", nameEn: "Stand down", dutyZh: "连续三次浓度为零后宣布解除", dutyEn: "Announce the end after three readings of zero", role: "COMMANDER", from: "I", after: ["SWEEP", "MEASURE"], startS: 3_600, dueS: 7_200 },
  ],
  calls: [{ id: "EDGE", module: "CORDON", version: 2, from: "IV", args: { area: "HOT", gates: 2 }, roles: { GUARD: "COMMANDER" } }],
  notices: [{ id: "LEAVE", from: "III", to: "PUBLIC", textZh: "请关闭火源,步行撤离到上风向", textEn: "Put out all flames and walk upwind" }],
  contacts: [{ id: "GAS-DESK", postZh: "燃气调度值班", postEn: "Gas control room", dutyLine: "96777", verifiedAt: "2026-11-01" }],
  resources: [{ id: "EVAC", nameZh: "疏散力量", nameEn: "Evacuation teams", need: { capability: "EVACUATION", count: 2 } }, { id: "VAN", nameZh: "检测车", nameEn: "Detection van", units: ["U1"] }],
  verifyEveryDays: 30, exerciseEveryDays: 365, lastExercise: "2026-05-20",
};

export const SAMPLE_LINT: LintInput = { modules: [SAMPLE_MODULE], vocabulary: SAMPLE_VOCABULARY, today: "2026-11-20" };

/** Names of a moment, all known but what is left out. */
export const sampleNames = (facts: PlanNames["facts"], incident: PlanNames["incident"] = { type: "FR-02" }): PlanNames => ({ incident, place: {}, time: { hour: 8, weekday: 4, month: 11 }, weather: {}, counts: {}, facts });
