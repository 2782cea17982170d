import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Booking } from "@tocsin/contract/joint/pool.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, type Decision, refused } from "../decision.ts";
import { spanRefusal } from "../linkage/span-refusal.ts";
import { aimsAtPerson } from "./aims-at-person.ts";
import { cooperationFor, onCooperation, ownOrg } from "./cooperation-facts.ts";
import { BOOKING_NEXT, inUse } from "./evolve-pool.ts";

/** So long something may be booked, in days. */
const LONGEST_DAYS = 30;
/** Roles whose seats let one use take the place of another. */
const COMMANDERS: readonly string[] = ["DUTY_COMMANDER"];

const taken = (rival: Booking, { city }: Pick<Context, "city">): Decision => refused("POOL_TAKEN", { org: city.org.get(rival.orgId)?.nameZh ?? rival.orgId, from: rival.from, until: rival.until, no: rival.no });

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
  if (first !== undefined) return taken(first, context);
  if (rivals[0] !== undefined && (preempt !== true || !COMMANDERS.includes(context.actor.role))) return taken(rivals[0], context);
  return accept(
    ...rivals.map((rival) => onCooperation(cooperationId, "BookingMoved", { no: rival.no, state: "PRE_EMPTED", note: purpose, gaveWayTo: no })),
    onCooperation(cooperationId, "EquipmentBooked", { no, orgId, from, until, urgency, purpose, incidentId: incidentId ?? null }),
  );
};

/** Who says so: the borrower that it has it and gave it back, the owner that it was found so. What is overdue may be back without the borrower's word, else nobody could lend it again. */
function movers(booking: Booking, state: CommandPayload["joint.moveBooking"]["state"], owner: string): readonly string[] {
  if (state === "CHECKED") return [owner];
  return state === "CANCELLED" || (state === "BACK" && booking.overdueAt !== null) ? [booking.orgId, owner] : [booking.orgId];
}

/** Who has it in hand, or whose time it would be taken from: one thing goes out to one borrower at a time, also before its time and while another is late. */
const keptFrom = (booking: Booking, bookings: readonly Booking[], at: number): Booking | undefined => {
  const others = bookings.filter(({ no }) => no !== booking.no);
  return others.find(({ state }) => state === "OUT") ?? inUse(others, { from: at, until: booking.until })[0];
};

/** Out, back, checked (JNT-10). */
export const moveBooking: Decider<CommandPayload["joint.moveBooking"]> = (world, { cooperationId, no, state, note }, context) => {
  const found = cooperationFor(world, cooperationId, "BookingMoved");
  if (!found.ok) return found;
  const booking = found.value.bookings.find((each) => each.no === no);
  if (booking === undefined) return refused("VALIDATION_FAILED", { fields: ["/no"] });
  const own = ownOrg(context.city, context.actor);
  const by = movers(booking, state, found.value.initiator.orgId);
  if (!by.includes(own)) return refused("JOINT_NOT_ASKED", { party: by[0] });
  if (!BOOKING_NEXT[booking.state].includes(state)) return refused("STATE_CONFLICT", { status: booking.state, allowed: BOOKING_NEXT[booking.state].filter((next) => next !== "PRE_EMPTED") });
  const rival = state === "OUT" ? keptFrom(booking, found.value.bookings, context.at) : undefined;
  if (rival !== undefined) return taken(rival, context);
  return accept(onCooperation(cooperationId, "BookingMoved", { no, state, note, gaveWayTo: null }));
};
