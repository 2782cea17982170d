import { Type, type Static } from "typebox";
import { Latitude, Longitude } from "../coordinates.ts";
import { At, Code, Ulid, nullable, text } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** What it is about: never who. */
export const ADVISORY_KINDS = ["WEATHER", "FLOOD", "GEOLOGY", "FIRE", "TRAFFIC", "UTILITY", "HEALTH", "EVENT", "CROWD", "SENSOR", "OTHER"] as const;
export type AdvisoryKind = (typeof ADVISORY_KINDS)[number];
/** The four warning colours, gravest first. */
export const ADVISORY_LEVELS = ["RED", "ORANGE", "YELLOW", "BLUE"] as const;
export type AdvisoryLevel = (typeof ADVISORY_LEVELS)[number];
/** ORDERED, WATCH and DISMISSED are dispositions; what is RECEIVED or CONFIRMED waits for one. */
export const ADVISORY_STATUSES = ["RECEIVED", "CONFIRMED", "ORDERED", "WATCH", "DISMISSED", "ENDED"] as const;
export type AdvisoryStatus = (typeof ADVISORY_STATUSES)[number];

const Ring = Type.Array(Type.Tuple([Longitude, Latitude]), { minItems: 4, maxItems: 5_000 });
/** Where it holds: closed rings and circles in WGS-84, and the sender's words for it. Without a shape it holds in the whole city. */
export const AdvisoryArea = Type.Object(
  {
    desc: Type.String({ maxLength: 400 }),
    rings: Type.Array(Ring, { maxItems: 40 }),
    circles: Type.Array(Type.Object({ lon: Longitude, lat: Latitude, radiusM: Type.Integer({ minimum: 0, maximum: 500_000 }) }, closed), { maxItems: 40 }),
  },
  closed,
);
export type AdvisoryArea = Static<typeof AdvisoryArea>;

const content = {
  kind: Type.Enum(ADVISORY_KINDS),
  level: Type.Enum(ADVISORY_LEVELS),
  headline: text(200),
  text: Type.Optional(text(4_000, 0)),
  instruction: Type.Optional(text(2_000, 0)),
  area: AdvisoryArea,
  /** When it begins; left out, now. */
  onset: Type.Optional(At),
  expires: Type.Optional(At),
  /** The sender's own names of this message, so that an update finds it. */
  sender: Type.Optional(text(200)),
  identifier: Type.Optional(text(300)),
  /** When the sender wrote it: an older message never replaces a newer one. */
  sentAt: Type.Optional(At),
  /** A sensor of the city's allow-list, `sensors.csv`. */
  sensorId: Type.Optional(Code),
};

/** One step that was taken on an order that followed from it. */
export const AdvisoryAction = Type.Object(
  { incidentId: Ulid, no: Type.String(), orderId: Ulid, unitId: Code, callSign: Type.String(), what: Type.Enum(["FEEDBACK", "COMPLETED"]), text: Type.String(), at: At },
  closed,
);
export type AdvisoryAction = Static<typeof AdvisoryAction>;

/** 情: something that may need action, from a partner, a sensor or a desk (CMD-01). */
export const Advisory = Type.Object(
  {
    id: Ulid,
    version: Type.Integer({ minimum: 1 }),
    kind: content.kind,
    level: content.level,
    headline: Type.String(),
    text: Type.String(),
    instruction: Type.String(),
    area: AdvisoryArea,
    onset: At,
    expires: nullable(At),
    sender: nullable(Type.String()),
    identifier: nullable(Type.String()),
    sentAt: At,
    /** Identifiers of every message of the sender that went into it, oldest first. */
    messages: Type.Array(Type.String()),
    sensorId: nullable(Code),
    /** An exercise: it leads to drills only. */
    drill: Type.Boolean(),
    status: Type.Enum(ADVISORY_STATUSES),
    receivedAt: At,
    receivedBy: Type.String(),
    updatedAt: At,
    confirmedBy: nullable(Type.String()),
    /** Until when a disposition is due; null once there is one. */
    dueAt: nullable(At),
    /** Since when nobody has answered it in time. */
    escalatedAt: nullable(At),
    /** Why it is watched or dismissed. */
    reason: nullable(Type.String()),
    watchUntil: nullable(At),
    /** `scope`: where its incident and its units belong; who looks at none of it reads nothing of it here. Absent in older ones. */
    orders: Type.Array(Type.Object({ incidentId: Ulid, no: Type.String(), orderId: Ulid, units: Type.Array(Type.String()), scope: Type.Optional(Type.Array(Type.String())), at: At, by: Type.String() }, closed)),
    actions: Type.Array(AdvisoryAction),
    /** How the incidents that followed from it ended. */
    outcomes: Type.Array(Type.Object({ incidentId: Ulid, no: Type.String(), outcomeCode: Code, at: At }, closed)),
    /** Its command post while that is open (CMD-05). */
    postId: Type.Optional(Ulid),
    endedAt: nullable(At),
    endReason: nullable(Type.Enum(["EXPIRED", "CANCELLED", "CLOSED"])),
    scope: Type.Array(Type.String()),
  },
  closed,
);
export type Advisory = Static<typeof Advisory>;

type Content = Pick<Advisory, "kind" | "level" | "headline" | "text" | "instruction" | "area" | "onset" | "expires" | "sender" | "identifier" | "sentAt" | "sensorId" | "scope">;

export interface AdvisoryEvents {
  readonly AdvisoryReceived: Content & { readonly drill: boolean; readonly dueAt: number };
  /** `dueAt`: a new disposition is asked for; null where the one that was made still holds. */
  readonly AdvisoryUpdated: Content & { readonly dueAt: number | null };
  readonly AdvisoryConfirmed: Record<never, never>;
  readonly AdvisoryWatched: { readonly reason: string; readonly until: number };
  readonly AdvisoryDismissed: { readonly reason: string };
  readonly AdvisoryOrdered: { readonly incidentId: string; readonly no: string; readonly orderId: string; readonly units: readonly string[]; readonly scope?: readonly string[] };
  readonly AdvisoryActed: Omit<AdvisoryAction, "at">;
  readonly AdvisoryOutcome: { readonly incidentId: string; readonly no: string; readonly outcomeCode: string };
  readonly AdvisoryPostOpened: { readonly commandPostId: string };
  readonly AdvisoryPostStoodDown: { readonly commandPostId: string };
  /** Nobody has said in time what is done about it. */
  readonly AdvisoryEscalated: Record<never, never>;
  /** Watching is over: it waits for a disposition again. */
  readonly AdvisoryWatchOver: { readonly dueAt: number };
  readonly AdvisoryEnded: { readonly endReason: "EXPIRED" | "CANCELLED" | "CLOSED"; readonly note: string };
}

const advisoryId = Ulid;
/** Brings one in; with the id of one that stands it replaces what that says. */
export const raiseAdvisory = Type.Object({ advisoryId, ...content, drill: Type.Optional(Type.Boolean()) }, closed);
export const confirmAdvisory = Type.Object({ advisoryId }, closed);
export const watchAdvisory = Type.Object({ advisoryId, reason: text(400), until: At }, closed);
export const dismissAdvisory = Type.Object({ advisoryId, reason: text(400) }, closed);
/** Its sender takes it back, or what it warned of is over. */
export const endAdvisory = Type.Object({ advisoryId, cancelled: Type.Optional(Type.Boolean()), note: Type.Optional(text(400, 0)) }, closed);
