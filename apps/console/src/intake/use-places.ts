import { useEffect, useState } from "react";
import type { PlaceCandidate } from "@tocsin/contract/views.ts";
import { client } from "../live/session.ts";
import { mapCentre } from "../map/map-focus.ts";

const PAUSE_MS = 90;
const MOST = 6;

export interface FoundPlaces {
  /** The text, trimmed, that they are for. */
  readonly for: string;
  readonly candidates: readonly PlaceCandidate[];
}
const NONE: FoundPlaces = { for: "", candidates: [] };

/** Candidates of the gazetteer for what was typed, nearest to the middle of the map first; none while the geocoder is away. */
export function usePlaces(typed: string): FoundPlaces {
  const [found, setFound] = useState(NONE);
  const query = typed.trim();
  useEffect(() => {
    if (query === "") {
      setFound(NONE);
      return undefined;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      client.places(query, mapCentre(), { limit: MOST, signal: stop.signal }).then(
        ({ candidates }) => setFound({ for: query, candidates }),
        // Without a geocoder the typed text alone is the place.
        () => !stop.signal.aborted && setFound({ for: query, candidates: [] }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query]);
  return found;
}
