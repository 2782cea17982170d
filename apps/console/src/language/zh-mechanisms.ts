/** Words of the mechanisms (ORG-05). */
export const zhMechanisms = {
  "verb.mechanisms": "机制", "mechanism.name": "机制（1+5+N）", "mechanism.under": "所属机制", "mechanism.untagged": "未标注机制", "mechanism.retired": "已停用",
  "mechanism.count": "统领 {lead} 个、主干 {main} 个、支撑 {support} 个在用。统领和主干不能增减；支撑可增可停，停用的保留历史。", "mechanism.plansUntagged": "有 {count} 份在用预案没有标注机制，下次修订时须补上", "mechanism.tier.LEAD": "统领", "mechanism.tier.MAIN": "主干",
  "mechanism.tier.SUPPORT": "支撑", "mechanism.retire": "停用", "mechanism.retireWhy": "停用原因", "mechanism.retiredNow": "已停用：{name}", "mechanism.because": "停用原因：{reason}", "mechanism.work": "工作流程", "mechanism.reports": "指标报表",
  "mechanism.plans": "在用预案与模块", "mechanism.add": "增加支撑机制", "mechanism.added": "已增加：{name}", "mechanism.field.code": "代码（大写字母）", "mechanism.field.nameZh": "中文名", "mechanism.field.nameEn": "英文名",
  "mechanism.field.purposeZh": "用途（中文）", "mechanism.field.purposeEn": "用途（英文）", "mechanism.work.INTAKE": "接警受理", "mechanism.work.DISPATCH": "派警处置", "mechanism.work.PATROL": "巡逻", "mechanism.work.LAYOUTS": "巡区布局",
  "mechanism.work.GUIDANCE": "处置指引", "mechanism.work.ADVISORIES": "预警", "mechanism.work.COMMAND_POSTS": "指挥部", "mechanism.work.RESERVES": "机动力量", "mechanism.work.ROAD_CLOSURES": "封路", "mechanism.work.MATTERS": "联动事项",
  "mechanism.work.WHISTLES": "吹哨报到", "mechanism.work.JOINT_WORK": "协作", "mechanism.work.EMERGENCY_ACCESS": "应急授权", "mechanism.work.LEGAL_HOLD": "证据保全", "mechanism.work.RESPONSIBILITY": "安全责任", "mechanism.work.UPWARD_REPORTS": "突发事件上报", "mechanism.report.SPEED": "快处报表", "mechanism.report.BREACHES": "超时",
  "mechanism.report.DEMAND": "警情预测", "mechanism.report.SITING": "点位覆盖", "mechanism.report.PLAN_READINESS": "预案就绪", "mechanism.report.LINKAGE_SUMMARY": "联动概况", "mechanism.report.WHISTLE_RATES": "吹哨统计",
  "mechanism.report.JOINT_FIGURES": "协作统计", "mechanism.report.EMERGENCY_REPORT": "应急授权复核", "mechanism.report.AUDIT": "审计",
} as const;
