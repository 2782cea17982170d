import type { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import { WIRE_ALARM_MS } from "@tocsin/contract/linkage/wire.ts";
import { HOUR, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { heldUp } from "@tocsin/ledger/outbox.ts";
import { CUSTODY_TOPIC, WIRE_TOPIC } from "@tocsin/runtime/wire-items.ts";
import type { MissingParts } from "../../missing-parts.ts";
import { startRounds, type Rounds } from "../../rounds.ts";
import type { SharedWords } from "../../shared-words.ts";
import { askStatuses, type AskDeps } from "./ask-statuses.ts";
import { deliverDue, type CourierDeps } from "./courier.ts";
import { tellCustodies } from "./custody-courier.ts";
import { openPlatformClient, type WireOptions } from "./platform-client.ts";

export interface WireDeps extends Omit<CourierDeps, "platforms" | "ledger"> {
  readonly ledger: CourierDeps["ledger"] & AskDeps["ledger"];
  readonly rows: readonly PlatformRow[];
  readonly shared: SharedWords;
  readonly options: WireOptions;
  readonly missing: MissingParts;
  /** Whether it works by itself; tests drive it by hand. */
  readonly automatic: boolean;
}

/** The wire to other platforms: delivers what the outbox holds for them, and asks what became of it. */
export interface Wire {
  deliver(): Promise<number>;
  ask(): Promise<number>;
  stop(): Promise<void>;
}

const LOOKS_EVERY_MS = SECOND;
const ASKS_EVERY_MS = MINUTE;
/** Shown on every screen while a message waits too long, and for an hour after one was set aside (LNK-02). */
const PART = "wire";

export function openWire(deps: WireDeps): Wire {
  const platforms = new Map(deps.rows.filter(({ custody }) => custody === undefined).map((row) => [row.id, openPlatformClient(row, deps.options)]));
  const parts = { ...deps, platforms };
  const deliver = async (): Promise<number> => {
    const worked = (await deliverDue(parts)) + (await tellCustodies(deps));
    const late = { waitingSince: deps.now() - WIRE_ALARM_MS, setAsideAfter: deps.now() - HOUR };
    if ((await heldUp(deps.db, WIRE_TOPIC, late)) + (await heldUp(deps.db, CUSTODY_TOPIC, late)) > 0) deps.missing.down(PART);
    else deps.missing.up(PART);
    return worked;
  };
  const ask = (): Promise<number> => askStatuses(parts);
  const repeat = (round: () => Promise<number>, everyMs: number): Rounds =>
    startRounds({ everyMs, round, failed: (error) => deps.report(PART, error), automatic: deps.automatic && deps.rows.length > 0, first: "AT_ONCE" });
  const repeated = [repeat(deliver, LOOKS_EVERY_MS), repeat(ask, ASKS_EVERY_MS)];
  return {
    deliver,
    ask,
    async stop() {
      await Promise.all(repeated.map((each) => each.stop()));
    },
  };
}
