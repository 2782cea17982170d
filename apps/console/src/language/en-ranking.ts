import type { zhRanking } from "./zh-ranking.ts";

export const enRanking: Readonly<Record<keyof typeof zhRanking, string>> = {
  "card.name": "Response card", "card.tier": "{minutes}-minute tier", "card.together": "At once", "card.open": "nobody available", "card.sent": "sent", "card.late": "over its limit",
  "card.send": "Send {count} by the card", "card.limit": "limit {time}", "card.openCount": "{count} open", "rec.waived": "P1 goes by arrival alone and waits for no cover",
  "draw.name": "Could be drawn off, if you say so", "draw.why": "Draw {unit} off: why", "draw.done": "{unit} drawn off; #{no} waits, next best: {next}", "draw.nobody": "nobody", "draw.goThere": "Go to #{no}",
  "draw.LIFE_AT_RISK": "A life is at risk", "draw.MORE_URGENT": "More urgent", "draw.MUCH_SOONER": "Much sooner there", "draw.CAPABILITY": "Nobody else is able", "draw.COMMANDER": "Commander's decision", "draw.OTHER": "Other",
  "draw.from": "drawn from #{no}", "draw.to": "drawn to #{no}", "draw.fromElsewhere": "drawn from an incident elsewhere", "draw.toElsewhere": "drawn to an incident elsewhere", "draw.waits": "drawn off", "keys.draw": "Draw off (asks)",
  "aid.outside": "No unit of the city arrives in time; you may also telephone:", "aid.lent": "lent by {org}", "release.ask": "Ask for release", "release.why": "Why the unit is needed", "release.asked": "Release asked for; the city has not answered",
  "release.wants": "{org} asks for its release: {reason}", "release.yes": "Release it", "release.no": "Decline", "release.noWhy": "Why not", "release.refused": "The city declined: {text}", "release.sent": "Asked", "release.done": "Answered",
  "event.ResponsibilityOffered": "Hand-over offered", "event.ResponsibilityKept": "Hand-over not taken, responsibility stays", "event.ReleaseRequested": "Release asked for", "event.ReleaseAnswered": "Release answered",
  "border.name": "Across the border", "border.nearer": "{party} says {theirs}; our best {ours}", "border.nobody": "nobody", "border.ask": "Ask {party} to go first", "border.hint": "No answer in {seconds} s is a no; our own ranking below stays ready. Tell the caller.",
  "border.asked": "{party} asked", "border.noWords": "Please attend first", "border.WAITS": "{party} asked, no answer yet", "border.SILENT": "{party} did not answer in time, which is a no: send a unit of ours", "border.DECLINED": "{party} declined ({reason}): send a unit of ours",
  "alarm.roster": "Nobody is rostered at the joint desk {from} → {until}: fill it", "alarm.rosterMore": "Nobody is rostered at the joint desk {from} → {until}, and {more} times more: fill them",
  "alarm.help": "{party} asks for help at {place} ({no}): answer within a minute", "border.TAKEN": "{party} accepted and attends", "border.BACK": "{party} has finished and hands over; sign it under matters", "border.HANDED": "{party} has handed over, signed",
};
