import { createClient } from "@tocsin/client/client.ts";
import { numberOption, readArguments } from "./arguments.ts";
import { worldOf } from "./city-folder.ts";
import { Complaint } from "./complaint.ts";
import { DEMO_SEED } from "./demo/demo-folder.ts";
import { type OpenDemo, openDemo } from "./demo/open-demo.ts";
import { scaledClock } from "./scaled-clock.ts";
import { untilStopped } from "./until-stopped.ts";
import { runWorld, type RunningWorld, type WorldOptions } from "./world/run-world.ts";
import { seatsTaken } from "./world/seats-taken.ts";

/** Role of the seat from which the simulated people act. */
const SIMULATION = "SIMULATION";

async function announceSeats(url: string): Promise<void> {
  console.log(`  指挥台 console   ${url}/`);
  console.log(`  移动警务 field   ${url}/field/\n`);
  console.log("  登录(每个席位可直接接管)/ sign-ins, any seat can be taken over:");
  const { signIns } = await createClient({ base: url }).demo();
  for (const row of signIns.filter((candidate) => candidate.role !== SIMULATION)) {
    console.log(`    ${row.account.padEnd(18)} ${row.password.padEnd(18)} ${row.roleZh} ${row.name}${row.unitId === null ? "" : ` · ${row.unitId}`}`);
  }
}

async function announce({ server, neighbour, partnerKey }: OpenDemo): Promise<void> {
  console.log(`\n  警钟 Tocsin · 演示城市已启动 / the demo city is alive\n`);
  await announceSeats(server.url);
  console.log(`\n  伙伴密钥(消防监督检查平台,只读协议数据)/ a partner's key, which reads by agreement:\n    ${partnerKey}`);
  if (neighbour !== null) {
    console.log("\n  毗邻城市 渚口市,边界地带见地图 / the neighbour, Zhukou; the shared strip is on the map\n");
    // Another host than the first, so that one browser keeps both sign-ins: cookies do not tell ports apart.
    await announceSeats(neighbour.url.replace("127.0.0.1", "localhost"));
  }
  console.log("\n  演示城市的口令人人可知,不要求修改 / these passwords are known to all and need no change");
  console.log("\n  Ctrl-C 停止 / stops it\n");
}

async function liveIn({ server, cityDir, city }: OpenDemo, pace: Pick<WorldOptions, "now" | "speed" | "callsPerMinute">): Promise<RunningWorld> {
  const client = createClient({ base: server.url });
  const seat = (await client.demo()).signIns.find((row) => row.role === SIMULATION);
  if (seat === undefined) throw new Complaint("演示城市没有模拟席位 / the demo city has no seat for its simulation");
  await client.signIn(seat.account, seat.password);
  return runWorld({ client, city: await client.city(), ...worldOf(cityDir, city), ...pace, openingCalls: 14, seed: DEMO_SEED, seatsTaken: () => seatsTaken(client) });
}

/** Starts database, server and simulated world over the demo city; `--fresh` forgets what happened before, `--neighbour` starts a small city beside it. */
export async function demo(args: readonly string[]): Promise<void> {
  const { options } = readArguments(args, { port: "text", calls: "text", speed: "text", fresh: "flag", neighbour: "flag" });
  const port = numberOption("port", options.port, 8080, 0, 65_535);
  const speed = numberOption("speed", options.speed, 1, 0.1, 60);
  const callsPerMinute = numberOption("calls", options.calls, 4, 0.1, 120);
  const clock = scaledClock(speed);
  const opened = await openDemo({ port, fresh: options.fresh, neighbour: options.neighbour, clock });
  const living = announce(opened).then(() => liveIn(opened, { now: clock.now, speed, callsPerMinute }));
  // Whoever stops it while people still come on duty waits for them, so that no database is left behind.
  const stopped = untilStopped(async () => {
    await (await living).stop();
    await opened.close();
  });
  await living;
  await stopped;
}
