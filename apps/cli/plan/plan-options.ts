import type { Effort } from "@tocsin/engine/siting/models.ts";
import { ordinaryEffort } from "@tocsin/engine/siting/models.ts";
import type { SiteLimits } from "@tocsin/engine/siting/site-limits.ts";
import { isLonLat, type LonLat } from "@tocsin/kernel/geo.ts";
import { needed, numberOption, readArguments } from "../arguments.ts";
import { Complaint } from "../complaint.ts";
import { MODELS, type ModelName, type Wish } from "@tocsin/engine/siting/choose-posts.ts";
import type { Ground } from "./ground.ts";

const SPEC = {
  city: "text", calls: "text", data: "text", agency: "text", model: "text", limit: "text", share: "text", busy: "text", posts: "text", keep: "text", add: "text", close: "text",
  "district-least": "text", "district-most": "text", budget: "text", "cost-new": "text", "cost-kept": "text", hours: "text", train: "text",
  spacing: "text", pace: "text", rounds: "text", seed: "text", exact: "text", out: "text", cost: "flag",
} as const;

export type PlanOptions = ReturnType<typeof readPlanOptions>;

/** @throws Complaint naming the option. */
export function readPlanOptions(args: readonly string[]) {
  const { options } = readArguments(args, SPEC);
  const model = options.model ?? "mclp";
  if (!(model in MODELS)) throw new Complaint(`--model: 应为其一 / must be one of: ${Object.keys(MODELS).join(" ")}`);
  const effort: Effort = { ...ordinaryEffort, seed: options.seed ?? "plan", rounds: numberOption("rounds", options.rounds, 400, 0, 1_000_000) };
  return {
    city: needed("--city", options.city),
    calls: options.calls,
    data: options.data,
    agency: options.agency,
    model: model as ModelName,
    limitMs: 1_000 * numberOption("limit", options.limit, 180, 1, 3_600),
    share: numberOption("share", options.share, 100, 1, 100) / 100,
    busy: numberOption("busy", options.busy, 0.3, 0, 0.99),
    posts: options.posts === undefined ? null : numberOption("posts", options.posts, 0, 0, 10_000),
    /** `all`, or organisations of posts that must stay. */
    keep: options.keep?.split(",").map((word) => word.trim()) ?? [],
    /** What if these places had a post, and the posts of these organisations closed? Then nothing else is chosen. */
    add: (options.add?.split(" ") ?? []).map(pointOf),
    close: options.close?.split(",").map((word) => word.trim()) ?? [],
    least: numberOption("district-least", options["district-least"], 0, 0, 1_000),
    most: numberOption("district-most", options["district-most"], 10_000, 0, 10_000),
    budget: options.budget === undefined ? null : numberOption("budget", options.budget, 0, 0, 1e12),
    costNew: numberOption("cost-new", options["cost-new"], 1, 0, 1e12),
    costKept: numberOption("cost-kept", options["cost-kept"], 0, 0, 1e12),
    hours: options.hours,
    trainDays: options.train === undefined ? null : numberOption("train", options.train, 0, 0.01, 10_000),
    // With candidates too far apart no number of posts would make one minute: the question needs them dense.
    spacingM: numberOption("spacing", options.spacing, options.cost ? 120 : 250, 20, 10_000),
    pace: options.pace === undefined ? null : numberOption("pace", options.pace, 1, 0.2, 10),
    exactMs: 1_000 * numberOption("exact", options.exact, 0, 0, 86_400),
    out: options.out,
    cost: options.cost,
    effort,
  };
}

function pointOf(text: string): LonLat {
  const [lon, lat, ...more] = text.split(",").map(Number);
  const point: LonLat = [lon ?? Number.NaN, lat ?? Number.NaN];
  if (more.length > 0 || !isLonLat(point)) throw new Complaint(`--add: 应写作 "经度,纬度 经度,纬度" / must be written "lon,lat lon,lat": ${text}`);
  return point;
}

/** Sites of a post of today, by its organisation. @throws Complaint when there is none. */
function sitesOf(ground: Ground, option: string, org: string): number[] {
  const sites = ground.sites.flatMap((site, index) => (site.org === org ? [index] : []));
  if (sites.length === 0) throw new Complaint(`--${option}: 没有这个驻点 / no post of this organisation: ${org}`);
  return sites;
}

/** What is asked of the models: limits by site of this ground. @throws Complaint naming a post to keep that there is not. */
export function wishOf(ground: Ground, options: PlanOptions): Wish {
  const today = Array.from({ length: ground.today }, (_, site) => site);
  if (options.add.length + options.close.length > 0) {
    const closed = new Set(options.close.flatMap((org) => sitesOf(ground, "close", org)));
    const must = [...today.filter((site) => !closed.has(site)), ...options.add.map((_, i) => ground.sites.length - options.add.length + i)];
    return { model: options.model, limitMs: options.limitMs, share: options.share, busy: options.busy, limits: { posts: must.length, must }, given: true };
  }
  const must = options.keep[0] === "all" ? today : options.keep.flatMap((org) => sitesOf(ground, "keep", org));
  const posts = options.posts ?? (options.model === "lscp" ? ground.sites.length : ground.today);
  const limits: SiteLimits = { posts, must, ...districtsOf(ground, options), ...budgetOf(ground, options) };
  return { model: options.model, limitMs: options.limitMs, share: options.share, busy: options.busy, limits, given: false };
}

function districtsOf(ground: Ground, { least, most }: PlanOptions): Pick<SiteLimits, "districts"> {
  if (least === 0 && most === 10_000) return {};
  const count = ground.districts.length;
  // Sites outside all districts are one more, without limits.
  const bound = (value: number, outside: number): Float64Array => new Float64Array(count + 1).fill(value, 0, count).fill(outside, count);
  return { districts: { of: Int32Array.from(ground.sites, ({ district }) => (district < 0 ? count : district)), least: bound(least, 0), most: bound(most, Infinity) } };
}

function budgetOf(ground: Ground, { budget, costNew, costKept }: PlanOptions): Pick<SiteLimits, "budget"> {
  return budget === null ? {} : { budget: { total: budget, cost: Float64Array.from(ground.sites, (_, site) => (site < ground.today ? costKept : costNew)) } };
}
