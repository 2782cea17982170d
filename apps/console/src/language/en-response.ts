import { enSeverity } from "./en-severity.ts";
/** Words of plans under way. */
export const enResponse = {
  ...enSeverity,
  "tab.plan": "Plan", "verb.startPlan": "Start a plan",
  "gap.RESPONSE": "The end of the response", "event.ResponseSet": "Response", "event.ProposalGone": "Proposal gone",
  "response.none": "No plan is proposed, and none was started.", "response.proposed": "Proposed: {name}", "response.advised": "The facts call for level {level}", "response.ask": "To be sure of the level, ask: {what}",
  "response.level": "Level of response", "response.levelName": "Level {level}", "response.activate": "Start at {level}", "response.activated": "{name} was started at level {level}.",
  "response.atHand": "Notices and duty lines at hand", "response.other": "Start another plan", "response.plan": "Plan", "response.choosePlan": "Choose a plan…",
  "response.dismiss": "Do not start…", "response.whyDismiss": "Why it is not started", "response.dismissed": "Noted; the plan is not proposed again.",
  "response.raise": "Raise to {level}…", "response.lower": "Lower to {level}…", "response.whyLevel": "Why the level becomes {level}", "response.levelSet": "The level is {level} now.",
  "response.end": "End the response…", "response.whyEnd": "Why it ends", "response.ended": "The response has ended.", "response.do": "Do it",
  "response.degraded": "{count} things stand against the plan", "response.drill": "Drill", "response.modulesAlone": "Modules called alone",
  "response.critical": "Critical", "response.toDecide": "Level lowered: decide", "response.keep": "Go on", "response.waitsFor": "waits for: {names}",
  "response.start": "Start", "response.finish": "Done", "response.skip": "Skip…", "response.whySkip": "Why “{name}” is skipped", "response.started": "Started: {name}", "response.finished": "Done: {name}",
  "response.flow": "Flow", "response.noFlow": "The flow could not be fetched; the list has all tasks.", "response.missed": "limit missed",
  "response.note": "What came of it (may be left out)", "response.reassign": "Reassign…", "response.reassignTo": "To (unit or organisation)", "response.whyReassign": "Why it is reassigned", "response.reassigned": "The task goes to {to}.",
  "response.modules": "Call a module", "response.module": "Module", "response.chooseModule": "Choose a module…", "response.call": "Issue", "response.called": "{name} was called.", "response.radius": " (radius around the incident, m)",
  "response.review": "Write the review…", "response.reviewText": "What the review found", "response.reviewed": "Review:",
  "responseStatus.PROPOSED": "Proposed", "responseStatus.ACTIVE": "Active", "responseStatus.ADJUSTED": "Adjusted", "responseStatus.TERMINATED": "Ended", "responseStatus.REVIEWED": "Reviewed", "responseStatus.DISMISSED": "Not started",
  "taskState.WAITING": "Waiting", "taskState.ISSUED": "Issued", "taskState.STARTED": "Under way", "taskState.DONE": "Done", "taskState.SKIPPED": "Skipped", "taskState.CANCELLED": "Cancelled",
  "taskLimit.START": "start", "taskLimit.DUE": "done",
} as const;
