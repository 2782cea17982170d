import type { zhPatrol } from "./zh-patrol.ts";

export const enPatrol: Readonly<Record<keyof typeof zhPatrol, string>> = {
  "patrol.name": "Patrol", "patrol.plan": "Plan a patrol", "patrol.area": "Area", "patrol.must": "must visit", "patrol.add": "Add a checkpoint: address, crossing, place",
  "patrol.nothing": "Nothing is recorded for this area; look for a place below.", "patrol.start": "Start the patrol ({count})", "patrol.length": "about {km} km in straight lines", "patrol.started": "{unit} is on patrol, {count} checkpoints",
  "patrol.done": "{done} of {count} passed", "patrol.paused": "paused by an order; goes on at the same point", "patrol.excusedCount": "{count} excused", "patrol.since": "since {time}", "patrol.end": "End the patrol", "patrol.ended": "{unit} has ended its patrol",
  "patrol.again": "Go on with the other {count}", "patrol.passed": "passed", "patrol.next": "next", "patrol.excused": "excused: under orders",
  "verb.patrol": "Plan or see a patrol",
};
