/** What a verb takes after it, in order. */
export type Slot = "incident" | "units" | "unit" | "type" | "priority" | "place" | "text" | "outcome" | "incident2" | "unitStatus" | "agency" | "seat";

export interface Verb {
  readonly id: VerbId;
  /** What may be typed for it: Chinese first, then pinyin, short codes and English. */
  readonly names: readonly string[];
  readonly slots: readonly Slot[];
}

export type VerbId =
  | "assign" | "recall" | "reassign" | "classify" | "priority" | "locate" | "note" | "close" | "merge" | "unmerge" | "take" | "offer" | "accept" | "cancel" | "reopen"
  | "invite" | "report" | "unitStatus" | "clearDuress" | "look" | "create" | "speed" | "patrol" | "planner" | "layouts" | "plans" | "guidance" | "roads" | "advisories" | "transfer" | "matters" | "joint" | "duty" | "assets" | "whistle" | "startPlan" | "posts" | "reviews" | "support" | "draw" | "audit" | "mechanisms" | "figures";

const verb = (id: VerbId, names: string, ...slots: Slot[]): Verb => ({ id, names: names.split(" "), slots });

export const VERBS: readonly Verb[] = [
  verb("assign", "派 派警 pai p assign send", "incident", "units"),
  verb("recall", "收 召回 shou zh recall", "incident", "units", "text"),
  verb("reassign", "改派 gaipai gp reassign", "unit", "incident", "text"),
  verb("classify", "类 类别 lei l type classify", "incident", "type"),
  verb("priority", "级 级别 ji j priority", "incident", "priority", "text"),
  verb("locate", "址 地点 zhi dz locate", "incident", "place"),
  verb("note", "注 备注 zhu b note", "incident", "text"),
  verb("report", "续 续报 xu x report", "incident", "text"),
  verb("close", "结 结警 jie jj close", "incident", "outcome", "text"),
  verb("merge", "并 合并 bing hb merge", "incident", "incident2"),
  verb("unmerge", "拆 拆分 chai cf unmerge", "incident", "incident2", "text"),
  verb("take", "指挥 zhihui zhi1 take command", "incident"),
  verb("offer", "移交 yijiao yj offer handover", "incident", "seat"),
  verb("accept", "接受 jieshou js accept", "incident"),
  verb("cancel", "消 撤销 xiao cx cancel", "incident", "text"),
  verb("reopen", "重开 chongkai ck reopen", "incident", "text"),
  verb("invite", "邀 邀请 yao yq invite", "incident", "agency"),
  verb("transfer", "转办 转 zhuanban zb transfer", "incident"),
  verb("whistle", "吹哨 chuishao cs whistle", "incident"),
  verb("startPlan", "启动预案 启动 qidong qd startplan", "incident"),
  verb("matters", "联动 事项 liandong ld matters"),
  verb("joint", "协作 合成 共用 xiezuo xz hecheng joint pool channel"),
  verb("duty", "名录 值班名录 联动值班 minglu ml zbml duty contacts"),
  verb("assets", "责任 安全责任 无主 zeren zr responsibility assets orphans"),
  verb("posts", "指挥部 zhihuibu zhb post posts"),
  verb("reviews", "复盘 整改 fupan fp review reviews"),
  verb("support", "后台支援 支援 后台 houtai zhiyuan zy support"),
  verb("draw", "标绘 biaohui bh draw"),
  verb("unitStatus", "状态 zhuangtai zt status", "unit", "unitStatus"),
  verb("clearDuress", "解除 jiechu jc clear", "unit", "text"),
  verb("look", "看 查看 kan k look show", "incident"),
  verb("create", "新 新警情 xin n new"),
  verb("patrol", "巡 巡逻 xun xl patrol", "unit"),
  verb("roads", "封路 封 fenglu fl road roads closure", "place"),
  verb("planner", "点位 规划 dianwei dw guihua plan planner"),
  verb("layouts", "布局 巡区 buju bj xunqu layouts areas"),
  verb("plans", "预案 应急预案 yuan ya yingji plans response"),
  verb("guidance", "指引 处置指引 处置要点 zhiyin zhy guidance packs"),
  verb("advisories", "预警 yujing advisories advisory"),
  verb("mechanisms", "机制 jizhi mechanisms"),
  verb("figures", "公开 公开数据 gongkai gk figures public"),
  verb("audit", "审计 shenji sj audit"),
  verb("speed", "快处 报表 kuaichu kc bb speed"),
];

export const UNIT_STATUS_WORDS: Readonly<Record<string, "AVAILABLE" | "UNAVAILABLE" | "OFF_DUTY">> = {
  空闲: "AVAILABLE", 在勤: "AVAILABLE", kx: "AVAILABLE", free: "AVAILABLE", available: "AVAILABLE",
  暂离: "UNAVAILABLE", 停: "UNAVAILABLE", zl: "UNAVAILABLE", unavailable: "UNAVAILABLE",
  下班: "OFF_DUTY", 离岗: "OFF_DUTY", xb: "OFF_DUTY", off: "OFF_DUTY",
};

/** Verbs whose name starts with what was typed, exact ones first. */
export function verbsFor(typed: string): readonly Verb[] {
  const query = typed.toLowerCase();
  if (query === "") return VERBS;
  const exact = VERBS.filter(({ names }) => names.includes(query));
  const begun = VERBS.filter((each) => !exact.includes(each) && each.names.some((name) => name.startsWith(query)));
  return [...exact, ...begun];
}
