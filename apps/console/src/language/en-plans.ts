import type { zhPlans } from "./zh-plans.ts";

export const enPlans: Readonly<Record<keyof typeof zhPlans, string>> = {
  "plans.name": "Response plans", "verb.plans": "Response plans", "plans.list": "Plans", "plans.modules": "Modules", "plans.versionOf": "Version {no}", "plans.unpublished": "Not published", "plans.none": "The city has no plans",
  "plans.status.DRAFT": "Draft", "plans.status.IN_REVIEW": "In review", "plans.status.APPROVED": "Approved", "plans.status.PUBLISHED": "In force", "plans.status.SUPERSEDED": "Superseded", "plans.status.RETIRED": "Retired", "plans.status.DISCARDED": "Discarded",
  "plans.ready.READY": "Ready", "plans.ready.DUE": "Exercise due", "plans.ready.DEGRADED": "Degraded", "plans.readyItems": "Readiness",
  "plans.level": "Level {level}", "plans.levelTasks": "Level {level}: {count} tasks", "plans.when": "When", "plans.trigger": "Trigger", "plans.critical": "Critical", "plans.onlyIf": "Only if",
  "plans.task": "Task", "plans.role": "Role", "plans.start": "Start", "plans.due": "Due", "plans.after": "After", "plans.needs": "Needs", "plans.within": "{minutes} min",
  "plans.at.CITY": "City", "plans.at.DISTRICT": "District", "plans.at.STATION": "Station", "plans.at.POST": "Post",
  "plans.contacts": "Duty contacts", "plans.verified": "reached {day}", "plans.failed": "not reached {day}", "plans.never": "never tried", "plans.reached": "Reached", "plans.notReached": "Not reached", "plans.tried": "Recorded: {post}",
  "plans.resources": "Resources", "plans.notices": "Notices", "plans.basis": "Basis", "plans.exercises": "Exercises", "plans.lastExercise": "Last exercised {day}, every {days} days", "plans.noExercise": "Never exercised, every {days} days",
  "plans.exercise.TABLETOP": "Tabletop", "plans.exercise.FUNCTIONAL": "Functional", "plans.exercise.FULL_SCALE": "Full scale", "plans.record": "Record an exercise", "plans.exerciseNote": "How it went (today's {kind})", "plans.recorded": "Exercise recorded",
  "plans.findings": "{count} to solve before submission", "plans.clean": "The check finds nothing", "plans.against": "Compared with", "plans.changes": "Changes", "plans.noChanges": "Same content",
  "plans.change.ADDED": "New", "plans.change.REMOVED": "Removed", "plans.change.CHANGED": "Changed", "plans.change.MOVED": "Reordered", "plans.uses": "Calls modules", "plans.usedBy": "Called by {plans}", "plans.newer": "Module {name} has version {no}; this plan calls version {used}",
  "plans.draft": "Draft the next version", "plans.drafted": "Drafted", "plans.accept": "Accept version {no}", "plans.submit": "Submit for review", "plans.submitted": "Submitted", "plans.approve": "Approve", "plans.approved": "Approved", "plans.sendBack": "Send back", "plans.sentBack": "Sent back",
  "plans.publish": "Publish", "plans.published": "Published, in force from now on", "plans.retire": "Retire", "plans.retired": "Retired", "plans.discard": "Discard the draft", "plans.discarded": "Draft discarded", "plans.why": "Reason", "plans.ownWork": "You worked on it: somebody else approves it", "plans.returned": "Sent back because",
  "plans.edit": "Edit the content", "plans.save": "Save", "plans.saved": "Saved", "plans.notJson": "The content is no valid JSON", "plans.parameters": "Parameters", "plans.writtenBy": "Written by {who}", "plans.fromFile": "From the city's file",
};
