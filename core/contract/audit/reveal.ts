import { Type, type Static } from "typebox";
import { Ulid, text } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** What for a caller's number may be asked. */
export const REVEAL_PURPOSES = ["CALL_BACK", "FIND_CALLER", "MEET_ON_SCENE", "REVIEW"] as const;

/** Asks for one caller's number, on purpose. */
export const Reveal = Type.Object({ reportId: Ulid, purpose: Type.Enum(REVEAL_PURPOSES), reason: Type.Optional(text(400)) }, closed);
export type Reveal = Static<typeof Reveal>;

export const Revealed = Type.Object({ callback: Type.String({ maxLength: 200 }) }, closed);
export type Revealed = Static<typeof Revealed>;
