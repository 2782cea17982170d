/** Words of an emergency by severity and its reports upward. */
export const zhSeverity = {
  "clock.REPORT_PHONE": "电话报告", "clock.REPORT_WRITTEN": "书面报告", "clock.REPORT_CONTINUING": "续报时限",
  "upward.PHONE": "电话报告", "upward.WRITTEN": "书面报告", "upward.CONTINUING": "续报", "upward.FINAL": "终报",
  "severity.name": "突发事件定级", "severity.I": "I 级 特别重大", "severity.II": "II 级 重大", "severity.III": "III 级 较大", "severity.IV": "IV 级 一般", "severity.short": "{level} 级事件",
  "severity.none": "未定级。定级后即开始电话报告和书面报告计时。", "severity.level": "事件级别", "severity.set": "定为 {level} 级", "severity.done": "已定为{level}，开始上报计时。",
  "severity.change": "改级…", "severity.why": "改级的理由", "severity.lead": "{lead}负责应对", "severity.left": "还剩 {time}", "severity.late": "已迟 {time}，请立即报告",
  "severity.report": "报告", "severity.draft": "{kind}稿", "severity.said": "已电话报告", "severity.sent": "报出", "severity.reported": "{kind}已记录。", "severity.noDraft": "没有取到日志，请自己写。",
  "severity.inTime": "按时", "severity.wasLate": "迟报 {time}", "severity.final": "已终报", "severity.no": "第 {no} 报", "severity.last": "最近一报",
  "gap.FINAL_REPORT": "突发事件终报", "event.SeveritySet": "突发事件定级", "event.ReportedUp": "上报",
} as const;
