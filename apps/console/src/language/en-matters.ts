import type { zhMatters } from "./zh-matters.ts";

/** Words of matters between organisations. */
export const enMatters: Readonly<Record<keyof typeof zhMatters, string>> = {
  "verb.transfer": "Hand an incident over", "verb.matters": "Matters", "act.transfer": "Hand over", "strip.matters": "Matters due",
  "matter.name": "Matters", "matter.none": "There are no matters.", "matter.mine": "Waiting for me", "matter.others": "With others", "matter.police": "110",
  "matter.danger": "Is life, property or public safety in danger?", "matter.noDanger": "No danger", "matter.isDanger": "Danger", "matter.dispatchFirst": "Danger: send somebody first, then hand over.", "matter.toDispatch": "Send somebody",
  "matter.stays": "Until they have signed, it stays yours.", "matter.item": "Item of the responsibility list", "matter.noItem": "Not sure", "matter.urgency": "Limit", "matter.notice": "Caller", "matter.withheld": "The caller wants to stay unnamed",
  "matter.urgency.URGENT": "Urgent, 2 h", "matter.urgency.UTILITY": "Utility, 24 h", "matter.urgency.GENERAL": "General, 7 d", "matter.urgency.HARD": "Hard, 15 d", "matter.urgency.STATUTORY": "Statutory, 20 d",
  "matter.notice.CONSENTED": "The caller agreed", "matter.notice.INFORMED": "The caller was told", "matter.notice.NO_CALLER": "No caller",
  "matter.status.CREATED": "Open", "matter.status.SENT": "To be signed", "matter.status.SIGNED": "Signed", "matter.status.PROCESSING": "In work", "matter.status.RETURNED": "Returned", "matter.status.REPLIED": "Answered", "matter.status.VERIFIED": "Called back", "matter.status.CLOSED": "Closed",
  "matter.clock.HANDLE": "Handle", "matter.clock.SIGN": "Sign", "matter.clock.ADJUDICATE": "Rule", "matter.clock.VERIFY": "Call back", "matter.clock.CLOSE": "Close",
  "matter.days": "{days} d {hours} h", "matter.level": "{name} is overdue; level {level} has been told", "matter.owner": "Responsible:", "matter.unsigned": "not signed yet", "matter.final": "settled, must sign", "matter.noPlace": "No place",
  "matter.done": "Done: {act}.", "matter.way": "So far", "matter.chain": "The whole chain", "matter.locked": "no right to see it", "matter.part.incident": "Incident", "matter.part.matter": "Matter",
  "matter.act.linkage.sign": "Sign", "matter.act.linkage.return": "Return", "matter.act.linkage.withdraw": "Take back", "matter.act.linkage.adjudicate": "Rule", "matter.act.linkage.progress": "Progress", "matter.act.linkage.reply": "Answer",
  "matter.act.linkage.transfer": "Pass on", "matter.act.linkage.dispute": "Ask for a ruling", "matter.act.linkage.askExtension": "Ask for more time", "matter.act.linkage.answerExtension": "Answer more time", "matter.act.linkage.askAssistant": "Ask for help",
  "matter.act.linkage.finishAssisting": "Help finished", "matter.act.linkage.releaseAssistant": "Release helper", "matter.act.linkage.verify": "Call back", "matter.act.linkage.rate": "Rate", "matter.act.linkage.close": "Close", "matter.act.linkage.reopen": "Reopen",
  "matter.act.linkage.open": "Hand over", "matter.act.linkage.confer": "Call of three",
  "matter.field.to": "To", "matter.field.clause": "On which item of the list", "matter.field.party": "Who helps", "matter.field.task": "With what", "matter.field.until": "Until", "matter.field.verdict": "What the caller says", "matter.field.score": "Score", "matter.field.granted": "Granted", "matter.field.text": "Words", "matter.field.reason": "Reason",
  "matter.verdict.SATISFIED": "Satisfied", "matter.verdict.NOT_SATISFIED": "Not satisfied", "matter.verdict.NOT_REACHED": "Not reached", "matter.granted": "Yes", "matter.notGranted": "No", "matter.why.RULING": "ruled before:", "matter.why.LIST": "list:",
  "matter.how.SIGNED": "{from} → {to}, signed", "matter.how.DEEMED": "{from} → {to}, counts as signed", "matter.how.ADJUDICATED": "{from} → {to}, by ruling", "matter.how.RETURNED": "{from} gave it back to {to}",
  "matter.returned": "{party} returns it ({clause}): {reason}", "matter.ruled": "{by} rules for {to}: {reason}", "matter.replied": "{party} answers: {text}", "matter.called": "Call-back: {verdict} {text}", "matter.extension": "{party} asks for more time: {reason}",
  "matter.callOpen": "Call of three ({parties}): no agreement", "matter.callAgreed": "Call of three ({parties}): {to} takes it",
  "matter.assistantAsked": "{party} helps: {task}", "matter.assistantDone": "{party} has helped: {task}", "matter.assistantReleased": "{party} was released: {task}",
};
