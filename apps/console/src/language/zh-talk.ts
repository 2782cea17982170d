/** Words of what is said at an incident (CMD-03) and in a task force (CMD-05). */
export const zhTalk = {
  "talk.name": "通信", "talk.log": "通信记录", "talk.in": "本警情各席位和 {units} 个在办单元可见", "talk.none": "还没有人发言。在办单元和联动单位都能看到。", "talk.noneSaid": "没有通信记录。", "talk.closed": "只读",
  "talk.nameOf": "通信 · {name}", "talk.inForce": "本专班 {units} 个单元和指挥部席位可见", "talk.noneForce": "还没有人发言。专班各单元和指挥部席位都能看到。", "talk.closedForce": "只读：专班各单元和指挥部席位可发言，指挥部撤销后只读",
  "talk.older": "更早的", "talk.written": "写于 {time}", "talk.voice": "语音", "talk.photo": "照片", "talk.point": "位置", "talk.write": "向在场各方发送", "talk.send": "发送", "talk.addPhoto": "照片", "talk.record": "语音", "talk.stop": "停止并发送 {second}/{most} 秒",
  "talk.notSent": "没有发出，请重试", "talk.noMicrophone": "无法使用麦克风，请检查浏览器权限", "talk.receipts": "送达 {delivered}/{units} · 已读 {read}/{units}", "talk.seatsRead": "{count} 个席位已读", "talk.deliveredTo": "送达：{names}", "talk.readBy": "已读：{names}", "talk.unread": "{count} 条未读",
  "talk.hold": "按住讲话", "talk.asking": "申请话权…", "talk.speaking": "正在讲话 · {count} 方收听", "talk.connecting": "正在讲话 · 接通中，可直接讲", "talk.recording": "未接通，松开后作为语音消息发出", "talk.over": "话权已收回，请松开", "talk.left": "有人未听到，已留语音消息",
  "talk.hearing": "{who} 正在讲话", "talk.hearing.CONNECTING": "接通中", "talk.hearing.HEARING": "收听中", "talk.hearing.SILENT": "点此出声", "talk.hearing.FAILED": "未接通，稍后有语音消息", "talk.spoken": "讲话 {second} 秒", "talk.heardBy": "听到：{names}", "talk.heardByNone": "当场无人听到",
  "reach.PUSH": "推送", "reach.SMS": "短信", "reach.VOICE": "语音电话", "reach.MAIL": "邮件", "reach.why.NO_MAILBOX": "没有值班邮箱", "reach.why.NO_TLS": "邮件服务器不加密", "reach.waits": "等待回执", "reach.DELIVERED": "已送达", "reach.FAILED": "未送出", "reach.SILENT": "无回执", "reach.undelivered": "未送达，请用电台呼叫",
  "reach.why.NO_DEVICE": "没有可唤醒的终端", "reach.why.NO_NUMBER": "没有值班电话", "reach.why.NO_GATEWAY": "未接通道", "reach.why.NOT_CONNECTED": "通道中断", "reach.why.BUSY": "线路忙", "reach.why.NO_KEY": "未按键确认", "reach.why.NO_ANSWER": "无人接听", "alarm.unread": "{unit} 未看到紧急情况 #{no}，请用电台告知", "alarm.undelivered": "{unit} 的指令未送达 #{no}，请用电台呼叫",
} as const;
