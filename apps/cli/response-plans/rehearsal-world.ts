import type { City } from "@tocsin/contract/organisation/city.ts";
import type { RehearsalWorld } from "@tocsin/engine/plans/rehearse-plan.ts";
import { driveMs } from "@tocsin/engine/simulate/travel-table.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { driveCostsOf } from "@tocsin/roads/turn-costs.ts";
import { graphOf, hasRoads, hasSpeeds, populationOf } from "../city-folder.ts";
import { Complaint } from "../complaint.ts";
import { junctionNear, roadsAsTable, roadsByHour, TargetList } from "../policies/roads-as-table.ts";

/** Places of incidents at most: each is one row of the table of driving times. */
const SCENES = 200;

/** A city as a plan is rehearsed in it: its units at their posts, places from its addresses and premises, its roads by the hours of its speeds. @throws Complaint without roads, units or places. */
export function rehearsalWorld(dir: string, city: City, seed: string): RehearsalWorld {
  if (!hasRoads(dir)) throw new Complaint("城市没有道路,不能推演 / the city has no roads to rehearse on");
  const speeds = hasSpeeds(dir) ? city.speeds : null;
  const graph = graphOf(dir, speeds === null ? {} : driveCostsOf(speeds));
  const posts = city.units.map(({ lon, lat }) => junctionNear(graph, [lon, lat]));
  const targets = new TargetList();
  const places = randomStream(seed, "scenes").shuffle(populationOf(dir).scenes).slice(0, SCENES).map(({ point }) => junctionNear(graph, point)).filter((junction) => junction >= 0);
  const scenes = places.map((junction) => targets.of(junction));
  if (posts.length === 0 || scenes.length === 0) throw new Complaint("城市没有单元或地点 / the city has no units or no places");
  const hourly = speeds === null ? null : roadsByHour(graph, speeds, city.head.utcOffset, targets.junctions, 0);
  const free = hourly === null ? roadsAsTable(graph, targets.junctions, 0) : null;
  const setOff = graph.startMs;
  return {
    units: city.units.map(({ id, capabilities }) => ({ id, capabilities })), scenes: scenes.length, busy: city.policies.busyFraction, types: city.types, keys: city.factKeys,
    driveMs: (unit, scene, hour) => {
      const table = free ?? hourly!.tables[hourly!.ofHour[hour]!]!;
      const post = posts[unit]!;
      const ms = post < 0 ? -1 : driveMs(table, post, scenes[scene]!);
      return ms < 0 ? -1 : ms + setOff;
    },
  };
}
