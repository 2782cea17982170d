import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Cooperation, Party } from "@tocsin/contract/joint/cooperation.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import { accept, type Context, type Decider, type Drafted, refused, type World } from "../decision.ts";
import { answersFor, cooperationFor, ended, ledBy, mayApprove, onCooperation, ownOrg, partnerIn, seated } from "./cooperation-facts.ts";
import { quarterEndAfter } from "./quarter.ts";

const says = (answer: Party["answer"]): boolean => answer?.answer === "ACCEPTED" || answer?.answer === "PARTIAL";

/** What follows once everybody has answered: all said no, and it is over; of what needs no approval, somebody said yes, and it runs. */
export function afterAnswers(world: World, found: Cooperation, parties: readonly Party[], { city, at }: Pick<Context, "city" | "at">): Drafted[] {
  if (parties.some(({ answer }) => answer === null) || found.startedAt !== null) return [];
  if (!parties.some(({ answer }) => says(answer))) return ended(world, found, parties.some(({ answer }) => answer?.answer === "DECLINED") ? "DECLINED" : "SILENT", "", city);
  if (found.subject.kind === "OPERATION") return [];
  const council = found.subject.kind === "CHANNEL" && found.subject.fields.length > 0;
  return [
    onCooperation(found.id, "CooperationStarted", { quarterEnd: council ? quarterEndAfter(at, city.calendar.offset) : null, sessionDueAt: null }),
    // Who sits in later sees nothing before.
    ...(found.from <= at ? seated(world, found, city) : []),
  ];
}

/** A party says what it gives, or why not (JNT-01). Once it has, it stands. */
export const answerJoint: Decider<CommandPayload["joint.answer"]> = (world, { cooperationId, partnerId, answer, code, resources = [], note = "" }, context) => {
  const found = cooperationFor(world, cooperationId, "PartyAnswered");
  if (!found.ok) return found;
  const party = found.value.parties.find(({ orgId }) => orgId === partnerId);
  if (party === undefined) return refused("VALIDATION_FAILED", { fields: ["/partnerId"] });
  if (!answersFor(context, party)) return refused("JOINT_NOT_ASKED", { party: partnerId });
  if (party.answer !== null) return refused("STATE_CONFLICT", { status: party.answer.answer, allowed: [] });
  if (answer === "DECLINED" && !context.city.city.joint.declines.some((row) => row.code === code)) return refused("DECLINE_CODE_REQUIRED", { fields: ["/code"] });
  if (answer !== "DECLINED" && found.value.subject.kind === "OPERATION" && resources.length === 0) return refused("JOINT_RESOURCES", { fields: ["/resources"] });
  const given = { answer, code: answer === "DECLINED" ? (code ?? null) : null, resources, note };
  const parties = found.value.parties.map((each) => (each === party ? { ...each, answer: { ...given, at: context.at, by: context.actor.userId } } : each));
  return accept(onCooperation(cooperationId, "PartyAnswered", { orgId: partnerId, ...given }), ...afterAnswers(world, found.value, parties, context));
};

/** Somebody of the level that the class requires approves, never who asked (JNT-01). */
export const approveJoint: Decider<CommandPayload["joint.approve"]> = (world, { cooperationId }, context) => {
  const found = cooperationFor(world, cooperationId, "CooperationApproved");
  if (!found.ok) return found;
  if (found.value.approval === null) return refused("JOINT_KIND", { kind: found.value.subject.kind });
  if (found.value.initiator.userId === context.actor.userId) return refused("JOINT_OWN_REQUEST");
  if (!mayApprove(context, found.value)) return refused("JOINT_LEVEL_NEEDED", { level: found.value.approval.level });
  return accept(onCooperation(cooperationId, "CooperationApproved", { orgId: ownOrg(context.city, context.actor), name: context.actor.name }));
};

/** Carrying out begins when it is approved and somebody has said yes (JNT-01); whoever has not answered may still come. */
export const startJoint: Decider<CommandPayload["joint.start"]> = (world, { cooperationId }, context) => {
  const found = ledBy(world, cooperationId, "CooperationStarted", context);
  if (!found.ok) return found;
  const { subject, approval, parties } = found.value;
  if (subject.kind !== "OPERATION") return refused("JOINT_KIND", { kind: subject.kind });
  if (approval === null || approval.by === null) return refused("JOINT_UNAPPROVED", { level: approval?.level ?? "CITY" });
  if (!parties.some(({ answer }) => says(answer))) return refused("JOINT_NOBODY");
  return accept(onCooperation(cooperationId, "CooperationStarted", { quarterEnd: null, sessionDueAt: subject.cadenceDays === undefined ? null : context.at + subject.cadenceDays * DAY }));
};

/** More time, asked by who takes part; answered by whoever gave it the first time: the host, or for an operation the approving level (JNT-04). */
export const askTime: Decider<CommandPayload["joint.askTime"]> = (world, { cooperationId, until, reason }, context) => {
  const found = partnerIn(world, cooperationId, "TimeAsked", context);
  if (!found.ok) return found;
  if (found.value.until === null || until <= found.value.until) return refused("EXTENSION_TOO_SHORT", { fields: ["/until"] });
  return accept(onCooperation(cooperationId, "TimeAsked", { orgId: ownOrg(context.city, context.actor), until, reason }));
};

export const answerTime: Decider<CommandPayload["joint.answerTime"]> = (world, { cooperationId, granted, reason }, context) => {
  const found = cooperationFor(world, cooperationId, "TimeAnswered");
  if (!found.ok) return found;
  const { extension, approval, initiator } = found.value;
  if (extension === null) return refused("JOINT_NO_EXTENSION");
  const own = ownOrg(context.city, context.actor);
  const grants = approval === null ? initiator.orgId === own : initiator.userId !== context.actor.userId && mayApprove(context, found.value);
  if (!grants) return approval === null ? refused("JOINT_NOT_LEAD", { lead: initiator.orgId }) : refused("JOINT_LEVEL_NEEDED", { level: approval.level });
  return accept(onCooperation(cooperationId, "TimeAnswered", { granted, reason }));
};

/** Who asked takes it back or ends it, who sits in leaves, the approving level stops it. */
export const endJoint: Decider<CommandPayload["joint.end"]> = (world, { cooperationId, reason }, context) => {
  const found = cooperationFor(world, cooperationId, "CooperationEnded");
  if (!found.ok) return found;
  const { subject, initiator, parties, startedAt, bookings } = found.value;
  const own = ownOrg(context.city, context.actor);
  if (bookings.some(({ state }) => state === "OUT" || state === "BACK")) return refused("POOL_OUT");
  if (initiator.orgId !== own && mayApprove(context, found.value)) return accept(...ended(world, found.value, "STOPPED", reason, context.city));
  const leaves = subject.kind === "EMBEDDING" && parties.some(({ orgId }) => orgId === own);
  if (initiator.orgId !== own && !leaves) return refused("JOINT_NOT_LEAD", { lead: initiator.orgId });
  // An operation that ran is reported on, not simply ended.
  if (subject.kind === "OPERATION" && startedAt !== null) return refused("JOINT_REPORT_FIRST");
  return accept(...ended(world, found.value, startedAt === null ? "WITHDRAWN" : "CLOSED", reason, context.city));
};

/** Supervision stops what must not go on (JNT-01); what is lent out comes back first. */
export const stopJoint: Decider<CommandPayload["supervision.stopJoint"]> = (world, { cooperationId, reason }, context) => {
  const found = cooperationFor(world, cooperationId, "CooperationEnded");
  if (!found.ok) return found;
  if (found.value.bookings.some(({ state }) => state === "OUT" || state === "BACK")) return refused("POOL_OUT");
  return accept(...ended(world, found.value, "STOPPED", reason, context.city));
};
