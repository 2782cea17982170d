import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { MediaRef } from "@tocsin/contract/intake/incident.ts";

/** A picture that waits on the device, by the key of its blob; `ref` once the server has it. */
export interface WaitingPhoto {
  readonly blobKey: string;
  /** Or the id of the room of a task force, whose post knows the incident. */
  readonly incidentId: string;
  readonly ref: MediaRef | null;
}

/** Why the server did not take an act: the refusal's code, its sentence in the language of the moment, and its parameters. */
export interface NotTaken {
  readonly code: string;
  readonly message: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** One thing that the officer did, kept until the server has it or the officer has seen why it was not taken. */
export interface Act<Name extends CommandName = CommandName> {
  /** Command id: sent as `Idempotency-Key`, the same at every try. */
  readonly id: string;
  /** Order of doing on this device; urgent acts go before all others. */
  readonly seq: number;
  readonly userId: string;
  readonly name: Name;
  readonly payload: CommandPayload[Name];
  /** Device clock at the moment of the act, ms. */
  readonly at: number;
  readonly urgent: boolean;
  readonly photos: readonly WaitingPhoto[];
  readonly status: "WAITING" | "REFUSED";
  readonly refused: NotTaken | null;
  /** Times that the server answered without being able to judge; see `FAULTS_MOST`. */
  readonly faults: number;
}

/** What the officer does; the outbox adds id and order. */
export interface NewAct<Name extends CommandName = CommandName> {
  readonly name: Name;
  readonly payload: CommandPayload[Name];
  readonly photos?: readonly WaitingPhoto[];
}
