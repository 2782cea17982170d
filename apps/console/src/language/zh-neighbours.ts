/** Words of what neighbouring cities do together: units that come, joint exercises (JNT-07). */
export const zhNeighbours = {
  "exercise.new": "约联合演练", "exercise.tag": "联合演练", "exercise.to": "对方", "exercise.text": "演练内容", "exercise.place": "地点（须在共管地带内）", "exercise.from": "自", "exercise.until": "至", "exercise.ask": "发给对方", "exercise.asked": "已发给 {party}，对方签收即为同意。",
  "exercise.calledOff": "{party} 已于 {at} 取消演练（{why}）。演练不再进行，已在进行的请按原样办完交回。", "exercise.offTag": "演练已取消", "exercise.why.REAL_WORK": "实战任务", "exercise.why.WEATHER": "天气", "exercise.why.STAFF": "力量不足", "exercise.why.ANOTHER_DAY": "另约日期", "exercise.why.OTHER": "其他",
  "exercise.when": "{from} 至 {until}", "exercise.agreed": "双方已同意。在此时段内，双方的演练才会发往对方，且只能按演练办理。", "exercise.unagreed": "对方尚未同意。同意之前，演练不会发往对方。", "exercise.noPlace": "请先选定地点",
  "exercise.steps": "演练实录（取自记录）", "exercise.none": "还没有请求。", "exercise.request": "请求", "exercise.askedCol": "发出", "exercise.answerCol": "答复", "exercise.cameCol": "到场单元", "exercise.backCol": "移交",
  "exercise.answer.WAITING": "待答复", "exercise.answer.ACCEPTED": "接受", "exercise.answer.DECLINED": "谢绝", "exercise.answer.SILENT": "未答复", "exercise.after": "{seconds} 秒",
  "help.title": "对方单元", "help.ours": "本方派出", "help.ORDERED": "已派", "help.EN_ROUTE": "出发", "help.ARRIVED": "到场", "help.LEFT": "离开", "help.open": "据此建警情", "help.said": "支援邻市：{party}，事项 {no}", "help.notTaken": "{party} 平台没有接收（{code}），仍由本方负责",
  "alarm.helpDrill": "演练：{party} 请求就近支援：{place}（{no}），一分钟内答复", "border.REFUSED": "{party} 平台没有接收（{reason}）：请派本方单元",
} as const;
