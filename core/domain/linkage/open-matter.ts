import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { fail, ok } from "@tocsin/kernel/result.ts";
import { type Context, type Decider, onIncident, refused } from "../decision.ts";
import { openIncident } from "../guard.ts";
import { isNeighbour } from "./border.ts";
import { evolveMatter } from "./evolve-matter.ts";
import { type MatterDraft, said } from "./facts.ts";
import { actingAs, matterFacts, onMatter, POLICE, unknown } from "./matter-facts.ts";
import { historyRefusal } from "./petition-words.ts";
import { transfer } from "./transfer.ts";

const COUNTING: readonly string[] = ["DECLINED", "RECALLED", "SUPERSEDED"];
/** Somebody has been sent. */
const isOrdered = (incident: Incident): boolean => incident.orders.some((order) => order.assignments.some(({ status }) => !COUNTING.includes(status)));

/** The matter as it stands after drafts, so that what follows in the same decision follows from them. */
export const standing = (id: string, drafts: readonly MatterDraft[], { at, actor }: Context): Matter =>
  drafts.reduce<Matter | null>((state, draft) => evolveMatter(state, { id, ...draft, at, by: actor.userId }), null) as Matter;

/**
 * Opens a matter, of an incident or by itself, and offers it at once where it is clear whose it is (LNK-01). Danger comes first:
 * unless it goes to the police, here or next door, somebody must have been sent.
 */
export const openMatter: Decider<CommandPayload["linkage.open"]> = (world, payload, context) => {
  const { matterId, incidentId, to, item, danger } = payload;
  if (world.matters.has(matterId)) return refused("STATE_CONFLICT", { status: "CREATED", allowed: [] });
  const refusal = unknown(context.city, { to, item }) ?? historyRefusal(context, payload);
  if (refusal !== null) return fail(refusal);
  const found = incidentId === undefined ? null : openIncident(world, incidentId);
  if (found !== null && !found.ok) return found;
  const incident = found?.value ?? null;
  if (danger && to !== POLICE && !(to !== undefined && isNeighbour(context.city, to)) && (incident === null || !isOrdered(incident))) return refused("DISPATCH_FIRST");
  if (payload.exerciseId !== undefined && incident?.drill !== true) return refused("DRILL_AND_REAL", { fields: ["/exerciseId"] });
  const facts = matterFacts(context, world);
  const opener = actingAs(context, undefined);
  const content = { item: item ?? null, text: payload.text, place: payload.place ?? null, urgency: payload.urgency, caller: payload.caller, ...(payload.onward === undefined ? {} : { onward: payload.onward }), ...(payload.exerciseId === undefined ? {} : { exerciseId: payload.exerciseId }) };
  const dueAt = facts.dueAt("HANDLE", content.urgency);
  const no = `L${context.nextNo ?? ""}`;
  const opened = said("MatterOpened", {
    no, drill: incident?.drill ?? false, incidentId: incident?.id ?? null, opener, ...(context.actor.userId.startsWith("client/") ? { sender: context.actor.userId } : {}), content, handleBy: dueAt,
    scope: incident?.scope ?? [context.actor.orgPath], clock: { kind: "HANDLE", since: context.at, dueAt, level: 0 },
  });
  const offer = to === undefined ? ok([]) : transfer(standing(matterId, [opened], context), { by: opener, to, clause: item ?? null, reason: payload.reason ?? "", answerSeconds: payload.answerSeconds }, facts);
  if (!offer.ok) return offer;
  return ok([...onMatter(matterId, [opened, ...offer.value]), ...(incident === null ? [] : [onIncident(incident.id, "MatterLinked", { matterId, no })])]);
};
