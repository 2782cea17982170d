import { Type, type Static } from "typebox";
import { RoomId, Ulid, nullable } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** What is done with the sound of a burst. MISSED: it is left as a voice message where somebody of the room was not connected; ALWAYS: each one is. */
export const TALK_KEEPS = ["MISSED", "ALWAYS"] as const;
/** `policies.yaml`: speaking by radio (CMD-03). `connectS`: how long a listener's device has until it counts as not connected. */
export const TalkRules = Type.Object({ keep: Type.Enum(TALK_KEEPS), connectS: Type.Integer({ minimum: 1, maximum: 15 }) }, closed);
export type TalkRules = Static<typeof TalkRules>;
/** Of a city that says nothing. */
export const TALK_RULES: TalkRules = { keep: "MISSED", connectS: 4 };

const Ice = Type.Object({ urls: Type.Array(Type.String()), username: Type.Optional(Type.String()), credential: Type.Optional(Type.String()) }, closed);
/**
 * By which servers two devices find a way to each other (ICE), and the city's rules. `relayOnly`: devices show each other no address of their own, the relay
 * alone carries the sound. `validS`: how long these terms may be used from the moment at which they were asked for.
 */
export const TalkTerms = Type.Object({ ice: Type.Array(Ice), relayOnly: Type.Boolean(), validS: Type.Integer({ minimum: 1 }), ...TalkRules.properties }, closed);
export type TalkTerms = Static<typeof TalkTerms>;

/** A description of a session (SDP) of one sound with its ways to the device; such are one to four kilobytes. */
const Sdp = Type.String({ minLength: 1, maxLength: 16_000 });
const roomId = RoomId;
const burst = { roomId, burstId: Ulid };

/** A listener offers to receive the burst that is being spoken. `offerId`: made by its device; the same when it offers again, so that it takes one place. */
export const TalkOffer = Type.Object({ ...burst, offerId: Type.Optional(Ulid), offer: Sdp }, closed);
/** Null: the speaker's device has not answered. */
export const TalkAnswered = Type.Object({ answer: nullable(Sdp) }, closed);
/** The speaker's device waits for listeners. */
export const TalkWait = Type.Object(burst, closed);
/** `key`: the party for which the listener speaks in the room; null for one who only hears. */
export const TalkOffers = Type.Object({ offers: Type.Array(Type.Object({ id: Ulid, key: nullable(Type.String()), offer: Sdp }, closed)) }, closed);
export type TalkOffers = Static<typeof TalkOffers>;
export const TalkAnswer = Type.Object({ ...burst, offerId: Ulid, answer: Sdp }, closed);
