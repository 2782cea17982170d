import { Type, type Static } from "typebox";
import { At, Ulid, nullable, text } from "../place.ts";
import { Latitude, Longitude } from "../coordinates.ts";

const closed = { additionalProperties: false } as const;
const RoadId = Type.String({ minLength: 1, maxLength: 80 });
const Line = Type.Array(Type.Tuple([Longitude, Latitude]), { minItems: 2 });

/** CLOSED bars through traffic; what lies on the road is still reached. SLOW gives it a speed of its own. */
export const ROAD_EFFECTS = ["CLOSED", "SLOW"] as const;
export type RoadEffect = (typeof ROAD_EFFECTS)[number];

/** Why a road is closed or slow; OTHER says it in words. */
export const CLOSURE_REASONS = ["ACCIDENT", "FIRE", "FLOOD", "COLLAPSE", "WORKS", "EVENT", "CONTROL", "OTHER"] as const;
export type ClosureReason = (typeof CLOSURE_REASONS)[number];

export const ClosedRoad = Type.Object({ id: RoadId, name: Type.String(), line: Line }, closed);
export type ClosedRoad = Static<typeof ClosedRoad>;

/** A stretch of road that is closed or slow for a time: the third kind of record, beside incident and unit. */
export const RoadClosure = Type.Object(
  {
    id: Ulid,
    effect: Type.Enum(ROAD_EFFECTS),
    /** km/h while SLOW. */
    speedKmh: nullable(Type.Integer({ minimum: 1, maximum: 120 })),
    /** Each with its line as it was when the closure was set: a map needs no other source to draw it. */
    roads: Type.Array(ClosedRoad),
    /** Null for one that says it in words alone. */
    reasonCode: nullable(Type.Enum(CLOSURE_REASONS)),
    /** More about it; may be empty beside a code. */
    reason: Type.String(),
    /** In force from here on … */
    from: At,
    /** … until here, or until somebody opens the road. */
    until: nullable(At),
    status: Type.Enum(["PLANNED", "IN_FORCE", "ENDED"]),
    scope: Type.Array(Type.String()),
    setAt: At,
    setBy: Type.String(),
    endedAt: nullable(At),
    endReason: nullable(Type.Enum(["OPENED", "EXPIRED"])),
  },
  closed,
);
export type RoadClosure = Static<typeof RoadClosure>;

export interface ClosureEvents {
  readonly ClosureSet: Pick<RoadClosure, "effect" | "speedKmh" | "roads" | "reason" | "from" | "until" | "scope"> & Partial<Pick<RoadClosure, "reasonCode">>;
  readonly ClosureInForce: Record<never, never>;
  readonly ClosureEnded: { readonly endReason: "OPENED" | "EXPIRED"; readonly note: string };
}

/** Closes or slows a stretch of roads, given by road ids, now or from a time on, until a time or until it is opened. */
export const close = Type.Object(
  {
    closureId: Ulid,
    roadIds: Type.Array(RoadId, { minItems: 1, maxItems: 60, uniqueItems: true }),
    effect: Type.Enum(ROAD_EFFECTS),
    speedKmh: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
    reasonCode: Type.Optional(Type.Enum(CLOSURE_REASONS)),
    /** Needed without a code, and with OTHER. */
    reason: text(200, 0),
    from: Type.Optional(At),
    until: Type.Optional(At),
  },
  closed,
);
export const open = Type.Object({ closureId: Ulid, note: Type.Optional(text(200, 0)) }, closed);

/** Roads near a point, the nearest first: what a closure names. */
export const NearRoads = Type.Object({ roads: Type.Array(Type.Object({ ...ClosedRoad.properties, distanceM: Type.Number() }, closed)) }, closed);
export type NearRoads = Static<typeof NearRoads>;
