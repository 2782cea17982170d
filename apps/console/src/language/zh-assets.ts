/** Words of who answers for what (GOV-06). */
export const zhAssets = {
  "verb.assets": "安全责任", "strip.assets": "责任待签", "asset.title": "安全责任", "asset.lists": "名单", "asset.list.ORPHANS": "无主", "asset.list.OFFERED": "待签收", "asset.list.HELD": "有主", "asset.list.RETIRED": "已注销",
  "asset.none.ORPHANS": "没有无主的场所、行业和设施。", "asset.none.OFFERED": "没有待签收的移交。", "asset.none.HELD": "还没有单位签收责任。", "asset.none.RETIRED": "没有已注销的登记。", "asset.more": "另有 {count} 项未列出", "asset.loading": "正在读取……", "asset.failed": "暂时读不到登记，连上后会再读。",
  "asset.kind": "种类", "asset.kind.PLACE": "场所", "asset.kind.AREA": "片区", "asset.kind.POST": "备勤点", "asset.kind.SECTOR": "行业", "asset.kind.FACILITY": "设施",
  "asset.enter": "登记", "asset.name": "名称（写场所、行业、设施，不写人）", "asset.likely": "建议的责任单位", "asset.ownArea": "按所在辖区", "asset.orphanFor": "无主", "asset.nobody": "无责任单位", "asset.unsigned": "待签收", "asset.holder": "责任单位", "asset.gone": "该单位已撤销，须另行移交",
  "asset.area": "所在", "asset.entered": "{at} 登记", "asset.proposed": "建议交 {party}", "asset.offered": "{at} {from} 提出移交给 {to}，待对方签收：{reason}", "asset.retired": "{at} {name} 注销：{reason}", "asset.terms": "历任责任单位", "asset.now": "今", "asset.signed": "交：{given} · 接：{taken}", "asset.onPaper": "登记前双方已签：{paper}",
  "asset.act.accept": "签收", "asset.act.decline": "谢绝", "asset.act.offer": "移交", "asset.act.withdraw": "撤回移交", "asset.act.retire": "注销", "asset.to": "交给", "asset.reason": "理由", "asset.done": "已办：{act}",
} as const;
