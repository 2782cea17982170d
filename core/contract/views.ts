import { Type, type Static } from "typebox";
import { At, Code, Point, Ulid, nullable, text } from "./place.ts";
import { Incident, MediaRef } from "./intake/incident.ts";
import { Reason } from "./dispatch/order.ts";
import { Unit, UNIT_STATUSES } from "./dispatch/unit.ts";
import { Matter } from "./linkage/matter.ts";
import { Notice } from "./command/notice.ts";
import { Mechanism, Mechanisms } from "./organisation/mechanism.ts";
import { JointRules } from "./joint/joint-rules.ts";
import { Asset } from "./governance/asset.ts";
import { Publication } from "./governance/publication.ts";
import { Cooperation } from "./joint/cooperation.ts";
import { Room } from "./command/room.ts";
import { PlanHead } from "./command/plan-version.ts";
import { Advisory } from "./command/advisory.ts";
import { Drawing } from "./command/drawing.ts";
import { Review } from "./command/review.ts";
import { CommandPost } from "./command/command-post.ts";
import { ActivationHead } from "./command/activation.ts";
import { LayoutHead } from "./layouts/layout.ts";
import { RoadClosure } from "./roads/closure.ts";
import { Latitude, Longitude } from "./coordinates.ts";
import { CapabilityRow, CityHead, Deadlines, DepartmentRow, Echelon, FactKeyRow, HazardRow, IncidentTypeRow, OrgLevel, OrgUnitRow, OutcomeRow, PremiseRow, Priority } from "./organisation/city.ts";
import { ResponsibilityRow } from "./linkage/responsibility.ts";
import { Border } from "./linkage/border.ts";
import { RunningEmergency } from "./identity/emergency-access.ts";
import { PasskeyProof } from "./identity/passkeys.ts";
import { OutsideDesk } from "./organisation/mutual-aid.ts";
import { QueueRates } from "./organisation/policies.ts";
import { RapidPointRow } from "./organisation/rapid-point.ts";
import { SensorRow } from "./organisation/sensor.ts";
import { ReserveRow } from "./organisation/reserve.ts";
import { StandbyPostRow } from "./organisation/standby.ts";

const closed = { additionalProperties: false } as const;

export const SignIn = Type.Object({ account: Type.String({ minLength: 1, maxLength: 40 }), password: Type.String({ minLength: 1, maxLength: 200 }), /** Second factor: six digits, or a recovery code. */ code: Type.Optional(Type.String({ minLength: 6, maxLength: 40 })), /** Second factor by a passkey, in place of a code. */ passkey: Type.Optional(PasskeyProof) }, closed);

/** A new password by the old one; the rules stand in edge/identity/password-rules.ts. */
export const ChangePassword = Type.Object({ current: Type.String({ minLength: 1, maxLength: 200 }), next: Type.String({ minLength: 1, maxLength: 400 }) }, closed);

/** Who is signed in, and what the seat may do. `commands` are the names that the role allows. */
export const Seat = Type.Object(
  {
    userId: Type.String(),
    name: Type.String(),
    grants: Type.Array(Type.Object({ role: Code, orgPath: Type.String() }, closed)),
    unitId: nullable(Code),
    agency: Code,
    commands: Type.Array(Type.String()),
    views: Type.Array(Type.String()),
    /** Seconds without a key or a touch after which the seat is to be locked; null where its roles need none. */
    lockAfterS: nullable(Type.Integer()),
    /** MISSING: a role of the seat needs one, and nothing else is answered until it is set up. */
    secondFactor: Type.Enum(["OFF", "ON", "MISSING"]),
    /** The first password must be changed, and nothing else is answered until it is. */
    passwordDue: Type.Boolean(),
    /** Emergency access that runs at this seat. */
    emergency: nullable(RunningEmergency),
    /** Locked: signed in, and nothing but unlocking and signing out is answered. */
    locked: Type.Boolean(),
  },
  closed,
);
export type Seat = Static<typeof Seat>;
/** `token` for clients that hold it themselves and say so (CARRIER_HEADER); a browser has it as an HttpOnly cookie alone. */
export const SignedIn = Type.Object({ token: Type.Optional(Type.String()), seat: Seat }, closed);

const proof = {
  password: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  code: Type.Optional(Type.String({ minLength: 6, maxLength: 40 })),
  passkey: Type.Optional(PasskeyProof),
};
/** Proof that it is still the same person: the password, with a code beside it where that is asked for; or a passkey, which is both. */
export const Proof = Type.Object(proof, closed);
export type Proof = Static<typeof Proof>;
/** What an administrator does to another's account: their own proof, and how they made sure who asks for it, which the audit keeps. */
export const HelpAccount = Type.Object({ ...proof, madeSure: text(300, 4) }, closed);
export type HelpAccount = Static<typeof HelpAccount>;
/** 32 bytes in base64url, an account's own and always the same. */
export const DeviceKey = Type.Object({ key: Type.String() }, closed);
/** Opens nothing but the page on which its owner changes it; shown this once. */
export const FirstPassword = Type.Object({ password: Type.String() }, closed);
/** A secret for an authenticator app, in force once its first code was right. `uri` is what a QR code says. */
export const FactorSecret = Type.Object({ secret: Type.String(), uri: Type.String() }, closed);
export const ConfirmFactor = Type.Object({ code: Type.String({ minLength: 6, maxLength: 12 }) }, closed);
/** Shown this once; each counts once in place of a code. */
export const RecoveryCodes = Type.Object({ codes: Type.Array(Type.String()) }, closed);
/** Sign-ins that hold: one's own, and for an administrator of accounts those within the grant. */
export const Sessions = Type.Object(
  {
    sessions: Type.Array(
      Type.Object({ id: Type.String(), account: Type.String(), name: Type.String(), address: Type.String(), createdAt: At, usedAt: At, locked: Type.Boolean(), /** The one that asks. */ here: Type.Boolean() }, closed),
    ),
  },
  closed,
);
export type Sessions = Static<typeof Sessions>;

/** Seats that are signed in and could take command of an incident, by the role that entitles them (CMD-04). */
export const Successors = Type.Object(
  { seats: Type.Array(Type.Object({ userId: Type.String(), name: Type.String(), role: Code, roleZh: Type.String(), roleEn: Type.String(), orgPath: Type.String(), /** Pinyin of the name and its initials. */ keys: Type.Array(Type.String()) }, closed)) },
  closed,
);
export type Successors = Static<typeof Successors>;

/** A last known position of a unit on shift. */
export const Position = Type.Object(
  {
    unitId: Code,
    lon: Longitude,
    lat: Latitude,
    /** Time of the fix. */
    at: At,
    accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 10_000 })),
    /** km/h */
    speedKmh: Type.Optional(Type.Number({ minimum: 0, maximum: 300 })),
    /** Degrees from north, clockwise. */
    heading: Type.Optional(Type.Number({ minimum: 0, maximum: 360 })),
  },
  closed,
);
export type Position = Static<typeof Position>;
export const PositionBatch = Type.Object({ positions: Type.Array(Position, { minItems: 1, maxItems: 2_000 }) }, closed);
/** Why a reported position is not taken; the rules stand in apps/server/features/positions/judge-position.ts. */
export const POSITION_REFUSALS = ["NOT_YOURS", "UNKNOWN_UNIT", "OFF_DUTY", "NO_FIX", "FUTURE", "DUPLICATE", "OLDER", "IMPRECISE", "IMPOSSIBLE"] as const;
/** What became of each: refused ones are named with the reason, never dropped silently. */
export const PositionReceipt = Type.Object(
  { accepted: Type.Integer(), refused: Type.Array(Type.Object({ unitId: Type.String(), reason: Type.Enum(POSITION_REFUSALS) }, closed)) },
  closed,
);
/** By which door positions come in. */
export const POSITION_SOURCES = ["HTTP", "STREAM", "JT808", "MQTT"] as const;
const Counts = Type.Record(Type.String(), Type.Integer());
/** What came in by each door since the server started; `discarded` are frames and messages that gave no position at all, by reason. */
export const PositionSources = Type.Object(
  { since: At, sources: Type.Array(Type.Object({ source: Type.Enum(POSITION_SOURCES), accepted: Type.Integer(), refused: Counts, discarded: Counts, lastAt: nullable(At) }, closed)) },
  closed,
);
export type PositionSources = Static<typeof PositionSources>;

/** Everything that a console needs to draw the present, incidents in the order of the queue; the stream continues from `cursor`. */
export const Board = Type.Object(
  {
    cursor: Type.String(), at: At, incidents: Type.Array(Incident), units: Type.Array(Unit), positions: Type.Array(Position), closures: Type.Array(RoadClosure), layouts: Type.Array(LayoutHead), advisories: Type.Array(Advisory), matters: Type.Array(Matter), activations: Type.Array(ActivationHead), plans: Type.Optional(Type.Array(PlanHead)), commandPosts: Type.Optional(Type.Array(CommandPost)), drawings: Type.Optional(Type.Array(Drawing)), rooms: Type.Optional(Type.Array(Room)), notices: Type.Optional(Type.Array(Notice)), cooperations: Type.Optional(Type.Array(Cooperation)), assets: Type.Optional(Type.Array(Asset)), mechanisms: Type.Optional(Type.Array(Mechanism)), publications: Type.Optional(Type.Array(Publication)), reviews: Type.Optional(Type.Array(Review)),
    /** Open incidents for which the board has no room, by priority: it shows those that wait most urgently, and counts the others (INC-07). */
    beyond: Type.Array(Type.Object({ priority: nullable(Priority), count: Type.Integer({ minimum: 1 }) }, closed)),
  },
  closed,
);
export type Board = Static<typeof Board>;

/** Messages of `GET /api/v1/stream?cursor=…`, server to client. Views are whole records with versions: applying one twice does no harm. */
/** Since when each missing part is down. */
const Since = Type.Record(Type.String(), At);

export const StreamMessage = Type.Union([
  Type.Object({ t: Type.Literal("hello"), cursor: Type.String(), at: At, build: Type.String() }, closed),
  /** `gone`: ids of incidents that the viewer may no longer see (an agency that left the room, INC-04). */
  Type.Object({ t: Type.Literal("upsert"), cursor: Type.String(), at: At, incidents: Type.Array(Incident), units: Type.Array(Unit), gone: Type.Array(Ulid), closures: Type.Optional(Type.Array(RoadClosure)), layouts: Type.Optional(Type.Array(LayoutHead)), advisories: Type.Optional(Type.Array(Advisory)), matters: Type.Optional(Type.Array(Matter)), plans: Type.Optional(Type.Array(PlanHead)), activations: Type.Optional(Type.Array(ActivationHead)), commandPosts: Type.Optional(Type.Array(CommandPost)), drawings: Type.Optional(Type.Array(Drawing)), rooms: Type.Optional(Type.Array(Room)), notices: Type.Optional(Type.Array(Notice)), cooperations: Type.Optional(Type.Array(Cooperation)), assets: Type.Optional(Type.Array(Asset)), mechanisms: Type.Optional(Type.Array(Mechanism)), publications: Type.Optional(Type.Array(Publication)), reviews: Type.Optional(Type.Array(Review)) }, closed),
  Type.Object({ t: Type.Literal("positions"), at: At, positions: Type.Array(Position) }, closed),
  /** Every five seconds: the connection lives; `at` is server time. `missing` names parts that are down. */
  Type.Object({ t: Type.Literal("beat"), at: At, cursor: Type.String(), missing: Type.Array(Type.String()), since: Type.Optional(Since) }, closed),
  /** The cursor is unknown or too old: fetch the board anew. */
  Type.Object({ t: Type.Literal("reset") }, closed),
  /** The client reads too slowly and is disconnected; it resumes by cursor. */
  Type.Object({ t: Type.Literal("slow") }, closed),
]);
export type StreamMessage = Static<typeof StreamMessage>;
/** Client to server on the same socket: positions of the own unit. */
export const StreamUpload = Type.Object({ t: Type.Literal("positions"), positions: Type.Array(Position, { minItems: 1, maxItems: 500 }) }, closed);

/** One line of an incident's history, as the log has it. */
export const TimelineEntry = Type.Object({ version: Type.Integer(), type: Type.String(), at: At, by: Type.String(), byName: Type.String(), data: Type.Unknown() }, closed);
export const Timeline = Type.Object({ entries: Type.Array(TimelineEntry) }, closed);

export const RankedUnit = Type.Object(
  {
    unitId: Code,
    callSign: Type.String(),
    kind: Type.String(),
    status: Type.Enum(UNIT_STATUSES),
    /** 1 = first; null when not eligible. */
    rank: nullable(Type.Integer()),
    etaMs: nullable(Type.Integer()),
    /** Age of the position in ms; null when estimated from the post. */
    positionAgeMs: nullable(Type.Integer()),
    reasons: Type.Array(Reason),
    /** The same reasons in words. */
    textZh: Type.Array(Type.String()),
    textEn: Type.Array(Type.String()),
  },
  closed,
);
export type RankedUnit = Static<typeof RankedUnit>;
/** A slot of the response card and who fills it (DSP-05). */
export const CardSlotView = Type.Object(
  {
    nameZh: Type.String(),
    nameEn: Type.String(),
    /** Tier from which the unit comes; null = any. */
    echelon: nullable(Echelon),
    /** Arrival limit of the tier in ms. */
    limitMs: nullable(Type.Integer()),
    /** Null when nobody can fill it. */
    unitId: nullable(Code),
    /** Filled by a unit that was ordered before. */
    sent: Type.Boolean(),
    etaMs: nullable(Type.Integer()),
    late: nullable(Type.Boolean()),
  },
  closed,
);
export type CardSlotView = Static<typeof CardSlotView>;
export const Recommendation = Type.Object(
  {
    id: Ulid,
    incidentId: Ulid,
    at: At,
    checksum: Type.String(),
    policy: Type.String(),
    graphVersion: Type.String(),
    ranked: Type.Array(RankedUnit),
    notEligible: Type.Array(RankedUnit),
    /** Unit ids to send together, in rank order: who fills the card's slots, and the fewest beside them that meet needs and crew. */
    team: Type.Array(Code),
    /** Slots of the response card in its order; empty where the type has none. */
    slots: Type.Array(CardSlotView),
    /** The policy that the city wants for this priority and that was switched off, since the top priority waits for no cover; else null. */
    waived: nullable(Type.String()),
    /** Duty desks of other cities to ask by telephone: nothing inside is able and in time (ORG-04). */
    outside: Type.Array(OutsideDesk),
  },
  closed,
);
export type Recommendation = Static<typeof Recommendation>;

/** A recommendation as it was made, and, when asked, whether it comes out again from what is stored: its own parameters, not today's. */
export const MadeRecommendationView = Type.Object(
  { recommendation: Recommendation, rerun: nullable(Type.Enum(["SAME", "INPUT_CHANGED", "ANSWER_DIFFERS", "POLICY_UNKNOWN"])) },
  closed,
);
export type MadeRecommendationView = Static<typeof MadeRecommendationView>;

export const PlaceCandidate = Type.Object(
  { id: Type.String(), name: Type.String(), kind: Type.String(), district: Type.String(), point: Point, score: Type.Number(), accuracyM: Type.Number(), premiseId: Type.Optional(Code), /** Its name is not what was asked for: it sounds alike, or one character differs. */ guess: Type.Optional(Type.Enum(["SOUND", "NEAR_MISS"])) },
  closed,
);
export type PlaceCandidate = Static<typeof PlaceCandidate>;
export const PlaceCandidates = Type.Object({ candidates: Type.Array(PlaceCandidate) }, closed);
export const NearestAddress = Type.Object({ text: nullable(Type.String()), distanceM: nullable(Type.Number()), orgPath: nullable(Type.String()) }, closed);

/** Likely duplicates of a draft or of an incident; a suggestion, never applied by itself (INC-05). */
export const DuplicateDraft = Type.Object(
  { incidentId: Type.Optional(Ulid), /** Drills are held beside drills only. */ drill: Type.Optional(Type.Boolean()), typeCode: Type.Optional(Type.String({ maxLength: 10 })), text: text(4_000, 0), addressText: Type.Optional(Type.String({ maxLength: 200 })), point: Type.Optional(Point) },
  closed,
);
export const Duplicates = Type.Object(
  { candidates: Type.Array(Type.Object({ incidentId: Ulid, no: Type.String(), typeCode: nullable(Type.String()), addressText: Type.String(), score: Type.Number(), distanceM: nullable(Type.Number()), ageS: Type.Integer(), reasons: Type.Array(Reason) }, closed)) },
  closed,
);

export const RouteView = Type.Object({ ms: Type.Integer(), metres: Type.Number(), line: Type.Array(Type.Tuple([Longitude, Latitude])), legs: Type.Array(Type.Object({ road: Type.String(), metres: Type.Number(), ms: Type.Integer() }, closed)) }, closed);

/** Where a unit can patrol, and what a round through the chosen area can pass: what its plan wants visited first (DSP-03). */
export const PatrolPlan = Type.Object(
  {
    areas: Type.Array(Type.Object({ org: Code, level: OrgLevel, nameZh: Type.String(), nameEn: Type.String() }, closed)),
    chosen: nullable(Code),
    checkpoints: Type.Array(Type.Object({ name: Type.String(), point: Point, must: Type.Boolean() }, closed)),
  },
  closed,
);
export type PatrolPlan = Static<typeof PatrolPlan>;

/** What a client needs to know of its city. */
export const CityView = Type.Object(
  {
    head: CityHead,
    orgs: Type.Array(Type.Object({ ...OrgUnitRow.properties, path: Type.String() }, closed)),
    /** Types with the keys by which a keyboard finds them: number, code, pinyin, initials, aliases. */
    types: Type.Array(Type.Object({ type: IncidentTypeRow, keys: Type.Array(Type.String()) }, closed)),
    /** Wording of the questions that types ask. */
    factKeys: Type.Array(FactKeyRow),
    departments: Type.Array(DepartmentRow),
    responsibilities: Type.Array(ResponsibilityRow),
    joint: JointRules,
    /** The mechanisms of the city's file in its order, and which each kind of work and each report belongs to (ORG-05). */
    mechanisms: Mechanisms,
    capabilities: Type.Array(CapabilityRow),
    /** Roles of seats by their names: what a plan may name as a holder. What each may do is not told. */
    seats: Type.Array(Type.Object({ role: Code, nameZh: Type.String(), nameEn: Type.String() }, closed)),
    outcomes: Type.Array(OutcomeRow),
    premises: Type.Array(PremiseRow),
    /** Which premises have a known danger, and until when what is known of it counts as verified; what it is goes with the order (SCN-02). */
    hazards: Type.Array(Type.Pick(HazardRow, ["premise", "verifiedAt", "reviewBy"])),
    rapidPoints: Type.Array(RapidPointRow),
    deadlines: Deadlines,
    /** Where units may stand by. */
    standbyPosts: Type.Array(StandbyPostRow),
    reserves: Type.Array(ReserveRow),
    sensors: Type.Array(SensorRow),
    /** Strips that are shared with neighbours (JNT-07). Absent = none. */
    borders: Type.Optional(Type.Array(Border)),
    /** How waiting incidents are ordered. */
    queue: QueueRates,
    /** Present in the demo only: sign-ins for a newcomer. */
    demo: Type.Boolean(),
  },
  closed,
);
export type CityView = Static<typeof CityView>;

/** Speed by post: counts in buckets, medians and p90 with n; fewer than five are suppressed (DSP-09, X-12). */
export const Bucket = Type.Object({ label: Type.String(), count: nullable(Type.Integer()), share: nullable(Type.Number()) }, closed);
export const SpeedReport = Type.Object(
  {
    /** The Monday of the week, and its first moment, the first after it, and as of when it is told: later nothing of it changes. */
    week: Type.String(),
    from: At,
    to: At,
    asAt: At,
    rows: Type.Array(
      Type.Object(
        {
          orgId: Code, orgPath: Type.String(), nameZh: Type.String(), n: nullable(Type.Integer()), excluded: nullable(Type.Integer()), /** Of `n`, carried out, and done again after the incident was reopened. */ reworked: nullable(Type.Integer()),
          acknowledge: Type.Array(Bucket), turnOut: Type.Array(Bucket), feedback: Type.Array(Bucket),
          medianAcknowledgeS: nullable(Type.Number()), p90AcknowledgeS: nullable(Type.Number()), medianArrivalS: nullable(Type.Number()), p90ArrivalS: nullable(Type.Number()),
          medianFeedbackS: nullable(Type.Number()), p90FeedbackS: nullable(Type.Number()),
        },
        closed,
      ),
    ),
    /** Under which it is read (ORG-05). */
    mechanism: Code,
  },
  closed,
);
export type SpeedReport = Static<typeof SpeedReport>;

/** The answer to an accepted command. `incidents` and `units` are the records after it, masked for the caller. */
export const Accepted = Type.Object({ ok: Type.Literal(true), cursor: Type.String(), incidents: Type.Array(Incident), units: Type.Array(Unit), closures: Type.Optional(Type.Array(RoadClosure)), layouts: Type.Optional(Type.Array(LayoutHead)), advisories: Type.Optional(Type.Array(Advisory)), matters: Type.Optional(Type.Array(Matter)), plans: Type.Optional(Type.Array(PlanHead)), activations: Type.Optional(Type.Array(ActivationHead)), commandPosts: Type.Optional(Type.Array(CommandPost)), drawings: Type.Optional(Type.Array(Drawing)), rooms: Type.Optional(Type.Array(Room)), notices: Type.Optional(Type.Array(Notice)), cooperations: Type.Optional(Type.Array(Cooperation)), assets: Type.Optional(Type.Array(Asset)), mechanisms: Type.Optional(Type.Array(Mechanism)), publications: Type.Optional(Type.Array(Publication)), reviews: Type.Optional(Type.Array(Review)), repeated: Type.Boolean() }, closed);
/** What became of an alert that came in. KNOWN: this very message had come before. */
export const CapReceipt = Type.Object({ outcome: Type.Enum(["RAISED", "UPDATED", "ENDED", "KNOWN", "IGNORED"]), why: Type.Union([Type.String(), Type.Null()]), advisoryId: Type.Union([Ulid, Type.Null()]) }, closed);
export type CapReceipt = Static<typeof CapReceipt>;

export type Accepted = Static<typeof Accepted>;
/** The answer to a refused one. `params` carries what a program needs: versions, allowed states, `nextBest` units. */
export const Refused = Type.Object(
  { ok: Type.Literal(false), code: Type.String(), message: Type.String(), params: Type.Record(Type.String(), Type.Unknown()), fields: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }, closed))), traceId: Type.String() },
  closed,
);
export type Refused = Static<typeof Refused>;

export const Health = Type.Object({ ok: Type.Boolean(), at: At, city: Type.String(), missing: Type.Array(Type.String()), since: Since, build: Type.String() }, closed);
export const DemoSignIn = Type.Object({ account: Type.String(), password: Type.String(), name: Type.String(), role: Type.String(), roleZh: Type.String(), roleEn: Type.String(), unitId: nullable(Code), /** Somebody has used this seat within the last minutes. */ taken: Type.Boolean() }, closed);
export const DemoSignIns = Type.Object({ signIns: Type.Array(DemoSignIn) }, closed);
export const MediaReceipt = MediaRef;
