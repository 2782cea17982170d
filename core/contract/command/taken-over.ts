import { Type, type Static } from "typebox";
import { At, text } from "../place.ts";

/** By what right command was taken without the word of who had it: HIGHER from a higher level, ABSENT from one whose seat had been gone (CMD-04). */
export const TAKEOVER_GROUNDS = ["HIGHER", "ABSENT"] as const;
export type TakeoverGround = (typeof TAKEOVER_GROUNDS)[number];

/** The last time that command was taken over: from whom, by whom and why. It is no hand-over, and both stay to be seen. */
export const TakenOver = Type.Object(
  { fromUserId: Type.String(), fromName: Type.String(), by: Type.String(), byName: Type.String(), ground: Type.Enum(TAKEOVER_GROUNDS), reason: text(400), at: At },
  { additionalProperties: false },
);
export type TakenOver = Static<typeof TakenOver>;
