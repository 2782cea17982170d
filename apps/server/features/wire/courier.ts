import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { WireReceipt } from "@tocsin/contract/linkage/wire.ts";
import { HOUR, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { beginTry, finishOutbox, postponeOutbox, setAsideOutbox, type OutboxItem } from "@tocsin/ledger/outbox.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { WIRE_TOPIC, type WireItem } from "@tocsin/runtime/wire-items.ts";
import type { Desk } from "../../desk/desk.ts";
import type { Delivered, PlatformClient } from "./platform-client.ts";
import { workOutbox } from "./work-outbox.ts";

export interface CourierDeps {
  readonly db: Db;
  readonly ledger: Pick<Ledger, "load">;
  readonly desk: Pick<Desk, "executeSystem">;
  readonly platforms: ReadonlyMap<string, PlatformClient>;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

/** Each try waits twice as long as the one before, a quarter of an hour at most; nothing is tried for longer than a day. */
const FIRST_WAIT_MS = 5 * SECOND;
const LONGEST_WAIT_MS = 15 * MINUTE;
const GIVEN_UP_MS = 24 * HOUR;
/** So often an answer that is none, or a fault of our own, is borne; then the message is poisonous and set aside. */
const MOST_BROKEN = 5;

export const waitMs = (tries: number): number => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 20));

/** What is known of the tries so far stands with the item: whether one may have arrived, how many answers were none, the token to ask for. */
interface Known {
  readonly maybe: boolean;
  readonly broken: number;
  readonly token: string | null;
  readonly why: string;
}
const NOTHING: Known = { maybe: false, broken: 0, token: null, why: "" };
const knownOf = ({ fault }: OutboxItem): Known => (fault === null ? NOTHING : { ...NOTHING, ...(fault as Partial<Known>) });

/** The message of a matter to a platform: its key is the same at every try, so that it can have its effect once. */
export const messageKey = ({ matterId, no }: Pick<WireItem, "matterId" | "no">): string => `${matterId}.${no}`;

async function settle(deps: CourierDeps, item: OutboxItem, receipt: WireReceipt): Promise<void> {
  const { matterId, no } = item.payload as WireItem;
  const answer = await deps.desk.executeSystem({ name: "system.wireReceipt", payload: { matterId, no, receipt }, commandId: `wire/${messageKey({ matterId, no })}/${receipt.state}/${receipt.tries}` });
  if (!answer.ok && answer.refusal.code === "TOO_BUSY") throw new Error("no free moment");
  if (receipt.state !== "WAITING") await finishOutbox(deps.db, [item.seq]);
}

/** Not delivered: later, or never. Until then the matter says why it waits. */
async function postpone(deps: CourierDeps, item: OutboxItem, known: Known, afterS: number | null): Promise<void> {
  const tries = item.tries + 1;
  const now = deps.now();
  if (known.broken >= MOST_BROKEN || now - item.at >= GIVEN_UP_MS) {
    await setAsideOutbox(deps.db, item.seq, now, known);
    const { matterId, no } = item.payload as WireItem;
    deps.report(`message ${messageKey({ matterId, no })} set aside`, new Error(known.why));
    await deps.desk.executeSystem({ name: "system.wireReceipt", payload: { matterId, no, receipt: { state: "FAILED", requestId: null, why: known.why, tries } }, commandId: `wire/${messageKey({ matterId, no })}/FAILED/${tries}` });
    return;
  }
  await postponeOutbox(deps.db, item.seq, now + Math.max(waitMs(item.tries), (afterS ?? 0) * SECOND), known);
  await settle(deps, item, { state: "WAITING", requestId: null, why: known.why.slice(0, 400), tries });
}

async function afterPost(deps: CourierDeps, item: OutboxItem, known: Known, outcome: Delivered): Promise<void> {
  const tries = item.tries + 1;
  switch (outcome.kind) {
    case "RECEIVED":
      return settle(deps, item, { state: "RECEIVED", requestId: outcome.requestId, why: "", tries });
    case "REFUSED":
      return settle(deps, item, { state: "REFUSED", requestId: null, why: outcome.why, tries });
    case "TOKEN":
      return postpone(deps, item, { ...known, maybe: true, token: outcome.token, why: "TOKEN" }, null);
    case "AGAIN":
      return postpone(deps, item, { ...known, maybe: known.maybe || outcome.sent, why: outcome.why }, outcome.afterS);
    case "BROKEN":
      return postpone(deps, item, { ...known, maybe: true, broken: known.broken + 1, why: outcome.why }, null);
  }
}

async function deliver(deps: CourierDeps, item: OutboxItem): Promise<void> {
  const named = item.payload as WireItem;
  const [state] = await deps.ledger.load([{ kind: "matter", id: named.matterId }]);
  const matter = state?.state as Matter | undefined;
  // Of an offer that is over, or set aside in another way.
  if (matter?.wire?.no !== named.no || matter.wire.state !== "WAITING") return finishOutbox(deps.db, [item.seq]);
  const known = knownOf(item);
  if (matter.custody.offer?.withdrawing === true && !known.maybe) return settle(deps, item, { state: "LET_GO", requestId: null, why: "", tries: item.tries });
  const platform = deps.platforms.get(matter.wire.platform);
  if (platform === undefined) return settle(deps, item, { state: "FAILED", requestId: null, why: `platform ${matter.wire.platform} is not in platforms.yaml`, tries: item.tries });
  // The answer to an earlier try may be lost: who knows the message by its key says so, and it is not sent twice.
  const found = known.maybe ? await platform.findByToken(known.token ?? messageKey(named)) : null;
  if (found !== null) return settle(deps, item, { state: "RECEIVED", requestId: found, why: "", tries: item.tries + 1 });
  if (known.token !== null) return postpone(deps, item, { ...known, why: "TOKEN" }, null);
  // A server that dies after it has sent leaves word that something may have arrived: what is asked back then is not let go.
  await beginTry(deps.db, item.seq, { ...known, maybe: true });
  return afterPost(deps, item, known, await platform.post(matter, messageKey(named)));
}

/** Delivers what is due, a few at once; answers how many items were worked on. One that throws is borne a few times, then set aside: it holds up no other. */
export const deliverDue = (deps: CourierDeps): Promise<number> =>
  workOutbox(deps.db, deps.now, {
    topic: WIRE_TOPIC,
    deliver: (item) => deliver(deps, item),
    bear(item) {
      const known = knownOf(item);
      return postpone(deps, item, { ...known, maybe: true, broken: known.broken + 1, why: "INTERNAL" }, null);
    },
    report: deps.report,
  });
