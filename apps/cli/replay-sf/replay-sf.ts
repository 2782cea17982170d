import { writeFileSync } from "node:fs";
import { numberOption, readArguments } from "../arguments.ts";
import { Complaint } from "../complaint.ts";
import { enginesCsv, failures, reportText } from "./report-text.ts";
import { runReplay } from "./run-replay.ts";
import { dataFolder } from "./sf-city.ts";

const DAYS_AT_HAND = 7;

/** `replay-sf [--days N] [--calls N] [--csv FILE]`: real calls of San Francisco through a running server; fails when one is lost. */
export async function replaySf(args: readonly string[]): Promise<void> {
  const { options } = readArguments(args, { days: "text", calls: "text", csv: "text" });
  const days = numberOption("days", options.days, DAYS_AT_HAND, 0.01, DAYS_AT_HAND);
  const most = numberOption("calls", options.calls, Infinity, 1, 1_000_000);
  const onProgress = (done: number, of: number): void => void process.stderr.write(`${process.stderr.isTTY ? "\r" : ""}  ${Math.round((100 * done) / of)} %${process.stderr.isTTY ? "" : "\n"}`);
  // Ctrl-C ends the run in order: its database is stopped and its folder removed.
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort(new Complaint("已中止 / stopped")));
  const result = await runReplay({ data: dataFolder(), days, onProgress, signal: stop.signal, ...(Number.isFinite(most) ? { most } : {}) });
  if (process.stderr.isTTY) process.stderr.write("\r");
  console.log(reportText(result));
  if (options.csv !== undefined) writeFileSync(options.csv, enginesCsv(result.tally.firstEngines));
  const wrong = failures(result);
  if (wrong.length > 0) throw new Complaint(`未通过 / failed: ${wrong.join("; ")}`);
  console.log("通过 / passed");
}
