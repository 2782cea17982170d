/** Words of emergency access. */
export const zhEmergency = {
  "emergency.name": "应急授权", "emergency.what": "工作急需超出本岗位的权限时，说明理由后在限定时间内使用；由第二人审批，或即时生效、事后复核。每次查阅和操作都有记录。",
  "emergency.none": "您的岗位不能申请应急授权。", "emergency.role": "所需权限", "emergency.where": "范围", "emergency.minutes": "时长（分钟，至多 {most}）", "emergency.reason": "理由",
  "emergency.atOnce": "立即生效，事后复核（至多 {most} 分钟）", "emergency.ask": "申请", "emergency.take": "立即使用", "emergency.asked": "已申请，等待批准。",
  "emergency.running": "应急授权使用中", "emergency.left": "剩余 {minutes} 分钟", "emergency.lastMinute": "剩余不到 1 分钟", "emergency.recorded": "每次查阅都有记录", "emergency.end": "结束授权",
  "emergency.withdraw": "撤回",
  "emergency.wants": "{name} 申请 {role} 权限 · {org} · {minutes} 分钟", "emergency.approve": "批准", "emergency.decline": "拒绝",
  "emergency.toReview": "{count} 项应急授权待复核", "emergency.open": "查看", "emergency.list": "记录", "emergency.empty": "没有记录。",
  "emergency.by": "使用人", "emergency.rights": "权限与范围", "emergency.when": "时间", "emergency.state": "状态", "emergency.answeredBy": "审批 {name}", "emergency.withoutAnswer": "即时生效",
  "emergency.ASKED": "待审批", "emergency.LAPSED": "已失效", "emergency.DECLINED": "已拒绝", "emergency.RUNNING": "使用中", "emergency.ENDED": "已结束",
  "emergency.review": "查看并复核", "emergency.reviewed": "{name} 复核：{verdict}", "emergency.JUSTIFIED": "理由成立", "emergency.NOT_JUSTIFIED": "理由不成立", "emergency.unreviewed": "待复核",
  "emergency.read": "期间的查阅和操作", "emergency.act": "内容", "emergency.which": "警情", "emergency.note": "复核意见", "emergency.more": "仅显示前 {count} 条，其余见审计。", "emergency.nothingRead": "期间没有查阅任何警情。",
  "register.name": "应急授权台账", "register.day": "日期", "register.ofDay": "看当日", "register.ofMonth": "看当月", "register.export": "导出表格", "register.none": "{period} 没有应急授权。", "register.sum": "{period} 共 {count} 项", "register.open": "{count} 项待复核",
  "register.done": "期间所为", "register.after": "审批与复核", "register.counts": "查阅 {looks} 次 · 操作 {acts} 次 · 警情 {incidents} 起", "register.more": "仅列前 {count} 项，请按日查看。",
  "emergency.did.board": "工作台", "emergency.did.incident": "查看警情", "emergency.did.timeline": "查看时间线", "emergency.did.recommendation": "查看派警推荐", "emergency.did.stream": "实时推送",
  "emergency.did.emergency-ask": "申请", "emergency.did.emergency-approve": "批准", "emergency.did.emergency-decline": "拒绝", "emergency.did.emergency-end": "结束", "emergency.did.emergency-review": "复核", "emergency.did.emergency-report": "查看本报告",
} as const;
