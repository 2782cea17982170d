import { Type } from "typebox";

const closed = { additionalProperties: false } as const;

/** All numbers from which an account's holder calls as a private person; an empty list takes them back. */
export const DeclareNumbers = Type.Object({ numbers: Type.Array(Type.String({ pattern: "^[0-9+ -]{3,20}$" }), { maxItems: 5, uniqueItems: true }) }, closed);

/** How many are declared; which they are is kept as keyed hashes, and shown to nobody. */
export const OwnNumbersView = Type.Object({ count: Type.Integer() }, closed);
