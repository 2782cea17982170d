/** Who ends a group of processes reaches each of them, and the starter passes its own signal on: what comes so soon after is the same wish. */
const ONE_WISH_MS = 5_000;

/** Waits for Ctrl-C or a termination signal, then closes in order; a second one, more than five seconds later, leaves at once. */
export async function untilStopped(close: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    let asked: number | null = null;
    const onSignal = (): void => {
      asked ??= performance.now();
      if (performance.now() - asked > ONE_WISH_MS) process.exit(130);
      resolve();
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, onSignal);
  });
  await close();
}
