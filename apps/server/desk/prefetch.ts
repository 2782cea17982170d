import type { StreamRef } from "@tocsin/ledger/types.ts";
import type { Recommendation } from "@tocsin/contract/views.ts";
import { boundStreams, fanOutStreams, RANKED_LOADED } from "@tocsin/runtime/prefetch.ts";
import type { AnyCommand } from "@tocsin/runtime/step.ts";
import type { ServedCity } from "../served-city.ts";
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

/**
 * Closes the world over what the decision touches beside the named records. It runs as the platform:
 * releasing a unit on closure needs the unit, whoever may see it.
 */
export async function loadRelated(ledger: DeskLedger, city: ServedCity, world: LoadedWorld, command: AnyCommand, ranking: Recommendation | null): Promise<void> {
  const ranked = choosesItself(command) ? (ranking?.ranked ?? []).slice(0, RANKED_LOADED).map(({ unitId }) => ({ kind: "unit" as const, id: unitId })) : [];
  const refs = new Map([...boundStreams(world), ...fanOutStreams(command, city.index), ...ranked].map((ref) => [`${ref.kind}/${ref.id}`, ref]));
  await add(ledger, world, [...refs.values()]);
}

/** Commands whose decision picks units from the ranking itself. */
const choosesItself = (command: AnyCommand): boolean => command.name === "dispatch.mruAlarm" || command.name === "system.deadline";
