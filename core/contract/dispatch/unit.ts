import { Type, type Static } from "typebox";
import { At, Code, Point, Ulid, nullable } from "../place.ts";
import { Echelon, UnitKind } from "../organisation/city.ts";
import { ReadinessState } from "../organisation/reserve.ts";

const closed = { additionalProperties: false } as const;

export const UNIT_STATUSES = ["OFF_DUTY", "AVAILABLE", "PATROL", "ASSIGNED", "EN_ROUTE", "ON_SCENE", "CLEARING", "UNAVAILABLE"] as const;
export type UnitStatus = (typeof UNIT_STATUSES)[number];
export const UNAVAILABLE_REASONS = ["MEAL", "VEHICLE", "PAPERWORK", "COURT", "NO_ACK", "OTHER"] as const;

/** A patrol pauses when the unit is ordered away and resumes at the same checkpoint (DSP-03). */
export const Patrol = Type.Object(
  {
    id: Ulid,
    checkpoints: Type.Array(Type.Object({ name: Type.String({ maxLength: 80 }), point: Point }, closed), { minItems: 1, maxItems: 60 }),
    /** Index of the checkpoint to visit next, 0-based. */
    next: Type.Integer({ minimum: 0 }),
    state: Type.Enum(["RUNNING", "PAUSED"]),
    startedAt: At,
    /** Checkpoints that a dispatch kept the unit from: no fault. */
    excused: Type.Array(Type.Integer({ minimum: 0 })),
    /** When each was passed, by the server and by the device (apart while a phone was without a line), in the order of passing; not in a patrol that began before these were kept. */
    passed: Type.Optional(Type.Array(Type.Object({ index: Type.Integer({ minimum: 0 }), at: At, deviceAt: Type.Optional(nullable(At)) }, closed))),
  },
  closed,
);
export type Patrol = Static<typeof Patrol>;

/** Why a move that was advised is not made. OTHER is said in words. */
export const DISMISS_REASONS = ["CALLS_EXPECTED", "CREW_REST", "ROAD", "LOCAL_KNOWLEDGE", "OTHER"] as const;

/** The one move that wins most cover per minute of driving, as it was advised: a human orders or dismisses it (DSP-06). */
export const MoveAdvice = Type.Object(
  {
    postId: Code,
    driveMs: Type.Integer({ minimum: 0 }),
    /** Share of all expected calls by which the cover short of the goals shrinks, and by which cover as a whole changes. */
    gain: Type.Number(),
    coverChange: Type.Number(),
    /** Share of each setting's calls that is covered in its time, as things stand and after the move. */
    areas: Type.Array(Type.Object({ code: Type.String(), goal: Type.Number(), before: Type.Number(), after: Type.Number() }, closed)),
    graphVersion: Type.String(),
    at: At,
  },
  closed,
);
export type MoveAdvice = Static<typeof MoveAdvice>;

/** When a checkpoint was passed as people saw it: by the device where it says, else when the server heard of it. Null: not passed, or not kept. */
export function passedAt({ passed = [] }: Patrol, index: number): number | null {
  const pass = passed.find((one) => one.index === index);
  return pass === undefined ? null : (pass.deviceAt ?? pass.at);
}

/** The record of one dispatchable unit. It is the unit that is tracked while on shift, never an officer. */
export const Unit = Type.Object(
  {
    id: Code,
    callSign: Type.String(),
    kind: UnitKind,
    agency: Code,
    orgId: Code,
    orgPath: Type.String(),
    scope: Type.Array(Type.String()),
    capabilities: Type.Array(Code),
    crew: Type.Integer({ minimum: 0 }),
    echelon: Echelon,
    home: Point,
    status: Type.Enum(UNIT_STATUSES),
    statusSince: At,
    unavailableReason: nullable(Type.Enum(UNAVAILABLE_REASONS)),
    assignment: nullable(Type.Object({ incidentId: Ulid, orderId: Ulid }, closed)),
    patrol: nullable(Patrol),
    duress: nullable(Type.Object({ at: At, point: nullable(Point) }, closed)),
    /** Responsibility offered to another unit and not yet accepted (DSP-02). */
    handoverTo: nullable(Code),
    /** Site groups only: when their contact was last checked; null when it never was (DSP-10). */
    contactVerifiedAt: Type.Optional(nullable(At)),
    /** Units of a reserve: what was confirmed for the shift (CMD-10). */
    readiness: Type.Optional(nullable(Type.Object({ state: ReadinessState, confirmedAt: At }, closed))),
    /** A move that waits for a human's yes or no (DSP-06). */
    advice: Type.Optional(nullable(MoveAdvice)),
    /** Post at which it was ordered to stand by, away from its base, until the next order or the end of its shift. */
    standby: Type.Optional(nullable(Type.Object({ postId: Code, point: Point, since: At, reachedAt: nullable(At) }, closed))),
    /** The move that was dismissed last. */
    dismissed: Type.Optional(Type.Object({ postId: Code, code: Type.Enum(DISMISS_REASONS), text: Type.String({ maxLength: 400 }), at: At }, closed)),
    /** Times of the latest orders, newest last, at most ten: its load. */
    recentOrders: Type.Array(At),
  },
  closed,
);
export type Unit = Static<typeof Unit>;
