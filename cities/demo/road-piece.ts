import type { Road } from "@tocsin/roads/road-table.ts";
import type { Vec } from "./plane.ts";
import type { RoadClass } from "./skeleton.ts";

/** A piece of road between two nodes, before pieces are joined to roads. */
export interface RoadPiece {
  readonly from: string;
  readonly to: string;
  readonly class: RoadClass;
  readonly name: string;
  readonly oneway: Road["oneway"];
  readonly level: number;
  readonly bridge: boolean;
  readonly line: readonly Vec[];
  /** Edge of the map that it came from; -1 for ramps and lanes. */
  readonly edge: number;
}
