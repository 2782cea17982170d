import type { zhGuidance } from "./zh-guidance.ts";

export const enGuidance: Readonly<Record<keyof typeof zhGuidance, string>> = {
  "guide.name": "Guidance", "verb.guidance": "Guidance", "guide.keys": "↑ ↓ choose a type · Tab to its content", "strip.guidance": "To approve", "strip.guidanceWanted": "No guidance",
  "guide.state.WANTED": "Missed by an order", "guide.state.MISSING": "None", "guide.state.EXPIRED": "Review overdue", "guide.state.WORKED": "Next one in work", "guide.state.HOLDS": "In force",
  "guide.riskHints": "Risk hints", "guide.handlingPoints": "Handling points", "guide.kit": "Kit", "guide.legal": "Legal reminders", "guide.crewMin": "Smallest crew", "guide.reviewBy": "Review by", "guide.crew": "at least {crew}",
  "guide.until": "review by {day}", "guide.expired": "Review was due {day}; goes out marked unverified", "guide.lineShape": "One entry a line: 中文 | English, the most urgent first", "guide.lineFault": "{part}, line {line}: write 中文 | English",
  "guide.missing": "This type has no guidance; orders carry the general points.", "guide.begin": "Draft guidance", "guide.wanted": "Incident {no} was ordered at {at} without guidance; please write it", "guide.begunByOrder": "Begun by an order that missed it",
  "match.answer": "Take up / ignore…", "match.answered": "Recorded", "match.accepted": "{who} takes it up", "match.ignored": "{who} ignores it", "match.desk": "A desk", "match.verdict.ACCEPTED": "Take up", "match.verdict.IGNORED": "Ignore", "match.reason.SEEN": "seen at the scene", "match.reason.TOLD": "somebody said so", "match.reason.NOT_SO": "not so", "match.reason.KNOWN": "known already", "match.reason.UNRELATED": "unrelated", "event.MatchAnswered": "Answer to a match",
  "match.rule.TYPE_BY_WORDS": "type by its words", "match.rule.OPEN_DUPLICATE": "likely duplicate", "match.rule.SAME_PREMISE_12M": "same place within a year", "match.rule.PREMISE_HAZARD": "hazard of the place", "match.rule.ADVISORY_HERE": "advisory here", "match.rule.ROAD_NEAR": "road closed nearby", "match.rule.PLAN_OF_TYPE": "plan of the type", "match.rule.FACT_MISSING": "question not answered",
};
