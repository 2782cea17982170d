import type { Position } from "@tocsin/contract/views.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { forgetPositions, keepPositions, keepTrack, type Position as StoredPosition } from "@tocsin/ledger/positions.ts";

/** Writes positions behind the answers: the newest of each unit twice a second, and one point of its track every ten seconds. */
export interface PositionWriter {
  add(positions: readonly Position[], receivedAt: number): void;
  /** Removes the last position of units that have gone off shift (CMD-02). */
  forget(unitIds: readonly string[]): void;
  /** Everything added so far is written, or its failure reported. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const WRITE_MS = 500;
const TRACK_MS = 10_000;
const SOURCE = "GPS";

/** km/h on the wire, metres per second in the table. */
const stored = (position: Position, receivedAt: number): StoredPosition => ({
  unitId: position.unitId, at: position.at, receivedAt, lon: position.lon, lat: position.lat, source: SOURCE,
  ...(position.accuracyM === undefined ? {} : { accuracyM: position.accuracyM }),
  ...(position.speedKmh === undefined ? {} : { speed: position.speedKmh / 3.6 }),
  ...(position.heading === undefined ? {} : { heading: position.heading }),
});

export const fromStored = ({ unitId, lon, lat, at, accuracyM, speed, heading }: StoredPosition): Position => ({
  unitId, lon, lat, at,
  ...(accuracyM === undefined ? {} : { accuracyM }),
  ...(speed === undefined ? {} : { speedKmh: Math.min(300, speed * 3.6) }),
  ...(heading === undefined ? {} : { heading }),
});

export function createPositionWriter(db: Db, { onFailure, onWritten }: { readonly onFailure: (error: unknown) => void; readonly onWritten: () => void }): PositionWriter {
  const newest = new Map<string, StoredPosition>();
  const track: StoredPosition[] = [];
  const tracked = new Map<string, number>();
  const gone = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const positions = [...newest.values()];
    const points = track.splice(0);
    const forgotten = [...gone];
    newest.clear();
    gone.clear();
    try {
      if (forgotten.length > 0) await forgetPositions(db, forgotten);
      await keepPositions(db, positions);
      if (points.length > 0) await keepTrack(db, points, TRACK_MS);
      onWritten();
    } catch (error) {
      // Telemetry is replaced by the next fix; what went wrong is still said.
      onFailure(error);
    }
  }

  const flush = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = writing.then(write);
    return writing;
  };
  const schedule = (): void => {
    timer ??= setTimeout(() => void flush(), WRITE_MS);
  };

  return {
    add(positions, receivedAt) {
      for (const position of positions) {
        const row = stored(position, receivedAt);
        newest.set(row.unitId, row);
        const slot = Math.floor(row.at / TRACK_MS);
        if (tracked.get(row.unitId) === slot) continue;
        tracked.set(row.unitId, slot);
        track.push(row);
      }
      schedule();
    },
    forget(unitIds) {
      for (const id of unitIds) {
        newest.delete(id);
        gone.add(id);
      }
      schedule();
    },
    flush,
    close: flush,
  };
}
