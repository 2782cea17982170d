import { unreachable } from "@tocsin/kernel/result.ts";
import { type Reason } from "./reason.ts";

/** Names of the codes that reasons carry: capability and agency codes, ids of incidents and units. The code itself where nothing is known. */
export type NameOf = (kind: "CAPABILITY" | "AGENCY" | "INCIDENT" | "UNIT" | "ORG", id: string, language: Language) => string;
export type Language = "zh" | "en";

const plain: NameOf = (_kind, id) => id;

/** `2 分 30 秒`, `45 秒`; `2 min 30 s`. Rounded to whole seconds; hours are not split off. */
export function durationText(ms: number, language: Language): string {
  const seconds = Math.round(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const [min, s] = language === "zh" ? [" 分", " 秒"] : [" min", " s"];
  if (minutes === 0) return `${rest}${s}`;
  return rest === 0 ? `${minutes}${min}${language === "zh" ? "钟" : ""}` : `${minutes}${min} ${rest}${s}`;
}

/** `3 分钟前`; below a minute in seconds, from an hour on in hours. */
export function ageText(seconds: number, language: Language): string {
  const [value, zh, en] = seconds < 60 ? [seconds, "秒", "s"] : seconds < 3_600 ? [Math.floor(seconds / 60), "分钟", "min"] : [Math.floor(seconds / 3_600), "小时", "h"];
  return language === "zh" ? `${value} ${zh}前` : `${value} ${en} ago`;
}

/** `1.8%`; `<0.1%` rather than a false nothing. */
const percent = (share: number): string => (share > 0 && share < 0.001 ? "<0.1%" : `${Math.round(share * 1_000) / 10}%`);

/** Straight distances: `850 米`, `2.3 公里`. */
const metres = (m: number, zh: boolean): string =>
  m < 1_000 ? `${m} ${zh ? "米" : "m"}` : `${Math.round(m / 100) / 10} ${zh ? "公里" : "km"}`;

const WEIGHTS = { COVER: ["覆盖", "cover"], LOAD: ["负荷", "load"], CREW: ["人数", "crew"] } as const;

const DECLINED = {
  SAFETY: ["不安全", "not safe"], CAPABILITY: ["能力不符", "not able to"], VEHICLE: ["车辆故障", "vehicle"], ENGAGED: ["正在忙", "engaged"],
  UNREACHABLE: ["无法到达", "cannot get there"], JURISDICTION: ["不属辖区", "jurisdiction"],
} as const;

/** A reason as a short chip. `nameOf` gives codes their names; without it the codes are shown. */
export function reasonText(reason: Reason, language: Language, nameOf: NameOf = plain): string {
  const zh = language === "zh";
  const say = (chinese: string, english: string): string => (zh ? chinese : english);
  const names = (kind: "CAPABILITY", codes: readonly string[]): string => codes.map((code) => nameOf(kind, code, language)).join(zh ? "、" : ", ");
  const unit = (id: string): string => nameOf("UNIT", id, language);
  const time = (ms: number): string => durationText(ms, language);
  switch (reason.code) {
    case "NEAREST": return say("最近", "Nearest");
    case "ETA": return say(`预计 ${time(reason.params.etaMs)}到达`, `ETA ${time(reason.params.etaMs)}`);
    case "CAPABLE": return say(`能力符合：${names("CAPABILITY", reason.params.has)}`, `Capable: ${names("CAPABILITY", reason.params.has)}`);
    case "COVERS_PART": return say(`部分符合，尚缺：${names("CAPABILITY", reason.params.missing)}`, `Part only, lacks: ${names("CAPABILITY", reason.params.missing)}`);
    case "CAPABILITY_MISSING": return say(`缺少能力：${names("CAPABILITY", reason.params.missing)}`, `Lacks: ${names("CAPABILITY", reason.params.missing)}`);
    case "CAPABILITY_EXPIRED": return say(`能力已过期：${names("CAPABILITY", reason.params.expired)}`, `Expired: ${names("CAPABILITY", reason.params.expired)}`);
    case "CREW_SHORT": return say(`人数不足：${reason.params.crew}/${reason.params.crewMin}`, `Crew short: ${reason.params.crew}/${reason.params.crewMin}`);
    case "NO_CREW": return say("无人值守", "No crew");
    case "BUSY":
      return reason.params.incidentId === null ? say("正在执行任务", "Busy")
        : say(`正在处置 ${nameOf("INCIDENT", reason.params.incidentId, language)}`, `Busy with ${nameOf("INCIDENT", reason.params.incidentId, language)}`);
    case "ALREADY_SENT": return say("已派往本警情", "Already sent here");
    case "DECLINED": return say(`已拒绝本警情（${DECLINED[reason.params.declineCode][0]}）`, `Declined this one (${DECLINED[reason.params.declineCode][1]})`);
    case "PREEMPTIBLE": {
      const { priority, gainMs } = reason.params;
      return gainMs === null ? say(`可抽调（现 ${priority}）`, `Could be drawn from a ${priority}`)
        : say(`可抽调（现 ${priority}），快 ${time(gainMs)}`, `Could be drawn from a ${priority}, ${time(gainMs)} sooner`);
    }
    case "OFF_DUTY": return say("未在勤", "Off duty");
    case "UNAVAILABLE": return say("暂不可派", "Unavailable");
    case "ON_CARD": return say(`方案所需：${reason.params.nameZh}`, `On the card: ${reason.params.nameEn}`);
    case "OTHER_AGENCY": return say(`其他单位：${nameOf("AGENCY", reason.params.agency, language)}`, `Other agency: ${nameOf("AGENCY", reason.params.agency, language)}`);
    case "STALE_POSITION":
      return reason.params.ageS === null ? say("位置过期", "Stale position")
        : say(`位置 ${ageText(reason.params.ageS, language)}`, `Position ${ageText(reason.params.ageS, language)}`);
    case "ESTIMATED_POSITION": return say("位置为估计（驻地）", "Estimated position (post)");
    case "NO_POSITION": return say("位置不明", "Position unknown");
    case "NO_PLACE": return say("警情地点不明", "Place unknown");
    case "APPROXIMATE": return say(`按直线估算（${metres(reason.params.straightM, zh)}）`, `Straight-line estimate (${metres(reason.params.straightM, zh)})`);
    case "UNREACHABLE": return say("道路不可达", "Unreachable by road");
    case "COVER_LOSS": return say(`调走后失去覆盖 ${percent(reason.params.share)}`, `Leaves ${percent(reason.params.share)} uncovered`);
    case "LOAD": return say(`两小时内 ${reason.params.orders} 次派警`, `${reason.params.orders} orders in 2 h`);
    case "UNVERIFIED": return say("联络未核验", "Contact unverified");
    case "RESERVE_HELD": return say(`机动力量，${reason.params.level} 及以上方可调出`, `Reserve: goes out for ${reason.params.level} and above`);
    case "READINESS_UNCONFIRMED": return say("待命状态未确认", "Readiness unconfirmed");
    case "READY": return say(`机动力量，${time(reason.params.readyMs)}内可出动`, `Reserve, rolls within ${time(reason.params.readyMs)}`);
    case "MUTUAL_AID": return say(`支援：${nameOf("ORG", reason.params.orgId, language)}`, `Lent by ${nameOf("ORG", reason.params.orgId, language)}`);
    case "PATROL_PAUSES": return say("巡逻将暂停", "Patrol will pause");
    case "CLEARING": return say("正在收尾", "Clearing");
    case "OUT_OF_AREA": return reason.params.level === "DISTRICT" ? say("跨区", "Other district") : say("跨所", "Other station");
    case "LATER_THAN_FIRST": return say(`比 ${unit(reason.params.firstUnitId)} 晚 ${time(reason.params.byMs)}`, `${time(reason.params.byMs)} later than ${unit(reason.params.firstUnitId)}`);
    case "OUTWEIGHED": {
      const { firstUnitId, byMs } = reason.params;
      const why = reason.params.because.map((weight) => WEIGHTS[weight][zh ? 0 : 1]).join(zh ? "、" : ", ");
      if (Math.round(byMs / 1_000) === 0) return say(`与 ${unit(firstUnitId)} 同时到达，因${why}让后`, `As soon as ${unit(firstUnitId)}, behind for ${why}`);
      return say(`比 ${unit(firstUnitId)} 早 ${time(byMs)}，因${why}让后`, `${time(byMs)} sooner than ${unit(firstUnitId)}, behind for ${why}`);
    }
    case "TIE_BY_CODE": return say(`与 ${unit(reason.params.firstUnitId)} 相同，按编号排序`, `Equal to ${unit(reason.params.firstUnitId)}, ordered by code`);
    default: return unreachable(reason);
  }
}
