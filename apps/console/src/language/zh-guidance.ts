/** Words of guidance by type, and its versions (SCN-02). */
export const zhGuidance = {
  "guide.name": "处置指引", "verb.guidance": "处置指引", "guide.keys": "↑ ↓ 选择类别 · Tab 到内容", "strip.guidance": "指引待审", "strip.guidanceWanted": "缺指引",
  "guide.state.WANTED": "派警缺用", "guide.state.MISSING": "没有", "guide.state.EXPIRED": "逾期未复核", "guide.state.WORKED": "新版在办", "guide.state.HOLDS": "生效中",
  "guide.riskHints": "风险提示", "guide.handlingPoints": "处置要点", "guide.kit": "携带装备", "guide.legal": "法律提醒", "guide.crewMin": "最少人数", "guide.reviewBy": "复核日期", "guide.crew": "最少 {crew} 人",
  "guide.until": "{day} 前复核", "guide.expired": "{day} 已过复核日期，随指令标“未核实”", "guide.lineShape": "每行一条：中文 | English，最要紧的在前", "guide.lineFault": "{part}第 {line} 行须写成“中文 | English”",
  "guide.missing": "该类别没有指引，派警时只带通用要点。", "guide.begin": "起草指引", "guide.wantedThen": "一起警情于 {at} 派警时没有指引可带，请尽快编写", "guide.wanted": "警情 {no} 于 {at} 派警时没有指引可带，请尽快编写", "guide.begunByOrder": "派警缺用，自动起草",
  "match.answer": "采纳/忽略…", "match.answered": "已记录", "match.accepted": "{who} 采纳", "match.ignored": "{who} 忽略", "match.desk": "席位", "match.verdict.ACCEPTED": "采纳", "match.verdict.IGNORED": "忽略", "match.reason.SEEN": "现场属实", "match.reason.TOLD": "有人提到", "match.reason.NOT_SO": "不属实", "match.reason.KNOWN": "已经知道", "match.reason.UNRELATED": "与此无关", "event.MatchAnswered": "比对答复",
  "match.rule.TYPE_BY_WORDS": "按用词核对类别", "match.rule.OPEN_DUPLICATE": "疑似重复", "match.rule.SAME_PREMISE_12M": "同处一年内警情", "match.rule.PREMISE_HAZARD": "场所隐患", "match.rule.ADVISORY_HERE": "此处预警", "match.rule.ROAD_NEAR": "附近道路管制", "match.rule.PLAN_OF_TYPE": "对应预案", "match.rule.FACT_MISSING": "必问未答",
} as const;
