/** The roads of a city as they are driven at an instant: at the speeds of its hour. */
import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { factorsAt } from "@tocsin/engine/travel/hour-factors.ts";
import type { RoadGraph } from "./graph.ts";

/** Null in a city without roads. */
export type RoadsAt = (at: number) => RoadGraph | null;

/**
 * One graph, set anew when the hour is another than that of the last question: no timer that a clock of its own pace would miss,
 * and the first answer after the hour goes by it. `utcOffset` of the city in minutes.
 */
export function hourlyRoads(graph: RoadGraph | null, speeds: Pick<Speeds, "always" | "hours">, utcOffset: number): RoadsAt {
  return (at) => {
    graph?.setFactors(factorsAt(speeds, at, utcOffset));
    return graph;
  };
}
