import { type DurationMs, MINUTE } from "@tocsin/kernel/instant.ts";
import { type CoverCount } from "../cover/cover-count.ts";

/** Where a unit that becomes free may go. */
export interface FreePost {
  readonly reached: ArrayLike<number>;
}

/** `PER_MINUTE`: gain over the minutes of the drive, at least one. `MOST`: the gain alone (dynamic MEXCLP on job end). */
export type PostRule = "MOST" | "PER_MINUTE";

/**
 * The post at which a unit that has just become free, and is not counted yet, wins most expected cover
 * (Jagtenberg, Bhulai, van der Mei 2015: only at the end of a job, since the unit drives anyway). Equal gains: the shorter
 * drive, then the earlier post. -1 when no post can be reached. `count` holds all units that stand by.
 */
export function bestPost(count: CoverCount, posts: readonly FreePost[], driveMs: (post: number) => DurationMs, rule: PostRule): number {
  let best = -1;
  let bestValue = -1;
  let bestDrive = 0;
  for (let post = 0; post < posts.length; post++) {
    const drive = driveMs(post);
    if (drive < 0) continue;
    const gain = count.gainOf(posts[post]!.reached);
    const value = rule === "MOST" ? gain : (gain * MINUTE) / Math.max(MINUTE, drive);
    if (value > bestValue || (value === bestValue && drive < bestDrive)) {
      best = post;
      bestValue = value;
      bestDrive = drive;
    }
  }
  return best;
}
