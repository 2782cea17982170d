import { checkLimits, type Infeasible, type SiteLimits } from "./site-limits.ts";

const NOTHING: readonly number[] = [];
const SLACK = 1e-9;

/**
 * The sites that carry a post, kept such that they can always be completed to a choice within all limits:
 * an opening that would leave a district's least number out of reach is refused beforehand.
 * Districts part the sites, so the cheapest completion is exact: the cheapest free sites of each district.
 */
export class Selection {
  readonly isOpen: Uint8Array;
  /** Open sites, in no particular order. */
  readonly open: number[] = [];
  limits: SiteLimits;
  readonly #place: Int32Array;
  readonly #must: Uint8Array;
  readonly #barred: Uint8Array;
  readonly #inDistrict: Int32Array;
  /** Sites of each district, the cheapest first. */
  readonly #cheapest: readonly (readonly number[])[];
  #missing = 0;
  #spent = 0;

  /** Starts with the posts that must stay. @throws RangeError naming a field of the limits. */
  constructor(limits: SiteLimits, sites: number) {
    checkLimits(limits, sites);
    this.limits = limits;
    this.isOpen = new Uint8Array(sites);
    this.#place = new Int32Array(sites).fill(-1);
    this.#must = new Uint8Array(sites);
    this.#barred = new Uint8Array(sites);
    const { least } = limits.districts ?? { least: NOTHING };
    this.#inDistrict = new Int32Array(least.length);
    this.#cheapest = this.#byCost(least.length);
    for (let d = 0; d < least.length; d++) this.#missing += least[d]!;
    for (const site of limits.forbidden ?? NOTHING) this.#barred[site] = 1;
    for (const site of new Set(limits.must ?? NOTHING)) {
      this.#must[site] = 1;
      this.add(site);
    }
  }

  /** `null` when the posts that must stay can be completed within all limits; otherwise the limit that forbids it. */
  infeasible(): Infeasible | null {
    for (const site of this.open) if (this.#barred[site] === 1) return { limit: "must-and-forbidden", site };
    const { districts, budget, posts } = this.limits;
    for (let d = 0; districts && d < districts.least.length; d++) {
      const free = this.#cheapest[d]!.filter((site) => this.isOpen[site] === 0 && this.#barred[site] === 0).length;
      if (this.#inDistrict[d]! > districts.most[d]! || this.#inDistrict[d]! + free < districts.least[d]! || districts.most[d]! < districts.least[d]!) return { limit: "district", district: d };
    }
    const needed = this.open.length + this.#missing;
    if (needed > posts) return { limit: "posts", needed, allowed: posts };
    const cost = this.#spent + this.#reserve(-1);
    return budget && cost > budget.total + SLACK ? { limit: "budget", needed: cost, allowed: budget.total } : null;
  }

  /** Whether a district still lacks posts; then opening goes on even without gain. */
  get incomplete(): boolean {
    return this.#missing > 0;
  }

  mayEverOpen(site: number): boolean {
    return this.#barred[site] === 0 && this.isOpen[site] === 0;
  }

  mayAdd(site: number): boolean {
    if (!this.mayEverOpen(site)) return false;
    const { districts, budget, posts } = this.limits;
    const lacks = this.#lacks(site);
    if (this.open.length + 1 + this.#missing - (lacks ? 1 : 0) > posts) return false;
    if (districts && this.#inDistrict[districts.of[site]!]! >= districts.most[districts.of[site]!]!) return false;
    return !budget || this.#spent + budget.cost[site]! + this.#reserve(site) <= budget.total + SLACK;
  }

  /** Whether `site` may take over from the open post `out`. */
  maySwap(site: number, out: number): boolean {
    if (this.#must[out] === 1 || !this.mayEverOpen(site)) return false;
    const { districts, budget } = this.limits;
    if (districts) {
      const to = districts.of[site]!;
      const from = districts.of[out]!;
      if (to !== from && (this.#inDistrict[to]! >= districts.most[to]! || this.#inDistrict[from]! <= districts.least[from]!)) return false;
    }
    return !budget || this.#spent - budget.cost[out]! + budget.cost[site]! <= budget.total + SLACK;
  }

  mayRemove(site: number): boolean {
    const { districts } = this.limits;
    if (this.#must[site] === 1 || this.isOpen[site] === 0) return false;
    return !districts || this.#inDistrict[districts.of[site]!]! > districts.least[districts.of[site]!]!;
  }

  add(site: number): void {
    if (this.#lacks(site)) this.#missing -= 1;
    this.isOpen[site] = 1;
    this.#place[site] = this.open.length;
    this.open.push(site);
    this.#spent += this.limits.budget?.cost[site] ?? 0;
    if (this.limits.districts) this.#inDistrict[this.limits.districts.of[site]!]! += 1;
  }

  remove(site: number): void {
    this.isOpen[site] = 0;
    const last = this.open.pop()!;
    if (last !== site) this.open[(this.#place[last] = this.#place[site]!)] = last;
    this.#spent -= this.limits.budget?.cost[site] ?? 0;
    if (this.limits.districts) this.#inDistrict[this.limits.districts.of[site]!]! -= 1;
    if (this.#lacks(site)) this.#missing += 1;
  }

  /** From now on at most this many posts; the caller has closed what is over. */
  tighten(posts: number): void {
    this.limits = { ...this.limits, posts };
  }

  #lacks(site: number): boolean {
    const { districts } = this.limits;
    return districts !== undefined && this.#inDistrict[districts.of[site]!]! < districts.least[districts.of[site]!]!;
  }

  /** What the cheapest completion costs once `site` (or nothing, -1) is open too. */
  #reserve(site: number): number {
    const { districts, budget } = this.limits;
    if (!districts || !budget || this.#missing === 0) return 0;
    let cost = 0;
    for (let d = 0; d < districts.least.length; d++) {
      let lacking = districts.least[d]! - this.#inDistrict[d]! - (site >= 0 && districts.of[site] === d ? 1 : 0);
      for (const other of this.#cheapest[d]!) {
        if (lacking <= 0) break;
        if (other === site || !this.mayEverOpen(other)) continue;
        cost += budget.cost[other]!;
        lacking -= 1;
      }
    }
    return cost;
  }

  #byCost(count: number): number[][] {
    const { districts, budget } = this.limits;
    const lists = Array.from({ length: count }, (): number[] => []);
    if (!districts) return lists;
    for (let site = 0; site < districts.of.length; site++) lists[districts.of[site]!]!.push(site);
    if (budget) for (const list of lists) list.sort((a, b) => budget.cost[a]! - budget.cost[b]! || a - b);
    return lists;
  }
}
