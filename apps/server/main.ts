import { composeServer } from "./compose.ts";
import { optionsFromEnv } from "./server-options.ts";

/** Starts one server by its environment and stops it in order on SIGTERM or SIGINT. */
try {
  const server = await composeServer(optionsFromEnv(process.env));
  console.log(server.url);
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      server.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
