import { randomStream, type RandomStream } from "@tocsin/kernel/random.ts";
import type { Road, Turn } from "@tocsin/roads/road-table.ts";
import { AddressBook } from "./addressing.ts";
import { arrange } from "./arrangement.ts";
import { cutBlocks } from "./blocks.ts";
import { drawJurisdictions, type Jurisdictions } from "./jurisdictions.ts";
import { buildRoads } from "./road-net.ts";
import { drawSkeleton, type Skeleton } from "./skeleton.ts";
import { nameStreets, type StreetMap } from "./streets.ts";
import { turnRules, withOneWays } from "./traffic-rules.ts";

/** The ground of the demo city: everything before people, units and places are put on it. */
export interface BuiltCity {
  readonly skeleton: Skeleton;
  readonly street: StreetMap;
  readonly roads: readonly Road[];
  readonly turns: readonly Turn[];
  readonly jurisdictions: Jurisdictions;
  readonly addresses: AddressBook;
  /** A seeded stream of its own for each purpose: adding a premise does not move a street. */
  readonly dice: (name: string) => RandomStream;
}

export function buildCity(seed: string | number): BuiltCity {
  const dice = (name: string): RandomStream => randomStream(seed, name);
  const skeleton = drawSkeleton(dice("skeleton"));
  const map = arrange(skeleton.curves);
  const { streets, covers } = cutBlocks(map, skeleton, dice("blocks"));
  const street = nameStreets(map, skeleton, streets, covers, dice("names"));
  const net = buildRoads(street, skeleton, dice("roads"));
  const isOld = (road: Road): boolean => (net.edgesOfRoad.get(road.id) ?? []).some((edge) => covers[map.face[2 * edge]!] === "OLD_TOWN");
  const roads = withOneWays(net.roads, isOld, dice("oneway"));
  return { skeleton, street, roads, turns: turnRules(roads, dice("turns")), jurisdictions: drawJurisdictions(street, dice("jurisdictions")), addresses: new AddressBook(street), dice };
}
