import type { Static } from "typebox";
import { Position, PositionBatch } from "@tocsin/contract/views.ts";
import { subscribe, type BrokerOptions, type Published, type Subscriber } from "@tocsin/mqtt/subscriber.ts";
import { yesOrNoAjv } from "../../desk/check-payload.ts";
import { parseJsonBody } from "../../http/json-text.ts";
import type { MissingParts } from "../../missing-parts.ts";
import type { Session } from "../../session.ts";
import type { PositionBook } from "../live/position-book.ts";
import type { SourceCounts } from "./source-counts.ts";

export interface BrokerDoorDeps {
  readonly book: Pick<PositionBook, "accept">;
  readonly counts: Pick<SourceCounts, "discarded">;
  readonly missing: MissingParts;
  /** Path of the city: its broker speaks for all its units. */
  readonly cityPath: string;
  /** A retained fix older than this says nothing about now, ms. */
  readonly staleMs: number;
  readonly now: () => number;
  /** Told of what we published ourselves, by its id (features/channels). */
  readonly arrived: (id: string) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

const MOST_BYTES = 1024 * 1024;
const isPosition = yesOrNoAjv.compile(Position);
const isBatch = yesOrNoAjv.compile(PositionBatch);

/** One position or `{"positions": […]}`; null for anything else. */
export function readPositions(payload: Uint8Array): readonly Position[] | null {
  try {
    const value = parseJsonBody(Buffer.from(payload));
    if (isBatch(value)) return (value as Static<typeof PositionBatch>).positions;
    return isPosition(value) ? [value as Position] : null;
  } catch {
    return null;
  }
}

/** The id of a message of our own, `{"probe": "…"}`; null for anything else. */
export function readProbe(payload: Uint8Array): string | null {
  if (payload.length > 100) return null;
  return /^\{"probe":"([0-9A-Z]{26})"\}$/.exec(Buffer.from(payload).toString("latin1"))?.[1] ?? null;
}

/** Listens to the city's broker. A last will, or whatever else is no position, is counted and let go. */
export function openBrokerDoor(deps: BrokerDoorDeps, broker: BrokerOptions): Subscriber {
  const { book, counts, missing, now, onFailure } = deps;
  const session: Session = { userId: "gateway/mqtt", name: "MQTT", grants: [{ role: "GATEWAY", orgPath: deps.cityPath }], unitId: null, agency: "" };

  async function take({ payload, owner, retained }: Published): Promise<void> {
    // An empty message takes a retained one away.
    if (payload.length === 0) return;
    const probe = readProbe(payload);
    if (probe !== null) return deps.arrived(probe);
    const positions = payload.length > MOST_BYTES ? null : readPositions(payload);
    if (positions === null) return counts.discarded("MQTT", payload.length > MOST_BYTES ? "TOO_LONG" : "NO_POSITIONS");
    // Brokers allow by topic: whoever may write to one unit's topic moves that unit only.
    const own = positions.filter(({ unitId }) => owner === null || unitId === owner);
    if (own.length < positions.length) counts.discarded("MQTT", "OTHER_UNIT", positions.length - own.length);
    const fresh = retained ? own.filter(({ at }) => now() - at <= deps.staleMs) : own;
    if (fresh.length < own.length) counts.discarded("MQTT", "RETAINED", own.length - fresh.length);
    if (fresh.length > 0) await book.accept(session, fresh, "MQTT");
  }

  missing.down("mqtt");
  return subscribe(broker, { take, onFailure, connected: (up) => (up ? missing.up("mqtt") : missing.down("mqtt")) });
}
