import { Type, type Static } from "typebox";
import { At, Code, Ulid, nullable, text } from "../place.ts";
import { Echelon, UnitKind } from "../organisation/city.ts";
import { GuidancePack } from "../guidance/pack.ts";

const closed = { additionalProperties: false } as const;

export const ASSIGNMENT_STATUSES = [
  "ISSUED", "ACKNOWLEDGED", "EN_ROUTE", "ARRIVED", "HANDLING", "FEEDBACK", "COMPLETED", "DECLINED", "RECALLED", "SUPERSEDED",
] as const;
export type AssignmentStatus = (typeof ASSIGNMENT_STATUSES)[number];

export const DECLINE_CODES = ["SAFETY", "CAPABILITY", "VEHICLE", "ENGAGED", "UNREACHABLE", "JURISDICTION"] as const;
export const OVERRIDE_REASONS = ["LOCAL_KNOWLEDGE", "ROAD_CLOSED", "UNIT_REQUEST", "KEEP_COVER", "EQUIPMENT", "COMMANDER", "RECORDED", "RESERVE"] as const;
/** Why a unit is drawn off from something else (CMD-11). OTHER is said in words. */
export const DRAW_REASONS = ["LIFE_AT_RISK", "MORE_URGENT", "MUCH_SOONER", "CAPABILITY", "COMMANDER", "OTHER"] as const;

/**
 * The other incident of a unit that was drawn off, and why. `scope`, kept in the log alone, is whose it is: a desk to which it does not exist
 * reads only that there is one. Absent in older records: it is named to who sees the whole city.
 */
export const Drawn = Type.Object({ incidentId: Type.Optional(Ulid), no: Type.Optional(Type.String()), code: Type.Enum(DRAW_REASONS), scope: Type.Optional(Type.Array(Type.String())) }, closed);
export type Drawn = Static<typeof Drawn>;

export const Reason = Type.Object({ code: Type.String({ maxLength: 40 }), params: Type.Record(Type.String(), Type.Unknown()) }, closed);

/** One unit's part of an order, with the receipt of every step. */
export const Assignment = Type.Object(
  {
    unitId: Code,
    callSign: Type.String(),
    kind: UnitKind,
    agency: Code,
    orgPath: Type.String(),
    echelon: Echelon,
    status: Type.Enum(ASSIGNMENT_STATUSES),
    /** Expected travel in ms when ordered, or null when it could not be told. */
    etaMs: nullable(Type.Integer({ minimum: 0 })),
    /** Place in the recommendation, 1 = first; null when it was not ranked. */
    rank: nullable(Type.Integer({ minimum: 1 })),
    issuedAt: At,
    acknowledgedAt: nullable(At),
    enRouteAt: nullable(At),
    arrivalProposedAt: nullable(At),
    arrivedAt: nullable(At),
    arrivedAuto: Type.Boolean(),
    handlingAt: nullable(At),
    feedbackAt: nullable(At),
    endedAt: nullable(At),
    /** Why it ended early: a decline code, or the reason of a recall. */
    endReason: nullable(Type.String({ maxLength: 400 })),
    escalatedAt: nullable(At),
    guidanceReadAt: nullable(At),
    /** The district that lends the unit; only where it is another than the place's own (ORG-04). */
    lentBy: Type.Optional(Code),
    /** A district's request to have a city-assigned unit back, and what the city said; the latest one, only where there was one (ORG-04). */
    release: Type.Optional(
      Type.Object(
        {
          reason: text(400), name: Type.String(), orgPath: Type.String(), at: At,
          answer: nullable(Type.Object({ granted: Type.Boolean(), text: text(400, 0), at: At, by: Type.String() }, closed)),
        },
        closed,
      ),
    ),
    /** The latest offer of responsibility to another unit on the incident; open while nobody declined it and the part runs (DSP-02). */
    handover: Type.Optional(Type.Object({ toUnitId: Code, reason: text(400), at: At, declinedAt: nullable(At) }, closed)),
    /** The incident to which the unit was drawn off, and why; only where it was. */
    drawnTo: Type.Optional(Drawn),
  },
  closed,
);
export type Assignment = Static<typeof Assignment>;

/** Who got a copy: district, station, and each organisation in the fan-out (ORG-01). Reading is no precondition (ORG-02). */
export const Copy = Type.Object({ orgId: Code, orgPath: Type.String(), level: Type.String(), seenAt: nullable(At) }, closed);

export const Order = Type.Object(
  {
    id: Ulid,
    issuedAt: At,
    issuedBy: Type.String(),
    issuedByPath: Type.String(),
    preDispatch: Type.Boolean(),
    note: Type.String({ maxLength: 1_000 }),
    guidance: GuidancePack,
    copies: Type.Array(Copy),
    assignments: Type.Array(Assignment),
    /** What the dispatcher was shown: kept so that the choice can be explained and re-run. */
    recommendation: nullable(Type.Object({ id: Ulid, checksum: Type.String(), policy: Type.String(), graphVersion: Type.String() }, closed)),
    /** Why a commander called out a reserve against its rules; only where that was done (CMD-10). */
    reserveOverride: Type.Optional(text(400)),
    /** The advisory from which it follows; only where it does (CMD-01). */
    advisoryId: Type.Optional(Ulid),
    overrideReason: nullable(Type.Enum(OVERRIDE_REASONS)),
    /** The incident from which its unit was drawn off, and why; only where it was (CMD-11). */
    drawnFrom: Type.Optional(Drawn),
    suspended: nullable(Type.Object({ orgId: Code, reason: Type.String({ maxLength: 400 }), at: At }, closed)),
  },
  closed,
);
export type Order = Static<typeof Order>;

export const ENDED_STATUSES: readonly AssignmentStatus[] = ["COMPLETED", "DECLINED", "RECALLED", "SUPERSEDED"];
export const isActive = (assignment: { readonly status: AssignmentStatus }): boolean => !ENDED_STATUSES.includes(assignment.status);
