import { Type, type Static } from "typebox";

/** Ways to a unit's devices outside the app, in no order. */
export const CHANNELS_OUT = ["PUSH", "SMS", "VOICE", "MAIL"] as const;

/** How an order reaches a unit whose app may be asleep: channels in their order, and how long each has for its receipt (CMD-03). */
export const ReachRules = Type.Object(
  { channels: Type.Array(Type.Enum(CHANNELS_OUT), { minItems: 1, maxItems: 4, uniqueItems: true }), fallbackS: Type.Integer({ minimum: 1, maximum: 120 }) },
  { additionalProperties: false },
);
export type ReachRules = Static<typeof ReachRules>;
