/** Words of the figures that everybody may read (GOV-03). */
export const zhFigures = {
  "verb.figures": "公开数据", "strip.figures": "公开待发布", "figures.title": "公开数据", "figures.group.waiting": "待发布", "figures.group.open": "待拟制", "figures.group.public": "已公布",
  "figures.none": "还没有公开数据。", "figures.loading": "正在读取……", "figures.failed": "暂时读不到已公布的数据，连上后会再读。", "figures.new": "拟制月份", "figures.keys": "月份。上下键选择，数字键办理",
  "figures.state.open": "未拟制", "figures.state.draft": "草稿", "figures.state.correction": "更正稿", "figures.state.public": "已公布", "figures.versions": "第 {no} 版", "figures.corrected": "更正 {count} 次", "figures.draftedBy": "{name} {at} 拟制",
  "figures.isOpen": "该月已结束，尚未拟制。拟制时按当时的记录统计，由另一席位发布后公众才能读到。", "figures.notOver": "{month} 尚未结束，{from} 起可以拟制。",
  "figures.draftIs": "以下是第 {no} 版草稿，公众将读到的内容与此相同；发布之前外部读不到。", "figures.versionIs": "第 {no} 版 · {at} 发布", "figures.former": "原版本：第 {no} 版 · {at} 发布", "figures.reason": "更正说明（公开）",
  "figures.ownDraft": "这份草稿由您拟制，须由另一账号发布（市级有发布权的席位，如另一位值班长或督察）。", "figures.notYours": "发布由市级有发布权的席位办理（如值班长、督察），且不能是拟制人。",
  "figures.hiddenCells": "隐去 {count} 格（标“—”）：小于 5，或由它能推算出小于 5 的数。", "figures.hiddenNone": "各格均公布。", "figures.hidden": "未公布", "figures.changed": "与第 {no} 版不同的有 {count} 格，原数写在下方。", "figures.same": "各数与第 {no} 版相同。", "figures.was": "原 {count}",
  "figures.page": "公众页面", "figures.act.publish": "发布", "figures.act.draft": "拟制", "figures.act.recount": "重新统计", "figures.act.correct": "更正", "figures.act.recorrect": "重新统计更正稿", "figures.month": "月份", "figures.hasDraft": "{month}（已有草稿，将重新统计）",
  "figures.why": "哪里有误、为何更正（公开，不写具体的人）", "figures.says.publish": "发布后任何人都能读到，不能收回；有差错只能更正，另出一版。", "figures.says.draft": "按现在的记录统计该月。演练、测试和被取消的不计。", "figures.says.recount": "按现在的记录重新统计，取代现有草稿。", "figures.says.correct": "按现在的记录重新统计，作为新版本的草稿；原版本保留，原先隐去的数不因更正而可推算。",
  "figures.done.publish": "已发布 {month}", "figures.done.draft": "已拟制 {month}，待另一席位发布", "figures.done.correct": "已拟制 {month} 的更正稿，待另一席位发布",
} as const;
