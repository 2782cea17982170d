import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Booking } from "@tocsin/contract/joint/pool.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { accept, type Decider, refused } from "../decision.ts";
import { spanRefusal } from "../linkage/span-refusal.ts";
import { aimsAtPerson } from "./aims-at-person.ts";
import { cooperationFor, onCooperation, ownOrg } from "./cooperation-facts.ts";
import { BOOKING_NEXT, inUse } from "./evolve-pool.ts";

/** So long something may be booked, in days. */
const LONGEST_DAYS = 30;
/** Roles whose seats let one use take the place of another. */
const COMMANDERS: readonly string[] = ["DUTY_COMMANDER"];

/**
 * Books what is in the pool. Where another has it, the answer is 409 with who and until when; a more urgent use takes the place of
 * less urgent ones when a commander says so, and these are told; what is already out stays out (JNT-10).
 */
export const bookEquipment: Decider<CommandPayload["joint.book"]> = (world, { cooperationId, from, until, urgency, purpose, incidentId, preempt }, context) => {
  const found = cooperationFor(world, cooperationId, "EquipmentBooked");
  if (!found.ok) return found;
  const { subject, bookings } = found.value;
  if (subject.kind !== "POOL") return refused("JOINT_KIND", { kind: subject.kind });
  const refusal = spanRefusal({ from, until }, context.at, LONGEST_DAYS);
  if (refusal !== null) return fail(refusal);
  if (aimsAtPerson(purpose)) return refused("JOINT_PERSON", { fields: ["/purpose"] });
  const orgId = ownOrg(context.city, context.actor);
  const rivals = inUse(bookings, { from, until });
  const no = bookings.length + 1;
  const gives = (booking: Booking): boolean => booking.state === "BOOKED" && booking.urgency > urgency;
  const [first] = rivals.filter((rival) => !gives(rival));
  const taken = (rival: Booking) => refused("POOL_TAKEN", { org: context.city.org.get(rival.orgId)?.nameZh ?? rival.orgId, from: rival.from, until: rival.until, no: rival.no });
  if (first !== undefined) return taken(first);
  if (rivals[0] !== undefined && (preempt !== true || !COMMANDERS.includes(context.actor.role))) return taken(rivals[0]);
  return accept(
    ...rivals.map((rival) => onCooperation(cooperationId, "BookingMoved", { no: rival.no, state: "PRE_EMPTED", note: purpose, gaveWayTo: no })),
    onCooperation(cooperationId, "EquipmentBooked", { no, orgId, from, until, urgency, purpose, incidentId: incidentId ?? null }),
  );
};

/** Out, back, checked: the borrower says that it has it and that it gave it back, the owner that it was found so (JNT-10). */
export const moveBooking: Decider<CommandPayload["joint.moveBooking"]> = (world, { cooperationId, no, state, note }, context) => {
  const found = cooperationFor(world, cooperationId, "BookingMoved");
  if (!found.ok) return found;
  const booking = found.value.bookings.find((each) => each.no === no);
  if (booking === undefined) return refused("VALIDATION_FAILED", { fields: ["/no"] });
  const own = ownOrg(context.city, context.actor);
  const by = state === "CHECKED" ? [found.value.initiator.orgId] : state === "CANCELLED" ? [booking.orgId, found.value.initiator.orgId] : [booking.orgId];
  if (!by.includes(own)) return refused("JOINT_NOT_ASKED", { party: by[0] });
  if (!BOOKING_NEXT[booking.state].includes(state)) return refused("STATE_CONFLICT", { status: booking.state, allowed: BOOKING_NEXT[booking.state].filter((next) => next !== "PRE_EMPTED") });
  return accept(onCooperation(cooperationId, "BookingMoved", { no, state, note, gaveWayTo: null }));
};
