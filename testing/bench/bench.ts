import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importOsm } from "@tocsin/roads/osm.ts";
import { readSanFrancisco } from "@tocsin/roads/sf.ts";
import { sharedData } from "../shared-data.ts";
import { benchDurability } from "./durable-bench.ts";
import { benchFanOut } from "./fan-out-bench.ts";
import { benchPlans } from "./plans-bench.ts";
import { benchPositions } from "./positions-bench.ts";
import { benchRecommendation, type BenchPart } from "./recommendation-bench.ts";
import { benchRoads } from "./roads-bench.ts";
import { benchRelocation } from "./relocation-bench.ts";
import { benchRestart } from "./restart-bench.ts";
import { benchSimulator } from "./simulator-bench.ts";
import { benchSiting } from "./siting-bench.ts";
import { tableText } from "./rounds.ts";

/** Parts by name; `npm run bench -- recommendation` runs one. */
const PARTS: Readonly<Record<string, () => Promise<BenchPart>>> = {
  async recommendation() {
    const data = sharedData();
    if (data === null) return { rows: [], noise: ["recommendation left out: the shared data folder is not here (set TOCSIN_SHARED)"] };
    const folder = mkdtempSync(join(tmpdir(), "tocsin-valhalla-"));
    try {
      const sf = await benchRecommendation("San Francisco", readSanFrancisco(readFileSync(join(data, "roads/san_francisco/sf_edges.csv"), "utf8")).table, join(folder, "sf"));
      const rn = await benchRecommendation("Rhein-Neckar", (await importOsm(join(data, "roads/osm/rhein-neckar_rnv.osm.pbf"))).table, join(folder, "rn"));
      return { rows: [...sf.rows, ...rn.rows], noise: [...sf.noise, ...rn.noise] };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  async roads() {
    const data = sharedData();
    if (data === null) return { rows: [], noise: ["roads left out: the shared data folder is not here (set TOCSIN_SHARED)"] };
    const folder = mkdtempSync(join(tmpdir(), "tocsin-valhalla-"));
    try {
      return await benchRoads(readSanFrancisco(readFileSync(join(data, "roads/san_francisco/sf_edges.csv"), "utf8")).table, folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  relocation: benchRelocation,
  async simulator() {
    const data = sharedData();
    return data === null ? { rows: [], noise: ["simulator left out: the shared data folder is not here (set TOCSIN_SHARED)"] } : benchSimulator(data);
  },
  durability: benchDurability,
  plans: benchPlans,
  restart: benchRestart,
  stream: benchFanOut,
  positions: benchPositions,
  async siting() {
    const data = sharedData();
    return data === null ? { rows: [], noise: ["siting left out: the shared data folder is not here (set TOCSIN_SHARED)"] } : benchSiting(data);
  },
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`没有这一项 / no such part: ${unknown.join(", ")} (${Object.keys(PARTS).join(" ")})`);
  process.exit(2);
}
const parts: BenchPart[] = [];
for (const [name, run] of Object.entries(PARTS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.error(`… ${name}`);
  parts.push(await run());
}
console.log(tableText(parts.flatMap((part) => part.rows), parts.flatMap((part) => part.noise)));
process.exit(0);
