import { useEffect, useState } from "react";
import { NetworkError, RefusedError } from "@tocsin/client/transport.ts";
import type { SpeedReport } from "@tocsin/contract/views.ts";
import { refusalSentence } from "../live/act.ts";
import { serverNow } from "../live/server-clock.ts";
import { client, useCity } from "../live/session.ts";
import { periodOf, type PeriodChoice } from "./period.ts";

export interface AskedSpeed {
  readonly choice: PeriodChoice;
  /** Organisation path; empty for all that the seat may read. */
  readonly org: string;
  /** Counts the askings, so that the same can be asked for again. */
  readonly count: number;
}

export interface Speed {
  /** Of the last answer; it stays while the next one is under way. */
  readonly report: SpeedReport | null;
  /** The period is none: no question was asked. */
  readonly noPeriod: boolean;
  /** Why there is no newer answer; empty when no answer came at all. */
  readonly failed: string | null;
  readonly busy: boolean;
}

const NOTHING: Speed = { report: null, noPeriod: false, failed: null, busy: true };

/** The speed report of a period and scope, read again whenever either changes. */
export function useSpeed({ choice, org, count }: AskedSpeed): Speed {
  const { utcOffset } = useCity().city.head;
  const [speed, setSpeed] = useState<Speed>(NOTHING);
  useEffect(() => {
    const period = periodOf(choice, serverNow(), utcOffset);
    if (period === null) {
      setSpeed(({ report }) => ({ report, noPeriod: true, failed: null, busy: false }));
      return;
    }
    const gone = new AbortController();
    setSpeed(({ report }) => ({ report, noPeriod: false, failed: null, busy: true }));
    client.speed({ ...period, ...(org === "" ? {} : { org }) }, { signal: gone.signal }).then(
      (report) => setSpeed({ report, noPeriod: false, failed: null, busy: false }),
      (error: unknown) => {
        if (gone.signal.aborted) return;
        if (!(error instanceof RefusedError || error instanceof NetworkError)) throw error;
        setSpeed({ report: null, noPeriod: false, failed: error instanceof RefusedError ? refusalSentence(error.refused) : "", busy: false });
      },
    );
    return () => gone.abort();
  }, [choice, org, count, utcOffset]);
  return speed;
}
