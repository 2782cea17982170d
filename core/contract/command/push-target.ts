import { Type } from "typebox";
import { nullable } from "../place.ts";

const closed = { additionalProperties: false } as const;
const base64url = (minLength: number, maxLength: number) => Type.String({ minLength, maxLength, pattern: "^[A-Za-z0-9_-]+$" });

/** Where the own unit's device can be woken, as its browser says (Push API). */
export const PushTarget = Type.Object({ endpoint: Type.String({ maxLength: 1_000, pattern: "^https?://[\\x21-\\x7e]+$" }), p256dh: base64url(80, 100), auth: base64url(16, 40) }, closed);
/** The server's public key on P-256, base64url; null where the city sends no push. */
export const PushKey = Type.Object({ key: nullable(Type.String()) }, closed);
