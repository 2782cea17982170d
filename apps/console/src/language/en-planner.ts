import type { zhPlanner } from "./zh-planner.ts";

export const enPlanner: Readonly<Record<keyof typeof zhPlanner, string>> = {
  "planner.name": "Rapid-response points", "planner.point": "Point", "planner.hours": "Manned", "planner.unit": "Units", "planner.equipment": "Equipment", "planner.manned": "manned now",
  "planner.everyDay": "every day", "planner.days": "Mon Tue Wed Thu Fri Sat Sun", "planner.noPoints": "The city has no rapid-response points yet (rapid_points.csv).",
  "verb.planner": "Plan rapid-response points", "keys.planner": "Rapid-response points",
};
