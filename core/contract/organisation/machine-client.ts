import { Type, type Static } from "typebox";
import { Agreement } from "../linkage/agreement.ts";

const closed = { additionalProperties: false } as const;
const Code = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Z0-9][A-Z0-9_-]*$" });

/** Questions that a machine may be let ask, by their names in `ROUTES`; what looks after people's sign-ins is not among them. */
export const CLIENT_QUESTIONS = [
  "board", "incidents", "incident", "timeline", "unit", "recommendation", "duplicates", "positions", "places", "reverse", "speed", "areas", "media", "stream", "city", "nearRoads", "route", "advisoryCap",
  "geoServices", "geoService", "geoRequests", "geoRequest", "geoToken", "matterSummary", "borderReach", "shared",
] as const;

/** `clients.yaml`: a machine that acts over the interface: whose, what for, where, and by which commands and questions (GOV-02). */
export const ClientRow = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z0-9][a-z0-9-]{1,39}$" }),
    name: Type.String({ minLength: 1, maxLength: 60 }),
    /** Why it may; stands in the audit beside what it does. */
    purpose: Type.String({ minLength: 4, maxLength: 200 }),
    role: Code,
    org: Code,
    agency: Type.Optional(Code),
    /** Command names and names of questions; nothing else is answered, whatever the role may do. */
    routes: Type.Array(Type.String(), { minItems: 1 }),
    /** For a neighbour or another platform: on what it may hand matters over (JNT-07). */
    agreement: Type.Optional(Agreement),
    /** Requests a minute; emergency reports go on beyond it. */
    perMinute: Type.Integer({ minimum: 0, maximum: 60_000 }),
    /** Keys with which every request is signed (RFC 9421, Ed25519, the raw 32 bytes in base64); left out, none is. */
    signing: Type.Optional(Type.Array(Type.Object({ id: Type.String({ pattern: "^[A-Za-z0-9._-]{1,60}$" }), key: Type.String({ pattern: "^[A-Za-z0-9+/]{43}=$" }) }, closed), { minItems: 1, maxItems: 4 })),
    /** It sends a synthetic incident every minute (`intake.receive` with `probe`, or an alert of status Test): when none comes, its channel is an alarm on every seat (R38). */
    selfCheck: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type ClientRow = Static<typeof ClientRow>;
