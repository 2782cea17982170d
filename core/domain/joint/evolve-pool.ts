import type { Cooperation, CooperationEvents } from "@tocsin/contract/joint/cooperation.ts";
import type { CooperationEvent } from "@tocsin/contract/events.ts";
import { type Booking, type BookingState, isHolding } from "@tocsin/contract/joint/pool.ts";
import { ImpossibleEvent, mustFind, replace } from "../fold.ts";

type Unversioned = Pick<CooperationEvent, "type" | "data" | "at" | "by">;
type Data<Type extends keyof CooperationEvents> = CooperationEvents[Type];

/** What can come after each state of a booking; what had to give way was not yet out. */
export const BOOKING_NEXT: Readonly<Record<BookingState, readonly BookingState[]>> = {
  BOOKED: ["OUT", "CANCELLED", "PRE_EMPTED"], OUT: ["BACK"], BACK: ["CHECKED"], CHECKED: [], CANCELLED: [], PRE_EMPTED: [],
};

/** Whether two times overlap; one that begins when the other ends does not. */
export const overlaps = (a: Pick<Booking, "from" | "until">, b: Pick<Booking, "from" | "until">): boolean => a.from < b.until && b.from < a.until;

/** What of the pool is in use over a time. What is out stays in use until it is back, however late. */
export const inUse = (bookings: readonly Booking[], asked: Pick<Booking, "from" | "until">): Booking[] =>
  bookings.filter((booking) => isHolding(booking) && overlaps({ from: booking.from, until: booking.overdueAt === null ? booking.until : Number.MAX_SAFE_INTEGER }, asked));

/** What happens to what is lent. @throws ImpossibleEvent for two at one time, or a step that cannot follow. */
export function evolvePool(state: Cooperation, { type, data, at, by }: Unversioned): Partial<Cooperation> {
  switch (type) {
    case "EquipmentBooked": {
      const booking = data as Data<"EquipmentBooked">;
      if (inUse(state.bookings, booking).length > 0) throw new ImpossibleEvent(`booking ${booking.no} overlaps another`);
      return { bookings: [...state.bookings, { ...booking, state: "BOOKED", overdueAt: null, note: "", gaveWayTo: null, at, by }] };
    }
    case "BookingMoved": {
      const { no, state: next, note, gaveWayTo } = data as Data<"BookingMoved">;
      const booking = mustFind(state.bookings, (each) => each.no === no, `booking ${no}`);
      if (!BOOKING_NEXT[booking.state].includes(next)) throw new ImpossibleEvent(`booking ${no} is ${booking.state} and cannot become ${next}`);
      return { bookings: replace(state.bookings, (each) => each.no === no, (each) => ({ ...each, state: next, note, gaveWayTo, overdueAt: next === "OUT" ? each.overdueAt : null })) };
    }
    case "BookingOverdue": {
      const { no } = data as Data<"BookingOverdue">;
      return { bookings: replace(state.bookings, (each) => each.no === no, (each) => ({ ...each, overdueAt: at })) };
    }
    default:
      throw new ImpossibleEvent(`unknown event ${type as string}`);
  }
}
