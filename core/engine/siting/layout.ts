/**
 * How good a set of posts is, kept up to date while posts open and close. Larger is better.
 * Both evaluations (`NearestLayout`, `CoverLayout`) are submodular: a gain only falls while posts open,
 * and exchanging posts never gains more than opening alone.
 */
export interface Layout {
  readonly sites: number;
  /** The value of the posts that are open. */
  readonly value: number;
  /** What opening a closed site would add; at least 0. */
  gain(site: number): number;
  /** What closing an open post would take; at least 0. */
  loss(site: number): number;
  /**
   * Adds to `extra[post]`, for open posts, what the loss of that post shrinks by when `site` opens at the same time:
   * exchanging changes the value by `gain - loss(post) + extra[post]`. Returns the gain.
   */
  exchange(site: number, extra: Float64Array): number;
  add(site: number): void;
  remove(site: number): void;
}
