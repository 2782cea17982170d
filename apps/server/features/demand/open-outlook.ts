import { LEAST_HISTORY, type DemandForecast, type DemandOutlook } from "@tocsin/contract/planner/demand-outlook.ts";
import type { PlannerHour } from "@tocsin/contract/planner/planner.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import { INTERVAL_LEVEL } from "@tocsin/engine/demand/back-test.ts";
import { demandGrid, type DemandGrid } from "@tocsin/engine/demand/demand-grid.ts";
import { expectedAt, type ExpectedCount } from "@tocsin/engine/demand/forecast-hours.ts";
import { DAY, MINUTE, type Instant } from "@tocsin/kernel/instant.ts";
import { ok, type Result } from "@tocsin/kernel/result.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { pastCalls } from "@tocsin/ledger/past-calls.ts";
import { hourOfWeekOf, type CountedHours, type LookAhead } from "./look-ahead.ts";

/** What is to be expected in the coming seven days (DAT-19, DAT-20): learned once a day from whole days, answered for any hour. */
export interface Outlook {
  at(when: PlannerHour): Promise<Result<DemandOutlook, Refusal>>;
}

export interface OutlookDeps {
  readonly db: Db;
  readonly bounds: DemandGrid["bounds"];
  /** Minutes. */
  readonly utcOffset: number;
  readonly now: () => Instant;
  /** Learns in another thread. */
  readonly learn: (counted: CountedHours) => Promise<Result<LookAhead, Refusal>>;
}

const HISTORY_DAYS = 365;
/** An hour of a smaller cell has next to no calls: its number would tell nothing. */
const MOST_CELLS = 400;

interface Learned {
  readonly learned: DemandOutlook["learned"];
  readonly computedAt: Instant;
  readonly ahead: LookAhead | null;
}

const shown = ({ expected, low, high }: ExpectedCount): { expected: number; low: number; high: number } => ({ expected: Number(expected.toFixed(3)), low, high });
const score = ({ deviance, mae }: { readonly deviance: number; readonly mae: number }): { deviance: number; mae: number } => ({ deviance: Number(deviance.toFixed(4)), mae: Number(mae.toFixed(4)) });

function forecastOf({ places, hours }: LookAhead, grid: DemandGrid, computedAt: Instant, how: number): DemandForecast {
  const { test, hidden } = hours;
  const { all, regions } = expectedAt(hours, how);
  return {
    model: hidden.length === 0 ? "POISSON" : "AVERAGE", hidden: [...hidden], level: INTERVAL_LEVEL, computedAt, all: shown(all),
    test: { days: test.heldOutDays, poisson: score(test.poisson), medic: test.medic && score(test.medic), average: score(test.average), held: Number(test.coverage.toFixed(4)), cityDayError: Number.isFinite(test.cityDayError) ? Number(test.cityDayError.toFixed(4)) : null },
    grid: { bounds: [...grid.bounds], columns: grid.columns, rows: grid.rows },
    places: places.map((cells, place) => ({ cells: [...cells], ...shown(regions[place]!) })),
  };
}

export function openOutlook({ db, bounds, utcOffset, now, learn }: OutlookDeps): Outlook {
  const grid = demandGrid(bounds, MOST_CELLS);
  const midnight = (at: Instant): Instant => Math.floor((at + utcOffset * MINUTE) / DAY) * DAY - utcOffset * MINUTE;
  let kept: { readonly to: Instant; readonly learned: Promise<Result<Learned, Refusal>> } | null = null;

  async function count(to: Instant): Promise<CountedHours> {
    const earliest = to - HISTORY_DAYS * DAY;
    const rows = await pastCalls(db, { ...grid, from: earliest, to });
    // A log that begins within the year begins with the first whole day after its first call: no days are learned from that it does not have.
    const first = rows.reduce((least, { hour }) => Math.min(least, hour), Infinity);
    const skipped = rows.length === 0 ? HISTORY_DAYS : first < 24 ? 0 : Math.floor(first / 24) + 1;
    const within = rows.filter(({ hour }) => hour >= skipped * 24);
    const column = (of: (row: (typeof rows)[number]) => number): Int32Array => Int32Array.from(within, of);
    return { grid, from: earliest + skipped * DAY, days: HISTORY_DAYS - skipped, utcOffset, cell: column(({ cell }) => cell), hour: column(({ hour }) => hour - skipped * 24), calls: column(({ calls }) => calls) };
  }

  async function learnUntil(to: Instant): Promise<Result<Learned, Refusal>> {
    const counted = await count(to);
    const { from, days } = counted;
    const calls = counted.calls.reduce((sum, each) => sum + each, 0);
    const learned = { from, to, days, calls };
    if (days < LEAST_HISTORY.days || calls < LEAST_HISTORY.calls) return ok({ learned, computedAt: now(), ahead: null });
    const ahead = await learn(counted);
    return ahead.ok ? ok({ learned, computedAt: now(), ahead: ahead.value }) : ahead;
  }

  return {
    async at(when) {
      const to = midnight(now());
      if (kept?.to !== to) kept = { to, learned: learnUntil(to) };
      const own = kept;
      const forget = (): void => {
        if (kept === own) kept = null;
      };
      const answer = await own.learned.catch((error: unknown) => {
        forget();
        throw error;
      });
      if (!answer.ok) {
        forget();
        return answer;
      }
      const { learned, computedAt, ahead } = answer.value;
      const { weekday, hour } = when;
      return ok({ weekday, hour, learned, forecast: ahead === null ? null : forecastOf(ahead, grid, computedAt, hourOfWeekOf(when)) });
    },
  };
}
