import type { zhAdvisories } from "./zh-advisories.ts";

export const enAdvisories: Readonly<Record<keyof typeof zhAdvisories, string>> = {
  "advisory.title": "Advisories: {waiting} waiting / {all}", "advisory.none": "No advisories stand.", "advisory.keys": "↑ ↓ choose · Y confirm · ↵ open an incident · W watch · X no action · E end · R enter one",
  "advisory.raise": "Enter an advisory", "advisory.raised": "Entered: {headline}", "advisory.headline": "What", "advisory.level": "Level", "advisory.kind": "Kind", "advisory.for": "Holds for", "advisory.hours": "{hours} h",
  "advisory.confirm": "Confirm", "advisory.derive": "Open an incident", "advisory.watch": "Watch", "advisory.dismiss": "No action", "advisory.end": "End",
  "advisory.ask.watch": "For how long (minutes, may be left out) and why: 30 rain eases", "advisory.ask.dismiss": "Why no action", "advisory.ask.end": "Note (may be empty)",
  "advisory.confirmed": "Confirmed: {headline}", "advisory.watched": "Watched: {headline}", "advisory.dismissed": "No action: {headline}", "advisory.ended": "Ended: {headline}",
  "advisory.left": "{time} left", "advisory.overdue": "late {time}", "advisory.watchLeft": "again in {time}", "advisory.byDesk": "entered here", "advisory.area": "Where: {area}", "advisory.instruction": "Advice: {text}", "advisory.reason": "{status}: {reason}",
  "advisory.chain": "Orders and acts that followed", "advisory.ordered": "{units} sent", "advisory.act.FEEDBACK": "reports", "advisory.act.COMPLETED": "done", "advisory.outcome": "Outcome: {outcome}",
  "advisoryStatus.RECEIVED": "to be confirmed", "advisoryStatus.CONFIRMED": "confirmed, waits", "advisoryStatus.ORDERED": "ordered", "advisoryStatus.WATCH": "watched", "advisoryStatus.DISMISSED": "no action", "advisoryStatus.ENDED": "ended",
  "advisoryLevel.RED": "Red", "advisoryLevel.ORANGE": "Orange", "advisoryLevel.YELLOW": "Yellow", "advisoryLevel.BLUE": "Blue",
  "advisoryKind.WEATHER": "Weather", "advisoryKind.FLOOD": "Flood", "advisoryKind.GEOLOGY": "Ground", "advisoryKind.FIRE": "Fire", "advisoryKind.TRAFFIC": "Traffic", "advisoryKind.UTILITY": "Water, power, gas", "advisoryKind.HEALTH": "Public health", "advisoryKind.EVENT": "Event", "advisoryKind.CROWD": "Crowd", "advisoryKind.SENSOR": "Sensor", "advisoryKind.OTHER": "Other",
  "alarm.advisory": "{level} advisory waits: {headline}", "alarm.advisoryLate": "Advisory not answered in time: {headline}", "verb.advisories": "Advisories", "layer.advisories": "Advisories", "legend.advisories": "Dotted line: where an advisory holds, its level and words in the middle", "intake.fromAdvisory": "Follows from an advisory",
  "advisory.where": "Where", "advisory.whole": "The whole city", "advisory.circle": "Circle", "advisory.outline": "Outline", "advisory.circleHint": "Click the centre on the map, then the edge; or name a place and a radius in metres.", "advisory.outlineHint": "Draw corner by corner on the map, or name place after place.", "advisory.centre": "Centre", "advisory.circled": "Radius {metres} m", "advisory.noCircle": "No circle yet", "advisory.desc": "Where, in words",
};
