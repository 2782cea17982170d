import { Type } from "typebox";
import { Ulid, text } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** Legal hold: nothing of the incident is deleted for its age until the hold is lifted. */
export const hold = Type.Object({ incidentId: Ulid, reason: text(400) }, closed);
export const liftHold = Type.Object({ incidentId: Ulid, reason: text(400) }, closed);
