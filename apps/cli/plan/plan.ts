import { choose, costOfMinutes } from "@tocsin/engine/siting/choose-posts.ts";
import type { Infeasible } from "@tocsin/engine/siting/site-limits.ts";
import { snap } from "@tocsin/roads/snap.ts";
import { travelTimesFrom } from "@tocsin/roads/travel.ts";
import { proveChoice } from "@tocsin/solver/prove-choice.ts";
import { Complaint } from "../complaint.ts";
import { figuresOf, type HeldOut } from "./figures.ts";
import { largestAgency, prepareGround, UNSERVED, type Ground } from "./ground.ts";
import { loadPlanCity, type PlanCity } from "./load-plan-city.ts";
import { duringHours, splitByDay, type PastCall } from "./past-calls.ts";
import { driveByHour } from "./plan-hour.ts";
import { readPlanOptions, wishOf } from "./plan-options.ts";
import { costText, planText } from "./plan-text.ts";
import { writePlanFiles } from "./plan-files.ts";

/** `plan`: where posts should stand, before and after, and what one minute for the whole city would cost. Touches nothing that runs. */
export async function plan(args: readonly string[]): Promise<void> {
  const options = readPlanOptions(args);
  const loaded = await loadPlanCity(options);
  const { city, graph, speeds, source } = loaded;
  const calls = options.hours === undefined ? loaded.calls : duringHours(loaded.calls, options.hours, city.head.utcOffset);
  const { first, rest } = options.trainDays === null ? { first: calls, rest: [] } : splitByDay(calls, options.trainDays);
  const hour = speeds === null ? null : driveByHour(graph, speeds, first, city.head.utcOffset);
  const ground = prepareGround(city, graph, first, { agency: options.agency ?? largestAgency(city), spacingM: options.spacingM, pace: options.pace, added: options.add });
  if (ground.cells === 0) throw new Complaint("历史警情不足:没有一个网格达到 5 起 / too few past calls: no cell has five");
  if (options.model === "tiered" && ground.targets.length === ground.cells) throw new Complaint("该城市没有指定场所(premises.csv),无法按 1-3-5 分级规划 / the city names no premises, which 1-3-5 tiers are about");
  const wish = wishOf(ground, options);
  const answer = choose(ground, wish, options.effort);
  if (!answer.ok) throw new Complaint(infeasibleText(answer.error, ground));
  const siting = await proveChoice(ground, wish, answer.value, options.exactMs);
  const figures = figuresOf(ground, siting.posts, heldOutTimes(ground, loaded, rest));
  const costs = options.cost ? costOfMinutes(ground, options.effort) : [];
  const made = { city: city.head, source, hour, calls: first.length, ground, wish, siting, figures, costs };
  console.log(planText(made));
  if (costs.length > 0) console.log(`\n${costText(costs)}`);
  if (options.out !== undefined) console.log(`\n${writePlanFiles(options.out, graph, made).join("\n")}`);
}

/** Times from every site to every later call; single calls, of which only shares are told. */
function heldOutTimes(ground: Ground, { graph }: PlanCity, calls: readonly PastCall[]): HeldOut | null {
  const places = calls.flatMap(({ point }) => snap(graph, point) ?? []);
  if (places.length < 5) return null;
  return {
    calls: places.length,
    bestOf: (posts) => {
      const best = new Float64Array(places.length).fill(UNSERVED);
      for (const post of posts) travelTimesFrom(graph, ground.sites[post]!.snap, places).forEach((ms, i) => (best[i] = ms < 0 ? best[i]! : Math.min(best[i]!, (graph.startMs + ms) * ground.pace)));
      return best;
    },
  };
}

function infeasibleText(why: Infeasible, ground: Ground): string {
  switch (why.limit) {
    case "must-and-forbidden":
      return `驻点既须保留又被排除 / a post must stay and must not: ${ground.sites[why.site]!.nameZh}`;
    case "posts":
      return `点位数不足:至少需要 ${why.needed} 个,只允许 ${why.allowed} 个 / too few posts: ${why.needed} needed, ${why.allowed} allowed`;
    case "district":
      return `该分区的点位数要求无法满足 / the number of posts cannot be met in: ${ground.districts[why.district]?.nameZh ?? "区外 outside"}`;
    case "budget":
      return `预算不足:至少需要 ${why.needed} / the budget is too small: ${why.needed} needed`;
    case "reach":
      return `全部候选点位也只能到达 ${(100 * why.reachable).toFixed(1)} % 的需求 / all candidates together reach only ${(100 * why.reachable).toFixed(1)} % of demand`;
  }
}
