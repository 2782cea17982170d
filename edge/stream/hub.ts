import type { LiveBatch, Projection } from "./live-batch.ts";
import { upsertText, type Shown } from "./message-text.ts";
import type { Subscriber } from "./subscriber.ts";

export interface HubOptions<Viewer> {
  readonly projection: Projection<Viewer>;
  /** Negative, zero or positive, as the first cursor lies before, at or after the second. */
  readonly compareCursors: (a: string, b: string) => number;
  /** Cursor of the log at which the hub begins. */
  readonly cursor: string;
}

/** Shares the live log out to all viewers of this server. */
export interface Hub<Viewer> {
  /** Everything up to here has been shared out. */
  readonly cursor: string;
  readonly size: number;
  /** Takes a subscriber that has been given everything up to its cursor, which must not lie before the hub's. */
  join(subscriber: Subscriber<Viewer>): void;
  leave(subscriber: Subscriber<Viewer>): void;
  publish(batch: LiveBatch): void;
  /** Positions that changed; `show` gives the JSON text of one for a viewer, or null. */
  publishPositions<Item extends { readonly unitId: string }>(at: number, positions: readonly Item[], show: (viewer: Viewer, item: Item) => string | null): void;
  /** Hands over what waits, to all. */
  drain(at: number): void;
  beat(at: number, missing: readonly string[], since: Readonly<Record<string, number>>): void;
}

/** What one kind of viewer gets of a batch: made once, however many look. */
export function shareOf<Viewer>(projection: Projection<Viewer>, viewer: Viewer, batch: LiveBatch) {
  const shown = new Map<string, Shown>();
  for (const record of batch.records) {
    const item = projection.show(viewer, record);
    if (item !== null) shown.set(`${record.kind}/${record.id}`, item);
  }
  let text: string | null = null;
  return {
    shown,
    text: (): string => (text ??= upsertText(batch.cursor, batch.at, shown.values())),
    reset: batch.records.some((record) => projection.endsSight(viewer, record)),
  };
}

export function createHub<Viewer>({ projection, compareCursors, cursor: start }: HubOptions<Viewer>): Hub<Viewer> {
  const subscribers = new Set<Subscriber<Viewer>>();
  let cursor = start;
  const each = (act: (subscriber: Subscriber<Viewer>) => void): void => {
    const failures: unknown[] = [];
    for (const subscriber of subscribers) {
      try {
        act(subscriber);
      } catch (error) {
        // It resumes by its cursor; the others must not miss what it could not be given.
        failures.push(error);
        subscriber.end();
      }
      if (subscriber.closed) subscribers.delete(subscriber);
    }
    if (failures.length > 0) throw failures[0];
  };
  return {
    get cursor() {
      return cursor;
    },
    get size() {
      return subscribers.size;
    },
    join(subscriber) {
      if (compareCursors(subscriber.cursor, cursor) < 0) throw new RangeError(`a subscriber at ${subscriber.cursor} would miss what lies before ${cursor}`);
      if (!subscriber.closed) subscribers.add(subscriber);
    },
    leave: (subscriber) => void subscribers.delete(subscriber),
    publish(batch) {
      cursor = batch.cursor;
      const shares = new Map<string, ReturnType<typeof shareOf>>();
      each((subscriber) => {
        if (compareCursors(batch.cursor, subscriber.cursor) <= 0) return;
        const key = projection.keyOf(subscriber.viewer);
        const share = shares.get(key) ?? shareOf(projection, subscriber.viewer, batch);
        shares.set(key, share);
        if (share.reset) subscriber.letGo("reset");
        else subscriber.offer(batch.cursor, batch.at, share.shown, share.text);
      });
    },
    publishPositions(at, positions, show) {
      const shares = new Map<string, ReadonlyMap<string, string>>();
      each((subscriber) => {
        const key = projection.keyOf(subscriber.viewer);
        const share = shares.get(key) ?? new Map(positions.flatMap((item) => {
          const json = show(subscriber.viewer, item);
          return json === null ? [] : [[item.unitId, json] as const];
        }));
        shares.set(key, share);
        if (share.size > 0) subscriber.offerPositions(at, share);
      });
    },
    drain: (at) => each((subscriber) => subscriber.drain(at)),
    beat: (at, missing, since) => each((subscriber) => subscriber.beat(at, missing, since)),
  };
}
