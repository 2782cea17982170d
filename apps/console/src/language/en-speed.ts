import type { zhSpeed } from "./zh-speed.ts";

export const enSpeed: Readonly<Record<keyof typeof zhSpeed, string>> = {
  "speed.name": "Speed report", "speed.scope": "Scope", "speed.allMine": "All that I may read", "speed.week": "Week (Mon–Sun)",
  "speed.period": "{from} to {to}",
  "speed.failed": "The report cannot be read now; press “Refresh” when the line is back.", "speed.empty": "No orders in this scope and week.",
  "speed.export": "Export CSV", "speed.post": "Post, station", "speed.path": "Organisation path", "speed.n": "Orders", "speed.excluded": "Apart: cancelled, merged", "speed.reworked": "Done again", "speed.reworkedWhy": "Share that was carried out, and done again after the incident was reopened.",
  "speed.acknowledge": "Acknowledge", "speed.turnOut": "Turn-out", "speed.feedback": "Feedback", "speed.how.acknowledge": "from the order", "speed.how.turnOut": "order to scene", "speed.how.feedback": "from the scene",
  "speed.none.acknowledge": "not yet", "speed.none.turnOut": "not yet", "speed.none.feedback": "not yet", "speed.unit.s": "s", "speed.unit.min": "min", "speed.unit.h": "h",
  "speed.median": "median", "speed.medianS": "median (s)", "speed.p90S": "p90 (s)", "speed.few": "<5", "speed.hidden": "*", "speed.hiddenWhy": "not shown: small, or another small one could be reckoned from it", "speed.suppressed": "Fewer than 5: not shown", "speed.sort": "Slowest or most first; press again for the order of organisation",
  "speed.orders": "{count} orders", "speed.note": "By calendar weeks, each told a day after its end and then unchanged: with any period, or one that still runs, one answer taken from another would tell what both hide. Each distribution adds to 100 %, with what has not happened yet. Cancelled, recalled, superseded, merged and declined orders are counted apart, drills never. Fewer than 5 are not shown; a median or p90 by which something hidden could be told is *. Units only, never persons.",
  "verb.speed": "Speed report", "keys.speed": "Speed report",
};
