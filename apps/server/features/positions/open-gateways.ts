import type { City } from "@tocsin/contract/organisation/city.ts";
import type { MissingParts } from "../../missing-parts.ts";
import type { ServerOptions } from "../../server-options.ts";
import type { PositionBook } from "../live/position-book.ts";
import { openBrokerDoor } from "./broker-door.ts";
import type { SourceCounts } from "./source-counts.ts";
import { openTerminalDoor } from "./terminal-door.ts";

export interface GatewayDeps {
  readonly options: Pick<ServerOptions, "terminals" | "broker">;
  readonly city: Pick<City, "terminals" | "orgs" | "deadlines">;
  readonly book: Pick<PositionBook, "accept">;
  readonly counts: Pick<SourceCounts, "refused" | "discarded">;
  readonly missing: MissingParts;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

/** The ways in for positions that are not HTTP. */
export interface Gateways {
  readonly terminalPort: number | null;
  close(): Promise<void>;
}

/** Opens those that the options name. */
export async function openGateways({ options, city, book, counts, missing, now, report }: GatewayDeps): Promise<Gateways> {
  const cityPath = city.orgs.find(({ level }) => level === "CITY")!.path;
  const door = options.terminals === undefined ? null : await openTerminalDoor({ terminals: city.terminals, book, counts, now, onFailure: (error) => report("jt808", error) }, options.terminals);
  const broker =
    options.broker === undefined ? null : openBrokerDoor({ book, counts, missing, cityPath, staleMs: city.deadlines.positionStale * 1_000, now, onFailure: (error) => report("mqtt", error) }, options.broker);
  return {
    terminalPort: door?.port ?? null,
    async close() {
      await broker?.close();
      await door?.close();
    },
  };
}
