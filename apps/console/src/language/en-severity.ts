import type { zhSeverity } from "./zh-severity.ts";

/** Words of an emergency by severity and its reports upward. */
export const enSeverity: Readonly<Record<keyof typeof zhSeverity, string>> = {
  "clock.REPORT_PHONE": "Report by phone", "clock.REPORT_WRITTEN": "Written report", "clock.REPORT_CONTINUING": "Next report",
  "upward.PHONE": "Report by phone", "upward.WRITTEN": "Written report", "upward.CONTINUING": "Continuing report", "upward.FINAL": "Final report",
  "severity.name": "Severity of the emergency", "severity.I": "I exceptionally grave", "severity.II": "II grave", "severity.III": "III considerable", "severity.IV": "IV ordinary", "severity.short": "Severity {level}",
  "severity.none": "None set. Once it is, the clocks of the reports by phone and in writing begin.", "severity.level": "Severity", "severity.set": "Set severity {level}", "severity.done": "Severity {level}; the clocks of its reports run.",
  "severity.change": "Change…", "severity.why": "Why it changes", "severity.lead": "led by {lead}", "severity.left": "{time} left", "severity.late": "late by {time}: report now",
  "severity.report": "Report", "severity.draft": "Draft: {kind}", "severity.said": "Said by phone", "severity.sent": "Report", "severity.reported": "Recorded: {kind}.", "severity.noDraft": "The log did not come; write it yourself.",
  "severity.inTime": "in time", "severity.wasLate": "late by {time}", "severity.final": "Final report made", "severity.no": "No. {no}", "severity.last": "The last report",
  "gap.FINAL_REPORT": "The final report of the emergency", "event.SeveritySet": "Severity", "event.ReportedUp": "Reported upward",
};
