/** Words of the planner of rapid-response points (DSP-06). */
export const zhPlanner = {
  "planner.name": "快反点规划", "planner.point": "快反点", "planner.hours": "值守时段", "planner.unit": "单元", "planner.equipment": "装备", "planner.manned": "值守中",
  "planner.everyDay": "每天", "planner.days": "周一 周二 周三 周四 周五 周六 周日", "planner.noPoints": "本市尚未登记快反点（rapid_points.csv）。",
  "verb.planner": "快反点规划", "keys.planner": "快反点规划",
} as const;
