import { Type, type Static } from "typebox";
import { At, Code, Ulid, nullable } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** By what an incident may be compared: never by a person (SCN-04, X-10, X-11). */
export const MATCH_KEYS = ["INCIDENT", "PLACE", "PLAN", "ASSET"] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];

/** One thing that is known beside what was reported: which rule found it, by what, and why it is shown. */
export const RuleMatch = Type.Object(
  {
    ruleId: Type.String({ maxLength: 40 }),
    key: Type.Enum(MATCH_KEYS),
    zh: Type.String(),
    en: Type.String(),
    /** Why, in words. */
    reasonZh: Type.String(),
    reasonEn: Type.String(),
    /** The type that it proposes; a person decides. */
    typeCode: Type.Optional(Code),
    planVersionId: Type.Optional(Ulid),
    unverified: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type RuleMatch = Static<typeof RuleMatch>;
export const RuleMatches = Type.Object({ at: At, matches: Type.Array(RuleMatch) }, closed);
export type RuleMatches = Static<typeof RuleMatches>;

/** An earlier incident at the same premise: its number, type and day, nothing of who called or what was said. */
export const EarlierIncident = Type.Object({ id: Ulid, no: Type.String(), typeCode: nullable(Code), receivedAt: At }, closed);
export type EarlierIncident = Static<typeof EarlierIncident>;
