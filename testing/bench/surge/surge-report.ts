import type { Board } from "@tocsin/contract/views.ts";
import type { IntakeCheck } from "./check-intakes.ts";
import type { ProcessCosts } from "./process-costs.ts";
import type { SurgeResult, Timed } from "./surge-load.ts";
import type { Watched } from "./watch-process.ts";

export interface Moment {
  readonly at: number;
  /** Load of the whole machine, over one minute. */
  readonly load: number;
  readonly server: Watched;
  readonly postgres: ProcessCosts | null;
}

const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0).padStart(6);

export function checkLines(result: SurgeResult, check: IntakeCheck): string[] {
  return [
    `接警 intakes: sent ${check.sent}, acknowledged ${check.acknowledged}, lost ${check.lost.length}, doubled ${check.doubled.length}, unknown ${check.unknown.length}`,
    `派警 P1: ordered ${result.ordered}, without a free unit ${result.noUnit}; refused ${JSON.stringify(result.refused)}`,
  ];
}

/** What stands open on a dispatcher's board, by priority. */
export function queueLine(board: Board): string {
  const counts = new Map<string, number>();
  for (const { priority } of board.incidents) counts.set(priority ?? "–", (counts.get(priority ?? "–") ?? 0) + 1);
  const beyond = board.beyond.map(({ priority, count }) => `${priority ?? "–"} ${count}`).join(", ");
  return `看板 on the board: ${[...counts].sort().map(([priority, count]) => `${priority} ${count}`).join(", ")}; 未列出 beyond it: ${beyond || "–"}`;
}

const row = (what: string, { server, client }: Timed): string =>
  `  ${what.padEnd(28)} ${String(server.count).padStart(6)}  server ${[server.p50, server.p95, server.p99, server.most].map(ms).join(" ")}   client ${[client.p50, client.p95, client.p99, client.most].map(ms).join(" ")}`;

export function loadLines(result: SurgeResult): string[] {
  return [
    "毫秒 ms:                          count         p50    p95    p99   most          p50    p95    p99   most",
    row("接警 intake", result.intake),
    row("P1 派警 recommend + order", result.dispatch),
    row("重复 duplicates", result.duplicates),
    `  generator late by p50 ${ms(result.lateness.p50)}, p99 ${ms(result.lateness.p99)} ms`,
  ];
}

export function costLines(moments: readonly Moment[]): string[] {
  const [first, last] = [moments[0]!, moments.at(-1)!];
  const seconds = (last.at - first.at) / 1_000;
  const share = (from: number, to: number): string => `${((to - from) / seconds / 10).toFixed(0)} %`;
  const during = moments.slice(1).map(({ server }) => server);
  return [
    `事件循环 event loop delay: p50 ${ms(Math.max(...during.map(({ delayP50 }) => delayP50)))}, worst p99 ${ms(Math.max(...during.map(({ delayP99 }) => delayP99)))}, most ${ms(Math.max(...during.map(({ delayMost }) => delayMost)))} ms`,
    `处理器 CPU of one core: server ${share(first.server.cpuMs, last.server.cpuMs)}, PostgreSQL ${first.postgres === null || last.postgres === null ? "–" : share(first.postgres.cpuMs, last.postgres.cpuMs)}; load of the machine ${first.load.toFixed(1)} to ${last.load.toFixed(1)}`,
    `内存 memory MB, start to end: server ${first.server.rssMb.toFixed(0)} → ${last.server.rssMb.toFixed(0)} (heap ${first.server.heapMb.toFixed(0)} → ${last.server.heapMb.toFixed(0)}), PostgreSQL ${first.postgres?.memoryMb.toFixed(0) ?? "–"} → ${last.postgres?.memoryMb.toFixed(0) ?? "–"}`,
  ];
}
