import { type DurationMs, HOUR, type Instant } from "@tocsin/kernel/instant.ts";

/**
 * Driving times of a city as plain numbers. Places are the junctions of its roads; targets are the few of them to which
 * somebody drives: where calls come from, posts, hospitals.
 */
export interface TravelTable {
  readonly places: number;
  /** Place of each target. */
  readonly targets: Int32Array;
  /** `ms[target * places + place]`: from the place to the target; -1 where there is no way. */
  readonly ms: Int32Array;
  /** `hops[target * places + place]`: next place on the way to the target, -1 at its end. For the first `hopTargets` targets. */
  readonly hops: Int32Array;
  readonly hopTargets: number;
}

export const driveMs = (table: TravelTable, from: number, target: number): DurationMs => table.ms[target * table.places + from]!;

const besidePosts = new WeakMap<TravelTable, { readonly posts: readonly number[]; readonly ms: Int32Array }>();

/**
 * The times from the posts alone, those to one target side by side: `ms[target * posts + post]`. Most units stand at a post when a
 * call comes, and in the whole table their times lie far apart. Made once for a table and its posts.
 */
export function timesFromPosts(table: TravelTable, posts: readonly number[]): Int32Array {
  const kept = besidePosts.get(table);
  if (kept?.posts === posts) return kept.ms;
  const places = posts.map((post) => table.targets[post]!);
  const ms = new Int32Array(table.targets.length * posts.length);
  for (let target = 0; target < table.targets.length; target++) for (let post = 0; post < posts.length; post++) ms[target * posts.length + post] = driveMs(table, places[post]!, target);
  besidePosts.set(table, { posts, ms });
  return ms;
}

/** A unit on the road: the junction that it comes to next, and how long until it is there. */
export interface OnTheWay {
  readonly place: number;
  readonly inMs: DurationMs;
}

/** Where a unit is that set out for a target some time ago. `target` is one of those with hops; beyond its end it stands there. */
export function onTheWay(table: TravelTable, from: number, target: number, drivenMs: DurationMs): OnTheWay {
  const row = target * table.places;
  const left = table.ms[row + from]! - drivenMs;
  let place = from;
  while (table.ms[row + place]! > left) {
    const hop = table.hops[row + place]!;
    if (hop < 0) return { place, inMs: 0 };
    place = hop;
  }
  return { place, inMs: left - table.ms[row + place]! };
}

/** Tables of the same places and targets by the hour of the week: what a drive takes hangs on when it begins. */
export interface HourlyTables {
  readonly tables: readonly TravelTable[];
  /** Table of each hour of the week, 0 = Monday 00:00 on the city's clock. */
  readonly ofHour: ArrayLike<number>;
  readonly utcOffsetMs: DurationMs;
}

/** Hours from Thursday, 1 January 1970, back to the Monday before it. */
const FROM_MONDAY = 72;

export const tableAt = ({ tables, ofHour, utcOffsetMs }: HourlyTables, at: Instant): TravelTable => tables[ofHour[(Math.floor((at + utcOffsetMs) / HOUR) + FROM_MONDAY) % 168]!]!;
