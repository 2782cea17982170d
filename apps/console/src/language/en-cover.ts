import type { zhCover } from "./zh-cover.ts";

export const enCover: Readonly<Record<keyof typeof zhCover, string>> = {
  "move.advice": "Advised move: {unit} to {post}, a drive of {drive} min, wins {gain} points of cover", "move.area": "{area} {before}→{after} % (goal {goal} %)", "move.URBAN": "urban", "move.TOWN": "towns", "move.RURAL": "rural",
  "move.accept": "Order it there", "move.dismiss": "Dismiss", "move.why": "Why it is not made", "move.whyOther": "Why it is not made, in words", "move.ordered": "{unit} is ordered to {post}", "move.dismissed": "The reason has been noted",
  "dismiss.CALLS_EXPECTED": "calls are expected where it is", "dismiss.CREW_REST": "the crew needs rest", "dismiss.ROAD": "the road is bad", "dismiss.LOCAL_KNOWLEDGE": "local knowledge", "dismiss.OTHER": "other",
  "standby.going": "ordered to stand by at {post}", "standby.there": "stands by at {post}", "standby.end": "End standby", "standby.ended": "{unit} has ended its standby and returns to its base",
  "keys.move": "to the advised move",
};
