import { Type, type Static } from "typebox";
import { At, Code, Place, Ulid, nullable, text } from "../place.ts";
import { Priority, ResponseLimits } from "../organisation/city.ts";
import { TakenOver } from "../command/taken-over.ts";
import { Order } from "../dispatch/order.ts";
import { Clock } from "../dispatch/clock.ts";
import { MatchAnswer } from "../guidance/match.ts";
import { Emergency } from "../linkage/severity.ts";

const closed = { additionalProperties: false } as const;

export const INCIDENT_STATUSES = [
  "RECEIVED", "CLASSIFIED", "DISPATCHED", "EN_ROUTE", "ON_SCENE", "HANDLING",
  "CLOSED", "REVIEWED", "ARCHIVED", "TRANSFERRED", "MERGED", "CANCELLED",
] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** A number to call back, as it may be typed. */
export const CALLBACK_PATTERN = "^[0-9+*# -]{3,30}$";
export const CHANNELS = ["CALL_110", "SMS_12110", "WEB", "DEVICE", "MRU_BUTTON", "PARTNER", "WALK_IN", "PATROL"] as const;
export const NO_CALLBACK_REASONS = ["SILENT_CALL", "ANONYMOUS", "DEVICE", "WITHHELD", "OFFICER"] as const;
export const PLACE_UNKNOWN_REASONS = ["UNKNOWN", "CALLER_LOST", "CALL_DROPPED", "SILENT"] as const;
export const FLAGS = ["PLACE_UNKNOWN", "OUTSIDE_AREA", "RAW_TEXT", "SURGE"] as const;

/** One per caller. The call-back number is the only personal datum with a field of its own. */
export const Report = Type.Object(
  {
    id: Ulid,
    channel: Type.Enum(CHANNELS),
    providerCallId: nullable(Type.String({ maxLength: 80 })),
    /** Sealed in the log, `***` in every view (decision 0018); ROUTES.reveal opens it. */
    callback: nullable(Type.String({ maxLength: 200 })),
    noCallbackReason: nullable(Type.Enum(NO_CALLBACK_REASONS)),
    text: Type.String({ maxLength: 8_000 }),
    place: nullable(Place),
    at: At,
    by: Type.String(),
    /** Incident in which the report came in, when it was merged into this one. */
    fromIncident: nullable(Ulid),
  },
  closed,
);
export type Report = Static<typeof Report>;

/**
 * So many reports stand in the record itself: thousands speak of one event, and the record is written and goes to every screen
 * at each change. An incident keeps the numbers with which it was received (decision 0020); in records without them it is the second ones.
 */
export const REPORTS_SHOWN = { first: 10, newest: 30 } as const;
export const REPORTS_SHOWN_BEFORE = { first: 40, newest: 160 } as const;

export const NOTE_VISIBILITIES = ["ALL", "POLICE"] as const;
export const Note = Type.Object(
  { id: Ulid, text: text(4_000), visibility: Type.Enum(NOTE_VISIBILITIES), at: At, by: Type.String() },
  closed,
);
export type Note = Static<typeof Note>;

export const FactValue = Type.Union([text(400), Type.Number(), Type.Boolean()]);
/** Facts by their keys; a key of another form is refused. */
export const Facts = Type.Record(Type.String({ pattern: "^[a-z][a-zA-Z0-9]*$" }), FactValue, { additionalProperties: false });
export const Fact = Type.Object(
  { key: Type.String({ pattern: "^[a-z][a-zA-Z0-9]*$", maxLength: 40 }), value: FactValue, critical: Type.Boolean(), at: At, by: Type.String(), id: Ulid,
    /** Units that have seen it. */ readBy: Type.Array(Code),
    /** The organisation from which it is known, as a path; absent in older facts. */ from: Type.Optional(Type.String()),
    /** Units that were alarmed since they had not seen it in time (SCN-05). */ alarmed: Type.Array(Code) },
  closed,
);
export type Fact = Static<typeof Fact>;

/**
 * Facts that the platform adds itself while crews are under way: where they go now, and to what (SCN-05). `facts.csv` has their words;
 * nobody is asked for them.
 */
export const TOLD_FACTS = { place: "movedTo", type: "nowType" } as const;
const TOLD: readonly string[] = Object.values(TOLD_FACTS);
export const isTold = ({ key }: Pick<Fact, "key">): boolean => TOLD.includes(key);

export const AGENCY_STATUSES = ["JOINED", "UNDER_WAY", "ON_SCENE", "DONE"] as const;
/** An agency that has joined the incident's shared log (INC-04). */
export const AgencySeat = Type.Object(
  { agency: Code, orgPath: Type.String(), joinedAt: At, leftAt: nullable(At), status: Type.Enum(AGENCY_STATUSES) },
  closed,
);
export type AgencySeat = Static<typeof AgencySeat>;

export const SUPPORT_KINDS = ["MORE_UNITS", "SUPERVISOR", "EMS", "FIRE", "TRAFFIC", "SPECIAL_POLICE", "UTILITY", "OTHER", "PLACE", "PLAN", "CONTACT", "GAS_SHUTOFF", "POWER_SHUTOFF", "WATER_SHUTOFF", "LAW", "TRANSLATION"] as const;
/** Those that the backstage desk answers by looking something up: places, plans, assets and agencies, never persons (SCN-01). */
export const LOOKUP_KINDS: readonly (typeof SUPPORT_KINDS)[number][] = ["PLACE", "PLAN", "CONTACT", "GAS_SHUTOFF", "POWER_SHUTOFF", "WATER_SHUTOFF", "LAW", "TRANSLATION"];
export const SupportRequest = Type.Object(
  {
    id: Ulid, kind: Type.Enum(SUPPORT_KINDS), text: Type.String({ maxLength: 400 }), unitId: Code, at: At,
    /** Until when it is answered; counted anew once somebody has accepted it. Absent in older records: no clock. */
    dueAt: Type.Optional(At),
    /** Who has taken it on; absent while nobody has. */
    owner: Type.Optional(Type.Object({ userId: Type.String(), name: Type.String(), orgPath: Type.String(), at: At }, closed)),
    /** Since when the shift lead knows that it was not answered in time. */
    escalatedAt: Type.Optional(At),
    answer: nullable(Type.Object({ text: text(400), at: At, by: Type.String() }, closed)),
  },
  closed,
);
export type SupportRequest = Static<typeof SupportRequest>;

export const FEEDBACK_KINDS = ["FIRST", "PROGRESS", "FINAL"] as const;
export const MediaRef = Type.Object({ mediaId: Ulid, sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }), mime: Type.String({ maxLength: 60 }) }, closed);
export type MediaRef = Static<typeof MediaRef>;
/** A number in an archive: no words, no name, no address. */
export const RECORDING_NUMBER = "^[A-Za-z0-9][A-Za-z0-9._/-]{2,79}$";
/**
 * A body-worn recording by its number in the archive where it is kept: nothing of what it shows comes here. Only of one that was
 * announced to those who are recorded (SCN-03).
 */
export const RecordingRef = Type.Object({ reference: Type.String({ pattern: RECORDING_NUMBER }), announced: Type.Literal(true) }, closed);
export const Feedback = Type.Object(
  { id: Ulid, kind: Type.Enum(FEEDBACK_KINDS), unitId: Code, orderId: Ulid, text: Type.String({ maxLength: 4_000 }), media: Type.Array(MediaRef), recording: Type.Optional(RecordingRef), at: At, deviceAt: nullable(At) },
  closed,
);
export type Feedback = Static<typeof Feedback>;

/** What the incident itself says of a response; the rest is the response's own record. */
export const IncidentResponse = Type.Object(
  { activationId: Ulid, planId: nullable(Code), nameZh: nullable(Type.String({ maxLength: 60 })), nameEn: nullable(Type.String({ maxLength: 100 })), level: nullable(Type.Enum(["I", "II", "III", "IV"])), running: Type.Boolean() },
  closed,
);
export type IncidentResponse = Static<typeof IncidentResponse>;

/** A proposal of a plan that is no more. `turnedDown`: by a person, at this level; otherwise the facts ceased to call for it. `times`: how often one has gone. */
export const PastProposal = Type.Object({ planId: Code, level: nullable(Type.Enum(["I", "II", "III", "IV"])), turnedDown: Type.Boolean(), times: Type.Integer({ minimum: 1 }) }, closed);
export type PastProposal = Static<typeof PastProposal>;

/**
 * The record of one incident: the state to which its events fold, and, masked for the viewer, what every screen shows.
 * Orders live inside it, so that one version guards everything that happens to the incident.
 */
export const Incident = Type.Object(
  {
    id: Ulid,
    /** Human number, unique per city and day. */
    no: Type.String({ maxLength: 30 }),
    status: Type.Enum(INCIDENT_STATUSES),
    /** Drill or training: flagged end to end and out of every figure. */
    drill: Type.Boolean(),
    /** The channel by which a synthetic incident came (R38); no seat sees one, and it is over as it comes. Absent = a real one, or a drill of people. */
    probe: Type.Optional(Type.String({ maxLength: 60 })),
    flags: Type.Array(Type.Enum(FLAGS)),
    receivedAt: At,
    occurredAt: nullable(At),
    /** Organisation with jurisdiction, as a path. */
    orgPath: Type.String(),
    /** The layout that was in force when it came in, and its area there; null beyond all areas (DSP-07). Absent in older records and without a point. */
    layout: Type.Optional(Type.Object({ id: Ulid, no: Type.Integer(), area: nullable(Code) }, closed)),
    /** The advisory from which it followed; only where it did (CMD-01). */
    advisoryId: Type.Optional(Ulid),
    /** The matter of a neighbour in which it helps: what its units do is told there (JNT-07). Absent = none. */
    helps: Type.Optional(Ulid),
    /** Accounts of people who called about it from a number of their own: it does not exist for them, and no view shows who they are (GOV-02). */
    recused: Type.Optional(Type.Array(Type.String())),
    /** Organisations that sit or sat in on it for a time (JNT-04); absent: none. */
    guests: Type.Optional(Type.Array(Type.Object({ cooperationId: Ulid, orgPath: Type.String(), leftAt: nullable(At) }, closed))),
    /** Its command post while that is open (CMD-05). */
    postId: Type.Optional(Ulid),
    /** Its latest review, or its command post's (CMD-12). Absent = none has been owed yet. */
    reviewId: Type.Optional(Ulid),
    /** A clock of an incident that was merged into it was breached: both are looked back on together. */
    mergedBreach: Type.Optional(Type.Boolean()),
    /** All paths to which the record belongs. */
    scope: Type.Array(Type.String()),
    typeCode: nullable(Type.String()),
    priority: nullable(Priority),
    matrixVersion: nullable(Type.Integer()),
    /** Limits of its matrix version, whatever has been published since. Absent in records older than this field: there the present ones count. */
    limits: Type.Optional(ResponseLimits),
    needsAll: Type.Array(Code),
    needsAny: Type.Array(Code),
    crewMin: Type.Integer(),
    rapid: Type.Enum(["PHASE", "ECHELON", "LAYER", "NONE"]),
    leadAgency: Code,
    place: nullable(Place),
    placeUnknown: nullable(Type.Enum(PLACE_UNKNOWN_REASONS)),
    text: Type.String({ maxLength: 8_000 }),
    facts: Type.Array(Fact),
    /** The first and the newest, as many as `reportsShown` says. Every one stands in the log, and in the timeline. */
    reports: Type.Array(Report),
    /** Absent in records older than this field: `REPORTS_SHOWN_BEFORE`. */
    reportsShown: Type.Optional(Type.Object({ first: Type.Integer(), newest: Type.Integer() }, closed)),
    /** How many there are, once there are more than are shown. */
    reportCount: Type.Optional(Type.Integer()),
    notes: Type.Array(Note),
    orders: Type.Array(Order),
    clocks: Type.Array(Clock),
    feedback: Type.Array(Feedback),
    support: Type.Array(SupportRequest),
    room: Type.Array(AgencySeat),
    commander: nullable(Type.Object({ userId: Type.String(), name: Type.String(), orgPath: Type.String(), since: At }, closed)),
    handover: nullable(Type.Object({ to: Type.String(), toName: Type.Optional(Type.String()), from: Type.String(), at: At }, closed)),
    /** The last time that command was taken over without the word of who had it (CMD-04). Absent = never. */
    takenOver: Type.Optional(TakenOver),
    /** Duty room that must answer for a specialist need (ORG-14). */
    seat: nullable(Type.Object({ orgId: Code, orgPath: Type.String(), since: At, escalatedAt: nullable(At), answeredAt: nullable(At) }, closed)),
    /** Matters that came of it (LNK-12). Absent = none. */
    matters: Type.Optional(Type.Array(Type.Object({ id: Ulid, no: Type.String({ maxLength: 30 }) }, closed))),
    mergedInto: nullable(Ulid),
    absorbed: Type.Array(Ulid),
    outcome: nullable(Type.Object({ code: Code, text: Type.String({ maxLength: 4_000 }), caseRef: nullable(Type.String({ maxLength: 60 })), at: At, by: Type.String() }, closed)),
    closedAt: nullable(At),
    /** Responses to it: plans and modules that were set going, each with where it stands (CMD-08). Absent = none. */
    responses: Type.Optional(Type.Array(IncidentResponse)),
    /** Plans that were proposed and are no more: whether they are proposed again (CMD-08). Absent = none. */
    pastProposals: Type.Optional(Type.Array(PastProposal)),
    /** Its severity as an emergency (突发事件) and its reports upward (LNK-06). Absent = it is none. */
    emergency: Type.Optional(Emergency),
    /** What was said of matches that were shown (SCN-04). Absent = nothing. */
    matches: Type.Optional(Type.Array(MatchAnswer)),
    /** Legal hold: nothing of it is deleted for its age. Absent = none. */
    hold: Type.Optional(Type.Object({ reason: text(400), at: At, by: Type.String() }, closed)),
  },
  closed,
);
export type Incident = Static<typeof Incident>;

export const reportCountOf = ({ reports, reportCount }: Pick<Incident, "reports" | "reportCount">): number => reportCount ?? reports.length;

export const reportsShownOf = ({ reportsShown }: Pick<Incident, "reportsShown">): NonNullable<Incident["reportsShown"]> => reportsShown ?? REPORTS_SHOWN_BEFORE;

/** Where synthetic incidents belong: to no organisation, since codes of cities do not begin so. */
export const PROBE_PATH = "_PROBE";

/** Statuses in which somebody still has to act. */
export const OPEN_STATUSES: readonly IncidentStatus[] = ["RECEIVED", "CLASSIFIED", "DISPATCHED", "EN_ROUTE", "ON_SCENE", "HANDLING"];
export const isOpen = (incident: { readonly status: IncidentStatus }): boolean => OPEN_STATUSES.includes(incident.status);
