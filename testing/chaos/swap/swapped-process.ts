import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CRASH_POINTS } from "./crash-points.ts";
import { SWAPS, type Swap } from "./swap.ts";

const LOADER = new URL("./load-swapped.ts", import.meta.url).href;

/** What Node must be started with so that these swaps, and the crash points, hold in a process and in those that it starts. */
export interface SwappedProcess {
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where the loader notes what it did. */
  readonly mark: string;
}

export function swappedProcess(swaps: readonly Swap[], crashPoints: boolean): SwappedProcess {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-swaps-"));
  const [list, mark] = [join(folder, "swaps.json"), join(folder, "mark.txt")];
  writeFileSync(mark, "");
  writeFileSync(list, JSON.stringify({ swaps: [...(crashPoints ? CRASH_POINTS : []), ...swaps], mark: swaps.length === 0 ? null : mark }));
  return { execArgv: ["--import", LOADER], env: { [SWAPS]: list }, mark };
}
