import { Type } from "typebox";
import { Ulid, text } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** One of the two: an incident, or a command post over an advisory, which has pictures of its own (CMD-05). One over an incident goes with that. */
const Held = { incidentId: Type.Optional(Ulid), commandPostId: Type.Optional(Ulid), reason: text(400) };
/** Legal hold: nothing of it is deleted for its age until the hold is lifted. */
export const hold = Type.Object(Held, closed);
export const liftHold = Type.Object(Held, closed);
