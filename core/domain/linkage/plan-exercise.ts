import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { MatterContent } from "@tocsin/contract/linkage/matter.ts";
import { fail, ok } from "@tocsin/kernel/result.ts";
import type { Decider } from "../decision.ts";
import { refused } from "../decision.ts";
import { neighbourOf } from "./border.ts";
import { exerciseRefusal } from "./exercise.ts";
import { begin, said } from "./facts.ts";
import { actingAs, matterFacts, onMatter } from "./matter-facts.ts";
import { standing } from "./open-matter.ts";
import { spanRefusal } from "./span-refusal.ts";
import { transfer } from "./transfer.ts";

type Payload = CommandPayload["linkage.planExercise"];

/** So long one exercise is, in days. */
const LONGEST_DAYS = 3;

/**
 * Asks a neighbour's police to exercise together (JNT-07). It is a matter like any other: theirs to sign or to decline, with a clock, and
 * reported on at the end; a drill from its first step. Only while it is on may drills go from either side to the other.
 */
export const planExercise: Decider<Payload> = (world, payload, context) => {
  const { matterId, to, text, place, from, until } = payload;
  if (world.matters.has(matterId)) return refused("STATE_CONFLICT", { status: "CREATED", allowed: [] });
  const platform = context.city.city.platforms.find((row) => neighbourOf(row)?.party === to);
  if (platform === undefined) return refused("UNKNOWN_PARTY", { party: to, fields: ["/to"] });
  const content: MatterContent = { item: null, text, place, urgency: "GENERAL", caller: { notice: "NO_CALLER", withheld: false }, exercise: { from, until } };
  const refusal = spanRefusal(payload, context.at, LONGEST_DAYS) ?? exerciseRefusal(platform, content, context.city);
  if (refusal !== null) return fail(refusal);
  const facts = matterFacts(context, world);
  const opener = actingAs(context, undefined);
  const clock = begin("HANDLE", { content }, facts);
  const where = place.point === null ? [] : [context.jurisdiction(place.point).orgPath];
  const opened = said("MatterOpened", { no: `L${context.nextNo ?? ""}`, drill: true, incidentId: null, opener, content, handleBy: clock.dueAt, scope: [...new Set([context.actor.orgPath, ...where])], clock });
  const offer = transfer(standing(matterId, [opened], context), { by: opener, to, clause: null, reason: "" }, facts);
  return offer.ok ? ok(onMatter(matterId, [opened, ...offer.value])) : offer;
};
