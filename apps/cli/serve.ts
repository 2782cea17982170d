import { ballastOf, composeServer, doorsFromEnv, linesFromEnv, reachFromEnv, trustFromEnv } from "@tocsin/server/compose.ts";
import { needed, numberOption, readArguments } from "./arguments.ts";
import { STANDARD_DIR } from "@tocsin/cities/standard-folder.ts";
import { untilStopped } from "./until-stopped.ts";

/** Serves a city's folder until it is stopped; `DATABASE_URL` names an external database. */
export async function serve(args: readonly string[]): Promise<void> {
  const { options } = readArguments(args, { city: "text", port: "text", host: "text", data: "text", passwords: "text", paper: "text", demo: "flag" });
  const server = await composeServer({
    cityDir: needed("--city", options.city),
    standardDir: STANDARD_DIR,
    database: { env: { ...process.env }, ...(options.data === undefined ? {} : { folder: options.data }) },
    port: numberOption("port", options.port, 8080, 0, 65_535),
    ...(options.host === undefined ? {} : { host: options.host }),
    ...doorsFromEnv(process.env),
    ballastBytes: ballastOf(process.env),
    ...trustFromEnv(process.env),
    ...linesFromEnv(process.env),
    ...reachFromEnv(process.env),
    ...(options.passwords === undefined ? {} : { passwordsFile: options.passwords }),
    ...(options.paper === undefined ? {} : { paperDir: options.paper }),
    demo: options.demo,
    keepFirstPasswords: options.demo,
    logLevel: "info",
  });
  console.log(server.url);
  await untilStopped(() => server.close());
}
