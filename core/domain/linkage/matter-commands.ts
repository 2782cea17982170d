import { reviewOf } from "../command/reviews/open-review.ts";
import type { CommandName, CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { isHelpAsked } from "@tocsin/contract/linkage/border.ts";
import { owesFinal } from "@tocsin/contract/linkage/severity.ts";
import { assists, type Matter, writerOf } from "@tocsin/contract/linkage/matter.ts";
import { fail, ok } from "@tocsin/kernel/result.ts";
import { stillWorked } from "../command/response-rules.ts";
import { type Context, type Decider, type Decision, onIncident, refused, type World } from "../decision.ts";
import { voidClocks } from "../dispatch/clocks.ts";
import { INCIDENT_NEXT } from "../intake/life-cycle.ts";
import { openPlan } from "../plan.ts";
import { callOff } from "./call-off.ts";
import { askAssistant, finishAssisting, releaseAssistant } from "./assistants.ts";
import { adjudicate, dispute, giveBack, takeUp, UNCITED } from "./dispute.ts";
import { mayPlanExercise } from "./exercise.ts";
import type { MatterDecision, MatterFacts } from "./facts.ts";
import { answerExtension, askExtension, close, progress, rate, reopen, reply, verify } from "./handling.ts";
import { actingAs, matterFacts, onMatter, POLICE, unknown } from "./matter-facts.ts";
import { historyRefusal } from "./petition-words.ts";
import { overdue } from "./overdue.ts";
import { sign, transfer, withdraw } from "./transfer.ts";

/**
 * What an incident has of its matter: once another has signed, nobody of ours is under way and no response or command post of ours stands, it is theirs. Until then it stays
 * open here, whatever was offered.
 */
export function handedOver(world: World, context: Context, matter: Matter, made: MatterDecision): Decision {
  if (!made.ok) return made;
  const drafted = onMatter(matter.id, made.value);
  const incident = matter.incidentId === null ? undefined : world.incidents.get(matter.incidentId);
  const offer = matter.custody.offer;
  // What came in as a matter of ours stays ours.
  if (offer !== null && (context.city.org.get(offer.to)?.agency ?? offer.to) === POLICE) return ok(drafted);
  const signed = made.value.some((draft) => draft.type === "MatterSigned" || (draft.type === "MatterMirrored" && draft.data.custody.owner === offer?.to));
  if (!signed || offer === null || incident === undefined || !isOpen(incident)) return ok(drafted);
  if (incident.orders.some((order) => order.assignments.some(isActive)) || owesFinal(incident) || stillWorked(incident) !== null || !INCIDENT_NEXT[incident.status].includes("TRANSFERRED")) return ok(drafted);
  const plan = openPlan(world, context);
  voidClocks(plan, incident.id);
  const { reviewId, drafted: review } = reviewOf(plan.incident(incident.id), "OTHERWISE", world, context);
  plan.add(onIncident(incident.id, "IncidentTransferred", { matterId: matter.id, to: offer.to, ...(reviewId === undefined ? {} : { reviewId }) }), ...review);
  const ours = plan.decision();
  return ours.ok ? ok([...drafted, ...ours.value]) : ours;
}

type Named = { readonly matterId: string; readonly to?: string; readonly party?: string; readonly clause?: string };
type Act<Payload> = (matter: Matter, payload: Payload, by: (party: string | undefined) => string, facts: MatterFacts) => MatterDecision;

/** A command on one matter: what it names must be known; as whom the caller acts follows from the seat. */
const on = <Name extends CommandName & `linkage.${string}`>(_name: Name, act: Act<CommandPayload[Name]>): Decider<CommandPayload[Name]> => (world, payload, context) => {
  const named = payload as Named;
  const matter = world.matters.get(named.matterId);
  if (matter === undefined) return refused("NOT_FOUND", { matterId: named.matterId });
  const refusal = unknown(context.city, named) ?? historyRefusal(context, payload);
  if (refusal !== null) return fail(refusal);
  return handedOver(world, context, matter, act(matter, payload, (party) => actingAs(context, party), matterFacts(context, world)));
};

/** Who judges a reply: the first receiver, where one speaks for it; else whoever coordinates. */
const judge = (matter: Matter, by: (party: string | undefined) => string): string => by(matter.opener);

export const transferMatter = on("linkage.transfer", (matter, { to, clause, reason }, by, facts) => transfer(matter, { by: by(matter.custody.owner), to, clause: clause ?? null, reason }, facts));
const signed = on("linkage.sign", (matter, _payload, by, facts) => sign(matter, { by: by(matter.custody.offer?.to) }, facts));
/** An exercise is agreed to by whoever might have asked for one (JNT-07); any other matter is signed by the desk that is asked. */
export const signMatter: Decider<CommandPayload["linkage.sign"]> = (world, payload, context) =>
  world.matters.get(payload.matterId)?.content.exercise !== undefined && !mayPlanExercise(context) ? refused("FORBIDDEN", { command: "linkage.planExercise" }) : signed(world, payload, context);
export const withdrawOffer = on("linkage.withdraw", (matter, _payload, by, facts) => withdraw(matter, { by: by(matter.custody.owner) }, facts));
export const disputeMatter = on("linkage.dispute", (matter, { reason }, by, facts) => dispute(matter, { by: by(matter.custody.owner), reason }, facts));
export const takeUpMatter = on("linkage.takeUp", (matter, { reason }, by, facts) => takeUp(matter, { by: by(matter.custody.owner), reason }, facts));
export const progressMatter = on("linkage.progress", (matter, { text }, by, facts) => progress(matter, { by: by(matter.custody.owner), text }, facts));
export const replyMatter = on("linkage.reply", (matter, { text }, by, facts) => reply(matter, { by: by(matter.custody.owner), text }, facts));
export const verifyMatter = on("linkage.verify", (matter, { verdict, text }, by, facts) => verify(matter, { by: judge(matter, by), verdict, text: text ?? "" }, facts));
export const rateMatter = on("linkage.rate", (matter, { score, text }, by, facts) => rate(matter, { by: judge(matter, by), score, text: text ?? "" }, facts));
export const closeMatter = on("linkage.close", (matter, _payload, by, facts) => close(matter, { by: matter.calledOff === undefined ? judge(matter, by) : by(matter.custody.owner) }, facts));
export const callOffExercise = on("linkage.callOffExercise", (matter, { why }, by, facts) => callOff(matter, { by: by(matter.opener), why }, facts));
export const reopenMatter = on("linkage.reopen", (matter, { reason }, _by, facts) => reopen(matter, { reason }, facts));
export const askMatterExtension = on("linkage.askExtension", (matter, { until, reason }, by, facts) => askExtension(matter, { by: by(matter.custody.owner), until, reason }, facts));
export const answerMatterExtension = on("linkage.answerExtension", (matter, { granted, reason }, by, facts) => answerExtension(matter, { by: by(undefined), granted, reason }, facts));
export const askMatterAssistant = on("linkage.askAssistant", (matter, { party, task, dueAt }, by, facts) => askAssistant(matter, { by: by(matter.custody.owner), party, task, dueAt }, facts));
export const releaseMatterAssistant = on("linkage.releaseAssistant", (matter, { party, reason }, by) => releaseAssistant(matter, { by: by(matter.custody.owner), party, reason }));
const ruleOn = on("linkage.adjudicate", (matter, { to, clause, reason }, by, facts) => adjudicate(matter, { by: by(undefined), to, clause: clause ?? null, reason }, facts));
/** A ruling that cites the list cites a duty of whom it binds: it is final, and suggested next time (LNK-05). */
export const adjudicateMatter: Decider<CommandPayload["linkage.adjudicate"]> = (world, payload, context) => {
  const cited = context.city.responsibility.get(payload.clause ?? "");
  return cited !== undefined && cited.department !== payload.to ? refused("ITEM_NOT_THEIRS", { item: cited.item, party: payload.to, fields: ["/clause"] }) : ruleOn(world, payload, context);
};
export const finishMatterAssisting = on("linkage.finishAssisting", (matter, { text }, by) => {
  const seat = matter.assistants.find((candidate) => assists(candidate) && by(candidate.party) === candidate.party);
  return finishAssisting(matter, { by: seat?.party ?? by(undefined), text });
});

/** A return cites a duty of another: nothing is given back on one's own (LNK-05). */
export const returnMatter: Decider<CommandPayload["linkage.return"]> = (world, payload, context) => {
  const matter = world.matters.get(payload.matterId);
  const by = matter === undefined ? "" : actingAs(context, writerOf(matter.custody));
  const { clause = UNCITED } = payload;
  if (context.city.responsibility.get(clause)?.department === by) return refused("ITEM_IS_YOURS", { item: clause, fields: ["/clause"] });
  if (payload.clause === undefined && matter !== undefined && !isHelpAsked(matter)) return refused("UNKNOWN_ITEM", { item: "", fields: ["/clause"] });
  return on("linkage.return", (found, { reason }, _by, facts) => giveBack(found, { by, clause, reason }, facts))(world, payload, context);
};

/** A limit of a matter has run out. */
export const matterDue: Decider<SystemPayload["system.deadline"]> = (world, { id, deadlineId }, context) => {
  const matter = world.matters.get(id);
  return matter === undefined ? refused("NOT_FOUND", { id }) : handedOver(world, context, matter, overdue(matter, deadlineId, matterFacts(context)));
};
