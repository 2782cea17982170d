import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeCity } from "@tocsin/cities/city-files.ts";
import { demoCity } from "@tocsin/cities/generate.ts";
import { createClient } from "@tocsin/client/client.ts";
import { runOneEvent } from "./one-event.ts";
import type { Spread } from "./percentiles.ts";
import { postgresCosts } from "./process-costs.ts";
import { startWatched } from "./watched-server.ts";

/** R24 against a real server with its own PostgreSQL: `npm run bench:surge -- one-event`, shorter with `--reports 1000 --seconds 10`. */
const { values } = parseArgs({
  allowPositionals: true,
  options: { reports: { type: "string", default: "10000" }, others: { type: "string", default: "20" }, seconds: { type: "string", default: "10" }, lines: { type: "string", default: "150" }, seed: { type: "string", default: "one event" }, "node-flags": { type: "string", default: "" } },
});

const spreadText = ({ p50, p95, p99, most }: Spread): string => [p50, p95, p99, most].map((ms) => `${Math.round(ms)}`).join(" / ");

const home = mkdtempSync(join(tmpdir(), "tocsin-one-event-"));
chmodSync(home, 0o755);
const [cityDir, dataDir] = [join(home, "city"), join(home, "data")];
mkdirSync(dataDir);
const city = demoCity("lanjiang");
writeCity(cityDir, city);
try {
  const server = await startWatched(cityDir, dataDir, values["node-flags"].split(" ").filter((flag) => flag !== ""));
  const client = createClient({ base: server.url });
  const seat = (await client.demo()).signIns.find(({ role }) => role === "SIMULATION")!;
  await client.signIn(seat.account, seat.password);
  const { head } = (await client.city());
  const [reports, others] = [Number(values.reports), Number(values.others)];
  const before = { server: await server.watched(), postgres: postgresCosts(dataDir), own: process.cpuUsage() };
  const result = await runOneEvent({
    url: server.url, token: client.caller.token!, reports, others, withinMs: Number(values.seconds) * 1_000, lines: Number(values.lines), centre: head.centre, eventType: "FR-01", otherTypes: ["CR-03", "PO-01", "TR-01"], seed: values.seed,
  });
  const watched = await server.watched();
  const own = process.cpuUsage(before.own);
  const each = (ms: number): string => (ms / (reports + others)).toFixed(2);
  const postgresMs = (postgresCosts(dataDir)?.cpuMs ?? 0) - (before.postgres?.cpuMs ?? 0);
  await server.stop();
  console.log([
    `报警 reports ${reports} + ${others}, 收妥 acknowledged ${result.acknowledged}, 拒绝 refused ${JSON.stringify(result.refused)}, 用时 took ${(result.tookMs / 1_000).toFixed(1)} s, 并为一张 one card after ${(result.oneMs / 1_000).toFixed(1)} s`,
    `处理器 CPU a report, ms: server ${each(watched.cpuMs - before.server.cpuMs)}, PostgreSQL ${each(postgresMs)}, generator ${each((own.user + own.system) / 1_000)}`,
    `每张卡片的报警 reports a card: ${result.spread.slice(0, 8).join(", ")}${result.spread.length > 8 ? " …" : ""}`,
    `同一事件卡片 cards of the event: ${result.cards.opened} → ${result.cards.left} (合并可撤销 merge taken back: ${result.unmerged}), 计数 counted ${result.counted}`,
    `其他警情可见 others visible as their own: ${result.othersVisible} / ${others}`,
    `接警耗时 a report, ms p50/p95/p99/most: ${spreadText(result.report)}`,
    `其他警情耗时 one of the others: ${spreadText(result.other)}`,
    `服务器 server: ${JSON.stringify(watched)}`,
  ].join("\n"));
  const sound = result.acknowledged === reports + others && result.counted === reports && result.cards.left <= 5 && result.othersVisible === others && result.unmerged;
  process.exitCode = sound ? 0 : 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}
