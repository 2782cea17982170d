import { Type, type Static } from "typebox";
import { At, Code, Ulid, nullable } from "../place.ts";
import { JOINT_URGENCIES } from "./joint-rules.ts";

const closed = { additionalProperties: false } as const;

/** What organisations lend each other: nothing that looks into people's lives is in the list (JNT-10). */
export const EQUIPMENT = ["DRONE_TEAM", "BOAT", "PUMP", "GENERATOR", "LIGHTING", "BARRIERS", "VEHICLE", "RADIO", "RESCUE_TOOLS", "SEARCH_DOGS", "MEDICAL", "EXPERT", "INTERPRETER"] as const;
export type Equipment = (typeof EQUIPMENT)[number];

/** BOOKED waits for its time, OUT is with the borrower, BACK was given back and is to be checked, the others have ended. */
export const BOOKING_STATES = ["BOOKED", "OUT", "BACK", "CHECKED", "CANCELLED", "PRE_EMPTED"] as const;
export type BookingState = (typeof BOOKING_STATES)[number];

/** One organisation's use of what is in the pool, with who has it in hand. */
export const Booking = Type.Object(
  {
    no: Type.Integer({ minimum: 1 }),
    orgId: Code,
    from: At,
    until: At,
    urgency: Type.Enum(JOINT_URGENCIES),
    purpose: Type.String(),
    incidentId: nullable(Ulid),
    state: Type.Enum(BOOKING_STATES),
    /** It was due back then, and is not. */
    overdueAt: nullable(At),
    /** In what condition it went out and came back, or why it was cancelled or had to give way. */
    note: Type.String(),
    /** The booking that took its place. */
    gaveWayTo: nullable(Type.Integer({ minimum: 1 })),
    at: At,
    by: Type.String(),
  },
  closed,
);
export type Booking = Static<typeof Booking>;

/** Whether a booking still keeps others out. */
export const isHolding = ({ state }: Pick<Booking, "state">): boolean => state === "BOOKED" || state === "OUT" || state === "BACK";
