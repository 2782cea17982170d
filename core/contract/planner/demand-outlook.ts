import { Type, type Static } from "typebox";
import { Latitude, Longitude } from "../coordinates.ts";
import { nullable } from "../place.ts";
import { PlannerHour } from "./planner.ts";

/**
 * Calls that are to be expected at an hour of the coming seven days, by place and time only (DAT-19, DAT-20): from calls for
 * service, never from who lives somewhere. Drills, cancelled calls and duplicates are not learned from.
 */

const closed = { additionalProperties: false } as const;

/** With fewer days or calls nothing is told: weekdays must have been seen, and cells of five calls must still tell of a place. */
export const LEAST_HISTORY = { days: 21, calls: 1_000 } as const;

const count = { expected: Type.Number(), low: Type.Integer(), high: Type.Integer() };
/** `low` to `high` holds the count with probability `level`. */
export const ExpectedCalls = Type.Object(count, closed);
export type ExpectedCalls = Static<typeof ExpectedCalls>;

/** Mean Poisson deviance and mean absolute error of an hour in a place; less is better. */
export const DemandScore = Type.Object({ deviance: Type.Number(), mae: Type.Number() }, closed);
export type DemandScore = Static<typeof DemandScore>;

/** On days that were held out: what each way of forecasting would have been worth on them. */
export const DemandTest = Type.Object(
  {
    days: Type.Integer(), poisson: DemandScore, /** Null where no weekday was seen twice. */ medic: nullable(DemandScore), average: DemandScore,
    /** Part of the days of a place that lay within the interval. */
    held: Type.Number(),
    /** Error of the city's days as a part of their calls; null when there were none. */
    cityDayError: nullable(Type.Number()),
  },
  closed,
);
export type DemandTest = Static<typeof DemandTest>;

export const OUTLOOK_MODELS = ["POISSON", "AVERAGE"] as const;
export const OUTLOOK_HIDDEN = ["NO_BETTER_THAN_AVERAGE", "INTERVAL_TOO_NARROW", "CITY_DAYS_TOO_FAR_OFF"] as const;

export const DemandForecast = Type.Object(
  {
    model: Type.Enum(OUTLOOK_MODELS),
    /** Why the average stands in for the model; empty when the model speaks. */
    hidden: Type.Array(Type.Enum(OUTLOOK_HIDDEN)),
    level: Type.Number(),
    test: DemandTest,
    /** Instant of the computation, ms UTC. */
    computedAt: Type.Integer(),
    all: ExpectedCalls,
    /** West, south, east, north; cell = row × columns + column, rows from the south. */
    grid: Type.Object({ bounds: Type.Tuple([Longitude, Latitude, Longitude, Latitude]), columns: Type.Integer(), rows: Type.Integer() }, closed),
    /** Cells that were merged until their days hold five calls tell one number together. */
    places: Type.Array(Type.Object({ cells: Type.Array(Type.Integer()), ...count }, closed)),
  },
  closed,
);
export type DemandForecast = Static<typeof DemandForecast>;

export const DemandOutlook = Type.Object(
  {
    ...PlannerHour.properties,
    /** Whole days from which it is learned: from the first instant up to, not including, the last, ms UTC. */
    learned: Type.Object({ from: Type.Integer(), to: Type.Integer(), days: Type.Integer(), calls: Type.Integer() }, closed),
    /** Null: too little history (`LEAST_HISTORY`). */
    forecast: nullable(DemandForecast),
  },
  closed,
);
export type DemandOutlook = Static<typeof DemandOutlook>;
