import type { RefusalCode } from "../refusal.ts";
import type { RoleRow } from "./city.ts";

/**
 * Separation of duties, in one table. Some pairs are of roles: nobody holds both, neither in one role, nor by two grants, nor by
 * emergency access beside a lasting grant. Others are of acts: who did the one cannot do the other to the same thing.
 */
export interface Side {
  readonly commands?: readonly string[];
  readonly views?: readonly RoleRow["views"][number][];
}

export interface RolePair {
  readonly id: "COMMAND_SUPERVISION" | "HANDLER_WATCHER" | "ADMINISTRATOR_CONTENT" | "ADMINISTRATOR_AUDIT" | "APPROVER_REVIEWER" | "HANDLER_KEEPER";
  readonly zh: string;
  readonly en: string;
  readonly one: Side;
  readonly other: Side;
}

const WATCHES: Side = { views: ["AUDIT", "ACCESS_REVIEW"], commands: ["supervision.signReview"] };
const COMMANDING = ["command.take", "command.activatePlan", "command.setPlanLevel", "command.terminatePlan", "dispatch.issueOrder", "dispatch.recall", "dispatch.reassign", "dispatch.veto", "intake.setPriority", "linkage.setSeverity", "command.openPost", "command.acceptShift", "command.takeOver", "command.takeOverShift"];
const HANDLING = ["dispatch.acknowledge", "dispatch.arrive", "dispatch.handle", "dispatch.feedback", "dispatch.complete", "dispatch.explainBreach", "intake.receive", "intake.close"];

export const ROLE_PAIRS: readonly RolePair[] = [
  { id: "COMMAND_SUPERVISION", zh: "指挥与督察", en: "command and supervision", one: { commands: COMMANDING }, other: WATCHES },
  { id: "HANDLER_WATCHER", zh: "处置与监督", en: "handling and watching", one: { commands: HANDLING }, other: WATCHES },
  {
    id: "ADMINISTRATOR_CONTENT", zh: "系统管理与业务内容", en: "administration and content", one: { views: ["CONFIG"] },
    other: { commands: ["*"], views: ["BOARD", "INCIDENT", "OWN_ORDERS", "SHARED_INCIDENT", "MATTERS", "OWN_MATTERS", "CALLBACK_NUMBER", "POLICE_NOTES"] },
  },
  { id: "ADMINISTRATOR_AUDIT", zh: "系统管理与审计", en: "administration and audit", one: { views: ["CONFIG"] }, other: WATCHES },
  { id: "APPROVER_REVIEWER", zh: "应急授权的审批与复核", en: "approval and review of emergency access", one: { views: ["ACCESS_APPROVAL"] }, other: { views: ["ACCESS_REVIEW"] } },
  // Whoever worked on a matter does not decide what of it is kept beyond its days; the administrator is kept from every command above.
  { id: "HANDLER_KEEPER", zh: "处置与法律保全", en: "handling and legal hold", one: { commands: [...COMMANDING, ...HANDLING] }, other: { commands: ["governance.hold", "governance.liftHold"] } },
];

export interface ActPair {
  readonly id: "LAYOUT_AUTHOR_PUBLISHER" | "RESPONSE_HAND_REVIEWER" | "MATTER_PARTY_ADJUDICATOR" | "MATTER_REPLIER_VERIFIER" | "WHISTLE_DRAFTER_APPROVER" | "JOINT_INITIATOR_APPROVER" | "ASSET_GIVER_TAKER" | "PUBLICATION_DRAFTER_PUBLISHER" | "PLAN_AUTHOR_APPROVER" | "EMERGENCY_ASKER_APPROVER" | "EMERGENCY_HOLDER_REVIEWER" | "EMERGENCY_APPROVER_REVIEWER" | "FACTOR_OWNER_REMOVER" | "PASSWORD_GIVER_FACTOR_REMOVER";
  readonly refusal: RefusalCode;
}

/** Each is refused where the second act is decided; testing/scenarios/governance.test.ts does every one of them wrong. */
export const ACT_PAIRS: readonly ActPair[] = [
  { id: "LAYOUT_AUTHOR_PUBLISHER", refusal: "LAYOUT_OWN_WORK" },
  { id: "MATTER_PARTY_ADJUDICATOR", refusal: "OWN_ADJUDICATION" },
  { id: "MATTER_REPLIER_VERIFIER", refusal: "OWN_REPLY" },
  { id: "WHISTLE_DRAFTER_APPROVER", refusal: "WHISTLE_OWN_WORK" },
  { id: "JOINT_INITIATOR_APPROVER", refusal: "JOINT_OWN_REQUEST" },
  { id: "ASSET_GIVER_TAKER", refusal: "ASSET_OWN_OFFER" },
  { id: "PUBLICATION_DRAFTER_PUBLISHER", refusal: "PUBLICATION_OWN_WORK" },
  { id: "PLAN_AUTHOR_APPROVER", refusal: "PLAN_OWN_WORK" },
  { id: "RESPONSE_HAND_REVIEWER", refusal: "REVIEW_OWN_WORK" },
  { id: "EMERGENCY_ASKER_APPROVER", refusal: "OWN_ACCESS" },
  { id: "EMERGENCY_HOLDER_REVIEWER", refusal: "OWN_ACCESS" },
  { id: "EMERGENCY_APPROVER_REVIEWER", refusal: "OWN_ACCESS" },
  // As what is not there: an own factor is none that an administrator could take away.
  { id: "FACTOR_OWNER_REMOVER", refusal: "NOT_FOUND" },
  // With both in hand an administrator could sit down at any seat and read what there is.
  { id: "PASSWORD_GIVER_FACTOR_REMOVER", refusal: "HELPER_OF_BOTH" },
];

type Rights = Pick<RoleRow, "commands" | "views">;

const holds = (rights: Rights, { commands = [], views = [] }: Side): boolean =>
  views.some((view) => rights.views.includes(view)) ||
  commands.some((command) => (command === "*" ? rights.commands.length > 0 : rights.commands.includes(command) || rights.commands.includes(`${command.split(".")[0]}.*`)));

/** Pairs of which one holder of all these roles would have both sides. */
export const broken = (roles: readonly Rights[]): readonly RolePair[] =>
  ROLE_PAIRS.filter(({ one, other }) => roles.some((role) => holds(role, one)) && roles.some((role) => holds(role, other)));
