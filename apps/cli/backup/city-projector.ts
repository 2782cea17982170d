import type { StreamKind } from "@tocsin/contract/events.ts";
import type { ResponseLimits } from "@tocsin/contract/organisation/city.ts";
import type { Projected, Projector } from "@tocsin/ledger/projector.ts";
import type { Claim, StoredEvent } from "@tocsin/ledger/types.ts";
import { KIND_NAMES, recordsOf } from "@tocsin/runtime/kinds.ts";
import { openReplay, type Replayed } from "@tocsin/runtime/replay.ts";
import { standingOf, type RecordOf } from "@tocsin/runtime/standing.ts";
import { callClaims } from "@tocsin/runtime/call-claim.ts";
import { loggedEvent } from "../logged-event.ts";

type Since = Claim & { readonly since: number };

function project<Kind extends StreamKind>(kind: Kind, records: ReadonlyMap<string, RecordOf[Kind]>, limits: ResponseLimits): Projected[] {
  return [...records].map(([id, state]) => {
    const { scope, open, deadlines } = standingOf(kind, state, limits);
    return { kind, id, state, scope, open, timers: deadlines.map(({ id: timerId, dueAt, purpose }) => ({ kind, id, timerId, dueAt, purpose })) };
  });
}

/** A call of a provider that this event reported: no second incident may come of the same call (INC-01). */
function callOf(event: StoredEvent): Since | null {
  const { report } = event.data as { report?: { channel: string; providerCallId: string | null } };
  if (report === undefined || report.providerCallId === null) return null;
  const [claim] = callClaims(event.name, { incidentId: event.id, channel: report.channel, providerCallId: report.providerCallId }, event.commandId);
  return claim === undefined ? null : { ...claim, since: event.at };
}

/** Folds a log into everything that the ledger of a city keeps beside it: records, timers, claims. */
export function cityProjector(limits: ResponseLimits): Projector {
  const replaying = openReplay();
  const calls = new Map<string, Since>();
  const bound = new Map<string, number>();
  let done: Replayed | null = null;
  const result = (): Replayed => (done ??= replaying.result());
  return {
    take(event) {
      done = null;
      replaying.take(loggedEvent(event));
      if (event.kind === "unit") bound.set(event.id, event.at);
      const call = callOf(event);
      if (call !== null && !calls.has(call.resource)) calls.set(call.resource, call);
    },
    *records() {
      const world = result();
      for (const kind of KIND_NAMES) yield* project(kind, recordsOf(world, kind), limits);
    },
    *claims() {
      for (const [id, { assignment }] of result().units) {
        if (assignment !== null) yield { resource: id, holder: assignment.incidentId, ref: assignment.orderId, since: bound.get(id) ?? 0 };
      }
      yield* calls.values();
    },
    stateHash: () => result().stateHash,
  };
}
