/** Words of response plans and their versions (CMD-06, CMD-07, CMD-09). */
export const zhPlans = {
  "plans.name": "应急预案", "verb.plans": "应急预案", "plans.list": "预案", "plans.modules": "模块", "plans.versionOf": "第 {no} 版", "plans.unpublished": "未发布", "plans.none": "本市没有预案",
  "plans.status.DRAFT": "草案", "plans.status.IN_REVIEW": "待审", "plans.status.APPROVED": "已批准", "plans.status.PUBLISHED": "生效中", "plans.status.SUPERSEDED": "已替代", "plans.status.RETIRED": "已停用", "plans.status.DISCARDED": "已作废",
  "plans.ready.READY": "就绪", "plans.ready.DUE": "待演练", "plans.ready.DEGRADED": "缺项", "plans.readyItems": "就绪检查",
  "plans.level": "{level} 级", "plans.levelTasks": "{level} 级响应：{count} 项任务", "plans.when": "条件", "plans.trigger": "启动", "plans.critical": "关键", "plans.onlyIf": "仅当",
  "plans.task": "任务", "plans.role": "岗位", "plans.start": "开始", "plans.due": "完成", "plans.after": "前置", "plans.needs": "力量", "plans.within": "{minutes} 分",
  "plans.at.CITY": "市级", "plans.at.DISTRICT": "区县", "plans.at.STATION": "派出所", "plans.at.POST": "警务站",
  "plans.contacts": "值班联系", "plans.verified": "{day} 核验", "plans.failed": "{day} 未接通", "plans.never": "从未核验", "plans.reached": "已接通", "plans.notReached": "未接通", "plans.tried": "已记录：{post}",
  "plans.resources": "力量与装备", "plans.notices": "告知口径", "plans.basis": "依据", "plans.exercises": "演练", "plans.lastExercise": "上次演练 {day}，每 {days} 天一次", "plans.noExercise": "从未演练，每 {days} 天一次",
  "plans.exercise.TABLETOP": "桌面推演", "plans.exercise.FUNCTIONAL": "专项演练", "plans.exercise.FULL_SCALE": "实战演练", "plans.record": "登记演练", "plans.exerciseNote": "演练情况（今天的{kind}）", "plans.recorded": "演练已登记",
  "plans.findings": "提交前须解决 {count} 处", "plans.clean": "检查没有发现问题", "plans.against": "与之比较", "plans.changes": "版本差异", "plans.noChanges": "内容相同",
  "plans.change.ADDED": "新增", "plans.change.REMOVED": "删去", "plans.change.CHANGED": "修改", "plans.change.MOVED": "调整次序", "plans.uses": "调用模块", "plans.usedBy": "被 {plans} 调用", "plans.newer": "模块{name}已有第 {no} 版，本预案仍用第 {used} 版",
  "plans.draft": "起草新版", "plans.drafted": "已起草", "plans.accept": "采用第 {no} 版", "plans.submit": "提交审核", "plans.submitted": "已提交", "plans.approve": "批准", "plans.approved": "已批准", "plans.sendBack": "退回", "plans.sentBack": "已退回",
  "plans.publish": "发布", "plans.published": "已发布，即日生效", "plans.retire": "停用", "plans.retired": "已停用", "plans.discard": "作废草案", "plans.discarded": "草案已作废", "plans.why": "原因", "plans.ownWork": "您参与了编制，须由他人审批", "plans.returned": "退回原因",
  "plans.edit": "编辑内容", "plans.save": "保存", "plans.saved": "已保存", "plans.notJson": "内容不是合法的 JSON", "plans.parameters": "参数", "plans.writtenBy": "编制：{who}", "plans.fromFile": "来自城市文件",
} as const;
