import { Type } from "typebox";
import { At, Code, Ulid } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** The pack was opened on the unit's device; logged with its version (SCN-02). */
export const markRead = Type.Object({ incidentId: Ulid, orderId: Ulid, unitId: Code, version: Type.Integer({ minimum: 0 }), deviceAt: Type.Optional(At) }, closed);
/** A later fact was seen by the unit (SCN-05). */
export const markFactRead = Type.Object({ incidentId: Ulid, unitId: Code, factId: Ulid }, closed);
export { answerMatch } from "./match.ts";
