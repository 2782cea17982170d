/** Words of emergency access. */
export const enEmergency = {
  "emergency.name": "Emergency access", "emergency.what": "When the work needs rights beyond your role: for a limited time and with a reason, approved by a second person, or taken at once and reviewed after. Whatever is read or done is recorded.",
  "emergency.none": "Your role may not ask for emergency access.", "emergency.role": "Rights", "emergency.where": "Where", "emergency.minutes": "Minutes (at most {most})", "emergency.reason": "Reason",
  "emergency.atOnce": "At once, reviewed after (at most {most} minutes)", "emergency.ask": "Ask", "emergency.take": "Use at once", "emergency.asked": "Asked for; waiting for approval.",
  "emergency.running": "Emergency access in use", "emergency.left": "{minutes} minutes left", "emergency.lastMinute": "less than a minute left", "emergency.recorded": "everything read is recorded", "emergency.end": "End it",
  "emergency.withdraw": "Withdraw",
  "emergency.wants": "{name} asks for {role} · {org} · {minutes} minutes", "emergency.approve": "Approve", "emergency.decline": "Decline",
  "emergency.toReview": "{count} emergency accesses to review", "emergency.open": "Look", "emergency.list": "Records", "emergency.empty": "There are none.",
  "emergency.by": "Who", "emergency.rights": "Rights and place", "emergency.when": "When", "emergency.state": "State", "emergency.answeredBy": "answered by {name}", "emergency.withoutAnswer": "at once",
  "emergency.ASKED": "waits for approval", "emergency.LAPSED": "lapsed", "emergency.DECLINED": "declined", "emergency.RUNNING": "in use", "emergency.ENDED": "ended",
  "emergency.review": "Read and review", "emergency.reviewed": "{name}: {verdict}", "emergency.JUSTIFIED": "justified", "emergency.NOT_JUSTIFIED": "not justified", "emergency.unreviewed": "to be reviewed",
  "emergency.read": "What was read and done", "emergency.act": "What", "emergency.which": "Incidents", "emergency.note": "Finding", "emergency.more": "The first {count} only; the audit has the others.", "emergency.nothingRead": "No incident was read.",
  "register.name": "Register of emergency access", "register.day": "Day", "register.ofDay": "Of the day", "register.ofMonth": "Of its month", "register.export": "Export", "register.none": "No emergency access in {period}.", "register.sum": "{period}: {count}", "register.open": "{count} to be reviewed",
  "register.done": "Done in it", "register.after": "Approval and review", "register.counts": "{looks} looks · {acts} acts · {incidents} incidents", "register.more": "The first {count} only; look at it by day.",
  "emergency.did.board": "the board", "emergency.did.incident": "an incident", "emergency.did.timeline": "a timeline", "emergency.did.recommendation": "a recommendation", "emergency.did.stream": "the live stream",
  "emergency.did.emergency-ask": "asked for", "emergency.did.emergency-approve": "approved", "emergency.did.emergency-decline": "declined", "emergency.did.emergency-end": "ended", "emergency.did.emergency-review": "reviewed", "emergency.did.emergency-report": "read this report",
} as const;
