import { Type } from "typebox";
import { ReadinessState } from "../organisation/reserve.ts";
import { At, Code, Ulid, text } from "../place.ts";

const closed = { additionalProperties: false } as const;
const incidentId = Ulid;

/** Takes command of an incident that nobody commands (CMD-04). */
export const take = Type.Object({ incidentId }, closed);
export const offerHandover = Type.Object({ incidentId, toUserId: Type.String({ maxLength: 40 }), note: Type.Optional(text(400, 0)) }, closed);
export const acceptHandover = Type.Object({ incidentId }, closed);
/** Takes command without the word of who has it: from a higher level, or once that one's seat has been gone for the city's time. `fromUserId`: from whom, as it was on the screen (CMD-04). */
export const takeOver = Type.Object({ incidentId, fromUserId: Type.String({ minLength: 1, maxLength: 40 }), reason: text(400) }, closed);
/** A unit of a reserve is ready for this shift, as its row says or in another time (CMD-10). */
export const confirmReadiness = Type.Object({ unitId: Code, state: Type.Optional(ReadinessState), deviceAt: Type.Optional(At) }, closed);
