import type { Client } from "@tocsin/client/client.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import type { Tally } from "./tally.ts";

/** A vehicle reports at least this often: the platform leaves out of the ranking whoever has been silent for two minutes. */
const EVERY = 90 * SECOND;

/** Where every unit of the records stands: at its station, or at the call it went to. */
export interface Standing {
  /** Everybody who has moved, or has not reported for a while, reports. */
  refresh(now: number): Promise<void>;
  /** Told with the next report: nothing ranks before. */
  move(unitId: string, to: LonLat): void;
  goHome(unitId: string): void;
}

export function createStanding(client: Client, homes: ReadonlyMap<string, LonLat>, tally: Tally): Standing {
  const places = new Map(homes);
  const sentAt = new Map<string, number>();
  const moved = new Set<string>();
  const move = (unitId: string, to: LonLat): void => {
    places.set(unitId, to);
    moved.add(unitId);
  };
  return {
    async refresh(now) {
      const due = [...homes.keys()].filter((unitId) => (moved.has(unitId) ? now > (sentAt.get(unitId) ?? -Infinity) : now - (sentAt.get(unitId) ?? -Infinity) >= EVERY));
      if (due.length === 0) return;
      for (const unitId of due) {
        sentAt.set(unitId, now);
        moved.delete(unitId);
      }
      const receipt = await client.sendPositions(due.map((unitId) => ({ unitId, lon: places.get(unitId)![0], lat: places.get(unitId)![1], at: now, accuracyM: 10 })));
      tally.questions += 1;
      tally.positionsSent += receipt.accepted;
      // The records know no way between two places. Who seems to have flown tells it again, until it can have driven.
      const doubted = receipt.refused.filter(({ reason }) => reason === "IMPOSSIBLE");
      for (const { unitId } of doubted) moved.add(unitId);
      tally.positionsRefused += receipt.refused.length - doubted.length;
    },
    move,
    goHome(unitId) {
      const home = homes.get(unitId);
      if (home !== undefined) move(unitId, home);
    },
  };
}
