/** Words of advisories (CMD-01). */
export const zhAdvisories = {
  "advisory.title": "预警 {waiting} 待处置 / {all}", "advisory.none": "目前没有预警。", "advisory.keys": "↑ ↓ 选择 · Y 确认 · ↵ 建警情下令 · W 关注 · X 不处置 · E 结束 · R 录入",
  "advisory.raise": "录入预警", "advisory.raised": "已录入：{headline}", "advisory.headline": "内容", "advisory.level": "级别", "advisory.kind": "类别", "advisory.for": "有效", "advisory.hours": "{hours} 小时",
  "advisory.confirm": "确认", "advisory.derive": "建警情下令", "advisory.watch": "关注", "advisory.dismiss": "不处置", "advisory.end": "结束",
  "advisory.ask.watch": "关注多久（分钟，可省略）和原因，例：30 雨势减弱", "advisory.ask.dismiss": "不处置的原因", "advisory.ask.end": "结束说明（可空）",
  "advisory.confirmed": "已确认：{headline}", "advisory.watched": "已列入关注：{headline}", "advisory.dismissed": "已注明不处置：{headline}", "advisory.ended": "已结束：{headline}",
  "advisory.left": "剩 {time}", "advisory.overdue": "超时 {time}", "advisory.watchLeft": "{time} 后再看", "advisory.byDesk": "本席录入", "advisory.area": "范围：{area}", "advisory.instruction": "防御指引：{text}", "advisory.reason": "{status}：{reason}",
  "advisory.chain": "由此下达的指令和处置", "advisory.ordered": "派 {units}", "advisory.act.FEEDBACK": "反馈", "advisory.act.COMPLETED": "完成", "advisory.outcome": "结果：{outcome}",
  "advisoryStatus.RECEIVED": "待确认", "advisoryStatus.CONFIRMED": "已确认，待处置", "advisoryStatus.ORDERED": "已下令", "advisoryStatus.WATCH": "关注中", "advisoryStatus.DISMISSED": "不处置", "advisoryStatus.ENDED": "已结束",
  "advisoryLevel.RED": "红色", "advisoryLevel.ORANGE": "橙色", "advisoryLevel.YELLOW": "黄色", "advisoryLevel.BLUE": "蓝色",
  "advisoryKind.WEATHER": "气象", "advisoryKind.FLOOD": "水情", "advisoryKind.GEOLOGY": "地质", "advisoryKind.FIRE": "火险", "advisoryKind.TRAFFIC": "交通", "advisoryKind.UTILITY": "供水供电供气", "advisoryKind.HEALTH": "公共卫生", "advisoryKind.EVENT": "活动", "advisoryKind.CROWD": "人流", "advisoryKind.SENSOR": "感知告警", "advisoryKind.OTHER": "其他",
  "alarm.advisory": "{level}预警待处置：{headline}", "alarm.advisoryLate": "预警超时未处置：{headline}", "verb.advisories": "预警", "layer.advisories": "预警", "legend.advisories": "点线＝预警范围，中间写级别和内容", "intake.fromAdvisory": "据预警建警情",
  "advisory.where": "范围", "advisory.whole": "全市", "advisory.circle": "圆形", "advisory.outline": "多边形", "advisory.circleHint": "在地图上点圆心再点边缘，或输入地点和半径（米）。", "advisory.outlineHint": "在地图上逐点画，或逐个输入地点。", "advisory.centre": "圆心地点", "advisory.circled": "半径 {metres} 米", "advisory.noCircle": "还没有圆", "advisory.desc": "范围说明",
} as const;
