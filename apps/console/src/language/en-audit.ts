import type { zhAudit } from "./zh-audit.ts";

export const enAudit: Readonly<Record<keyof typeof zhAudit, string>> = {
  "audit.name": "Audit", "audit.mayNot": "This seat may not read the audit.", "audit.who": "Who", "audit.whoAs": "account", "audit.object": "Object", "audit.objectAs": "incident number, id or account", "audit.action": "Action", "audit.purpose": "Purpose", "audit.from": "First day", "audit.to": "Last day (included)", "audit.any": "any", "audit.when": "When",
  "audit.search": "Search", "audit.older": "Older rows", "audit.none": "No row of this time fits.", "audit.note": "At most 31 days at a time. Every search, check and export made here is in the audit too.",
  "audit.verify": "Check the chain", "audit.export": "Export all (lines of JSON)", "audit.sound": "Sound: {rows} rows, {seals} seals", "audit.fault.altered": "A row was altered:", "audit.fault.stretch": "Sealed stretches do not follow one another:", "audit.fault.seal": "A seal was altered:",
  "audit.read": "read", "audit.unconcerned": "not concerned with it", "audit.deleted": "{what}: {count} deleted",
  "audit.outcome.REFUSED": "refused", "audit.outcome.READ": "read", "audit.outcome.DELETED": "deleted", "audit.outcome.ENDED": "ended",
  "audit.did.signIn": "Sign-in", "audit.did.signOut": "Sign-out", "audit.did.sessionEnd": "Sign-in ended", "audit.did.replayed": "Copy of a token used", "audit.did.lock": "Seat locked", "audit.did.unlock": "Seat unlocked",
  "audit.did.password": "Password changed", "audit.did.passwordReset": "First password given anew", "audit.did.factorBegin": "Second factor begun", "audit.did.factorConfirm": "Second factor set up", "audit.did.factorDrop": "Second factor dropped", "audit.did.passkeyAdd": "Passkey added", "audit.did.passkeyDrop": "Passkey dropped",
  "audit.did.reveal": "Caller's number shown", "audit.did.retention": "Deleted on time", "audit.did.refused": "Wrong requests (count)", "audit.did.keyMake": "Machine key made", "audit.did.keyRevoke": "Machine key revoked", "audit.did.media": "Picture or voice shown", "audit.did.audit": "Audit searched", "audit.did.auditState": "Audit checked", "audit.did.auditExport": "Audit exported",
  "audit.purpose.RESPONSE": "Response", "audit.purpose.INTAKE": "Intake", "audit.purpose.COMMAND": "Command", "audit.purpose.LINKAGE": "Linkage", "audit.purpose.PLANNING": "Planning", "audit.purpose.SUPERVISION": "Supervision", "audit.purpose.ACCESS": "Access", "audit.purpose.AUDIT": "Audit", "audit.purpose.EMERGENCY_ACCESS": "Emergency access", "audit.purpose.RETENTION": "Retention", "audit.purpose.PLATFORM": "Platform",
  "audit.purpose.CALL_BACK": "Call back", "audit.purpose.FIND_CALLER": "Find the caller", "audit.purpose.MEET_ON_SCENE": "Meet on scene", "audit.purpose.REVIEW": "Review",
  "verb.audit": "Audit",
};
