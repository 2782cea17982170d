import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { buildGazetteer } from "./gazetteer.ts";
import type { NamedRoad, Place } from "./place.ts";

const shared = process.env.TOCSIN_SHARED ?? join(dirname(fileURLToPath(import.meta.url)), "../../../shared");
const skip = existsSync(join(shared, "data/roads")) ? false : "the shared data folder is not here (set TOCSIN_SHARED)";
const rows = (name: string): Record<string, string>[] => parse(readFileSync(join(shared, "data", name), "utf8"), { columns: true });

/** The streets and the ends of their number ranges, as the importer in edge/roads makes them. */
function sanFrancisco(): { places: Place[]; roads: NamedRoad[] } {
  const places: Place[] = [];
  const roads: NamedRoad[] = [];
  for (const row of rows("roads/san_francisco/sf_edges.csv")) {
    const name = row["streetname"]!.replace(/\b0+(\d+(?:ST|ND|RD|TH))\b/g, "$1");
    const line = row["polyline_lonlat"]!.split(" ").map((pair): LonLat => [Number(pair.split(",")[0]), Number(pair.split(",")[1])]);
    roads.push({ name, from: row["from_node"]!, to: row["to_node"]!, line });
    for (const [field, point] of [["lf_fadd", line[0]!], ["rt_fadd", line[0]!], ["lf_toadd", line.at(-1)!], ["rt_toadd", line.at(-1)!]] as const) {
      if (row[field] !== "0") places.push({ id: `${row["cnn"]}-${field}`, kind: "ADDRESS", name: `${row[field]} ${name}`, aliases: [], district: row["nhood"]!, point });
    }
  }
  return { places, roads };
}

test("INC-03: the addresses of seven days of San Francisco fire calls are found where the records put them", { skip }, () => {
  const city = sanFrancisco();
  const gazetteer = buildGazetteer(city.places, city.roads);
  const block = gazetteer.search("4000 Block of MISSION ST")[0]!;
  assert.equal(block.how, "block");
  const ends = ["4001 MISSION ST", "4099 MISSION ST"].map((name) => gazetteer.search(name)[0]!.point);
  assert.ok(distanceM(block.point, [(ends[0]![0] + ends[1]![0]) / 2, (ends[0]![1] + ends[1]![1]) / 2]) < 30);

  const recorded = new Map<string, LonLat>();
  for (const row of rows("incidents/sf_fire_calls_2020-04-07_13.csv")) {
    const place = /\((.*), (.*)\)/.exec(row["Location"]!);
    if (place) recorded.set(row["Address"]!, [Number(place[2]), Number(place[1])]);
  }
  const misses: number[] = [];
  let unknown = 0;
  for (const [text, point] of recorded) {
    const best = gazetteer.search(text)[0];
    if (best) misses.push(distanceM(best.point, point));
    else unknown += 1;
  }
  misses.sort((a, b) => a - b);
  const quantile = (share: number): number => misses[Math.floor(share * misses.length)]!;
  assert.ok(recorded.size > 1500 && unknown / recorded.size < 0.01, `${unknown} of ${recorded.size} unknown`);
  assert.ok(quantile(0.5) < 15 && quantile(0.9) < 100 && quantile(0.95) < 200, `${quantile(0.5)} ${quantile(0.9)} ${quantile(0.95)}`);
});
