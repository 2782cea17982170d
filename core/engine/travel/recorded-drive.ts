import type { Instant } from "@tocsin/kernel/instant.ts";

/** What a way consists of: seconds on each class of road (in the order of `ROAD_CLASSES`) at the roads' own speeds, and turns by kind. */
export interface DriveParts {
  readonly classS: readonly number[];
  readonly turns: { readonly left: number; readonly right: number; readonly uTurn: number; readonly junction: number };
}

/** A drive that somebody recorded: when it began, what it took, and the way it is taken to have gone. */
export interface RecordedDrive extends DriveParts {
  readonly at: Instant;
  readonly takenS: number;
}
