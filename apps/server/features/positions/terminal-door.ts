import type { TerminalRow } from "@tocsin/contract/organisation/city.ts";
import type { Position } from "@tocsin/contract/views.ts";
import type { Location } from "@tocsin/jt808/location.ts";
import { openJt808Server, type Jt808Server } from "@tocsin/jt808/server.ts";
import { toWgs84 } from "@tocsin/places/datum.ts";
import type { Session } from "../../session.ts";
import type { PositionBook } from "../live/position-book.ts";
import type { SourceCounts } from "./source-counts.ts";

export interface TerminalDoorDeps {
  readonly terminals: readonly TerminalRow[];
  readonly book: Pick<PositionBook, "accept">;
  readonly counts: Pick<SourceCounts, "refused" | "discarded">;
  readonly now: () => number;
  /** A terminal of no unit, with which we try the door ourselves, and who is told when it came in (features/channels). */
  readonly probe: { readonly row: TerminalRow; readonly arrived: () => Promise<void> };
  readonly onFailure: (error: unknown) => void;
}

const [MOST_KMH, MOST_DEGREES] = [300, 360];

/** A terminal is its unit's device: it may report for that unit and do nothing else. */
const seatOf = (unitId: string): Session => ({ userId: `terminal/${unitId}`, name: unitId, grants: [], unitId, agency: "" });

/** A location as a position; what a terminal cannot have measured is left out. Null without satellites or a time. */
export function positionOf({ unit, datum }: Pick<TerminalRow, "unit" | "datum">, location: Location): Position | null {
  if (!location.fixed || location.at === null) return null;
  const [lon, lat] = toWgs84([location.lon, location.lat], datum);
  return {
    unitId: unit, lon, lat, at: location.at,
    ...(location.speedKmh <= MOST_KMH ? { speedKmh: location.speedKmh } : {}),
    ...(location.heading <= MOST_DEGREES ? { heading: location.heading } : {}),
  };
}

/** Opens the door for vehicle terminals that speak JT/T 808; each reports for the unit for which the city enrolled it. */
export function openTerminalDoor({ terminals, book, counts, now, probe, onFailure }: TerminalDoorDeps, { host, port }: { readonly host: string; readonly port: number }): Promise<Jt808Server> {
  const enrolled = new Map([...terminals, probe.row].map((row) => [row.terminal, row]));
  return openJt808Server<TerminalRow>({
    host, port, now, onFailure,
    enrolled: (terminal) => enrolled.get(terminal) ?? null,
    discarded: (reason, times) => counts.discarded("JT808", reason, times),
    async take(row, locations) {
      if (row === probe.row) return probe.arrived();
      const positions = locations.flatMap((location) => positionOf(row, location) ?? []);
      for (let i = positions.length; i < locations.length; i++) counts.refused("JT808", "NO_FIX");
      // Terminals send what they held back without a network in any order.
      if (positions.length > 0) await book.accept(seatOf(row.unit), positions.sort((a, b) => a.at - b.at), "JT808");
    },
  });
}
