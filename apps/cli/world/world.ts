import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { Client } from "@tocsin/client/client.ts";
import type { BoardState } from "@tocsin/client/board-state.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import type { Agenda } from "./agenda.ts";
import type { Traffic } from "./traffic.ts";

/** What the simulated people share. They know of the platform only what its client shows them. */
export interface World {
  readonly client: Client;
  readonly agenda: Agenda;
  readonly traffic: Traffic;
  readonly dice: RandomStream;
  /** Server time, ms. */
  readonly now: () => number;
  readonly board: () => BoardState;
  /** Sends a command; a refusal is counted and not repeated, since somebody else was first. */
  readonly act: <Name extends CommandName>(name: Name, payload: CommandPayload[Name]) => Promise<void>;
  /** Steps that were planned once, by key. */
  readonly planned: Set<string>;
  /** A person sits at a seat of this role. */
  readonly isManned: (role: string) => boolean;
  /** A person acts for this unit: its simulated crew keeps its hands off. */
  readonly isDriven: (unitId: string) => boolean;
  readonly outcomes: { readonly handled: string; readonly invalid: string };
}
