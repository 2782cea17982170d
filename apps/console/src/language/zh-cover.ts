/** Words of cover: moves that are advised, standby posts, the mobile reserve. */
export const zhCover = {
  "move.advice": "调动建议：{unit} 前往{post}，行车 {drive} 分钟，覆盖增加 {gain} 个百分点", "move.area": "{area} {before}→{after}%（目标 {goal}%）", "move.URBAN": "城区", "move.TOWN": "城镇", "move.RURAL": "乡村",
  "move.accept": "下令前往", "move.dismiss": "不采纳", "move.why": "不采纳的原因", "move.whyOther": "不采纳的原因（说明）", "move.ordered": "{unit} 已奉命前往{post}", "move.dismissed": "已记录不采纳的原因",
  "dismiss.CALLS_EXPECTED": "原地预计有警情", "dismiss.CREW_REST": "警员需休整", "dismiss.ROAD": "道路不便", "dismiss.LOCAL_KNOWLEDGE": "熟悉当地", "dismiss.OTHER": "其他",
  "standby.going": "奉命前往{post}备勤", "standby.there": "在{post}备勤", "standby.end": "结束备勤", "standby.ended": "{unit} 已结束备勤，返回原驻点",
  "keys.move": "到调动建议", "keys.reserve": "机动力量板",
  "readiness.READY_5": "5 分钟待命", "readiness.READY_15": "15 分钟待命", "readiness.READY_30": "30 分钟待命", "readiness.UNCONFIRMED": "未确认",
  "reserve.name": "机动力量 · 已确认可用 {count} / {all}", "reserve.keys": "↑ ↓ 选择，Y 确认待命状态，↵ 调往所选警情", "reserve.none": "本市没有机动力量，或不在您的权限范围内。", "reserve.which": "所属", "reserve.readiness": "待命状态",
  "reserve.staging": "集结 {post}", "reserve.level": "{level}及以上调出", "reserve.confirm": "确认待命", "reserve.confirmed": "{unit} 待命状态已确认", "reserve.callOut": "调往 #{no}", "reserve.override": "仍要调出的理由",
  "override.RESERVE": "调用机动力量",
} as const;
