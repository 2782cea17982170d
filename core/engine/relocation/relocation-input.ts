import { type DurationMs } from "@tocsin/kernel/instant.ts";

/** A part of the city with its own target: the centre within five minutes, the country within twenty. */
export interface CoverArea {
  readonly code: string;
  /** Travel time within which a cell of this area counts as reached. */
  readonly targetMs: DurationMs;
  /** Share (0 to 1) of the area's demand whose expected cover is enough. With 1 more cover is always better. */
  readonly goal: number;
}

/** The demand of a city in cells. */
export interface CoverDemand {
  readonly areas: readonly CoverArea[];
  /** Demand of each cell, at least 0; only ratios matter. */
  readonly weights: ArrayLike<number>;
  /** Index of each cell's area. */
  readonly areaOf: ArrayLike<number>;
  /** Share of time in which a unit is taken to be busy, in [0, 1). */
  readonly busyFraction: number;
}

/** A unit that stands by. One that drives to a post counts as standing there already. */
export interface StandingUnit {
  readonly unitId: string;
  /** Cells that it reaches within their area's target; each once. */
  readonly reached: ArrayLike<number>;
  /** Driving time to each post in the order of `posts`; -1 where there is no way. Null: counts for cover, but is not to be moved. */
  readonly driveMs: ArrayLike<number> | null;
  /** Post at which it stands or to which it drives; null elsewhere. It is not advised to go where it is. */
  readonly postId: string | null;
}

export interface RelocationPost {
  readonly postId: string;
  readonly reached: ArrayLike<number>;
  /** How many more units may stand there; null when there is no limit. */
  readonly room: number | null;
}

export interface RelocationInput {
  readonly demand: CoverDemand;
  /** All units of one kind that stand in for each other; a fire engine does not cover for a patrol car. */
  readonly units: readonly StandingUnit[];
  readonly posts: readonly RelocationPost[];
  /** Share of all demand that a move must win to be worth a drive. */
  readonly leastGain: number;
  /** Longer drives are not advised. */
  readonly mostDriveMs: DurationMs;
}

/** Cells that are reached within the target of their own area, from driving times to each cell (-1: no way). */
export function reachedInTarget(driveMs: ArrayLike<number>, { areas, areaOf }: Pick<CoverDemand, "areas" | "areaOf">): Int32Array {
  const reached: number[] = [];
  for (let cell = 0; cell < driveMs.length; cell++) {
    const ms = driveMs[cell]!;
    if (ms >= 0 && ms <= areas[areaOf[cell]!]!.targetMs) reached.push(cell);
  }
  return Int32Array.from(reached);
}

const fault = (path: string, rule: string, value: unknown): never => {
  throw new RangeError(`relocation: ${path} ${rule}, got ${String(value)}`);
};

function checkCells(path: string, reached: ArrayLike<number>, cells: number): void {
  const seen = new Uint8Array(cells);
  for (let i = 0; i < reached.length; i++) {
    const cell = reached[i]!;
    if (!Number.isInteger(cell) || cell < 0 || cell >= cells) fault(`${path}[${i}]`, `must be a cell of 0 to ${cells - 1}`, cell);
    if (seen[cell] === 1) fault(`${path}[${i}]`, "must name each cell once", cell);
    seen[cell] = 1;
  }
}

/** @throws RangeError naming the first field that the advice cannot trust. */
export function checkRelocation({ demand, units, posts, leastGain, mostDriveMs }: RelocationInput): void {
  const cells = demand.weights.length;
  if (demand.areaOf.length !== cells) fault("demand.areaOf", `must have ${cells} cells`, demand.areaOf.length);
  demand.areas.forEach((area, i) => {
    if (!(area.goal >= 0 && area.goal <= 1)) fault(`demand.areas[${i}].goal`, "must lie in 0 to 1", area.goal);
  });
  for (let cell = 0; cell < cells; cell++) if (demand.areas[demand.areaOf[cell]!] === undefined) fault(`demand.areaOf[${cell}]`, "must be an area", demand.areaOf[cell]);
  if (!(leastGain >= 0)) fault("leastGain", "must be at least 0", leastGain);
  if (!(mostDriveMs >= 0)) fault("mostDriveMs", "must be at least 0", mostDriveMs);
  units.forEach((unit, i) => {
    checkCells(`units[${i}].reached`, unit.reached, cells);
    if (unit.driveMs !== null && unit.driveMs.length !== posts.length) fault(`units[${i}].driveMs`, `must have ${posts.length} posts`, unit.driveMs.length);
  });
  posts.forEach((post, i) => checkCells(`posts[${i}].reached`, post.reached, cells));
}
