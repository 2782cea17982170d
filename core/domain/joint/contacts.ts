import { type Contact, type ContactPoint, type Cooperation, takesPart } from "@tocsin/contract/joint/cooperation.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { DAY, HOUR } from "@tocsin/kernel/instant.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, type Drafted, refused, type World } from "../decision.ts";
import { ofKind, onCooperation, ownOrg, partnerIn } from "./cooperation-facts.ts";

interface Written {
  readonly post: string;
  readonly phone: string;
  readonly deputyPost?: string;
  readonly deputyPhone?: string;
}

/** A deputy has both, a post and a telephone, or there is none; and is another line than the liaison's. */
function pointsOf({ post, phone, deputyPost, deputyPhone }: Written): Result<ContactPoint & { readonly deputy?: ContactPoint }, Refusal> {
  if (deputyPost === undefined && deputyPhone === undefined) return ok({ post, phone });
  if (deputyPost === undefined || deputyPhone === undefined || deputyPhone === phone) return fail(refuse("VALIDATION_FAILED", { fields: [deputyPost === undefined ? "/deputyPost" : "/deputyPhone"] }));
  return ok({ post, phone, deputy: { post: deputyPost, phone: deputyPhone } });
}

const nextCheck = ({ at, city }: Context): number => at + city.city.joint.contactDays * DAY;

/** The contact of the actor's own organisation in a cooperation that runs. */
function ownContact(world: World, cooperationId: string, event: "ContactConfirmed" | "ContactProposalDeclined", context: Context): Result<{ readonly found: Cooperation; readonly own: Contact }, Refusal> {
  const found = partnerIn(world, cooperationId, event, context);
  if (!found.ok) return found;
  const orgId = ownOrg(context.city, context.actor);
  const own = found.value.contacts.find((contact) => contact.orgId === orgId);
  return own === undefined ? fail(refuse("CONTACT_MISSING", { org: orgId })) : ok({ found: found.value, own });
}

/** An organisation says itself whom to call there: nobody else can (LNK-09). */
export const setContact: Decider<CommandPayload["joint.setContact"]> = (world, { cooperationId, ...written }, context) => {
  const found = partnerIn(world, cooperationId, "ContactSet", context);
  if (!found.ok) return found;
  const points = pointsOf(written);
  return points.ok ? accept(onCooperation(cooperationId, "ContactSet", { orgId: ownOrg(context.city, context.actor), ...points.value, dueAt: nextCheck(context) })) : points;
};

/** The monthly question is answered: the contact holds as it stands. */
export const confirmContact: Decider<CommandPayload["joint.confirmContact"]> = (world, { cooperationId }, context) => {
  const found = ownContact(world, cooperationId, "ContactConfirmed", context);
  return found.ok ? accept(onCooperation(cooperationId, "ContactConfirmed", { orgId: found.value.own.orgId, dueAt: nextCheck(context) })) : found;
};

/** Another organisation of the channel knows better: what it says holds only once the organisation itself has said yes. */
export const proposeContact: Decider<CommandPayload["joint.proposeContact"]> = (world, { cooperationId, partnerId, reason, ...written }, context) => {
  const found = partnerIn(world, cooperationId, "ContactProposed", context);
  if (!found.ok) return found;
  const own = ownOrg(context.city, context.actor);
  const refusal = ofKind(found.value, "CHANNEL");
  if (refusal !== null) return fail(refusal);
  if (partnerId === own || !takesPart(found.value, partnerId)) return refused("VALIDATION_FAILED", { fields: ["/partnerId"] });
  if (!found.value.contacts.some(({ orgId }) => orgId === partnerId)) return refused("CONTACT_MISSING", { org: partnerId });
  const points = pointsOf(written);
  return points.ok ? accept(onCooperation(cooperationId, "ContactProposed", { orgId: partnerId, ...points.value, by: own, reason })) : points;
};

/** The organisation takes the change up, or says why not. */
export const answerContact: Decider<CommandPayload["joint.answerContact"]> = (world, { cooperationId, granted, reason = "" }, context) => {
  const found = ownContact(world, cooperationId, "ContactProposalDeclined", context);
  if (!found.ok) return found;
  const { orgId, proposed } = found.value.own;
  if (proposed === undefined) return refused("CONTACT_UNPROPOSED");
  if (!granted) return reason.trim() === "" ? refused("REASON_REQUIRED", { fields: ["/reason"] }) : accept(onCooperation(cooperationId, "ContactProposalDeclined", { orgId, reason }));
  const { post, phone, deputy } = proposed;
  return accept(onCooperation(cooperationId, "ContactSet", { orgId, post, phone, ...(deputy === undefined ? {} : { deputy }), dueAt: nextCheck(context) }));
};

/** What a contact waits for by itself: the next check, then the answer to it. */
export const contactsDue = ({ contacts }: Cooperation): { readonly id: string; readonly dueAt: number; readonly purpose: string }[] =>
  contacts.flatMap(({ orgId, dueAt, askedAt, overdueAt }) => (overdueAt !== null ? [] : [askedAt === undefined ? { id: `contact/${orgId}`, dueAt, purpose: "contact of a channel to be checked" } : { id: `unconfirmed/${orgId}`, dueAt, purpose: "contact of a channel not confirmed" }]));

/** The check begins: the organisation has so many hours to confirm. */
export const contactAsked = (cooperationId: string, orgId: string, { at, city }: Context): Drafted => onCooperation(cooperationId, "ContactDue", { orgId, until: at + city.city.joint.contactAnswerHours * HOUR });
