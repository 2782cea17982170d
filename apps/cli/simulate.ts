import { createClient } from "@tocsin/client/client.ts";
import { needed, numberOption, readArguments } from "./arguments.ts";
import { worldOf } from "./city-folder.ts";
import { untilStopped } from "./until-stopped.ts";
import { runWorld } from "./world/run-world.ts";
import { seatsTaken } from "./world/seats-taken.ts";

/** Drives a server that runs elsewhere. Its clock is taken from its answers, so both machines may disagree about the time. */
export async function simulate(args: readonly string[]): Promise<void> {
  const { options } = readArguments(args, { server: "text", city: "text", account: "text", password: "text", calls: "text", seed: "text" });
  const cityDir = needed("--city", options.city);
  const client = createClient({ base: needed("--server", options.server) });
  await client.signIn(needed("--account", options.account), needed("--password", options.password));
  const offset = (await client.health()).at - Date.now();
  const city = await client.city();
  const world = await runWorld({
    client, city, ...worldOf(cityDir), now: () => Math.floor(Date.now() + offset), speed: 1,
    callsPerMinute: numberOption("calls", options.calls, 4, 0.1, 600), openingCalls: 0, seed: options.seed ?? "simulate",
    seatsTaken: async () => (city.demo ? seatsTaken(client) : new Set<string>()),
  });
  await untilStopped(async () => {
    await world.stop();
    console.log(JSON.stringify(world.tally()));
  });
}
