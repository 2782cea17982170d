import { zhSeverity } from "./zh-severity.ts";

/** Words of plans under way. */
export const zhResponse = {
  ...zhSeverity,
  "tab.plan": "预案", "verb.startPlan": "启动预案",
  "gap.RESPONSE": "终止预案响应", "event.ResponseSet": "预案响应", "event.ProposalGone": "预案建议撤下",
  "response.none": "没有建议的预案，也没有启动的预案。", "response.proposed": "建议启动：{name}", "response.advised": "事实指向 {level} 级", "response.ask": "定级前还需核实：{what}",
  "response.level": "响应级别", "response.levelName": "{level} 级响应", "response.activate": "启动 {level} 级", "response.activated": "已启动{name} {level} 级响应。",
  "response.atHand": "告知口径与值班电话", "response.other": "另启预案", "response.plan": "预案", "response.choosePlan": "选择预案…",
  "response.dismiss": "不启动…", "response.whyDismiss": "不启动的理由", "response.dismissed": "已记录，不再建议该预案。",
  "response.raise": "升至 {level} 级…", "response.lower": "降至 {level} 级…", "response.whyLevel": "调整为 {level} 级的理由", "response.levelSet": "已调整为 {level} 级。",
  "response.end": "终止响应…", "response.whyEnd": "终止的理由", "response.ended": "响应已终止。", "response.do": "确定",
  "response.degraded": "预案有 {count} 项未就绪", "response.drill": "演练", "response.modulesAlone": "单独调用的模块",
  "response.critical": "关键", "response.toDecide": "级别已降，待决定", "response.keep": "继续", "response.waitsFor": "等待：{names}",
  "response.start": "开始", "response.finish": "完成", "response.skip": "跳过…", "response.whySkip": "跳过“{name}”的理由", "response.started": "已开始：{name}", "response.finished": "已完成：{name}",
  "response.flow": "流程图", "response.noFlow": "流程图没有取到，任务见右侧列表。", "response.missed": "超时",
  "response.note": "结果说明（可不填）", "response.reassign": "改派…", "response.reassignTo": "改派给（单元或单位）", "response.whyReassign": "改派的理由", "response.reassigned": "任务已改派给{to}。",
  "response.modules": "调用模块", "response.module": "模块", "response.chooseModule": "选择模块…", "response.call": "下达", "response.called": "已调用{name}。", "response.radius": "（以警情地点为圆心的半径，米）",
  "response.review": "写复盘…", "response.reviewText": "复盘意见", "response.reviewed": "复盘：",
  "responseStatus.PROPOSED": "建议", "responseStatus.ACTIVE": "已启动", "responseStatus.ADJUSTED": "已调级", "responseStatus.TERMINATED": "已终止", "responseStatus.REVIEWED": "已复盘", "responseStatus.DISMISSED": "未启动",
  "taskState.WAITING": "等待", "taskState.ISSUED": "已下达", "taskState.STARTED": "进行中", "taskState.DONE": "完成", "taskState.SKIPPED": "跳过", "taskState.CANCELLED": "取消",
  "taskLimit.START": "开始", "taskLimit.DUE": "完成",
} as const;
