import { Type, type Static } from "typebox";

const closed = { additionalProperties: false } as const;

/** The public half of the key that signs checkpoints; null while the server signs none. */
export const AuditKey = Type.Object(
  { algorithm: Type.Literal("Ed25519"), pem: Type.Union([Type.String(), Type.Null()]), /** SHA-256 of the key in DER, by which checkpoints name it. */ keyId: Type.Union([Type.String({ pattern: "^[0-9a-f]{64}$" }), Type.Null()]) },
  closed,
);
export type AuditKey = Static<typeof AuditKey>;
