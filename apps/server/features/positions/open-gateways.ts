import type { TerminalRow } from "@tocsin/contract/organisation/city.ts";
import type { ServerOptions } from "../../server-options.ts";
import type { PositionBook } from "../live/position-book.ts";
import type { SourceCounts } from "./source-counts.ts";
import { openTerminalDoor } from "./terminal-door.ts";

export interface GatewayDeps {
  readonly options: Pick<ServerOptions, "terminals">;
  readonly terminals: readonly TerminalRow[];
  readonly book: Pick<PositionBook, "accept">;
  readonly counts: Pick<SourceCounts, "refused" | "discarded">;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

/** The ways in for positions that are not HTTP. */
export interface Gateways {
  readonly terminalPort: number | null;
  close(): Promise<void>;
}

/** Opens those that the options name. */
export async function openGateways({ options, terminals, book, counts, now, report }: GatewayDeps): Promise<Gateways> {
  const door = options.terminals === undefined ? null : await openTerminalDoor({ terminals, book, counts, now, onFailure: (error) => report("jt808", error) }, options.terminals);
  return {
    terminalPort: door?.port ?? null,
    async close() {
      await door?.close();
    },
  };
}
