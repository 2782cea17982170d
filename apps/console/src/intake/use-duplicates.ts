import { useEffect, useState } from "react";
import type { Point } from "@tocsin/contract/place.ts";
import { client } from "../live/session.ts";

export type Likely = Awaited<ReturnType<typeof client.duplicates>>["candidates"];

interface Traits {
  readonly incidentId: string;
  readonly drill: boolean;
  readonly typeCode: string | null;
  readonly text: string;
  readonly addressText: string;
  readonly point: Point | null;
}

const PAUSE_MS = 250;
const NONE: Likely = [];

/** Open incidents that may be the same one: by place, time, type and words. A suggestion, never applied by itself (INC-05). */
export function useDuplicates({ incidentId, drill, typeCode, text, addressText, point }: Traits): Likely {
  const [found, setFound] = useState<Likely>(NONE);
  const [lon, lat] = [point?.lon, point?.lat];
  useEffect(() => {
    if (addressText.trim() === "" && lon === undefined) {
      setFound(NONE);
      return undefined;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const draft = { incidentId, drill, text, addressText, ...(typeCode ? { typeCode } : {}), ...(lon !== undefined && lat !== undefined ? { point: { lon, lat } } : {}) };
      client.duplicates(draft, { signal: stop.signal }).then(
        ({ candidates }) => setFound(candidates.filter((candidate) => candidate.incidentId !== incidentId)),
        () => !stop.signal.aborted && setFound(NONE),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [incidentId, drill, typeCode, text, addressText, lon, lat]);
  return found;
}
