import { Type } from "typebox";
import { At, Code, Point, Ulid, text } from "../place.ts";
import { FEEDBACK_KINDS, Facts, MediaRef, RecordingRef, SUPPORT_KINDS } from "../intake/incident.ts";
import { BREACH_REASONS } from "./clock.ts";
import { DECLINE_CODES, DRAW_REASONS, OVERRIDE_REASONS } from "./order.ts";
import { DISMISS_REASONS, UNAVAILABLE_REASONS } from "./unit.ts";

const closed = { additionalProperties: false } as const;
const incidentId = Ulid;
const orderId = Ulid;
const unitId = Code;
/** Time of the device at the moment of the act; kept beside the server's, which alone decides limits. */
const deviceAt = Type.Optional(At);
const step = { incidentId, orderId, unitId, deviceAt };

/** One order, one fan-out: to units, and by `orgIds` to posts with every unit and site group in their area (ORG-01). */
export const issueOrder = Type.Object(
  {
    incidentId,
    orderId,
    unitIds: Type.Array(unitId, { maxItems: 40, uniqueItems: true }),
    orgIds: Type.Optional(Type.Array(Code, { maxItems: 10, uniqueItems: true })),
    recommendationId: Type.Optional(Ulid),
    overrideReason: Type.Optional(Type.Enum(OVERRIDE_REASONS)),
    /** A commander's reason to call out a reserve below its level, or although its home keeps too little cover (CMD-10). */
    reserveOverride: Type.Optional(text(400)),
    preDispatch: Type.Optional(Type.Boolean()),
    note: Type.Optional(text(1_000, 0)),
  },
  closed,
);
export const acknowledge = Type.Object(step, closed);
export const decline = Type.Object({ ...step, code: Type.Enum(DECLINE_CODES), text: Type.Optional(text(400, 0)) }, closed);
export const enRoute = Type.Object(step, closed);
/** Arrival: `confirmed` by tap, or proposed by the geofence and confirmed by itself after the set time (SCN-03). */
export const arrive = Type.Object({ ...step, mode: Type.Enum(["CONFIRMED", "PROPOSED"]) }, closed);
export const handle = Type.Object(step, closed);
export const feedback = Type.Object(
  { ...step, kind: Type.Enum(FEEDBACK_KINDS), text: text(4_000, 0), facts: Type.Optional(Facts), media: Type.Optional(Type.Array(MediaRef, { maxItems: 12 })), recording: Type.Optional(RecordingRef) },
  closed,
);
export const complete = Type.Object(step, closed);
export const recall = Type.Object({ incidentId, orderId, unitId, reason: text(400) }, closed);
/** A district asks for a city-assigned unit in its area; whoever may re-task it answers, and a yes recalls it (ORG-04). */
export const requestRelease = Type.Object({ incidentId, orderId, unitId, reason: text(400) }, closed);
export const answerRelease = Type.Object({ incidentId, orderId, unitId, granted: Type.Boolean(), text: Type.Optional(text(400, 0)) }, closed);
/** A person draws a unit off from one incident and orders it to another, in one act, with a reason code; OTHER needs words (CMD-11). */
export const reassign = Type.Object(
  { unitId, fromIncidentId: Ulid, incidentId, orderId, code: Type.Enum(DRAW_REASONS), reason: Type.Optional(text(400, 0)), recommendationId: Type.Optional(Ulid) },
  closed,
);
export const requestSupport = Type.Object({ incidentId, unitId, kind: Type.Enum(SUPPORT_KINDS), text: text(400, 0), deviceAt }, closed);
/** The backstage desk takes a request on: it has an owner, and its clock (SCN-01). */
export const acceptSupport = Type.Object({ incidentId, requestId: Ulid }, closed);
export const answerSupport = Type.Object({ incidentId, requestId: Ulid, text: text(400) }, closed);
/** The call for help of a unit in danger; accepted in every state. */
export const duress = Type.Object({ unitId, point: Type.Optional(Point), deviceAt }, closed);
export const clearDuress = Type.Object({ unitId, reason: text(400) }, closed);
export const setUnitStatus = Type.Object(
  { unitId, status: Type.Enum(["OFF_DUTY", "AVAILABLE", "UNAVAILABLE"]), reason: Type.Optional(Type.Enum(UNAVAILABLE_REASONS)), deviceAt },
  closed,
);
/** A free unit is ordered to a standby post (DSP-06); it says when it is there. `endStandby` sends it back to its base. */
export const standBy = Type.Object({ unitId, postId: Code }, closed);
export const reachStandby = Type.Object({ unitId, deviceAt }, closed);
export const endStandby = Type.Object({ unitId }, closed);
/** The move that was advised for the unit is not made, and why. */
export const dismissMove = Type.Object({ unitId, code: Type.Enum(DISMISS_REASONS), text: Type.Optional(text(400, 0)) }, closed);
/** First-arrival responsibility: offered, and kept until the other accepts (DSP-02). */
export const offerHandover = Type.Object({ incidentId, orderId, unitId, toUnitId: Code, reason: text(400) }, closed);
export const acceptHandover = Type.Object({ incidentId, orderId, unitId, fromUnitId: Code }, closed);
/** The receiver says no, or the giver takes its offer back: responsibility stays where it was. */
export const declineHandover = Type.Object({ incidentId, orderId, unitId, fromUnitId: Code }, closed);
export const withdrawHandover = Type.Object({ incidentId, orderId, unitId }, closed);
export const startPatrol = Type.Object({ unitId, patrolId: Ulid, checkpoints: Type.Array(Type.Object({ name: text(80), point: Point }, closed), { minItems: 1, maxItems: 60 }) }, closed);
export const checkpoint = Type.Object({ unitId, index: Type.Integer({ minimum: 0 }), deviceAt }, closed);
export const endPatrol = Type.Object({ unitId }, closed);
export const explainBreach = Type.Object({ incidentId, clockId: Type.String({ maxLength: 60 }), code: Type.Enum(BREACH_REASONS), text: Type.Optional(text(400, 0)) }, closed);
/** An intermediate level stops an order within its written window; a reason is required (ORG-02). */
export const veto = Type.Object({ incidentId, orderId, orgId: Code, reason: text(400) }, closed);
/** The button of a site's own group: opens the incident, tells group and neighbours, orders the nearest post (DSP-10). */
export const mruAlarm = Type.Object({ incidentId, orgId: Code, drill: Type.Optional(Type.Boolean()), text: Type.Optional(text(400, 0)) }, closed);
/** The monthly check of a site group's contact: it was reached, or says itself that it is there (DSP-10). */
export const verifyContact = Type.Object({ unitId, deviceAt }, closed);
/** A copy of an order has been opened by the organisation. */
export const seeCopy = Type.Object({ incidentId, orderId, orgId: Code }, closed);
/** The specialist seat takes the matter (ORG-14). */
export const answerSeat = Type.Object({ incidentId }, closed);
