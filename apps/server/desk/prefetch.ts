import type { StreamRef } from "@tocsin/ledger/types.ts";
import type { Recommendation } from "@tocsin/contract/views.ts";
import type { AnyCommand } from "@tocsin/runtime/any-command.ts";
import { boundStreams, fanOutStreams, RANKED_LOADED } from "@tocsin/runtime/prefetch.ts";
import { guidanceFor } from "@tocsin/runtime/order-guidance.ts";
import { needsPlans, versionsFor } from "@tocsin/runtime/published-plans.ts";
import type { DeskDeps } from "./desk-deps.ts";
import type { DeskLedger } from "./desk-ledger.ts";
import { emptyWorld, type LoadedWorld } from "./loaded-world.ts";
import type { Named } from "./named-records.ts";

/** Loads what the payload names: the caller's records in the caller's scope, the others as the platform. `scope` undefined = the platform itself. */
export async function loadNamed(ledger: DeskLedger, named: Named, scope: readonly string[] | undefined): Promise<LoadedWorld> {
  const world = emptyWorld();
  const [own, others] = await Promise.all([ledger.load(named.records, scope), ledger.load(named.others)]);
  world.put(own);
  world.put(others);
  return world;
}

async function add(ledger: DeskLedger, world: LoadedWorld, refs: readonly StreamRef[]): Promise<void> {
  const missing = refs.filter(({ kind, id }) => !world.has(kind, id));
  if (missing.length > 0) world.put(await ledger.load(missing));
}

/** Guidance that has just been superseded names the version that holds. */
async function addGuidance(ledger: DeskLedger, world: LoadedWorld, ids: readonly string[]): Promise<void> {
  let next = ids;
  while (next.length > 0) {
    await add(ledger, world, next.map((id) => ({ kind: "plan", id })));
    next = next.flatMap((id) => world.plans.get(id)?.succeededBy ?? []).filter((id) => !world.plans.has(id));
  }
}

/**
 * Closes the world over what the decision touches beside the named records. It runs as the platform:
 * releasing a unit on closure needs the unit, whoever may see it.
 */
export async function loadRelated({ ledger, city, planVersions, knownPlans }: Pick<DeskDeps, "ledger" | "city" | "planVersions" | "knownPlans">, world: LoadedWorld, command: AnyCommand, ranking: Recommendation | null): Promise<void> {
  if (needsPlans(command)) await add(ledger, world, versionsFor(command, await planVersions()).map((id) => ({ kind: "plan", id })));
  await addGuidance(ledger, world, guidanceFor(command, world.incidents.values(), knownPlans()));
  const ranked = choosesItself(command) ? (ranking?.ranked ?? []).slice(0, RANKED_LOADED).map(({ unitId }) => ({ kind: "unit" as const, id: unitId })) : [];
  const refs = new Map([...boundStreams(world), ...fanOutStreams(command, city.index, world), ...ranked].map((ref) => [`${ref.kind}/${ref.id}`, ref]));
  await add(ledger, world, [...refs.values()]);
}

/** Commands whose decision picks units from the ranking itself. */
const choosesItself = (command: AnyCommand): boolean => command.name === "dispatch.mruAlarm" || command.name === "system.deadline";
