import { Type, type Static } from "typebox";
import { TalkRules } from "../command/talk.ts";
import { ReachRules } from "./reach-rules.ts";
import { RelocateRules } from "./standby.ts";

const closed = { additionalProperties: false } as const;
const Seconds = Type.Number({ minimum: 0, maximum: 86_400 });
const byPriority = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Object({ P1: schema, P2: schema, P3: schema, P4: schema }, closed);

/**
 * The policies by which units may be ranked, and the parameters that each takes and must be given (DSP-01).
 * What each does stands in `core/engine/recommend/policies/<policy>`.
 */
export const RANK_POLICIES = {
  CLOSEST: [],
  COVER: ["toleranceS", "coverS", "loadS", "crewS"],
  IN_TIME: ["targetS"],
} as const;
export type RankPolicyName = keyof typeof RANK_POLICIES;

/** A policy with its parameters for one priority; `edge/city` checks that these are the policy's own, no more and no less. */
export const RankRule = Type.Object(
  {
    policy: Type.Enum(["CLOSEST", "COVER", "IN_TIME"]),
    /** COVER: upper bound of what cover, load and crew may cost in time of arrival. */
    toleranceS: Type.Optional(Seconds),
    /** COVER: price of losing the cover of all demand; a unit that alone covers 2 % costs 2 % of it. */
    coverS: Type.Optional(Seconds),
    /** COVER: price of each order of the last two hours. */
    loadS: Type.Optional(Seconds),
    /** COVER: price of each officer short of the incident's least crew. */
    crewS: Type.Optional(Seconds),
    /** IN_TIME: arrivals within this are equally good, so that the unit which leaves least uncovered goes. */
    targetS: Type.Optional(Seconds),
  },
  closed,
);
export type RankRule = Static<typeof RankRule>;

/** How long an incident may wait, so that an older one of lower priority passes a younger one; P1 waits behind nothing (`core/engine/queue`). */
export const QueueRates = Type.Object({ waitS: Type.Object({ P2: Seconds, P3: Seconds, P4: Seconds }, closed) }, closed);

/** `policies.yaml`: how a city ranks and draws off units and orders what waits. Times in seconds, shares from 0 to 1. */
export const Policies = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z0-9-]{1,40}$" }),
    /** Raised with every change, so that a stored recommendation names what it was made by. */
    version: Type.Integer({ minimum: 1 }),
    rank: byPriority(RankRule),
    /** Share of time in which a unit is taken to be busy when it is asked what its leaving costs. */
    busyFraction: Type.Number({ minimum: 0, maximum: 0.95 }),
    /** From order to wheels rolling, by what the unit is doing. */
    turnOutS: Type.Object({ AVAILABLE: Seconds, PATROL: Seconds, CLEARING: Seconds, ASSIGNED: Seconds, EN_ROUTE: Seconds, ON_SCENE: Seconds, UNAVAILABLE: Seconds, OFF_DUTY: Seconds }, closed),
    /** From which loss of cover, and which number of orders in two hours, a unit carries a remark. */
    remarks: Type.Object({ cover: Type.Number({ minimum: 0, maximum: 1 }), load: Type.Integer({ minimum: 1 }) }, closed),
    /** Priorities for which units on their way to something less urgent are pointed out, and the least gain that is worth it (CMD-11). */
    preempt: Type.Object({ for: Type.Array(Type.Enum(["P1", "P2", "P3"])), gainS: Seconds }, closed),
    /** Within which a unit of its own must be there, or a district that governs itself is offered its neighbours' (ORG-04). */
    aid: Type.Object({ targetS: byPriority(Seconds) }, closed),
    queue: QueueRates,
    /** Moves to other posts when cover is short; a city without this is given no such advice (DSP-06). */
    relocate: Type.Optional(RelocateRules),
    /** How an order reaches devices outside the app; a city without this leaves it to the app alone (CMD-03). */
    reach: Type.Optional(ReachRules),
    /** Speaking by radio; left out, `TALK_RULES` hold (CMD-03). */
    talk: Type.Optional(TalkRules),
  },
  closed,
);
export type Policies = Static<typeof Policies>;
