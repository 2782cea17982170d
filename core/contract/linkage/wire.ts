import { Type, type Static } from "typebox";
import { At, Code, nullable } from "../place.ts";
import { Agreement } from "./agreement.ts";
import { GEO_FORMATS, GEO_WORDS } from "./georeport.ts";

const closed = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 1, maxLength: 200 });

/** `platforms.yaml`: another platform on which parties work, reached by Open311 GeoReport v2. Its key is no part of the city's folder. */
export const PlatformRow = Type.Object(
  {
    id: Code,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    /** Without the last slash, e.g. `https://12345.example.cn/open311/v2`. */
    url: Type.String({ pattern: "^https?://[^\\s/?#]+(/[^\\s?#]*[^\\s?#/])?$", maxLength: 300 }),
    format: Type.Enum(GEO_FORMATS),
    /** Departments that work there: whatever is offered to one goes over the wire. */
    parties: Type.Array(Code, { minItems: 1, maxItems: 50, uniqueItems: true }),
    jurisdiction: Type.Optional(Text),
    /** Its code for a matter without an item, or whose item is not among `services`. */
    other: Text,
    /** Its codes for our items. Left out: the items themselves. */
    services: Type.Optional(Type.Record(Type.String(), Text)),
    /** It asks the attributes of our own services (danger, urgency, notice, withheld). */
    attributes: Type.Boolean(),
    /**
     * It is a Tocsin: both tell each other whole custodies, and its parties sign and return for themselves (JNT-07). `client` is the
     * machine (`clients.yaml`) as which it speaks here; `names` its codes for parties by ours: of its parties, and of those here that may hold such a matter.
     */
    custody: Type.Optional(Type.Object({ url: Type.String({ pattern: "^https?://[^\\s/?#]+$", maxLength: 300 }), client: Type.String({ minLength: 2, maxLength: 40 }), names: Type.Record(Type.String(), Code) }, closed)),
    /** On what we work together, where it is not the whole city for good (JNT-07). */
    agreement: Type.Optional(Agreement),
  },
  closed,
);
export type PlatformRow = Static<typeof PlatformRow>;

/**
 * WAITING: not delivered yet. RECEIVED: the platform has it, under an id of its own. REFUSED: it says why it will not have it.
 * FAILED: given up. LET_GO: taken back before anybody there could have heard of it. In the last three the matter is ours as before.
 */
export const WIRE_STATES = ["WAITING", "RECEIVED", "REFUSED", "FAILED", "LET_GO"] as const;
export type WireState = (typeof WIRE_STATES)[number];

/** What a platform last said of a matter; a status that no map knows is UNMAPPED, with its own words. */
export const WireWord = Type.Enum([...GEO_WORDS, "UNMAPPED"]);
export type WireWord = Static<typeof WireWord>;

export const Wire = Type.Object(
  {
    platform: Code,
    party: Code,
    /** The step of the custody at which it was given to the wire: with the matter's id, the key of the message. */
    no: Type.Integer({ minimum: 1 }),
    state: Type.Enum(WIRE_STATES),
    since: At,
    /** When it was received, refused or given up. */
    settledAt: nullable(At),
    /** It has waited too long, and the desk was told. */
    alarmedAt: nullable(At),
    tries: Type.Integer({ minimum: 0 }),
    /** Why it waits, or was refused. */
    why: Type.String({ maxLength: 400 }),
    requestId: nullable(Type.String({ maxLength: 80 })),
    told: nullable(Type.Object({ word: WireWord, raw: Type.String({ maxLength: 400 }), at: At, /** Code of the rule by which it could not be followed here. */ barred: nullable(Type.String()) }, closed)),
  },
  closed,
);
export type Wire = Static<typeof Wire>;

/** Whose the matter is said over the wire: while it waits or is there, nobody here writes for that party. */
export const isOnWire = (wire: Pick<Wire, "state"> | undefined): boolean => wire?.state === "WAITING" || wire?.state === "RECEIVED";

/** So long a message may wait before an operator hears of it (LNK-02). */
export const WIRE_ALARM_MS = 15 * 60_000;

export type WireReceipt = { readonly state: Exclude<WireState, "WAITING">; readonly requestId: string | null; readonly why: string; readonly tries: number } | { readonly state: "WAITING"; readonly requestId: null; readonly why: string; readonly tries: number };
export interface WireStatus {
  readonly requestId: string;
  readonly word: WireWord;
  readonly raw: string;
  readonly text: string;
  /** When the platform says that it became so, UTC ms. */
  readonly at: number;
}

export interface WireEvents {
  /** The matter is given to the wire to a party. */
  readonly WireAsked: { readonly platform: string; readonly party: string };
  readonly WireSettled: WireReceipt;
  readonly WireTold: Omit<WireStatus, "text" | "requestId"> & { readonly barred: string | null };
  readonly WireLate: Record<never, never>;
}

export interface WirePayload {
  "system.wireReceipt": { readonly matterId: string; readonly no: number; readonly receipt: WireReceipt };
  /** The key of what another platform shared of a matter is gone. */
  "system.matterErased": { readonly matterId: string };
  /** Another Tocsin will not have what was offered to it at this step, by its code. */
  "system.custodyRefused": { readonly matterId: string; readonly no: number; readonly code: string };
  "system.wireStatus": { readonly matterId: string; readonly no: number; readonly status: WireStatus };
}
