import { accessFaults } from "@tocsin/city/check-rapid-points.ts";
import { faultText, type Fault as CityFault } from "@tocsin/city/fault.ts";
import { loadMapLayers, type MapLayer, type MapShape } from "@tocsin/city/map-layer.ts";
import { ACCESS_M } from "@tocsin/contract/organisation/rapid-point.ts";
import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { buildGazetteer, type Gazetteer } from "@tocsin/places/gazetteer.ts";
import type { Place } from "@tocsin/places/place.ts";
import { parsePlaces } from "@tocsin/places/place-file.ts";
import { buildGraph, type RoadGraph } from "@tocsin/roads/graph.ts";
import { snap } from "@tocsin/roads/snap.ts";
import { driveCostsOf } from "@tocsin/roads/turn-costs.ts";
import { cityText, readRoads } from "./read-roads.ts";

/** The ground of a city: its roads, the names of its places, and what the map draws under them. */
export interface Ground {
  /** Null when the city has no roads file: travel is then taken from straight lines (X-08). */
  readonly graph: RoadGraph | null;
  readonly places: readonly Place[];
  readonly gazetteer: Gazetteer;
  readonly layers: Readonly<Record<MapLayer, readonly MapShape[]>>;
  /** Files that the city does not have. */
  readonly absent: readonly ("roads" | "places")[];
}

/** Roads or places with faults do not start, like the rest of a city; the message names every fault. */
export class FaultyGround extends Error {
  override readonly name = "FaultyGround";

  constructor(dir: string, faults: readonly string[]) {
    super(`道路、地名或快反点数据有 ${faults.length} 处错误,不能启动 / roads, places or rapid-response points have ${faults.length} fault(s), the city does not start: ${dir}\n${faults.map((line) => `  ${line}`).join("\n")}`);
  }
}

interface LineFault {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

const lineText = ({ file, line, field, message }: LineFault): string => `${file}:${line} ${field} ${message}`;
const cityFaultText = (fault: CityFault): string => `${faultText(fault, "zh")} / ${faultText(fault, "en")}`;

/** Reads `roads.csv`, `turns.csv`, `places.csv` and `map/` of a city's folder, and sees that a road leads to every rapid-response point; what drives cost is the city's too. @throws FaultyGround */
export function loadGround(dir: string, speeds: Pick<Speeds, "startS" | "turnS">): Ground {
  const placesText = cityText(dir, "places.csv");
  const roads = readRoads(dir);
  const { places, faults: placeFaults } = placesText === undefined ? { places: [], faults: [] } : parsePlaces(placesText);
  const { layers, faults: layerFaults } = loadMapLayers(dir);
  const faults = [...(roads?.faults ?? []).map(lineText), ...placeFaults.map(lineText), ...layerFaults.map(cityFaultText)];
  if (faults.length > 0) throw new FaultyGround(dir, faults);
  const table = roads?.table ?? { roads: [], turns: [] };
  const graph = table.roads.length === 0 ? null : buildGraph(table, driveCostsOf(speeds));
  // Without roads there is nothing to judge a point by; the city is served and says what it lacks (X-08).
  const beyond = graph === null ? [] : accessFaults(dir, (point) => snap(graph, point, { maxDistanceM: ACCESS_M }) !== null);
  if (beyond.length > 0) throw new FaultyGround(dir, beyond.map(cityFaultText));
  return {
    graph,
    places,
    gazetteer: buildGazetteer(places, table.roads),
    layers,
    absent: [...(table.roads.length === 0 ? (["roads"] as const) : []), ...(places.length === 0 ? (["places"] as const) : [])],
  };
}
