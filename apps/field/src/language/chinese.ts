import type { TaskState } from "@tocsin/contract/command/activation.ts";
import type { AssignmentStatus, DECLINE_CODES } from "@tocsin/contract/dispatch/order.ts";
import type { ClockStep } from "@tocsin/contract/dispatch/clock.ts";
import type { UNAVAILABLE_REASONS, UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import type { FEEDBACK_KINDS, SUPPORT_KINDS } from "@tocsin/contract/intake/incident.ts";

type Labels<Keys extends string> = Readonly<Record<Keys, string>>;

export const chinese = {
  app: "警钟 · 移动端",
  between: { things: "、", phrases: "，", nameAndValue: "：" },
  standby: {
    go: (post: string) => `请前往${post}备勤`, there: (post: string) => `在${post}备勤`, since: (at: string) => `${at} 下令`, reached: (at: string) => `${at} 到位`, reach: "已到位",
    readiness: "待命状态", unconfirmed: "本班尚未确认", confirmedAt: (at: string) => `${at} 确认`, confirm: (state: string) => `确认：${state}`, ready: { READY_5: "5 分钟内出动", READY_15: "15 分钟内出动", READY_30: "30 分钟内出动" },
  },
  force: { title: "专班", room: (name: string) => `专班通信 · ${name}`, units: (signs: string) => `单元：${signs}`, youLead: "您带队", ledBy: (unit: string) => `${unit} 带队`, objective: (text: string) => `目标：${text}`, by: (at: string) => `${at} 前`, late: (at: string) => `▲ 已逾期（${at}）` },
  task: {
    accept: "接受，开始", done: "完成", send: "报告完成", note: "结果说明（可不填）", named: (act: string, name: string) => `${act}：${name}`, waits: "等待前面的任务完成", module: "临时任务", then: (address: string) => `${address}（启动预案时的地点）`, critical: "关键", toDecide: "响应级别已降，请等待指挥员决定是否继续。",
    limit: { START: "开始时限", DUE: "完成时限" }, state: { WAITING: "等待", ISSUED: "新任务", STARTED: "进行中", DONE: "完成", SKIPPED: "跳过", CANCELLED: "取消" } as Labels<TaskState>,
    phrases: ["已按要求完成", "已回报指挥部", "现场无异常", "部分完成，其余不可为"] as readonly string[],
  },
  tabs: { order: "指令", map: "地图", me: "我的" },
  line: { live: "已连接", connecting: "正在连接", lost: "服务器未应答", offline: "离线" },
  lastSeen: (time: string) => `更新于 ${time}`,
  waitingCount: (n: number) => `${n} 项待发送`,
  refusedCount: (n: number) => `${n} 项未被接受，请查看`,
  position: { off: "定位关", waiting: "正在定位", on: "定位开", denied: "定位被禁止" },
  signIn: {
    title: "登录", account: "账号", password: "密码", code: "验证码（验证器应用或恢复码）", first: "初始密码由他人设定，请改为只有您知道的密码。", own: "新密码（至少 12 个字符）", go: "登录", going: "正在登录", noNetwork: "没有网络，暂时不能登录。有信号后请再试。",
    ended: "登录已失效，请重新登录。未发送的内容已保留，登录后继续发送。", provider: "统一身份登录", byAccount: "改用账号和密码", demo: "演示账号（点按填入）", taken: "使用中",
  },
  factor: {
    title: "二次验证", on: "已启用", off: "未启用", why: "密码之外再证明一次是您本人：用本机的指纹、人脸或 PIN（通行密钥），或验证器应用上的六位码。", open: "设置", needed: "您的岗位需要二次验证", neededWhy: "设置一种后即可使用。推荐通行密钥：以后登录按一下指纹即可。",
    password: "您的密码", code: "验证码（验证器应用或恢复码）", byPasskey: "改用通行密钥验证", add: "添加本机的通行密钥", name: "本机", keys: "通行密钥", drop: "移除", unused: "未用过", used: (day: string) => `最近使用 ${day}`, cancelled: "没有完成验证。", signIn: "用通行密钥登录",
    begin: "设置验证器应用", scan: "在本机的验证器应用中打开，或在别的设备上手工输入密钥，然后填入它显示的六位码。", openApp: "在验证器应用中打开", key: "密钥", six: "六位码", confirm: "启用",
    codesName: "恢复码", codes: "手机不在身边时，每个恢复码可代替一次验证码。只显示这一次，请抄下并收好，不要只存在本机。", kept: "已收好",
  },
  noUnit: "此账号不属于任何单元，请使用指挥台。",
  starting: "正在打开",
  order: {
    none: "没有指令", noneHint: "新指令会在这里响铃并振动。", offDuty: "您已下班", offDutyHint: "上班后才会收到指令。",
    fullText: "报警内容", facts: "已知情况", note: "派警说明", guidance: "处置指引", general: "警情尚未分类，以下为通用指引", noPack: "该类警情没有专门指引，以下为通用指引", reviewWas: (day: string) => `指引应于 ${day} 前复核`, version: (n: number) => `第 ${n} 版`,
    matches: "比对提示", ignored: (n: number) => `已忽略 ${n} 条`, answerAgain: "改", verdict: { ACCEPTED: "采纳", IGNORED: "忽略" }, matchRule: { TYPE_BY_WORDS: "按用词核对类别", OPEN_DUPLICATE: "疑似重复", SAME_PREMISE_12M: "同处一年内警情", PREMISE_HAZARD: "场所隐患", ADVISORY_HERE: "此处预警", ROAD_NEAR: "附近道路管制", PLAN_OF_TYPE: "对应预案", FACT_MISSING: "必问未答" }, matchReason: { SEEN: "现场属实", TOLD: "有人提到", NOT_SO: "不属实", KNOWN: "已经知道", UNRELATED: "与此无关" },
    risks: "风险提示", hazards: "场所隐患", points: "处置要点", kit: "携带装备", legal: "法律提示", crewMin: (n: number) => `最少 ${n} 人`,
    source: (source: string, date: string) => `来源：${source}，核实于 ${date}`, unverified: "未核实", others: "同警情其他单元", yourself: "本单元",
    drill: "演练", placeUnknown: "地点不明", outside: "在服务区外", suspended: "指令已暂停", suspendedBy: (reason: string) => `原因：${reason}。请等待。`, no: (no: string) => `编号 ${no}`,
    feedbackLog: "已反馈", noFeedback: "尚无反馈", supportLog: "支援请求", supportWaiting: "等待答复", past: "已结束的指令", open: "展开", fold: "收起",
    over: { COMPLETED: "已完成", DECLINED: "已拒绝", RECALLED: "指令已召回", SUPERSEDED: "指令已由其他指令取代" } as Readonly<Record<string, string>>, overSeen: "知道了", handedOver: (unit: string) => `已移交给 ${unit}`, etaMin: (n: number) => `约 ${n} 分钟`,
  },
  news: { title: (n: number) => `${n} 条新情况`, critical: "重要", read: "已读", readAll: "全部已读", at: (time: string) => `${time} 收到` },
  act: {
    acknowledge: "签收指令", enRoute: "出发", arrive: "到达现场", handle: "开始处置", firstFeedback: "首次反馈", complete: "完成处置",
    decline: "拒绝指令", support: "请求支援", progress: "补充反馈", onDuty: "上班", resume: "恢复待命",
  },
  arrival: { near: "已到达现场附近", auto: (s: number) => `${s} 秒后自动确认到达`, waiting: "正在自动确认到达", confirm: "确认到达" },
  clock: {
    over: (time: string) => `超时 ${time}`, left: (time: string) => `剩 ${time}`, acknowledge: "签收时限",
    step: {
      FIRST_ORDER: "派警时限", REACT: "1 分钟响应", EN_ROUTE: "3 分钟出警", ON_SCENE: "5 分钟到达", ECHELON_1: "1 分钟到达（就近力量）", ECHELON_3: "3 分钟到达（区县力量）",
      ECHELON_5: "5 分钟到达（市级力量）", SELF: "1 分钟自救", MUTUAL: "3 分钟互救", POLICE: "5 分钟警力到达", ARRIVAL: "到达时限", FIRST_FEEDBACK: "首次反馈时限",
      REPORT_PHONE: "电话报告", REPORT_WRITTEN: "书面报告", REPORT_CONTINUING: "续报",
    } as Labels<ClockStep>,
  },
  assignment: {
    ISSUED: "待签收", ACKNOWLEDGED: "已签收", EN_ROUTE: "出警途中", ARRIVED: "已到达", HANDLING: "处置中", FEEDBACK: "已反馈", COMPLETED: "已完成", DECLINED: "已拒绝", RECALLED: "已召回", SUPERSEDED: "已取代",
  } as Labels<AssignmentStatus>,
  unit: { OFF_DUTY: "下班", AVAILABLE: "待命", PATROL: "巡逻", ASSIGNED: "已受领", EN_ROUTE: "出警途中", ON_SCENE: "在现场", CLEARING: "收尾", UNAVAILABLE: "暂离" } as Labels<UnitStatus>,
  unavailable: { MEAL: "用餐", VEHICLE: "车辆故障", PAPERWORK: "文书", COURT: "出庭", NO_ACK: "未签收指令", OTHER: "其他" } as Labels<(typeof UNAVAILABLE_REASONS)[number]>,
  priority: { P1: "一级", P2: "二级", P3: "三级", P4: "四级" } as Labels<"P1" | "P2" | "P3" | "P4">,
  untyped: "未分类警情",
  decline: {
    title: "拒绝指令", hint: "选择原因。指挥中心将改派其他单元。", text: "说明（可不填）", go: "确认拒绝",
    code: { SAFETY: "安全原因", CAPABILITY: "能力不符", VEHICLE: "车辆故障", ENGAGED: "正在处置其他警情", UNREACHABLE: "无法到达", JURISDICTION: "不属管辖" } as Labels<(typeof DECLINE_CODES)[number]>,
  },
  handover: {
    title: "移交处置", hint: "对方接受之前，责任仍在本单元，时限照常计算。", nobody: "本警情没有其他单元。请先请求支援；指挥中心派来的单元可以接手。", choose: "选择接手单元", why: "移交原因", go: (unit: string) => `移交给 ${unit}`,
    reason: { AREA: "属其辖区", CAPABILITY: "对方专业更合适", RELIEF: "换班交接", OTHER: "本单元另有任务" },
    offered: (unit: string) => `已提请移交给 ${unit}，等待答复`, declined: (unit: string) => `${unit} 未接受移交`, left: (unit: string) => `${unit} 已不在本警情，无法接受。请撤回后另选。`, stays: "责任仍在本单元。",
    withdraw: "撤回移交", another: "另选单元", asks: (unit: string) => `${unit} 请您接手处置`, askedAt: (time: string, unit: string) => `${time} 提请 · 您接受前仍由 ${unit} 负责`, accept: "接受，由我处置", decline: "不接受",
  },
  patrol: {
    count: (done: number, all: number) => `已到 ${done} / 共 ${all} 个巡点`, next: "下一巡点", round: "巡逻路线", noPosition: "尚无定位，无法显示距离。", reached: (name: string) => `到点：${name}`,
    passed: "✓ 已到", excused: "↷ 因出警免到", isNext: "▶ 下一个", ahead: "待到", here: "已到此点", skipHint: "因出警可跳过巡点：按后面的巡点，中间的记为“因出警免到”。",
    direction: ["↑ 北", "↗ 东北", "→ 东", "↘ 东南", "↓ 南", "↙ 西南", "← 西", "↖ 西北"] as readonly string[],
    end: "结束巡逻", endSure: "确认结束巡逻", goOn: "继续巡逻", paused: (name: string) => `巡逻已暂停；处置完成后从“${name}”继续。`,
  },
  support: {
    title: "请求支援", lookUp: "请后台查询", owner: (name: string) => `${name} 正在办理`, text: "说明（可不填）", go: "发送请求",
    kind: { MORE_UNITS: "增援警力", SUPERVISOR: "带班领导", EMS: "医疗急救", FIRE: "消防", TRAFFIC: "交通管制", SPECIAL_POLICE: "特警", UTILITY: "水电气", OTHER: "其他", PLACE: "场所情况", PLAN: "预案", CONTACT: "联系电话", GAS_SHUTOFF: "燃气关断", POWER_SHUTOFF: "断电", WATER_SHUTOFF: "断水", LAW: "法律条文", TRANSLATION: "翻译" } as Labels<(typeof SUPPORT_KINDS)[number]>,
  },
  feedback: {
    kind: { FIRST: "首次反馈", PROGRESS: "补充反馈", FINAL: "最终反馈" } as Labels<(typeof FEEDBACK_KINDS)[number]>,
    text: "现场情况", quick: "常用语", facts: "现场核实", photo: "拍照", photoBusy: "正在处理照片", photoBad: "这张照片无法读取，请重拍。", removePhoto: "移除照片", go: "发送反馈", goFinal: "发送并完成处置",
    need: "请填写现场情况，或点按常用语。", recording: "执法记录编号（没有则不填）", announced: "已告知在场人员正在录音录像", recordingNumber: "编号为 3 至 80 位字母、数字或 . _ / -", recordingAnnounced: "未告知的录音录像不能关联", recorded: (reference: string) => `执法记录（已告知）${reference}`, yes: "是", no: "否", unknown: "未核实",
    phrases: {
      FIRST: ["已到现场，正在了解情况", "现场平稳", "现场无异常", "有人受伤，需要急救", "已设置警戒", "需要增援"],
      PROGRESS: ["现场已控制", "正在疏散群众", "伤者已送医", "交通已恢复", "等待专业力量"],
      FINAL: ["处置完毕，现场恢复正常", "当事人已离开", "已调解，双方同意", "已移交辖区派出所", "未发现所报情况"],
    },
  },
  roads: {
    title: "附近道路管制", closed: "封闭", slow: (kmh: number) => `缓行 ${kmh} 公里/时`, from: (time: string) => `${time} 起`, since: (time: string) => `${time} 起已管制`, until: (time: string) => `至 ${time}`, untilOpened: "解除时间未定", comma: "、",
    reason: { ACCIDENT: "交通事故", FIRE: "火灾救援", FLOOD: "积水", COLLAPSE: "塌陷、倒伏", WORKS: "施工抢修", EVENT: "大型活动", CONTROL: "临时交通管制" },
  },
  push: { title: "指令唤醒", ask: "允许后，锁屏时有新指令也会响铃提示；提示里没有警情内容。", on: "已允许：锁屏时有新指令会提示。", denied: "通知被禁止，请在浏览器设置里允许。", failed: "推送服务暂时连不上，指令仍会在应用内响铃。", allow: "允许提示" },
  room: {
    title: "现场通信", readOnly: "只读", open: "查看并发言", none: "还没有人发言。指挥席位和在内的单元都能看到。", unread: (n: number) => `${n} 条未读`, you: "本单元", voice: "语音", photo: "照片", point: "位置", attached: "照片或语音", written: (time: string) => `写于 ${time}`,
    receipts: (delivered: number, read: number, all: number) => `送达 ${delivered}/${all} · 已读 ${read}/${all}`, write: "向在场各方发送", send: "发送", addPhoto: "拍照", addPoint: "发位置", record: "语音", stop: (second: number) => `停止并发送 ${second} 秒`, noMicrophone: "无法使用麦克风，请检查权限。",
  },
  radio: {
    hold: "按住讲话", asking: "申请话权…", speaking: (n: number) => `正在讲话 · ${n} 方收听`, connecting: "正在讲话 · 接通中", recording: "未接通，松开发语音消息", over: "话权已收回，请松开", left: "有人未听到，已留语音消息", hearing: (who: string) => `${who} 正在讲话`,
    states: { CONNECTING: "接通中", HEARING: "收听中", SILENT: "点屏幕出声", FAILED: "未接通，稍后有语音消息" }, spoken: (n: number) => `讲话 ${n} 秒`, heardBy: (names: string) => `听到：${names}`, heardByNone: "当场无人听到",
  },
  map: {
    drawn: { CORDON: "警戒区", ROUTE: "路线", STAGING: "集结区" }, minutesOld: (n: number) => `${n} 分钟前`,
    distance: (km: string) => `${km} 公里`, metres: (m: number) => `${m} 米`, eta: (n: number) => `约 ${n} 分钟`, straight: "直线距离", legs: "路线", noOrder: "没有指令，无需导航", noPoint: "警情没有坐标，请按地址前往",
    noRoute: "暂无路线，显示直线距离", unnamed: "无名道路", failed: "底图未能载入，路线与位置仍可用", you: "本单元", goal: "警情地点", centre: "回到中心", stale: (time: string) => `路线计算于 ${time}`,
  },
  me: {
    unit: "单元", crew: (n: number) => `${n} 人`, status: "状态", onDuty: "上班", offDuty: "下班", away: "暂离", back: "恢复待命", why: "选择暂离原因", busy: "正在处置指令，完成后才能改变状态。", language: "语言", look: "显示",
    looks: { auto: "随系统", light: "日间", dark: "夜间" }, signOut: "退出登录", signOutWaiting: (n: number) => `还有 ${n} 项未发送。退出后会保留，下次用本账号登录时发送。`, stay: "不退出",
    contact: "联络核验", contactAt: (day: string) => `上次核验 ${day}`, contactNever: "尚未核验", contactLapsed: "未核验：已超过核验期限", contactGo: "本单元联络畅通",
  },
  outbox: {
    title: "发送队列", empty: "全部已发送", waiting: "待发送", refused: "未被接受", retry: "重新发送", dismiss: "知道了", asNote: "改为备注发送", at: (time: string) => `${time} 操作`, photos: (n: number) => `照片 ${n} 张`, photoLost: "一张照片未被接受，文字已照常发送。",
    conflict: (status: string) => `服务器上现为「${status}」，此操作不再适用。`,
    reason: { SERVER_FAULT: "服务器多次出错，没有收下。可重新发送，或用电台报告。", PHOTO_GONE: "设备上已找不到这张照片。", HANDOVER_NOT_OFFERED: "移交已被撤回、答复，或对方已离开。" } as Readonly<Record<string, string>>,
    name: {
      "dispatch.acknowledge": "签收指令", "dispatch.decline": "拒绝指令", "dispatch.enRoute": "出发", "dispatch.arrive": "到达现场", "dispatch.handle": "开始处置", "dispatch.feedback": "反馈",
      "dispatch.complete": "完成处置", "dispatch.requestSupport": "请求支援", "dispatch.checkpoint": "巡逻到点", "dispatch.endPatrol": "结束巡逻", "dispatch.offerHandover": "提请移交", "dispatch.acceptHandover": "接受移交", "dispatch.declineHandover": "不接受移交", "dispatch.withdrawHandover": "撤回移交", "dispatch.duress": "求助", "dispatch.mruAlarm": "一键报警", "dispatch.setUnitStatus": "改变状态", "dispatch.verifyContact": "联络核验", "guidance.markRead": "已阅指引", "guidance.markFactRead": "已读新情况", "guidance.answerMatch": "比对答复", "intake.addNote": "备注", "rooms.post": "现场通信", "command.startTask": "接受任务", "command.finishTask": "完成任务",
    } as Readonly<Record<string, string>>,
  },
  duress: {
    hold: "长按求助", holdAlarm: "长按报警", holding: (s: number) => `再按 ${s} 秒`, waiting: "求助已记录，正在等待网络发送", sent: (time: string) => `求助已送达指挥中心 ${time}`, sentHint: "指挥中心看得到您的位置。由指挥中心解除。", waitingHint: "有信号即刻发送，排在最前。如能使用电台，请同时呼叫。", refused: "求助未被接受，请立即用电台呼叫",
  },
  close: "关闭",
  diskFailed: "设备存储不可用：请不要关闭页面，等待全部发送完毕。",
  keepsNothing: "本机不留任何内容（连接未加密或不能存储）：发完前请勿关闭页面。",
  unopened: (n: number) => `本机保存的 ${n} 项内容打不开，未能发送：请核对最近的操作。（点按关闭）`,
  fault: "此页暂时无法打开",
  again: "重新打开",
};

export type Words = typeof chinese;
