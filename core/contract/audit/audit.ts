import { Type, type Static } from "typebox";
import { At, nullable } from "../place.ts";

const closed = { additionalProperties: false } as const;
const Hash = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Position = Type.String({ pattern: "^[0-9]{1,20}-[0-9]{1,19}$" });

/** The public half of the key that signs checkpoints; null while the server signs none. */
export const AuditKey = Type.Object(
  { algorithm: Type.Literal("Ed25519"), pem: nullable(Type.String()), /** SHA-256 of the key in DER, by which checkpoints name it. */ keyId: nullable(Hash) },
  closed,
);
export type AuditKey = Static<typeof AuditKey>;

/** What the auditor asks for, newest first. `object`: an incident's, unit's or account's id, or an incident's number; `account`: of staff. At most a month at a time. */
export const AuditQuery = Type.Object(
  {
    from: At,
    to: At,
    object: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    account: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    action: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    purpose: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    before: Type.Optional(Position),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);
export type AuditQuery = Static<typeof AuditQuery>;

/** One row: who, as what, what for, to what, why; nothing of what was read or written. */
export const AuditRow = Type.Object(
  {
    cursor: Position, at: At, account: Type.String(), name: Type.String(), action: Type.String(), outcome: Type.String(), role: nullable(Type.String()), purpose: nullable(Type.String()), reason: nullable(Type.String()),
    objects: Type.Array(Type.String()), traceId: nullable(Type.String()), hash: Hash,
    /** Of a revealed number: whether the asker has to do with the incident (R53); null for all else. */ concerned: nullable(Type.Boolean()),
    /** Certificate of a deletion: how many of a class (retention.yaml) whose days were over; `again`: what a restore had brought back. Null for all else. */
    deleted: nullable(Type.Object({ class: Type.String(), days: nullable(Type.Integer()), count: Type.Integer() }, closed)),
  },
  closed,
);
export type AuditRow = Static<typeof AuditRow>;
export const AuditPage = Type.Object({ rows: Type.Array(AuditRow) }, closed);
export type AuditPage = Static<typeof AuditPage>;

/** The chain, checked from its first row to its last seal. */
export const AuditState = Type.Object({ sound: Type.Boolean(), rows: Type.Integer(), seals: Type.Integer(), fault: nullable(Type.Object({ kind: Type.Enum(["altered", "stretch", "seal"]), position: Position }, closed)) }, closed);
export type AuditState = Static<typeof AuditState>;
