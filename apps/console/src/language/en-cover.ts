import type { zhCover } from "./zh-cover.ts";

export const enCover: Readonly<Record<keyof typeof zhCover, string>> = {
  "move.advice": "Advised move: {unit} to {post}, a drive of {drive} min, wins {gain} points of cover", "move.area": "{area} {before}→{after} % (goal {goal} %)", "move.URBAN": "urban", "move.TOWN": "towns", "move.RURAL": "rural",
  "move.accept": "Order it there", "move.dismiss": "Dismiss", "move.why": "Why it is not made", "move.whyOther": "Why it is not made, in words", "move.ordered": "{unit} is ordered to {post}", "move.dismissed": "The reason has been noted",
  "dismiss.CALLS_EXPECTED": "calls are expected where it is", "dismiss.CREW_REST": "the crew needs rest", "dismiss.ROAD": "the road is bad", "dismiss.LOCAL_KNOWLEDGE": "local knowledge", "dismiss.OTHER": "other",
  "standby.going": "ordered to stand by at {post}", "standby.there": "stands by at {post}", "standby.end": "End standby", "standby.ended": "{unit} has ended its standby and returns to its base",
  "keys.move": "To the advised move", "keys.reserve": "Mobile reserve",
  "readiness.READY_5": "rolls in 5 min", "readiness.READY_15": "rolls in 15 min", "readiness.READY_30": "rolls in 30 min", "readiness.UNCONFIRMED": "unconfirmed",
  "reserve.name": "Mobile reserve · {count} of {all} confirmed and free", "reserve.keys": "↑ ↓ choose, Y confirms readiness, ↵ calls out to the chosen incident", "reserve.none": "The city has no mobile reserve, or none within your scope.", "reserve.which": "Reserve", "reserve.readiness": "Readiness",
  "reserve.staging": "stages at {post}", "reserve.level": "goes out for {level} and above", "reserve.confirm": "Confirm readiness", "reserve.confirmed": "Readiness of {unit} confirmed", "reserve.callOut": "Call out to #{no}", "reserve.override": "Why it goes all the same",
  "override.RESERVE": "reserve called out",
};
