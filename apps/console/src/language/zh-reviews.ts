/** Words of reviews and of the tasks that come of them (CMD-12). */
export const zhReviews = {
  "review.title": "复盘", "verb.reviews": "复盘与整改", "strip.reviews": "复盘", "act.seeReview": "复盘", "review.none": "本单位没有待复盘的警情，也没有整改任务。", "review.failed": "没有读到这份复盘，请重试。",
  "review.group.TASKS": "本单位整改任务", "review.group.SIGN": "待您签署", "review.group.OWN": "本单位待复盘", "review.group.AREA": "辖区内其他",
  "review.ground.P1": "一级警情", "review.ground.BREACH": "有超时", "review.ground.POST": "指挥部", "review.status.DUE": "待签署", "review.status.SIGNED": "整改中", "review.status.CLOSED": "已办结",
  "review.answers": "责任单位 {org}", "review.until": "期限 {time}", "review.late": "逾期", "review.wentUp": "逾期，已报 {org}", "review.bySupervision": "由督察席位签署；参与过处置的人员不能签署。",
  "review.step": "环节", "review.at": "时间", "review.took": "用时", "review.limit": "时限", "review.judged": "是否按时", "review.hand": "人工填写", "review.notTaken": "未发生", "review.noLimit": "无时限",
  "review.step.INTAKE": "接警", "review.step.DISPATCH": "派警", "review.step.SIGN": "签收", "review.step.ARRIVE": "到场", "review.step.HANDLE": "处置", "review.step.FEEDBACK": "反馈", "review.timeline": "时间线：{count} 条事件记录",
  "review.task": "整改任务", "review.taskOpen": "整改中", "review.taskLate": "整改逾期", "review.taskDone": "已办结", "review.cameOf": "来自 {title} 的复盘", "review.see": "看复盘", "review.finish": "办结", "review.finishNote": "怎么办结的", "review.finished": "整改任务已办结",
  "review.owner": "责任机构", "review.dueDay": "整改期限", "review.taskWhy": "要做什么", "review.removeFinding": "删去第 {no} 条问题",
  "event.ReviewOpened": "应复盘", "event.ReviewDeferred": "复盘顺延", "event.ReviewLate": "复盘逾期", "event.ReviewSigned": "签署复盘", "event.ReviewTaskLate": "整改逾期", "event.ReviewTaskDone": "整改办结",
} as const;
