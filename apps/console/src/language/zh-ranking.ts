/** Words of the team, of units drawn off and of units lent. */
export const zhRanking = {
  "card.name": "调派方案", "card.tier": "{minutes} 分钟梯队", "card.together": "同时派出", "card.open": "无可派单元", "card.sent": "已派", "card.late": "超梯队时限",
  "card.send": "按方案派 {count} 个", "card.limit": "限 {time}", "card.openCount": "{count} 项空缺", "rec.waived": "一级警情只按到达先后，不为覆盖等待",
  "draw.name": "可抽调（需您确认）", "draw.why": "抽调 {unit}，原因", "draw.done": "已抽调 {unit}；#{no} 待派，下一推荐：{next}", "draw.nobody": "暂无", "draw.goThere": "去 #{no}",
  "draw.LIFE_AT_RISK": "有人命在旦夕", "draw.MORE_URGENT": "警情更急", "draw.MUCH_SOONER": "到得快得多", "draw.CAPABILITY": "只有它有此能力", "draw.COMMANDER": "指挥员决定", "draw.OTHER": "其他",
  "draw.from": "自 #{no} 抽调", "draw.to": "已抽调至 #{no}", "draw.fromElsewhere": "自辖区外警情抽调", "draw.toElsewhere": "已抽调至辖区外警情", "draw.waits": "被抽调", "keys.draw": "抽调（需确认）",
  "aid.outside": "本市单元都不能按时到达，也可电话商请：", "aid.lent": "{org} 支援", "release.ask": "申请释放", "release.why": "为何需要该单元", "release.asked": "已申请释放，待市局答复",
  "release.wants": "{org} 申请释放：{reason}", "release.yes": "同意释放", "release.no": "不同意", "release.noWhy": "不同意的原因", "release.refused": "市局未同意：{text}", "release.sent": "申请已发出", "release.done": "已答复",
  "event.ResponsibilityOffered": "提请移交处置", "event.ResponsibilityKept": "移交未成，责任不变", "event.ReleaseRequested": "申请释放单元", "event.ReleaseAnswered": "答复释放申请",
  "border.name": "毗邻互援", "border.nearer": "{party} 约 {theirs} 可到，本方首选 {ours}", "border.nobody": "暂无", "border.ask": "请求 {party} 先到", "border.hint": "{seconds} 秒内不答复即视为谢绝；下方本方推荐照常可派。请告知报警人。",
  "border.asked": "已请求 {party}", "border.noWords": "请求就近先期处置", "border.WAITS": "已请求 {party}，等候答复", "border.SILENT": "{party} 未在时限内答复，视为谢绝：请派本方单元", "border.DECLINED": "{party} 谢绝（{reason}）：请派本方单元",
  "alarm.roster": "联合勤务台空岗：{from} → {until}，请补班", "alarm.rosterMore": "联合勤务台空岗：{from} → {until}，另有 {more} 处，请补班",
  "alarm.help": "{party} 请求就近支援：{place}（{no}），一分钟内答复", "border.TAKEN": "{party} 已接受，正先期处置", "border.BACK": "{party} 先期处置完毕，移交待签收（事项）", "border.HANDED": "{party} 已签字移交本方",
} as const;
