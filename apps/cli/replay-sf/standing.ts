import type { Client } from "@tocsin/client/client.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import type { Tally } from "./tally.ts";

/** A vehicle reports at least this often: the platform leaves out of the ranking whoever has been silent for two minutes. */
const EVERY = 90 * SECOND;

/** Where every unit of the records stands: at its station, or at the call it went to. */
export interface Standing {
  /** Everybody who has not reported for a while reports again. */
  refresh(now: number): Promise<void>;
  move(unitId: string, to: LonLat, now: number): Promise<void>;
  goHome(unitId: string): void;
}

export function createStanding(client: Client, homes: ReadonlyMap<string, LonLat>, tally: Tally): Standing {
  const places = new Map(homes);
  const sentAt = new Map<string, number>();
  const send = async (unitIds: readonly string[], now: number): Promise<void> => {
    if (unitIds.length === 0) return;
    const positions = unitIds.map((unitId) => ({ unitId, lon: places.get(unitId)![0], lat: places.get(unitId)![1], at: now, accuracyM: 10 }));
    const receipt = await client.sendPositions(positions);
    tally.questions += 1;
    tally.positionsSent += receipt.accepted;
    tally.positionsRefused += receipt.refused.length;
    for (const unitId of unitIds) sentAt.set(unitId, now);
  };
  return {
    refresh: (now) => send([...homes.keys()].filter((unitId) => now - (sentAt.get(unitId) ?? -Infinity) >= EVERY), now),
    move: async (unitId, to, now) => {
      places.set(unitId, to);
      await send([unitId], now);
    },
    goHome: (unitId) => {
      const home = homes.get(unitId);
      if (home === undefined) return;
      places.set(unitId, home);
      // Told with the next report of all: nothing ranks before.
      sentAt.delete(unitId);
    },
  };
}
