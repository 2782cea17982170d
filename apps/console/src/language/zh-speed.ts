/** Words of the speed report (DSP-09). */
export const zhSpeed = {
  "speed.name": "快处报表", "speed.scope": "范围", "speed.allMine": "全部权限范围", "speed.week": "周（一至日）",
  "speed.period": "{from} 至 {to}",
  "speed.failed": "报表暂时读不到；连接恢复后按“刷新”。", "speed.empty": "该范围在这一周没有派警。",
  "speed.export": "导出 CSV", "speed.post": "警务站、所队", "speed.path": "组织路径", "speed.n": "派警数", "speed.excluded": "另计：撤销合并", "speed.reworked": "返工", "speed.reworkedWhy": "已办完、结警后又重开并再次派警的占比。",
  "speed.acknowledge": "签收", "speed.turnOut": "到场", "speed.feedback": "反馈", "speed.how.acknowledge": "从下达起", "speed.how.turnOut": "从下达起", "speed.how.feedback": "从到场起",
  "speed.none.acknowledge": "未签收", "speed.none.turnOut": "未到场", "speed.none.feedback": "未反馈", "speed.unit.s": "秒", "speed.unit.min": "分", "speed.unit.h": "时",
  "speed.median": "中位", "speed.medianS": "中位数（秒）", "speed.p90S": "p90（秒）", "speed.few": "<5", "speed.hidden": "*", "speed.hiddenWhy": "不显示：数量不足 5，或可由它推算出不足 5 的数", "speed.suppressed": "不足 5 起，不显示", "speed.sort": "从慢到快、从多到少排列；再按恢复",
  "speed.orders": "{count} 起", "speed.note": "按自然周统计，一周结束一天后出数，此后不再变动：周期若可任选或随时刷新，两次相减就能得出被隐去的数。每组之和为 100%，含尚未发生的。撤销、收回、改派、合并、未接受的派警另计，演练不计。不足 5 起不显示；中位数、p90 若能推出被隐去的数，显示为 *。只统计单位，不统计个人。",
  "verb.speed": "快处报表", "keys.speed": "快处报表",
} as const;
