import { ImpossibleEvent } from "@tocsin/domain/fold.ts";
import type { Context } from "@tocsin/domain/decision.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import type { AnyCommand } from "@tocsin/runtime/any-command.ts";
import { step, type Step } from "@tocsin/runtime/step.ts";
import type { DeskLedger } from "./desk-ledger.ts";
import type { LoadedWorld } from "./loaded-world.ts";

/**
 * Decides on the records as they were loaded. They are read in two rounds, so that another command may commit between
 * them: an incident that still holds a unit, and the unit already free. No event can follow such a pair, and none must;
 * null then says: load anew. An impossible event on records that are still the present ones is a bug, and is thrown.
 */
export async function stepOnLoaded(ledger: Pick<DeskLedger, "load">, command: AnyCommand, world: LoadedWorld, context: Context): Promise<Result<Step, Refusal> | null> {
  try {
    return step(command, world, world, context);
  } catch (error) {
    if (error instanceof ImpossibleEvent && world.differsFrom(await ledger.load(world.refs()))) return null;
    throw error;
  }
}
