import type { StreamKind } from "@tocsin/contract/events.ts";
import type { Actor } from "@tocsin/domain/decision.ts";
import type { Commit } from "@tocsin/ledger/types.ts";
import { channelsTried } from "@tocsin/domain/command/notices/evolve-notice.ts";
import { KINDS, type ListName } from "@tocsin/runtime/kinds.ts";
import { custodyItems, wireItems } from "@tocsin/runtime/wire-items.ts";
import type { Step } from "@tocsin/runtime/step.ts";
import type { LoadedWorld } from "./loaded-world.ts";
import type { Named } from "./named-records.ts";

/** What the ledger keeps of an accepted command, to give the same answer again: which records it changed. */
export type KeptResult = Readonly<Partial<Record<ListName, readonly string[]>>> & { readonly incidents: readonly string[]; readonly units: readonly string[] };

/** Outbox topic of what the gateways are to send. */
export const NOTICE_TOPIC = "notice";

export interface CommandFacts {
  readonly commandId: string;
  readonly name: string;
  readonly bodyHash: string;
  readonly traceId: string;
  readonly at: number;
  readonly actor: Actor;
  readonly purpose: string;
  readonly reason: string | null;
}

export function keptResult(step: Step): KeptResult {
  const kept: { -readonly [List in keyof KeptResult]: string[] } = { incidents: [], units: [] };
  for (const { kind, id } of step.touched) (kept[KINDS[kind].list] ??= []).push(id);
  return kept;
}

/** Records that the decision looked at because they were named or counted, but did not change: their versions are held too. */
function reliedUpon(named: Pick<Named, "records" | "others">, world: LoadedWorld, step: Step): Commit["expect"] {
  const touched = new Set(step.touched.map(({ kind, id }) => `${kind}/${id}`));
  const refs = new Map([...named.records, ...named.others].map((ref) => [`${ref.kind}/${ref.id}`, ref]));
  return [...refs].flatMap(([key, { kind, id }]) => (touched.has(key) || !world.has(kind, id) ? [] : [{ kind, id, version: world.of(kind as StreamKind, id) }]));
}

/** Everything that the step changes, as one commit. */
export function toCommit(facts: CommandFacts, step: Step, named: Pick<Named, "records" | "others">, world: LoadedWorld, callClaims: Commit["claims"]): Commit {
  const { actor } = facts;
  return {
    commandId: facts.commandId, actor: actor.userId, name: facts.name, bodyHash: facts.bodyHash, at: facts.at, traceId: facts.traceId,
    role: actor.role, orgPath: actor.orgPath, purpose: facts.purpose, ...(facts.reason === null ? {} : { reason: facts.reason }),
    expect: [...step.touched.map(({ kind, id, before }) => ({ kind, id, version: before })), ...reliedUpon(named, world, step)],
    events: step.events.map(({ kind, id, version, type, data }) => ({ kind, id, version, type, data })),
    states: step.touched.map(({ kind, id, version, scope, state, open }) => ({ kind, id, version, scope: [...scope], state, open })),
    timers: step.touched.map(({ kind, id, deadlines }) => ({
      kind, id, timers: deadlines.map((deadline) => ({ kind, id, timerId: deadline.id, dueAt: deadline.dueAt, purpose: deadline.purpose })),
    })),
    claims: [...step.claims, ...callClaims],
    releases: [...step.releases],
    outbox: [...wireItems(step, world), ...custodyItems(step), ...channelsTried(step.events).map((payload) => ({ topic: NOTICE_TOPIC, payload }))],
    result: keptResult(step),
  };
}
