import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Position } from "@tocsin/contract/views.ts";
import { compareCursors, isCursor } from "@tocsin/ledger/cursor.ts";
import type { EventBatch, Ledger, StoredEvent } from "@tocsin/ledger/types.ts";
import { createHub, type Hub } from "@tocsin/stream/hub.ts";
import type { LiveBatch, LiveRecord, Sink } from "@tocsin/stream/live-batch.ts";
import { resume } from "@tocsin/stream/resume.ts";
import { LIMITS, Subscriber, type SubscriberLimits } from "@tocsin/stream/subscriber.ts";
import { seesUnit } from "../../masking.ts";
import type { MissingParts } from "../../missing-parts.ts";
import type { ServedCity } from "../../served-city.ts";
import type { Session } from "../../session.ts";
import type { CityPresent } from "../present/city-present.ts";
import type { PositionBook } from "./position-book.ts";
import { sessionProjection } from "./session-projection.ts";

export interface LiveDeps {
  readonly ledger: Pick<Ledger, "readEvents" | "list" | "head" | "follow">;
  readonly present: Pick<CityPresent, "statesAt">;
  readonly city: ServedCity;
  readonly positions: Pick<PositionBook, "subscribe">;
  readonly now: () => number;
  readonly missing: MissingParts;
  readonly report: (what: string, error: unknown) => void;
  /** Told of every record that a viewer is shown. */
  readonly onShown: (session: Session, record: LiveRecord) => void;
}

export interface Live {
  /** Serves a viewer from a cursor on (null = from now), until the sink is closed by either side. */
  serve(session: Session, sink: Sink, cursor: string | null, build: string): { end(): void };
  readonly viewers: number;
  /** Viewers of these accounts begin anew: what they may see has changed. */
  beginAnew(accounts: ReadonlySet<string>): void;
  close(): Promise<void>;
}

const POSITIONS_EVERY_MS = 500;
const BEAT_EVERY_MS = 5_000;
const RETRY_MS = 1_000;
/** A viewer that comes back is led through the past in stretches that its share of the memory holds; after so many it begins anew. */
const BACKFILL_EVENTS = 100;
const BACKFILL_STRETCHES = 200;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A stretch of the log with the records that it touched, as they stand now. */
async function batchOf(deps: LiveDeps, events: readonly StoredEvent[], cursor: string): Promise<LiveBatch> {
  const types = new Map<string, string[]>();
  for (const event of events) {
    const key = `${event.kind}/${event.id}`;
    const list = types.get(key) ?? [];
    list.push(event.type);
    types.set(key, list);
  }
  const refs = [...new Map(events.map(({ kind, id, version }) => [`${kind}/${id}`, { kind, id, version }])).values()];
  const states = await deps.present.statesAt(refs, cursor);
  await deps.city.shared.ready(states);
  return { cursor, at: deps.now(), records: states.map(({ kind, id, state }) => ({ kind, id, state, types: types.get(`${kind}/${id}`) ?? [] })) };
}

/** Units as the log last showed them: where a position may be shown follows from them. */
function trackUnits(states: readonly { readonly id: string; readonly state: unknown }[]) {
  const units = new Map(states.map(({ id, state }) => [id, state as Unit]));
  return {
    see: (batch: LiveBatch): void => {
      for (const record of batch.records) if (record.kind === "unit") units.set(record.id, record.state as Unit);
    },
    of: (id: string): Unit | undefined => units.get(id),
  };
}

/** Shares the log out until the signal aborts; a database that is away for a while is named as missing and asked again. */
async function followLog(deps: LiveDeps, hub: Hub<Session>, see: (batch: LiveBatch) => void, signal: AbortSignal): Promise<void> {
  const onBatch = async (batch: EventBatch): Promise<void> => {
    if (batch.cursor === null) return;
    const live = await batchOf(deps, batch.events, batch.cursor);
    see(live);
    hub.publish(live);
  };
  while (!signal.aborted) {
    try {
      await deps.ledger.follow(hub.cursor, onBatch, signal, () => deps.missing.up("stream"));
    } catch (error) {
      if (signal.aborted) return;
      deps.report("stream", error);
      deps.missing.down("stream");
      await sleep(RETRY_MS);
    }
  }
}

/** Positions that changed since the last flush, the latest of each unit. */
function sharePositions(deps: LiveDeps, hub: Hub<Session>, unitOf: (id: string) => Unit | undefined) {
  const changed = new Map<string, Position>();
  const stop = deps.positions.subscribe((positions) => {
    for (const position of positions) changed.set(position.unitId, position);
  });
  const flush = (): void => {
    const items = [...changed.values()].flatMap((position) => {
      const unit = unitOf(position.unitId);
      return unit === undefined || unit.status === "OFF_DUTY" ? [] : [{ unitId: unit.id, unit, json: JSON.stringify(position) }];
    });
    changed.clear();
    if (items.length === 0) hub.drain(deps.now());
    else hub.publishPositions(deps.now(), items, (session, { unit, json }) => (seesUnit(session, unit, deps.city.roles) ? json : null));
  };
  return { flush, stop };
}

export async function openLive(deps: LiveDeps, limits: SubscriberLimits = LIMITS): Promise<Live> {
  const projection = sessionProjection(deps.city, deps.onShown);
  const open = new Set<Subscriber<Session>>();
  const order = (a: string, b: string): number => compareCursors(a, b);
  const hub = createHub({ projection, compareCursors: order, cursor: (await deps.ledger.head()) ?? "0-0" });
  const units = trackUnits(await deps.ledger.list("unit", undefined, { limit: 5_000 }));
  const stopping = new AbortController();
  const following = followLog(deps, hub, units.see, stopping.signal);
  const positions = sharePositions(deps, hub, units.of);
  const beat = (): void => hub.beat(deps.now(), deps.missing.list(), deps.missing.since());
  const timers = [setInterval(positions.flush, POSITIONS_EVERY_MS), setInterval(beat, BEAT_EVERY_MS)];
  // What is missing is said at once, not at the next beat.
  const stopMissing = deps.missing.subscribe(beat);
  const readAfter = async (cursor: string) => {
    const batch = await deps.ledger.readEvents(cursor, { limit: BACKFILL_EVENTS });
    return { ...(await batchOf(deps, batch.events, batch.cursor ?? cursor)), more: batch.more };
  };
  const lead = async (subscriber: Subscriber<Session>): Promise<void> => {
    const head = (await deps.ledger.head()) ?? "0-0";
    // A cursor from beyond the log belongs to another database.
    if (order(subscriber.cursor, head) > 0) return subscriber.letGo("reset");
    await resume(subscriber, { hub, projection, compareCursors: order, readAfter, pause: () => sleep(50), now: deps.now, mostStretches: BACKFILL_STRETCHES });
  };
  return {
    get viewers() {
      return hub.size;
    },
    serve(session, sink, cursor, build) {
      const known = cursor === null || isCursor(cursor);
      const subscriber = new Subscriber(session, sink, known ? (cursor ?? hub.cursor) : hub.cursor, limits);
      open.add(subscriber);
      subscriber.hello(deps.now(), build);
      if (known) {
        lead(subscriber).catch((error: unknown) => {
          deps.report("stream", error);
          subscriber.end();
        });
      } else subscriber.letGo("reset");
      return {
        end: () => {
          open.delete(subscriber);
          hub.leave(subscriber);
          subscriber.end();
        },
      };
    },
    beginAnew(accounts) {
      for (const subscriber of open) if (accounts.has(subscriber.viewer.userId)) subscriber.letGo("reset");
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      positions.stop();
      stopMissing();
      stopping.abort();
      await following;
    },
  };
}
