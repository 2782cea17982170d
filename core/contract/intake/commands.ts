import { Type } from "typebox";
import { At, Code, Place, Ulid, nullable, text } from "../place.ts";
import { Priority } from "../organisation/city.ts";
import { AGENCY_STATUSES, CALLBACK_PATTERN, CHANNELS, FactValue, Facts, NOTE_VISIBILITIES, NO_CALLBACK_REASONS, PLACE_UNKNOWN_REASONS } from "./incident.ts";

const closed = { additionalProperties: false } as const;
const incidentId = Ulid;
const typeCode = Type.String({ pattern: "^[A-Z]{2}-[0-9]{2}$" });
const factKey = Type.String({ pattern: "^[a-z][a-zA-Z0-9]*$", maxLength: 40 });

/** What a caller said; used for the first report and for each later one. */
const reportFields = {
  channel: Type.Enum(CHANNELS),
  providerCallId: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  callback: Type.Optional(Type.String({ pattern: CALLBACK_PATTERN })),
  noCallbackReason: Type.Optional(Type.Enum(NO_CALLBACK_REASONS)),
  text: text(4_000, 0),
  place: Type.Optional(Place),
};

/** Opens an incident from a call, text, device or button (INC-01). The number is issued at once; type and place may follow. */
export const receive = Type.Object(
  {
    /** Made by the client, so that a repeated save is the same incident. */
    incidentId,
    ...reportFields,
    typeCode: Type.Optional(typeCode),
    placeUnknown: Type.Optional(Type.Enum(PLACE_UNKNOWN_REASONS)),
    /** The operator confirmed a point outside the service area. */
    confirmOutside: Type.Optional(Type.Boolean()),
    occurredAt: Type.Optional(At),
    facts: Type.Optional(Facts),
    drill: Type.Optional(Type.Boolean()),
    /** A machine looks whether its way in is alive: it is kept as a drill, shown to the watch over channels alone, and over at once (R38). */
    probe: Type.Optional(Type.Boolean()),
    /** The advisory from which it follows: its orders are told there (CMD-01). */
    advisoryId: Type.Optional(Ulid),
    /** What a neighbour asked for and this city has signed: what the units sent to it do is told there (JNT-07). */
    matterId: Type.Optional(Ulid),
  },
  closed,
);

export const classify = Type.Object({ incidentId, typeCode, expectedVersion: Type.Optional(Type.Integer({ minimum: 1 })) }, closed);
export const setPriority = Type.Object({ incidentId, priority: Priority, reason: text(400) }, closed);
export const locate = Type.Object({ incidentId, place: Place, confirmOutside: Type.Optional(Type.Boolean()) }, closed);
/** Changes one field; `from` is the value that the editor saw, so that two editors never overwrite each other unseen (INC-03). */
export const amend = Type.Object(
  { incidentId, field: Type.Enum(["text", "addressText", "callback", "occurredAt"]), from: nullable(Type.Union([Type.String({ maxLength: 8_000 }), At])), to: Type.Union([text(4_000, 0), At]) },
  closed,
);
export const addFact = Type.Object({ incidentId, key: factKey, value: FactValue, /** The value that the editor saw, null for none. */ from: Type.Optional(nullable(FactValue)), critical: Type.Optional(Type.Boolean()) }, closed);
export const addNote = Type.Object({ incidentId, text: text(4_000), visibility: Type.Optional(Type.Enum(NOTE_VISIBILITIES)) }, closed);
export const addReport = Type.Object({ incidentId, ...reportFields }, closed);
/** Puts `duplicateId` into `incidentId`; every report, time and source is kept and it can be undone (INC-05). */
export const merge = Type.Object({ incidentId, duplicateId: Ulid }, closed);
export const unmerge = Type.Object({ incidentId, duplicateId: Ulid, reason: text(400) }, closed);
export const cancel = Type.Object({ incidentId, reason: text(400) }, closed);
export const close = Type.Object({ incidentId, outcomeCode: Code, text: text(4_000, 0), caseRef: Type.Optional(text(60)) }, closed);
export const reopen = Type.Object({ incidentId, reason: text(400) }, closed);
export const joinRoom = Type.Object({ incidentId }, closed);
export const leaveRoom = Type.Object({ incidentId }, closed);
export const setAgencyStatus = Type.Object({ incidentId, status: Type.Enum(AGENCY_STATUSES) }, closed);
export const setLeadAgency = Type.Object({ incidentId, agency: Code, reason: text(400) }, closed);
/** Opens the log of the incident for an agency, so that its desk may see and join it. */
export const inviteAgency = Type.Object({ incidentId, agency: Code }, closed);
