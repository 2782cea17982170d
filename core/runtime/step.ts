import type { CommandName, CommandPayload, SystemCommandName, SystemPayload } from "@tocsin/contract/commands.ts";
import type { StreamKind, TocsinEvent } from "@tocsin/contract/events.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Context, World } from "@tocsin/domain/decision.ts";
import type { Result } from "@tocsin/kernel/result.ts";

/** A command to decide, from a client or from the platform itself. */
export type AnyCommand =
  | { [Name in CommandName]: { readonly name: Name; readonly payload: CommandPayload[Name] } }[CommandName]
  | { [Name in SystemCommandName]: { readonly name: Name; readonly payload: SystemPayload[Name] } }[SystemCommandName];

/** A pending timer: a projection of a record's state, never kept beside it. */
export interface Deadline {
  readonly id: string;
  readonly dueAt: number;
  readonly purpose: string;
}

/** A record after a step, with what the ledger keeps beside it. */
export type Touched =
  | { readonly kind: "incident"; readonly id: string; readonly before: number; readonly version: number; readonly state: Incident; readonly scope: readonly string[]; readonly open: boolean; readonly deadlines: readonly Deadline[] }
  | { readonly kind: "unit"; readonly id: string; readonly before: number; readonly version: number; readonly state: Unit; readonly scope: readonly string[]; readonly open: boolean; readonly deadlines: readonly Deadline[] };

export interface Step {
  readonly events: readonly TocsinEvent[];
  readonly touched: readonly Touched[];
  /** Units that this step binds to an order: the database holds at most one active claim per unit. */
  readonly claims: readonly { readonly resource: string; readonly holder: string; readonly ref: string }[];
  readonly releases: readonly { readonly resource: string; readonly holder: string }[];
}

/** A loaded record with the version at which it was read. */
export interface Versions {
  readonly of: (kind: StreamKind, id: string) => number;
}

export type StepFunction = (command: AnyCommand, world: World, versions: Versions, context: Context) => Result<Step, Refusal>;
