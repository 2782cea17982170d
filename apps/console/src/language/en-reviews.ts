import type { zhReviews } from "./zh-reviews.ts";

export const enReviews: Readonly<Record<keyof typeof zhReviews, string>> = {
  "review.title": "Reviews", "verb.reviews": "Reviews and what came of them", "strip.reviews": "Reviews", "act.seeReview": "Review", "review.none": "Nothing waits for a review here, and your organisation has no task of one.", "review.failed": "This review could not be read; try again.",
  "review.group.TASKS": "Tasks of this organisation", "review.group.SIGN": "For you to sign", "review.group.OWN": "Reviews of this organisation", "review.group.AREA": "Others in the area",
  "review.ground.P1": "P1", "review.ground.BREACH": "breach", "review.ground.POST": "command post", "review.status.DUE": "to be signed", "review.status.SIGNED": "tasks run", "review.status.CLOSED": "over",
  "review.answers": "{org} answers", "review.until": "due {time}", "review.late": "late", "review.wentUp": "late, {org} knows", "review.bySupervision": "Signed by supervision, never by who had a hand in it.",
  "review.step": "Step", "review.at": "When", "review.took": "Took", "review.limit": "Limit", "review.judged": "In time", "review.hand": "typed by hand", "review.notTaken": "not taken", "review.noLimit": "no limit",
  "review.step.INTAKE": "Intake", "review.step.DISPATCH": "Dispatch", "review.step.SIGN": "Sign", "review.step.ARRIVE": "Arrive", "review.step.HANDLE": "Handle", "review.step.FEEDBACK": "Feedback", "review.timeline": "Timeline: {count} recorded events",
  "review.task": "Task", "review.taskOpen": "open", "review.taskLate": "late", "review.taskDone": "done", "review.cameOf": "Came of the review of {title}", "review.see": "See the review", "review.finish": "Done", "review.finishNote": "How it was done", "review.finished": "The task is done",
  "review.owner": "Organisation", "review.dueDay": "Due", "review.taskWhy": "What is to be done", "review.removeFinding": "Remove finding {no}",
  "event.ReviewOpened": "Review owed", "event.ReviewDeferred": "Review deferred", "event.ReviewLate": "Review late", "event.ReviewSigned": "Review signed", "event.ReviewTaskLate": "Task late", "event.ReviewTaskDone": "Task done",
};
