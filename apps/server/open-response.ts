import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import type { Clock } from "./clock.ts";
import type { Ranker } from "./desk/ranker.ts";
import { noPositions } from "./features/live/no-positions.ts";
import type { PositionBook } from "./features/live/position-book.ts";
import type { MissingParts } from "./missing-parts.ts";
import type { ServedCity } from "./served-city.ts";

export interface ResponseDeps {
  readonly cityDir: string;
  readonly city: ServedCity;
  readonly ledger: OpenLedger;
  readonly clock: Clock;
  readonly missing: MissingParts;
  readonly report: (what: string, error: unknown) => void;
}

/** What lives as long as the server and answers "who is where, and who should go": positions, roads, places, ranking. */
export interface ResponseParts {
  readonly positions: PositionBook;
  readonly ranker: Ranker;
  close(): Promise<void>;
}

/** Opens positions and ranking. A part whose files are missing is named as missing; dispatch goes on without it. */
export async function openResponse(deps: ResponseDeps): Promise<ResponseParts> {
  deps.missing.down("ranking");
  return {
    positions: noPositions,
    ranker: { rank: () => Promise.reject(new Error("no ranking")), find: async () => null },
    close: async () => undefined,
  };
}
