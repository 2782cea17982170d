import type { zhMechanisms } from "./zh-mechanisms.ts";

export const enMechanisms: Record<keyof typeof zhMechanisms, string> = {
  "verb.mechanisms": "Mechanisms", "mechanism.name": "Mechanisms (1+5+N)", "mechanism.under": "Its mechanism", "mechanism.untagged": "no mechanism", "mechanism.retired": "retired",
  "mechanism.count": "{lead} leading, {main} main, {support} supporting ones stand. Leading and main ones are fixed; supporting ones come and are retired, and stay readable.",
  "mechanism.plansUntagged": "{count} plans in force name no mechanism; their next version must", "mechanism.tier.LEAD": "leads", "mechanism.tier.MAIN": "main", "mechanism.tier.SUPPORT": "supports", "mechanism.retire": "Retire",
  "mechanism.retireWhy": "Why it is retired", "mechanism.retiredNow": "Retired: {name}", "mechanism.because": "retired because: {reason}", "mechanism.work": "Work", "mechanism.reports": "Figures",
  "mechanism.plans": "Plans and modules in force", "mechanism.add": "Add a supporting mechanism", "mechanism.added": "Added: {name}", "mechanism.field.code": "Code (capitals)", "mechanism.field.nameZh": "Name, Chinese",
  "mechanism.field.nameEn": "Name, English", "mechanism.field.purposeZh": "Purpose, Chinese", "mechanism.field.purposeEn": "Purpose, English", "mechanism.work.INTAKE": "Intake", "mechanism.work.DISPATCH": "Dispatch",
  "mechanism.work.PATROL": "Patrols", "mechanism.work.LAYOUTS": "Patrol areas", "mechanism.work.GUIDANCE": "Guidance", "mechanism.work.ADVISORIES": "Advisories", "mechanism.work.COMMAND_POSTS": "Command posts",
  "mechanism.work.RESERVES": "Reserves", "mechanism.work.ROAD_CLOSURES": "Road closures", "mechanism.work.MATTERS": "Matters", "mechanism.work.WHISTLES": "Whistles", "mechanism.work.JOINT_WORK": "Joint work",
  "mechanism.work.EMERGENCY_ACCESS": "Emergency access", "mechanism.work.LEGAL_HOLD": "Legal hold", "mechanism.work.RESPONSIBILITY": "Who answers for what", "mechanism.work.UPWARD_REPORTS": "Reports upward of an emergency", "mechanism.report.SPEED": "Speed report", "mechanism.report.BREACHES": "Breaches", "mechanism.report.DEMAND": "Demand",
  "mechanism.report.SITING": "Cover of posts", "mechanism.report.PLAN_READINESS": "Readiness of plans", "mechanism.report.LINKAGE_SUMMARY": "Linkage summary", "mechanism.report.WHISTLE_RATES": "Whistle figures",
  "mechanism.report.JOINT_FIGURES": "Figures of joint work", "mechanism.report.EMERGENCY_REPORT": "Review of emergency access", "mechanism.report.AUDIT": "Audit",
};
