import type { PlannerHour } from "@tocsin/contract/planner/planner.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { DAY, HOUR, MINUTE, civil } from "@tocsin/kernel/instant.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { pastCalls } from "@tocsin/ledger/past-calls.ts";
import type { Ground } from "../../load-ground.ts";
import type { LookAhead } from "../demand/look-ahead.ts";
import { openOutlook, type Outlook } from "../demand/open-outlook.ts";
import { demandCells } from "../recommendation/demand-cells.ts";
import type { CellCalls } from "./hour-demand.ts";
import type { StandingPost } from "./planner-ground.ts";
import type { PlannerJob } from "./planner-job.ts";
import { openPlannerThread } from "./planner-thread.ts";
import { nextHour, standingPosts } from "./standing-posts.ts";

/** Answers questions about an hour of the week from the city's files and the calls of the last year; nothing live is read beside these counts, and nothing is changed. */
export interface Planner {
  posts(when: PlannerHour): StandingPost[];
  ask(when: PlannerHour, job: PlannerJob): Promise<Result<unknown, Refusal>>;
  readonly outlook: Outlook;
  close(): Promise<void>;
}

export interface PlannerDeps {
  readonly db: Db;
  readonly city: CityIndex;
  readonly cityDir: string;
  readonly ground: Ground & { readonly graph: NonNullable<Ground["graph"]> };
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

const HISTORY_DAYS = 365;
/** A plan is made of a year: what came in since the last count changes nothing in it. */
const COUNTED_FOR_MS = 15 * MINUTE;
/** How long each question may take before the thread is given up, beside waiting for its turn. */
const LIMITS_MS: Readonly<Record<PlannerJob["kind"] | "lookAhead", number>> = { lookAhead: 120_000, coverage: 60_000, whatIf: 60_000, plan: 300_000, costs: 600_000 };

export function openPlanner({ db, city, cityDir, ground, now, report }: PlannerDeps): Planner {
  const { head, speeds, premises } = city.city;
  const shape = demandCells(head, ground.graph, ground.places, premises);
  const places = shape.weights.slice();
  const thread = openPlannerThread({ cityDir, speeds, utcOffset: head.utcOffset }, report);
  const outlook = openOutlook({
    db, bounds: shape.grid.bounds, utcOffset: head.utcOffset, now,
    learn: (hours) => thread.ask({ job: { kind: "lookAhead", counted: hours } }, LIMITS_MS.lookAhead) as Promise<Result<LookAhead, Refusal>>,
  });
  let counted: { readonly at: number; readonly hours: Promise<readonly Float64Array[]> } | null = null;

  /** Calls by cell for each hour of the day, counted in the database. */
  async function count(to: number): Promise<Float64Array[]> {
    const from = to - HISTORY_DAYS * DAY;
    const hours = Array.from({ length: 24 }, () => new Float64Array(places.length));
    for (const { cell, hour, calls } of await pastCalls(db, { ...shape.grid, from, to })) hours[civil(from + hour * HOUR, head.utcOffset * MINUTE).hour]![cell]! += calls;
    return hours;
  }

  async function callsOf(hour: number): Promise<CellCalls & { readonly stamp: number }> {
    const at = now();
    if (counted === null || at - counted.at > COUNTED_FOR_MS) counted = { at, hours: count(Math.floor(at / HOUR) * HOUR + HOUR) };
    const { hours, at: stamp } = counted;
    const all = await hours.catch((error: unknown) => {
      counted = null;
      throw error;
    });
    const day = new Float64Array(places.length);
    for (const one of all) for (let cell = 0; cell < day.length; cell++) day[cell]! += one[cell]!;
    return { hour: all[hour]!, day, days: HISTORY_DAYS, places, stamp };
  }

  const posts = (when: PlannerHour): StandingPost[] => standingPosts(city, nextHour(now(), when, head.utcOffset));
  return {
    posts,
    outlook,
    async ask(when, job) {
      const { stamp, ...calls } = await callsOf(when.hour);
      const input = { grid: shape.grid, calls, posts: posts(when), premises: premises.map(({ lon, lat }) => [lon, lat] as const) };
      return thread.ask({ key: `${when.weekday}/${when.hour}/${stamp}`, at: nextHour(now(), when, head.utcOffset), input, job }, LIMITS_MS[job.kind]);
    },
    close: () => thread.close(),
  };
}
