import { createServer } from "node:net";
import { join } from "node:path";
import { STANDARD_DIR } from "@tocsin/cities/standard-folder.ts";
import { createClient } from "@tocsin/client/client.ts";
import { composeServer, type RunningServer } from "@tocsin/server/compose.ts";
import { numberOption, readArguments } from "./arguments.ts";
import { worldOf } from "./city-folder.ts";
import { Complaint } from "./complaint.ts";
import { DEMO_SEED, demoFolder } from "./demo-folder.ts";
import { scaledClock } from "./scaled-clock.ts";
import { untilStopped } from "./until-stopped.ts";
import { runWorld } from "./world/run-world.ts";
import { seatsTaken } from "./world/seats-taken.ts";

/** Role of the seat from which the simulated people act. */
const SIMULATION = "SIMULATION";

/** Whether a port can be listened on. */
const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });

async function announce(server: RunningServer): Promise<void> {
  const { signIns } = await createClient({ base: server.url }).demo();
  console.log(`\n  警钟 Tocsin · 演示城市已启动 / the demo city is alive\n`);
  console.log(`  指挥台 console   ${server.url}/`);
  console.log(`  移动警务 field   ${server.url}/field/\n`);
  console.log("  登录(每个席位可直接接管)/ sign-ins, any seat can be taken over:");
  for (const row of signIns.filter((candidate) => candidate.role !== SIMULATION)) {
    console.log(`    ${row.account.padEnd(18)} ${row.password.padEnd(18)} ${row.roleZh} ${row.name}${row.unitId === null ? "" : ` · ${row.unitId}`}`);
  }
  console.log("\n  演示城市的口令人人可知,不要求修改 / these passwords are known to all and need no change");
  console.log("\n  Ctrl-C 停止 / stops it\n");
}

/** Starts database, server and simulated world over the demo city; `--fresh` forgets what happened before. */
export async function demo(args: readonly string[]): Promise<void> {
  const { options } = readArguments(args, { port: "text", calls: "text", speed: "text", fresh: "flag" });
  const wanted = numberOption("port", options.port, 8080, 0, 65_535);
  const speed = numberOption("speed", options.speed, 1, 0.1, 60);
  const callsPerMinute = numberOption("calls", options.calls, 4, 0.1, 120);
  const { home, cityDir } = demoFolder(options.fresh);
  const clock = scaledClock(speed);
  const port = (await isFree(wanted)) ? wanted : 0;
  const server = await composeServer({ cityDir, standardDir: STANDARD_DIR, database: { folder: join(home, "database") }, clock, port, demo: true, keepFirstPasswords: true });
  await announce(server);
  const client = createClient({ base: server.url });
  const seat = (await client.demo()).signIns.find((row) => row.role === SIMULATION);
  if (seat === undefined) throw new Complaint("演示城市没有模拟席位 / the demo city has no seat for its simulation");
  await client.signIn(seat.account, seat.password);
  const world = await runWorld({
    client, city: await client.city(), ...worldOf(cityDir), now: clock.now, speed, callsPerMinute,
    openingCalls: 14, seed: DEMO_SEED, seatsTaken: () => seatsTaken(client),
  });
  await untilStopped(async () => {
    await world.stop();
    await server.close();
  });
}
