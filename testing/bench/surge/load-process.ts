import { runSurge, type SurgeOrder } from "./surge-load.ts";

/** A process of its own for the load, so that what it costs is not the server's: one message in, the result out. */
process.once("message", (order: SurgeOrder) => {
  runSurge(order).then(
    (result) => process.send?.(result, () => process.disconnect()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
