import { Type, type Static } from "typebox";
import { At, Code, Ulid, nullable } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** By what an incident may be compared: never by a person (SCN-04, X-10, X-11). */
export const MATCH_KEYS = ["INCIDENT", "PLACE", "PLAN", "ASSET"] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];

/** The rules, by their ids. */
export const MATCH_RULE_IDS = ["TYPE_BY_WORDS", "OPEN_DUPLICATE", "SAME_PREMISE_12M", "PREMISE_HAZARD", "ADVISORY_HERE", "ROAD_NEAR", "PLAN_OF_TYPE", "FACT_MISSING"] as const;
export type MatchRuleId = (typeof MATCH_RULE_IDS)[number];

/** Why a match is taken up (seen at the scene; somebody said so) or let be. */
export const MATCH_REASONS = { ACCEPTED: ["SEEN", "TOLD"], IGNORED: ["NOT_SO", "KNOWN", "UNRELATED"] } as const;
const REASON_CODES = [...MATCH_REASONS.ACCEPTED, ...MATCH_REASONS.IGNORED] as const;
export type MatchReason = (typeof REASON_CODES)[number];
export const isAccepting = (reason: MatchReason): boolean => (MATCH_REASONS.ACCEPTED as readonly string[]).includes(reason);

/** What a match is about: a type, an incident, an advisory, a closure, a plan, the key of a fact. */
const Subject = Type.String({ minLength: 1, maxLength: 80 });

/** A match taken up or let be, by the unit at the scene or by a desk (`unitId` null). The last word counts. */
export const MatchAnswer = Type.Object({ ruleId: Type.Enum(MATCH_RULE_IDS), subject: Subject, reason: Type.Enum(REASON_CODES), unitId: nullable(Code), at: At, deviceAt: nullable(At) }, closed);
export type MatchAnswer = Static<typeof MatchAnswer>;

export const answerMatch = Type.Object({ incidentId: Ulid, unitId: Type.Optional(Code), ruleId: Type.Enum(MATCH_RULE_IDS), subject: Subject, reason: Type.Enum(REASON_CODES), deviceAt: Type.Optional(At) }, closed);

/** One thing that is known beside what was reported: which rule found it, by what, and why it is shown. */
export const RuleMatch = Type.Object(
  {
    ruleId: Type.Enum(MATCH_RULE_IDS),
    subject: Subject,
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
    /** What the officer or a desk said of it. */
    answer: Type.Optional(MatchAnswer),
  },
  closed,
);
export type RuleMatch = Static<typeof RuleMatch>;
export const RuleMatches = Type.Object({ at: At, matches: Type.Array(RuleMatch) }, closed);
export type RuleMatches = Static<typeof RuleMatches>;

/** An incident beside this one: its number, type and time, nothing of who called or what was said. */
export const EarlierIncident = Type.Object({ id: Ulid, no: Type.String(), typeCode: nullable(Code), receivedAt: At }, closed);
export type EarlierIncident = Static<typeof EarlierIncident>;
