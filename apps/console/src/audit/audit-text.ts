import { COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { isWord, type Say, type Word } from "../language/words.ts";

/** What rows are called beside commands, in the reader's words. */
const ACTIONS: Readonly<Record<string, Word>> = {
  "sign-in": "audit.did.signIn", "sign-out": "audit.did.signOut", "session-end": "audit.did.sessionEnd", "token-replayed": "audit.did.replayed", "seat-lock": "audit.did.lock", "seat-unlock": "audit.did.unlock",
  "password-change": "audit.did.password", "password-reset": "audit.did.passwordReset", "factor-begin": "audit.did.factorBegin", "factor-confirm": "audit.did.factorConfirm", "factor-drop": "audit.did.factorDrop", "passkey-add": "audit.did.passkeyAdd", "passkey-drop": "audit.did.passkeyDrop",
  reveal: "audit.did.reveal", retention: "audit.did.retention", "refused-requests": "audit.did.refused", "key-make": "audit.did.keyMake", "key-revoke": "audit.did.keyRevoke",
  "emergency-ask": "emergency.did.emergency-ask", "emergency-approve": "emergency.did.emergency-approve", "emergency-decline": "emergency.did.emergency-decline", "emergency-end": "emergency.did.emergency-end", "emergency-review": "emergency.did.emergency-review", "emergency-report": "emergency.did.emergency-report",
  [`GET ${ROUTES.board}`]: "emergency.did.board", [`GET ${ROUTES.incident}`]: "emergency.did.incident", [`GET ${ROUTES.timeline}`]: "emergency.did.timeline", [`GET ${ROUTES.recommendation}`]: "emergency.did.recommendation", [`GET ${ROUTES.stream}`]: "emergency.did.stream",
  [`GET ${ROUTES.media}/:id`]: "audit.did.media", [`GET ${ROUTES.audit}`]: "audit.did.audit", [`GET ${ROUTES.auditState}`]: "audit.did.auditState", [`GET ${ROUTES.auditExport}`]: "audit.did.auditExport",
};

/** Purposes under which rows stand. */
export const PURPOSES = ["RESPONSE", "INTAKE", "COMMAND", "LINKAGE", "PLANNING", "SUPERVISION", "ACCESS", "AUDIT", "EMERGENCY_ACCESS", "RETENTION", "PLATFORM", "CALL_BACK", "FIND_CALLER", "MEET_ON_SCENE", "REVIEW"] as const;

export const purposeText = (say: Say, purpose: string): string => {
  const word = `audit.purpose.${purpose}`;
  return isWord(word) ? say(word) : purpose;
};

/** In words where there are some; a command and a rare question keep their names, which the contract describes. */
export function actionText(say: Say, action: string): string {
  const word = ACTIONS[action];
  return word === undefined ? action.replace(/^GET \/api\/v1\//, `${say("audit.read")} `).replace(/^POST \/api\/v1\//, "") : say(word);
}

/** What may be looked for: what has words first, then the commands by their names. */
export const knownActions = (say: Say): readonly { readonly name: string; readonly text: string }[] =>
  [...Object.entries(ACTIONS).map(([name, word]) => ({ name, text: say(word) })), ...COMMAND_NAMES.map((name) => ({ name, text: name }))];

export function outcomeText(say: Say, outcome: string): string {
  const word = `audit.outcome.${outcome}`;
  return isWord(word) ? say(word) : "";
}
