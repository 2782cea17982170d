import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { driveCostsOf } from "@tocsin/roads/turn-costs.ts";
import { graphOf, hasSpeeds, populationOf, soundCity } from "../city-folder.ts";
import { readRecords } from "../replay-sf/records.ts";
import { dataFolder, RECORDS_FILE, writeSanFrancisco } from "../replay-sf/sf-city.ts";
import { withLedger } from "../with-ledger.ts";
import { readPastCalls, type PastCall } from "./past-calls.ts";

export interface PlanCity {
  readonly city: City;
  readonly graph: RoadGraph;
  /** What the city says of driving (`speeds.yaml`); null where it says nothing, and roads go at free flow. */
  readonly speeds: Speeds | null;
  readonly calls: readonly PastCall[];
  /** Where the demand comes from, in words. */
  readonly source: { readonly zh: string; readonly en: string };
}

export interface PlanSources {
  /** A city's folder, or `sf` for San Francisco made of the shared data. */
  readonly city: string;
  readonly calls: string | undefined;
  readonly data: string | undefined;
}

/** @throws Complaint naming what is wrong with the city, the calls or the ledger. */
export async function loadPlanCity(sources: PlanSources): Promise<PlanCity> {
  if (sources.city !== "sf") return loadFrom(sources.city, sources, null);
  const file = join(dataFolder(), RECORDS_FILE);
  const folder = mkdtempSync(join(tmpdir(), "tocsin-plan-"));
  try {
    writeSanFrancisco(dataFolder(), folder, readRecords(readFileSync(file, "utf8")).calls);
    return await loadFrom(folder, sources, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function loadFrom(dir: string, { calls, data }: PlanSources, ownCalls: string | null): Promise<PlanCity> {
  const city = soundCity(dir);
  const speeds = hasSpeeds(dir) ? city.speeds : null;
  const ground = { city, speeds, graph: graphOf(dir, speeds === null ? {} : driveCostsOf(speeds)) };
  const file = calls ?? (data === undefined ? ownCalls : null);
  if (file !== null) return { ...ground, calls: readPastCalls(file), source: { zh: "历史警情文件", en: "a file of past calls" } };
  if (data !== undefined) return { ...ground, calls: await callsOfLedger(data), source: { zh: "本系统历史警情", en: "past incidents of this system" } };
  // A city without history yet: every place from which somebody could call counts once.
  return { ...ground, calls: populationOf(dir).scenes.map(({ point }) => ({ point, at: null, travelMs: null })), source: { zh: "地点代替历史警情(尚无历史)", en: "places, since there is no history yet" } };
}

/** The drive of the unit that arrived first. */
function firstDrive({ orders }: Incident): number | null {
  const runs = orders.flatMap((order) => order.assignments).filter(({ enRouteAt, arrivedAt }) => enRouteAt !== null && arrivedAt !== null);
  const first = runs.sort((a, b) => a.arrivedAt! - b.arrivedAt!)[0];
  return first === undefined ? null : first.arrivedAt! - first.enRouteAt!;
}

/** Every incident with a place on the map; drills, cancelled calls and duplicates left out. */
export const countsAsCall = ({ drill, status, place }: Pick<Incident, "drill" | "status" | "place">): boolean => !drill && status !== "CANCELLED" && status !== "MERGED" && place?.point != null;

function callsOfLedger(data: string): Promise<PastCall[]> {
  return withLedger(data, async (ledger) => {
    const calls: PastCall[] = [];
    for (let before: string | undefined; ; ) {
      const page = await ledger.list("incident", undefined, { limit: 1_000, ...(before === undefined ? {} : { before }) });
      for (const { state } of page) {
        const incident = state as Incident;
        const point = incident.place?.point;
        if (countsAsCall(incident) && point) calls.push({ point: [point.lon, point.lat], at: incident.receivedAt, travelMs: firstDrive(incident) });
      }
      before = page.at(-1)?.id;
      if (page.length < 1_000) return calls;
    }
  });
}
