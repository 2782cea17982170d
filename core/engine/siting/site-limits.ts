/** What a choice of posts must respect, besides being good. Sites are numbered 0 to `sites - 1`. */
export interface SiteLimits {
  /** How many posts at most, those that must stay included. */
  readonly posts: number;
  /** Sites that must carry a post. */
  readonly must?: readonly number[];
  /** Sites that must not. */
  readonly forbidden?: readonly number[];
  /** Every site belongs to one district; each has its least and greatest number of posts. */
  readonly districts?: { readonly of: ArrayLike<number>; readonly least: ArrayLike<number>; readonly most: ArrayLike<number> };
  /** Cost of a post at each site (at least 0) and what all together may cost. */
  readonly budget?: { readonly cost: ArrayLike<number>; readonly total: number };
}

/** Why no choice can respect the limits; the sentence for people is made where it is shown. */
export type Infeasible =
  | { readonly limit: "must-and-forbidden"; readonly site: number }
  | { readonly limit: "posts"; readonly needed: number; readonly allowed: number }
  | { readonly limit: "district"; readonly district: number }
  /** No choice of sites covers the share asked for; `reachable` (0 to 1) is what all of them together do. */
  | { readonly limit: "reach"; readonly reachable: number }
  | { readonly limit: "budget"; readonly needed: number; readonly allowed: number };

const fault = (path: string, rule: string, value: unknown): never => {
  throw new RangeError(`siting: ${path} ${rule}, got ${String(value)}`);
};

/** @throws RangeError naming the field. Feasibility is judged by `Selection`, not here. */
export function checkLimits(limits: SiteLimits, sites: number): void {
  if (!Number.isInteger(limits.posts) || limits.posts < 0) fault("posts", "must be a whole number of at least 0", limits.posts);
  for (const name of ["must", "forbidden"] as const) {
    limits[name]?.forEach((site, i) => {
      if (!Number.isInteger(site) || site < 0 || site >= sites) fault(`${name}[${i}]`, `must be a site of 0 to ${sites - 1}`, site);
    });
  }
  if (limits.districts) {
    const { of, least, most } = limits.districts;
    if (of.length !== sites) fault("districts.of", `must name a district for each of ${sites} sites`, of.length);
    if (least.length !== most.length) fault("districts.most", "must be as long as districts.least", most.length);
    for (let i = 0; i < sites; i++) if (!(of[i]! >= 0 && of[i]! < least.length)) fault(`districts.of[${i}]`, `must be a district of 0 to ${least.length - 1}`, of[i]);
  }
  if (limits.budget) {
    const { cost, total } = limits.budget;
    if (cost.length !== sites) fault("budget.cost", `must name a cost for each of ${sites} sites`, cost.length);
    for (let i = 0; i < sites; i++) if (!(cost[i]! >= 0 && cost[i]! < Infinity)) fault(`budget.cost[${i}]`, "must be a number of at least 0", cost[i]);
    if (!(total >= 0)) fault("budget.total", "must be at least 0", total);
  }
}
