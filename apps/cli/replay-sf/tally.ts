import type { CommandName } from "@tocsin/contract/commands.ts";

/** One call's first engine: what the platform ranked first, and what history sent. */
export interface FirstEngine {
  readonly callNumber: string;
  readonly stationArea: string;
  /** Stations, by number. */
  readonly recommended: string | null;
  readonly recorded: string | null;
  readonly etaMs: number | null;
  /** The engine of the recorded area was free and in the ranking. */
  readonly areaFree: boolean;
  /** Recorded time from dispatch to arrival of that first engine, ms. */
  readonly recordedMs: number | null;
}

/** What the replay counts while it runs. */
export class Tally {
  commands = 0;
  questions = 0;
  timersFired = 0;
  positionsSent = 0;
  positionsRefused = 0;
  /** Recorded units that another took the place of, since history had them on two calls at once. */
  substituted = 0;
  /** Recorded units for which nobody was free. */
  notSent = 0;
  /** Calls that no unit reached, by the records. */
  closedUnreached = 0;
  readonly refusals = new Map<string, number>();
  readonly accepted = new Map<CommandName, number>();
  readonly firstEngines: FirstEngine[] = [];

  refused(name: CommandName, code: string): void {
    const key = `${code} ${name}`;
    this.refusals.set(key, (this.refusals.get(key) ?? 0) + 1);
  }

  took(name: CommandName): void {
    this.accepted.set(name, (this.accepted.get(name) ?? 0) + 1);
  }
}
