export interface RoundsDeps {
  readonly everyMs: number;
  readonly round: () => Promise<unknown>;
  /** A round that failed; the next one comes all the same. */
  readonly failed: (error: unknown) => void;
  /** Whether it goes by itself; tests do it by hand. Default true. */
  readonly automatic?: boolean;
  /** Whether the first round follows the start at once, or soon: when the desks that were cut off are back. Else it comes after one period. */
  readonly first?: "AT_ONCE" | "SOON";
}

/** A server that comes back is wanted by every desk at once; what reads all of the past waits for so long. */
const SOON_MS = 60_000;

export interface Rounds {
  /** No further round; waits for the one under way. */
  stop(): Promise<void>;
}

/** A job of the machine's clock that comes round again and again, one at a time: while a round takes longer than its period, those that fall due are left out. Keeps no process alive. */
export function startRounds({ everyMs, round, failed, automatic = true, first }: RoundsDeps): Rounds {
  let running: Promise<void> | null = null;
  const look = (): void => {
    running ??= round().then(() => undefined, failed).finally(() => (running = null));
  };
  if (automatic && first === "AT_ONCE") look();
  const soon = automatic && first === "SOON" ? setTimeout(look, SOON_MS).unref() : undefined;
  const timer = automatic ? setInterval(look, everyMs).unref() : undefined;
  return {
    async stop() {
      clearTimeout(soon);
      clearInterval(timer);
      await running;
    },
  };
}
