import { createCoverCount } from "./cover-count.ts";

/**
 * Posts for a number of like units, so that expected cover is high (MEXCLP; Daskin 1983): each where it wins most, then single
 * units are moved as long as one move wins. Every post may hold several. A local optimum: no one move improves it.
 * `reachedFromPost`: cells that a unit at each post reaches in time. Posts by unit, in ascending order.
 */
export function placeUnits(weights: ArrayLike<number>, busyFraction: number, reachedFromPost: readonly ArrayLike<number>[], units: number): number[] {
  if (reachedFromPost.length === 0) throw new RangeError("cover: units need at least one post");
  const count = createCoverCount(weights, busyFraction);
  const bestPost = (): number => {
    let best = 0;
    for (let post = 1; post < reachedFromPost.length; post++) if (count.gainOf(reachedFromPost[post]!) > count.gainOf(reachedFromPost[best]!)) best = post;
    return best;
  };
  const place = (post: number): number => {
    count.add(reachedFromPost[post]!);
    return post;
  };
  const posts = Array.from({ length: units }, () => place(bestPost()));
  for (let moved = true; moved; ) {
    moved = false;
    for (let unit = 0; unit < units; unit++) {
      const old = posts[unit]!;
      count.remove(reachedFromPost[old]!);
      const best = bestPost();
      // A gain within rounding is none; otherwise two equal layouts could change places for ever.
      const wins = count.gainOf(reachedFromPost[best]!) > count.gainOf(reachedFromPost[old]!) * (1 + 1e-9);
      posts[unit] = place(wins ? best : old);
      moved ||= wins;
    }
  }
  return posts.sort((a, b) => a - b);
}
