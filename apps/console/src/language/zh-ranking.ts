/** Words of the team, of units drawn off and of units lent. */
export const zhRanking = {
  "card.name": "调派方案", "card.tier": "{minutes} 分钟梯队", "card.together": "同时派出", "card.open": "无可派单元", "card.sent": "已派", "card.late": "超梯队时限",
  "card.limit": "限 {time}", "card.openCount": "{count} 项空缺", "rec.waived": "一级警情只按到达先后，不为覆盖等待",
} as const;
