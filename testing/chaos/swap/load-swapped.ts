import { appendFileSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { RottenSwap, SWAPS, swapped, type Swap } from "./swap.ts";

/*
 * Loaded with `--import` by the chaos suite alone: puts other texts into sources while they are loaded, for crash points and
 * for seeded bugs. The product knows nothing of it and has no switch of its own. Refused where a city may be in use.
 */
const list = process.env[SWAPS];
const ROOT = new URL("../../../", import.meta.url).href;

if (list !== undefined && list !== "") {
  if (process.env["NODE_ENV"] === "production" || process.env["TOCSIN_PRODUCTION"] === "1") throw new Error("sources are never swapped in production");
  const { swaps, mark } = JSON.parse(readFileSync(list, "utf8")) as { swaps: readonly Swap[]; mark: string | null };
  const byFile = Map.groupBy(swaps, ({ file }) => file);
  const apply = (file: string, source: string): string => {
    try {
      const text = byFile.get(file)!.reduce(swapped, source);
      if (mark !== null) appendFileSync(mark, `applied ${file}\n`);
      return text;
    } catch (error) {
      if (mark !== null && error instanceof RottenSwap) appendFileSync(mark, `rotten ${error.message}\n`);
      throw error;
    }
  };
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      const file = url.startsWith(ROOT) ? url.slice(ROOT.length) : "";
      return byFile.has(file) ? { ...loaded, source: apply(file, String(loaded.source)) } : loaded;
    },
  });
  // Migrations are read, not loaded: whoever asks for them as text gets the swapped one.
  (globalThis as { tocsinMigration?: (name: string, sql: string) => string }).tocsinMigration = (name, sql) => {
    const file = `edge/ledger/migrations/${name}`;
    return byFile.has(file) ? apply(file, sql) : sql;
  };
}

/** In a process of its own a named step kills, at its n-th time: `TOCSIN_CRASH_AT=committed:3`. */
const [step, times] = (process.env["TOCSIN_CRASH_AT"] ?? "").split(":");
if (step !== undefined && step !== "") {
  let left = Infinity;
  process.on("SIGUSR2", () => (left = Number(times ?? 1)));
  (globalThis as { tocsinStep?: (name: string) => unknown }).tocsinStep = (name) => {
    if (name === step && --left === 0) process.kill(process.pid, "SIGKILL");
  };
}
