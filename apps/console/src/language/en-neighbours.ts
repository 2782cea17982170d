import type { zhNeighbours } from "./zh-neighbours.ts";

/** Words of what neighbouring cities do together: units that come, joint exercises (JNT-07). */
export const enNeighbours: Readonly<Record<keyof typeof zhNeighbours, string>> = {
  "exercise.new": "Joint exercise", "exercise.tag": "Joint exercise", "exercise.to": "With", "exercise.text": "What is exercised", "exercise.place": "Place, within the shared strip", "exercise.from": "From", "exercise.until": "Until", "exercise.ask": "Ask them", "exercise.asked": "{party} is asked; who signs it there agrees.",
  "exercise.calledOff": "{party} called the exercise off at {at} ({why}). It is not on any more; what is under way is handed back as ever.", "exercise.offTag": "Called off", "exercise.why.REAL_WORK": "real work", "exercise.why.WEATHER": "weather", "exercise.why.STAFF": "too few at hand", "exercise.why.ANOTHER_DAY": "on another day", "exercise.why.OTHER": "other",
  "exercise.when": "{from} to {until}", "exercise.agreed": "Both have agreed. Drills go to the other side in this time only, and are answered as drills.", "exercise.unagreed": "They have not agreed yet. Until they do, no drill goes there.", "exercise.noPlace": "Choose a place first",
  "exercise.steps": "What came to pass, from the records", "exercise.none": "Nothing was asked yet.", "exercise.request": "Request", "exercise.askedCol": "Asked", "exercise.answerCol": "Answer", "exercise.cameCol": "Units that came", "exercise.backCol": "Handed back",
  "exercise.answer.WAITING": "waiting", "exercise.answer.ACCEPTED": "accepted", "exercise.answer.DECLINED": "declined", "exercise.answer.SILENT": "silent", "exercise.after": "{seconds} s",
  "help.title": "Their units", "help.ours": "Sent by us", "help.ORDERED": "ordered", "help.EN_ROUTE": "on the way", "help.ARRIVED": "there", "help.LEFT": "left", "help.open": "Open an incident for it", "help.said": "Help for the neighbouring city: {party}, matter {no}", "help.notTaken": "{party}'s platform did not take it ({code}); it stays ours",
  "alarm.helpDrill": "DRILL: {party} asks for help at {place} ({no}): answer within a minute", "border.REFUSED": "{party}'s platform did not take it ({reason}): send a unit of ours",
};
