import { useEffect, useState } from "react";
import { NetworkError, RefusedError } from "@tocsin/client/transport.ts";
import type { SpeedReport } from "@tocsin/contract/views.ts";
import { refusalSentence } from "../live/act.ts";
import { client } from "../live/session.ts";

export interface AskedSpeed {
  /** Its Monday, `2026-11-16`. */
  readonly week: string;
  /** Organisation path; empty for all that the seat may read. */
  readonly org: string;
  /** Counts the askings, so that the same can be asked for again. */
  readonly count: number;
}

export interface Speed {
  /** Of the last answer; it stays while the next one is under way. */
  readonly report: SpeedReport | null;
  /** Why there is no newer answer; empty when no answer came at all. */
  readonly failed: string | null;
  readonly busy: boolean;
}

const NOTHING: Speed = { report: null, failed: null, busy: true };

/** The speed report of a week and scope, read again whenever either changes. */
export function useSpeed({ week, org, count }: AskedSpeed): Speed {
  const [speed, setSpeed] = useState<Speed>(NOTHING);
  useEffect(() => {
    const gone = new AbortController();
    setSpeed(({ report }) => ({ report, failed: null, busy: true }));
    client.speed({ week, ...(org === "" ? {} : { org }) }, { signal: gone.signal }).then(
      (report) => setSpeed({ report, failed: null, busy: false }),
      (error: unknown) => {
        if (gone.signal.aborted) return;
        if (!(error instanceof RefusedError || error instanceof NetworkError)) throw error;
        setSpeed({ report: null, failed: error instanceof RefusedError ? refusalSentence(error.refused) : "", busy: false });
      },
    );
    return () => gone.abort();
  }, [week, org, count]);
  return speed;
}
