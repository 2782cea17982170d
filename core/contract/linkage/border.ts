import { Type, type Static } from "typebox";
import { Latitude, Longitude } from "../coordinates.ts";
import { Code, nullable, Ulid } from "../place.ts";
import { type Matter, Party } from "./matter.ts";

const closed = { additionalProperties: false } as const;
/** A day, which no help takes: what a neighbour says beyond it is no answer. */
const Seconds = Type.Integer({ minimum: 0, maximum: 86_400 });

/** A strip that is shared with a neighbour's police, as long as the agreement says: a closed ring in WGS-84. */
export const Border = Type.Object({ platform: Code, party: Party, from: Type.String(), until: Type.String(), /** The agreement is for joint exercises too. */ exercises: Type.Optional(Type.Boolean()), strip: Type.Array(Type.Tuple([Longitude, Latitude])) }, closed);
export type Border = Static<typeof Border>;

/** Where a neighbour's city asks for help (JNT-07): a point in the strip and nothing of what happened there. */
export const BorderPlace = Type.Object({ lon: Longitude, lat: Latitude }, closed);
export type BorderPlace = Static<typeof BorderPlace>;

/** How soon the nearest free unit could be there, rounded up to `REACH_STEP_S`; null = none is free. Not which unit, nor where it is. */
export const BorderReach = Type.Object({ seconds: nullable(Seconds) }, closed);
export type BorderReach = Static<typeof BorderReach>;

/** So coarse is what a neighbour learns of us: nobody's place can be worked out from it. */
export const REACH_STEP_S = 30;
export const reachSeconds = (ms: number): number => Math.ceil(ms / (REACH_STEP_S * 1_000)) * REACH_STEP_S;

/** Places are asked about to a thousandth of a degree, some hundred metres. */
export const coarse = ({ lon, lat }: BorderPlace): BorderPlace => ({ lon: Math.round(lon * 1_000) / 1_000, lat: Math.round(lat * 1_000) / 1_000 });

/** A neighbour's police that may be asked for help at an incident, and what it says of itself now: null = no unit free, or no answer. */
export const Neighbour = Type.Object({ platform: Code, party: Party, name: Type.String({ maxLength: 60 }), seconds: nullable(Seconds), answerSeconds: Type.Integer({ minimum: 10, maximum: 86_400 }), /** Of a drill: the exercise that is on with it. */ exerciseId: Type.Optional(Ulid) }, closed);
export type Neighbour = Static<typeof Neighbour>;
export const Neighbours = Type.Object({ neighbours: Type.Array(Neighbour) }, closed);
export type Neighbours = Static<typeof Neighbours>;

/** Whether a neighbour is asked first (JNT-07): by its own word it is there sooner than our best. Without a unit of ours that could go, whoever can is. */
export const isNearer = ({ seconds }: Pick<Neighbour, "seconds">, ownMs: number | null): boolean => seconds !== null && (ownMs === null || seconds * 1_000 < ownMs);

/** A neighbour asks for help, and nobody here has answered. Whose duty it is is not in question: whoever has nobody free declines and cites none (JNT-07). */
export const isHelpAsked = ({ custody: { offer }, link, content }: Pick<Matter, "custody" | "link" | "content">): boolean => link !== null && offer?.to === "POLICE" && content.onward === false;
