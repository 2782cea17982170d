import type { DraftLine, PostLogEntry } from "@tocsin/contract/command/command-post.ts";
import { fields, listIn, newestBy, ofType, textIn } from "./log-reader.ts";

interface Named {
  readonly zh: string;
  readonly en: string;
}
/** Names of the city's incident types by code. */
export type TypeNames = (code: string) => Named | null;

/** So many of the newest words of units and of the post are quoted; the log has all. */
const QUOTED = 12;

const line = (zh: string, en: string, cited: readonly PostLogEntry[]): DraftLine => ({ zh, en, cites: cited.slice(-40).map(({ ref }) => ref) });
const refsOf = (...entries: readonly (PostLogEntry | undefined)[]): PostLogEntry[] => entries.filter((entry) => entry !== undefined);

/** The four grades of an emergency by name (Emergency Response Law of China). */
const SEVERITY_NAMES: Readonly<Record<string, Named>> = { I: { zh: "（特别重大）", en: " (exceptionally grave)" }, II: { zh: "（重大）", en: " (grave)" }, III: { zh: "（较大）", en: " (considerable)" }, IV: { zh: "（一般）", en: " (ordinary)" } };

/** What and where it is. */
function situation(log: readonly PostLogEntry[], typeNames: TypeNames): DraftLine[] {
  const classified = ofType(log, "IncidentClassified").at(-1);
  const located = ofType(log, "IncidentReceived", "IncidentLocated").filter(({ data }) => fields(fields(data)["place"])["addressText"] !== undefined).at(-1);
  const code = textIn(classified?.data, "typeCode");
  const name = typeNames(code) ?? { zh: code, en: code };
  const priority = ofType(log, "IncidentClassified", "PriorityChanged").at(-1);
  const rank = textIn(priority?.data, "to") || textIn(priority?.data, "priority");
  const place = textIn(fields(located?.data)["place"], "addressText");
  const advisory = ofType(log, "AdvisoryReceived", "AdvisoryUpdated").at(-1);
  const level = ofType(log, "PostOpened", "PostLevelSet").at(-1);
  const leader = ofType(log, "PostOpened", "ShiftAccepted", "ShiftTakenOver").at(-1);
  const leaderName = textIn(leader?.type === "PostOpened" ? fields(leader.data)["commander"] : leader?.data, "name");
  const response = textIn(level?.data, "to") || textIn(level?.data, "level");
  const severity = ofType(log, "SeveritySet").at(-1);
  const grave = textIn(severity?.data, "to");
  return [
    ...(classified === undefined ? [] : [line(`事件类别：${name.zh}，${rank}`, `What: ${name.en}, ${rank}`, [...new Set(refsOf(classified, priority))])]),
    ...(located === undefined || place === "" ? [] : [line(`地点：${place}`, `Where: ${place}`, [located])]),
    ...(advisory === undefined ? [] : [line(`预警：${textIn(advisory.data, "headline")}`, `Advisory: ${textIn(advisory.data, "headline")}`, [advisory])]),
    ...(severity === undefined ? [] : [line(`事件级别：${grave} 级${SEVERITY_NAMES[grave]?.zh ?? ""}，由${textIn(severity.data, "leadZh")}负责应对`, `Severity: ${grave}${SEVERITY_NAMES[grave]?.en ?? ""}, led by ${textIn(severity.data, "leadEn")}`, [severity])]),
    ...(level === undefined ? [] : [line(`响应级别：${response} 级`, `Level of response: ${response}`, [level])]),
    ...(leader === undefined ? [] : [line(`指挥长：${leaderName}`, `Commander: ${leaderName}`, [leader])]),
  ];
}

/** Who was sent, who is there, and what the clocks say. */
function forces(log: readonly PostLogEntry[]): DraftLine[] {
  const orders = ofType(log, "OrderIssued");
  const signs = new Map(orders.flatMap(({ data }) => listIn(data, "assignments").map((each) => [textIn(each, "unitId"), textIn(each, "callSign")] as const)));
  const arrived = newestBy(ofType(log, "AssignmentArrived"), ({ data }) => textIn(data, "unitId"));
  const kept = ofType(log, "ClockDone");
  const missed = ofType(log, "ClockBreached");
  const formed = newestBy(ofType(log, "PostOpened", "TaskForceSet").flatMap((entry) => (entry.type === "PostOpened" ? listIn(entry.data, "forces") : [fields(entry.data)["force"]]).map((force) => ({ ...entry, data: force }))), ({ data }) => textIn(data, "id"));
  const gone = new Set(ofType(log, "TaskForceDissolved").map(({ data }) => textIn(data, "forceId")));
  const standing = [...formed.values()].filter(({ data }) => !gone.has(textIn(data, "id")));
  const names = [...signs.values()];
  const there = [...arrived.keys()].map((id) => signs.get(id) ?? id);
  return [
    ...(names.length === 0 ? [] : [line(`已派单元 ${names.length} 个：${names.join("、")}`, `Units ordered: ${names.length} (${names.join(", ")})`, orders)]),
    ...(there.length === 0 ? [] : [line(`已到场 ${there.length} 个：${there.join("、")}`, `On scene so far: ${there.length} (${there.join(", ")})`, [...arrived.values()])]),
    ...(standing.length === 0 ? [] : [line(`专班 ${standing.length} 个：${standing.map(({ data }) => `${textIn(data, "name")}（${listIn(data, "unitIds").length}）`).join("、")}`, `Task forces: ${standing.length} (${standing.map(({ data }) => `${textIn(data, "name")}: ${listIn(data, "unitIds").length}`).join(", ")})`, [...new Map(standing.map((entry) => [entry.ref, entry])).values()])]),
    ...(kept.length + missed.length === 0 ? [] : [line(`计时：按时 ${kept.length} 项，超时 ${missed.length} 项`, `Clocks: ${kept.length} kept, ${missed.length} missed`, [...kept, ...missed])]),
  ];
}

const STATES: Readonly<Record<string, Named>> = {
  OPEN: { zh: "进行中", en: "open" }, REACHED: { zh: "已达成", en: "reached" }, DROPPED: { zh: "已放弃", en: "dropped" }, DONE: { zh: "已办结", en: "done" },
  CANCELLED: { zh: "已取消", en: "cancelled" }, HANDED_OVER: { zh: "已移交", en: "handed over" }, OVERDUE: { zh: "已逾期", en: "late" },
};
const stateName = (state: string): Named => STATES[state] ?? { zh: state, en: state };

/** What is aimed at, and how far it is. */
function aims(log: readonly PostLogEntry[]): DraftLine[] {
  const set = ofType(log, "PostOpened", "ObjectiveSet").flatMap((entry) => (entry.type === "PostOpened" ? listIn(entry.data, "objectives").map((data) => ({ ...entry, data })) : [entry]));
  const objectives = [...newestBy(set, ({ data }) => textIn(data, "id")).values()].map((entry) => {
    const state = stateName(textIn(entry.data, "state") || "OPEN");
    return line(`目标：${textIn(entry.data, "text")}（${state.zh}）`, `Objective: ${textIn(entry.data, "text")} (${state.en})`, [entry]);
  });
  const ends = newestBy(ofType(log, "PostTaskEnded", "PostTaskOverdue"), ({ data }) => textIn(data, "taskId"));
  const tasks = [...newestBy(ofType(log, "PostTaskSet"), ({ data }) => textIn(data, "id"))].map(([id, entry]) => {
    const end = ends.get(id);
    // One that was given anew after it was late is open again.
    const later = end !== undefined && log.indexOf(end) > log.indexOf(entry) ? end : undefined;
    const state = stateName(later === undefined ? "OPEN" : later.type === "PostTaskOverdue" ? "OVERDUE" : textIn(later.data, "state"));
    return line(`任务：${textIn(entry.data, "text")}（${state.zh}）`, `Task: ${textIn(entry.data, "text")} (${state.en})`, refsOf(entry, later));
  });
  return [...objectives, ...tasks];
}

/** What units and the post have said since the last report, word for word. */
function words(log: readonly PostLogEntry[]): DraftLine[] {
  const last = log.findLastIndex(({ type }) => type === "SituationReported" || type === "ReportedUp");
  return ofType(log.slice(last + 1), "FeedbackGiven", "PostEntryAdded").slice(-QUOTED).map((entry) => {
    if (entry.type === "PostEntryAdded") return line(`记事：“${textIn(entry.data, "text")}”（来源：${textIn(entry.data, "source")}）`, `Entry: “${textIn(entry.data, "text")}” (source: ${textIn(entry.data, "source")})`, [entry]);
    const feedback = fields(entry.data)["feedback"];
    return line(`${textIn(feedback, "unitId")} 反馈：“${textIn(feedback, "text")}”`, `${textIn(feedback, "unitId")} reported: “${textIn(feedback, "text")}”`, [entry]);
  });
}

/**
 * A situation report as the log has it, each line with the entries that say it; what the log does not say is not in it (CMD-05).
 * `log`: oldest first. A person edits and issues it.
 */
export const draftReport = (log: readonly PostLogEntry[], typeNames: TypeNames): DraftLine[] => [...situation(log, typeNames), ...forces(log), ...aims(log), ...words(log)];
