import { Type, type Static } from "typebox";
import { At, Code, nullable } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** A client has two keys at most, so that one can be changed for the other without a gap. */
export const MOST_KEYS = 2;
export const LONGEST_KEY_DAYS = 400;

export const MakeKey = Type.Object({ days: Type.Integer({ minimum: 1, maximum: LONGEST_KEY_DAYS }) }, closed);
/** `key` is shown this once. */
export const MadeKey = Type.Object({ key: Type.String(), prefix: Type.String(), expiresAt: At }, closed);
export type MadeKey = Static<typeof MadeKey>;

/** Machines that the caller looks after, with the keys that hold; `mayMake`: whether a further one is the caller's to make. */
export const Clients = Type.Object(
  {
    clients: Type.Array(
      Type.Object(
        {
          id: Type.String(), name: Type.String(), purpose: Type.String(), role: Code, org: Code, routes: Type.Array(Type.String()), perMinute: Type.Integer(), signed: Type.Boolean(), mayMake: Type.Boolean(),
          keys: Type.Array(Type.Object({ prefix: Type.String(), madeAt: At, madeBy: Type.String(), expiresAt: At, usedAt: nullable(At) }, closed)),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Clients = Static<typeof Clients>;
