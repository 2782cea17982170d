import { type DurationMs } from "@tocsin/kernel/instant.ts";

/** A slot of the response card and who fills it. */
export interface TeamSlot {
  /** Index among the incident's slots. */
  readonly slot: number;
  /** Null when nobody who is eligible can fill it. */
  readonly unitId: string | null;
  /** It is filled by a unit that is on its way or there. */
  readonly sent: boolean;
  readonly etaMs: DurationMs | null;
  /** Whether it arrives after the tier's limit; null without a limit, an arrival or a unit. */
  readonly late: boolean | null;
}

/** A set of units to send together. */
export interface TeamProposal {
  /** In rank order; empty when the forces already sent suffice, or when nobody is eligible. */
  readonly unitIds: readonly string[];
  /** Every slot of the card, in its order. */
  readonly slots: readonly TeamSlot[];
  /** Officers of the team and of the units already sent. */
  readonly crew: number;
  readonly crewMin: number;
  /** Needs that nobody of them meets, sorted. */
  readonly missing: readonly string[];
  /** Needs and crew are met, and every slot is filled. */
  readonly complete: boolean;
  /** When the last of the team would be there; null when not known, or nobody is to be sent. */
  readonly lastEtaMs: DurationMs | null;
}
