import { runSurge, type SurgeOrder } from "./surge-load.ts";

/** A process of its own for the load, so that what it costs is not the server's: one message in, the result out. */
process.once("message", (order: SurgeOrder) => {
  runSurge(order).then(
    // Suggestions that nobody waits for any more may still be under way.
    (result) => process.send?.(result, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
