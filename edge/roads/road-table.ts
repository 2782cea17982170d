/**
 * The roads of a city as plain data: what an operator writes in `roads.csv` and `turns.csv`,
 * what the importers make, and what `buildGraph` reads. See `road-file.ts` for the files.
 */
import type { RoadClass } from "@tocsin/contract/roads/road-class.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";

/** `forward`: only from `from` to `to`; `backward`: only from `to` to `from`. */
export const ONEWAYS = ["no", "forward", "backward"] as const;
export type Oneway = (typeof ONEWAYS)[number];

/** `no`: this turn is forbidden; `only`: every other turn from this road at this junction is forbidden. */
export const TURN_KINDS = ["no", "only"] as const;
export type TurnKind = (typeof TURN_KINDS)[number];

/** One stretch of road between two junctions. */
export interface Road {
  readonly id: string;
  /** May be empty. Roads of one name are one street to a reader. */
  readonly name: string;
  readonly class: RoadClass;
  /** Junction ids; roads meet where these are equal, not where their lines touch. */
  readonly from: string;
  readonly to: string;
  readonly oneway: Oneway;
  /** Kilometres per hour; `null` takes the class's default. */
  readonly speedKmh: number | null;
  /** Layer above (+) or below (-) the ground. */
  readonly level: number;
  readonly bridge: boolean;
  /** At least two points, from `from` to `to`. */
  readonly line: readonly LonLat[];
}

/** A rule on turning from one road into another at a junction of both. */
export interface Turn {
  readonly fromRoad: string;
  /** Junction id. */
  readonly via: string;
  readonly toRoad: string;
  readonly kind: TurnKind;
}

export interface RoadTable {
  readonly roads: readonly Road[];
  readonly turns: readonly Turn[];
}

/** Free-flow speeds, km/h, for roads that state none. */
export const DEFAULT_SPEED_KMH: Readonly<Record<RoadClass, number>> = {
  motorway: 90,
  trunk: 70,
  primary: 50,
  secondary: 45,
  tertiary: 40,
  residential: 30,
  service: 15,
};
