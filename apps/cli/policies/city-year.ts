import type { SimCall, SimWorld, UnitFate } from "@tocsin/engine/simulate/sim-world.ts";
import { driveMs } from "@tocsin/engine/simulate/travel-table.ts";
import { DAY, HOUR, SECOND } from "@tocsin/kernel/instant.ts";
import { type RandomStream, randomStream } from "@tocsin/kernel/random.ts";
import { driveCostsOf } from "@tocsin/roads/turn-costs.ts";
import { graphOf, hasSpeeds, populationOf, soundCity } from "../city-folder.ts";
import { Complaint } from "../complaint.ts";
import { CALL_WEIGHTS } from "../world/call-words.ts";
import { junctionNear, roadsAsTable, roadsByHour, TargetList } from "./roads-as-table.ts";

/** By what the world drives, in words for reports. */
export const drivenText = ({ speedSets }: Pick<CityYear, "speedSets">): string =>
  speedSets === 0 ? "车速：畅行（城市没有 speeds.yaml）/ speeds: free flow, the city has no speeds.yaml" : `车速：按城市 speeds.yaml 各时段（${speedSets} 组），含转弯与起步 / speeds: by the hours of the city's speeds.yaml (${speedSets} sets), turns and setting off included`;

/** A year, or some days, of made-up calls in a city that stands in a folder. */
export interface CityYear {
  readonly world: SimWorld;
  readonly groups: readonly string[];
  /** Where every place of the table is, degrees. */
  readonly points: readonly (readonly [number, number])[];
  /** Local midnight of the first day. */
  readonly from: number;
  /** How many sets of speeds its hours have; 0: free flow at any hour. */
  readonly speedSets: number;
}

/** Who stands in for whom. Units of other kinds do not take part. */
const GROUPS: readonly { readonly name: string; readonly kinds: readonly string[]; readonly leads: readonly string[]; readonly sceneMs: number }[] = [
  { name: "POLICE", kinds: ["PATROL_CAR", "MOTORCYCLE"], leads: ["POLICE", "TRAFFIC_POLICE"], sceneMs: 1_500 * SECOND },
  { name: "FIRE", kinds: ["FIRE_ENGINE"], leads: ["FIRE"], sceneMs: 2_400 * SECOND },
  { name: "EMS", kinds: ["AMBULANCE"], leads: ["EMS"], sceneMs: 1_200 * SECOND },
];
const EMS = 2;
/** Scenes and cells of demand at most: each is one row of the table. */
const SCENES = 400;
const REACH_MS = 300 * SECOND;
/** Share of the day's calls by hour, relative: quiet before dawn, most in the evening. */
const HOURS = [5, 4, 3, 2, 2, 2, 3, 5, 7, 8, 8, 8, 9, 8, 8, 8, 9, 10, 11, 12, 12, 11, 9, 7];
/** 2026-03-01T00:00 in China. */
const FROM = Date.UTC(2026, 1, 28, 16);
const CARRIED = 0.6;

/** Positive times around a median, with a long tail. */
const around = (dice: RandomStream, median: number, spread: number): number => Math.round(median * Math.exp(dice.normal(0, spread)));

/** `startMs`: what setting off takes beside the roads. */
function fate(dice: RandomStream, group: number, hospital: number, startMs: number): UnitFate {
  const carries = group === EMS && dice.next() < CARRIED;
  return {
    turnOutMs: startMs + around(dice, 45 * SECOND, 0.3), pace: Math.min(2_500, Math.max(500, around(dice, 1_000, 0.2))),
    sceneMs: around(dice, GROUPS[group]!.sceneMs, 0.6), carryTo: carries ? hospital : -1, handoverMs: carries ? around(dice, 900 * SECOND, 0.4) : 0,
  };
}

/**
 * Calls of `days` days at `callsPerHour` on average, seeded: when, what, where, and what befalls each have random streams of
 * their own, so that a change to one leaves the others as they are. @throws Complaint on a faulty city.
 */
export function cityYear(dir: string, days: number, callsPerHour: number, seed: string): CityYear {
  const city = soundCity(dir);
  const speeds = hasSpeeds(dir) ? city.speeds : null;
  const graph = graphOf(dir, speeds === null ? {} : driveCostsOf(speeds));
  const targets = new TargetList();
  const units = city.units.flatMap(({ id, kind, lon, lat }) => {
    const group = GROUPS.findIndex(({ kinds }) => kinds.includes(kind));
    return group < 0 ? [] : [{ id, group, post: targets.of(junctionNear(graph, [lon, lat])) }];
  }).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (units.length === 0) throw new Complaint("城市没有可派车辆 / the city has no units that drive");
  const posts = targets.junctions.map((_, i) => i);
  const hospitals = city.premises.filter(({ kind }) => kind === "HOSPITAL").map(({ lon, lat }) => targets.of(junctionNear(graph, [lon, lat])));
  const scenes = randomStream(seed, "scenes").shuffle(populationOf(dir).scenes).slice(0, SCENES).map(({ point }) => targets.of(junctionNear(graph, point)));
  const hourly = speeds === null ? null : roadsByHour(graph, speeds, city.head.utcOffset, targets.junctions, posts.length);
  const table = hourly?.tables[0] ?? roadsAsTable(graph, targets.junctions, posts.length);
  const known = scenes.filter((target) => driveMs(table, table.targets[posts[0]!]!, target) >= 0);
  const nearestHospital = (target: number): number =>
    hospitals.reduce((best, hospital) => (best < 0 || driveMs(table, table.targets[target]!, hospital) < driveMs(table, table.targets[target]!, best) ? hospital : best), -1);
  const types = city.types.filter(({ code, lead }) => code in CALL_WEIGHTS && GROUPS.some(({ leads }) => leads.includes(lead)));
  const total = types.reduce((sum, { code }) => sum + CALL_WEIGHTS[code]!, 0);
  const [when, what, where, luck] = ["arrivals", "types", "places", "fates"].map((name) => randomStream(seed, name)) as [RandomStream, RandomStream, RandomStream, RandomStream];
  const calls: SimCall[] = [];
  const mostInHour = (callsPerHour * 24 * Math.max(...HOURS)) / HOURS.reduce((sum, n) => sum + n, 0);
  // Thinning (Lewis & Shedler 1979): arrivals at the busiest hour's rate, kept by the share of their own hour.
  for (let at = FROM; ; ) {
    at += when.exponential(HOUR / mostInHour);
    if (at >= FROM + days * DAY) break;
    if (when.next() * Math.max(...HOURS) > HOURS[Math.floor((at - FROM) / HOUR) % 24]!) continue;
    let rest = what.next() * total;
    const type = types.find(({ code }) => (rest -= CALL_WEIGHTS[code]!) < 0) ?? types[0]!;
    const group = GROUPS.findIndex(({ leads }) => leads.includes(type.lead));
    const target = where.pick(known);
    const receivedAt = Math.round(at);
    const hospital = hospitals.length === 0 ? -1 : nearestHospital(target);
    calls.push({
      receivedAt, readyAt: receivedAt + around(luck, 40 * SECOND, 0.5), target, priority: type.priority, group,
      fates: Array.from({ length: type.priority === "P1" ? 2 : 1 }, () => fate(luck, group, hospital, graph.startMs)),
    });
  }
  const cover = { weights: known.map(() => 1), busyFraction: city.policies.busyFraction, reachedFromPost: posts.map((post) => Int32Array.from(known.flatMap((target, cell) => (driveMs(table, table.targets[post]!, target) <= REACH_MS ? [cell] : [])))) };
  return {
    from: FROM, speedSets: hourly?.tables.length ?? 0, groups: GROUPS.map(({ name }) => name), points: graph.junctionPoints.map(([lon, lat]) => [lon, lat] as const),
    world: { table, ...(hourly === null ? {} : { hourly }), posts, units, calls: calls.sort((a, b) => a.readyAt - b.readyAt), cover, reportEveryMs: 10 * SECOND },
  };
}
