import { Type, type Static } from "typebox";
import { Latitude, Longitude } from "../coordinates.ts";
import { At, Code, Ulid, nullable, text } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** A cordon is a closed ring, a route a line, a staging area a closed ring or one point. */
export const DRAWING_KINDS = ["CORDON", "ROUTE", "STAGING"] as const;
export type DrawingKind = (typeof DRAWING_KINDS)[number];
/** Corners in WGS-84 degrees, longitude first; a ring ends where it begins. A hand draws no more than these. */
export const DrawnPoints = Type.Array(Type.Tuple([Longitude, Latitude]), { minItems: 1, maxItems: 200 });
export type DrawnPoints = Static<typeof DrawnPoints>;
const Label = text(60, 0);

/** So many earlier forms can be taken back. */
export const UNDO_STEPS = 10;

/** Something that a desk has drawn on the map for others (CMD-02). */
export const Drawing = Type.Object(
  {
    id: Ulid,
    version: Type.Integer({ minimum: 1 }),
    kind: Type.Enum(DRAWING_KINDS),
    label: Label,
    points: DrawnPoints,
    /** The organisation on whose layer it lies: whose seats may change it, and those above them. */
    layer: Type.String(),
    incidentId: nullable(Ulid),
    drill: Type.Boolean(),
    status: Type.Enum(["STANDING", "REMOVED"]),
    drawnAt: At,
    changedAt: At,
    changedBy: Type.String(),
    changedByName: Type.String(),
    /** Earlier forms, the newest last. */
    before: Type.Array(Type.Object({ points: DrawnPoints, label: Label }, closed)),
    removeReason: nullable(Type.String()),
    /** Paths that only see it since it was shared. Absent = none, or it was shared before this was kept. */
    sharedWith: Type.Optional(Type.Array(Type.String())),
    scope: Type.Array(Type.String()),
  },
  closed,
);
export type Drawing = Static<typeof Drawing>;

interface Hand {
  readonly name: string;
}

export interface DrawingEvents {
  readonly DrawingMade: Pick<Drawing, "kind" | "label" | "points" | "layer" | "incidentId" | "drill" | "scope"> & Hand;
  readonly DrawingChanged: Pick<Drawing, "label" | "points"> & Hand;
  /** The last step is taken back: an earlier form, what was removed, or the drawing itself when it has no earlier form. */
  readonly DrawingUndone: Hand;
  readonly DrawingShared: { readonly scope: readonly string[] };
  readonly DrawingRemoved: { readonly reason: string } & Hand;
}

const drawingId = Ulid;
export const draw = Type.Object({ drawingId, incidentId: Type.Optional(Ulid), kind: Type.Enum(DRAWING_KINDS), label: Type.Optional(Label), points: DrawnPoints }, closed);
export const redraw = Type.Object({ drawingId, label: Type.Optional(Label), points: DrawnPoints }, closed);
export const undoDrawing = Type.Object({ drawingId }, closed);
/** Shows it to organisations that would not see it. */
export const shareDrawing = Type.Object({ drawingId, withOrgIds: Type.Array(Code, { minItems: 1, maxItems: 20, uniqueItems: true }) }, closed);
export const removeDrawing = Type.Object({ drawingId, reason: text(400) }, closed);
