import { Type, type Static } from "typebox";
import { Latitude, Longitude } from "../coordinates.ts";
import { nullable } from "../place.ts";

/**
 * What the planner of posts and rapid-response points asks and answers (DSP-06). It looks and never changes anything: a sandbox
 * is the question itself. Demand is past calls by cell, at least five each, never who lives there. Times are whole
 * milliseconds from setting off, at the speeds of the hour, without call handling.
 */

const closed = { additionalProperties: false } as const;
const Id = Type.String({ minLength: 1, maxLength: 80 });

/** An hour of the week, 1 = Monday, by the city's clock. */
const when = { weekday: Type.Integer({ minimum: 1, maximum: 7 }), hour: Type.Integer({ minimum: 0, maximum: 23 }) };
export const PlannerHour = Type.Object(when, closed);
export type PlannerHour = Static<typeof PlannerHour>;

export const PLANNER_LIMITS_MS = [60_000, 180_000, 300_000] as const;

/** Where units stand by: at home (a station, a post) or at a rapid-response point. */
export const PlannerPost = Type.Object(
  {
    id: Id, kind: Type.Enum(["POST", "POINT"]), nameZh: Type.String(), nameEn: Type.String(), lon: Longitude, lat: Latitude,
    /** Whether somebody stands by there at the hour: rostered, and not at a point meanwhile. */
    open: Type.Boolean(),
  },
  closed,
);
export type PlannerPost = Static<typeof PlannerPost>;

/** One cell of demand. */
export const PlannerCell = Type.Object(
  {
    lon: Longitude,
    lat: Latitude,
    /** Its part of all demand, 0 to 1; cells that had to be merged to have five calls share them evenly. */
    share: Type.Number(),
    /** Best time to the junction next to its middle; null where no road leads within half an hour. */
    etaMs: nullable(Type.Integer()),
    /** Part of the cell's junctions that is reached in 1, 3 and 5 minutes. */
    within: Type.Array(Type.Number()),
  },
  closed,
);
export type PlannerCell = Static<typeof PlannerCell>;

/** Figures of the whole city. */
export const PlannerFigures = Type.Object({ posts: Type.Integer(), within: Type.Array(Type.Number()), meanMs: Type.Integer(), p90Ms: Type.Integer() }, closed);
export type PlannerFigures = Static<typeof PlannerFigures>;

/** One layout: figures, cells, and for every road of `PlannerRoads` its band: 0 within a minute, 1 three, 2 five, 3 beyond. */
export const PlannerLayout = Type.Object({ figures: PlannerFigures, cells: Type.Array(PlannerCell), bands: Type.String() }, closed);
export type PlannerLayout = Static<typeof PlannerLayout>;

/** Whence the demand: calls of that hour of the day, of the whole day where an hour has too few, or places where there is no history. */
export const DEMAND_SOURCES = ["HOUR", "DAY", "PLACES"] as const;
export const PlannerDemand = Type.Object({ source: Type.Enum(DEMAND_SOURCES), /** Null where places stand in. */ calls: nullable(Type.Integer()), days: Type.Integer() }, closed);
export type PlannerDemand = Static<typeof PlannerDemand>;

export const PlannerCoverage = Type.Object({ ...when, demand: PlannerDemand, posts: Type.Array(PlannerPost), layout: PlannerLayout }, closed);
export type PlannerCoverage = Static<typeof PlannerCoverage>;

/** Lines of the roads, in the order of `bands`. */
export const PlannerRoads = Type.Object({ version: Type.String(), lines: Type.Array(Type.Array(Type.Tuple([Longitude, Latitude]))) }, closed);
export type PlannerRoads = Static<typeof PlannerRoads>;

/** Of each kind: what can be put forward together (`PostProposal`). */
export const SANDBOX_CHANGES = 50;
const Place = Type.Object({ lon: Longitude, lat: Latitude }, closed);
/** A sandbox: today's layout with these changes. */
export const PlannerSandbox = Type.Object(
  { ...when, add: Type.Array(Place, { maxItems: SANDBOX_CHANGES }), move: Type.Array(Type.Object({ id: Id, lon: Longitude, lat: Latitude }, closed), { maxItems: SANDBOX_CHANGES }), close: Type.Array(Id, { maxItems: SANDBOX_CHANGES }) },
  closed,
);
export type PlannerSandbox = Static<typeof PlannerSandbox>;
export const PlannerWhatIf = Type.Object({ before: PlannerFigures, after: PlannerLayout }, closed);
export type PlannerWhatIf = Static<typeof PlannerWhatIf>;

export const PLANNER_MODELS = ["mclp", "mexclp", "lscp", "p-median", "p-center", "tiered"] as const;
export const PlannerWish = Type.Object(
  {
    ...when,
    model: Type.Enum(PLANNER_MODELS),
    /** At most so many posts in all. */
    posts: Type.Integer({ minimum: 1, maximum: 2_000 }),
    /** Of the covering models, in seconds. */
    limitS: Type.Integer({ minimum: 30, maximum: 1_800 }),
    /** Of LSCP: the part of demand to be covered. */
    share: Type.Number({ minimum: 0.5, maximum: 1 }),
    /** Of MEXCLP: the part of time in which a unit is busy. */
    busy: Type.Number({ minimum: 0, maximum: 0.9 }),
    /** Whether all of today's must stay. */
    keep: Type.Boolean(),
    /** Whether the exact solver may try to prove it. */
    prove: Type.Boolean(),
  },
  closed,
);
export type PlannerWish = Static<typeof PlannerWish>;

/** `value` and `bound` are of the model: parts of demand (0 to 1) for cover, posts for LSCP, milliseconds for the others. */
export const PlannerPlan = Type.Object(
  {
    kept: Type.Array(Id), closed: Type.Array(Id), added: Type.Array(Place),
    unit: Type.Enum(["SHARE", "POSTS", "MS"]), value: Type.Number(), bound: Type.Number(), gap: Type.Number(), proven: Type.Boolean(), candidates: Type.Integer(), spacingM: Type.Integer(),
    before: PlannerFigures, after: PlannerLayout,
  },
  closed,
);
export type PlannerPlan = Static<typeof PlannerPlan>;

/** "What would a city-wide one minute cost?": posts that must be free at once, by limit and part of demand. */
export const PlannerCosts = Type.Object(
  {
    today: Type.Integer(), candidates: Type.Integer(), spacingM: Type.Integer(),
    costs: Type.Array(Type.Object({ limitMs: Type.Integer(), share: Type.Number(), /** Null when no number of posts reaches it. */ posts: nullable(Type.Integer()), /** Fewer are proven impossible. */ atLeast: nullable(Type.Integer()), reachable: Type.Number() }, closed)),
  },
  closed,
);
export type PlannerCosts = Static<typeof PlannerCosts>;
