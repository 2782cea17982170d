import type { CityHead } from "@tocsin/contract/organisation/city.ts";
import type { Siting } from "@tocsin/engine/siting/models.ts";
import type { ServiceShares } from "@tocsin/engine/siting/response-shares.ts";
import { COST_LIMITS, COST_SHARES, MODELS, type Cost, type Wish } from "@tocsin/engine/siting/choose-posts.ts";
import type { Figures } from "./figures.ts";
import type { Ground } from "./ground.ts";
import type { PlanHour } from "./plan-hour.ts";

/** A plan as it is told: everything that text, files and report are made of. */
export interface MadePlan {
  readonly city: CityHead;
  readonly source: { readonly zh: string; readonly en: string };
  /** The hour by whose speeds it drives; null at free flow. */
  readonly hour: PlanHour | null;
  readonly calls: number;
  readonly ground: Ground;
  readonly wish: Wish;
  readonly siting: Siting;
  readonly figures: Figures;
  readonly costs: readonly Cost[];
}

/** By what it drives: the city's speeds of an hour, turns and setting off with it, or free flow. */
const driven = ({ hour }: MadePlan): PlanHour => hour ?? { zh: "畅行", en: "free flow" };

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`;

/** The value in words of its model. */
export function valueText({ wish, siting, ground }: MadePlan, value = siting.value): string {
  const cells = ground.weights.reduce((sum, weight) => sum + weight, 0);
  switch (wish.model) {
    case "mclp":
    case "mexclp":
      return percent(cells === 0 ? 1 : value / cells);
    case "lscp":
      return String(value);
    case "p-median":
      return seconds(cells === 0 ? 0 : value / cells);
    case "p-center":
      return seconds(value);
    case "tiered":
      return percent(value / Math.max(1, 3 * (ground.targets.length - ground.cells)));
  }
}

export function proofText(plan: MadePlan): string {
  const { gap, proven, bound } = plan.siting;
  if (plan.wish.given) return "按给定点位 as given";
  return proven ? "已证明最优 proven best" : `与界限的差距 gap ${percent(gap)} (界限 bound ${valueText(plan, bound)})`;
}

const row = (label: string, before: string, after: string): string => `  ${label.padEnd(34)}${before.padStart(12)}${after.padStart(12)}`;

function shareRows(label: string, before: ServiceShares, after: ServiceShares): string[] {
  return [1, 3, 5].map((minutes, i) => row(`${label} ≤ ${minutes} min`, percent(before.within[i]!), percent(after.within[i]!)));
}

export function planText(plan: MadePlan): string {
  const { city, ground, wish, siting, figures, source } = plan;
  const { before, after } = figures;
  const kept = after.posts.filter((site) => site < ground.today).length;
  const lines = [
    `${city.nameZh} ${city.nameEn}: ${MODELS[wish.model].zh} / ${MODELS[wish.model].en}`,
    `需求 demand: ${plan.calls} (${source.zh} / ${source.en}), ${ground.demand.cells.length} 个网格 cells, 每格至少 5 起 each of at least 5${ground.demand.suppressed > 0 ? `, ${ground.demand.suppressed} 起未计入 suppressed` : ""}`,
    `候选 candidates: ${ground.sites.length}, 其中现有 of which today's: ${ground.today}`,
    `结果 answer: ${siting.posts.length} 个点位 posts (${kept} 保留 kept, ${siting.posts.length - kept} 新设 new, ${ground.today - kept} 撤销 closed), ${valueText(plan)}, ${proofText(plan)}`,
    "",
    row("", "现状 today", "方案 plan"),
    ...shareRows("需求 demand", before.shares, after.shares),
    row("平均 mean", seconds(before.shares.mean), seconds(after.shares.mean)),
    row("九成以内 p90", seconds(before.shares.p90), seconds(after.shares.p90)),
  ];
  if (before.heldOut && after.heldOut) {
    lines.push(...shareRows(`留出 held out (${figures.heldOutCalls})`, before.heldOut, after.heldOut));
    lines.push(row("训练减留出 train − test ≤ 3 min", percent(before.shares.within[1]! - before.heldOut.within[1]!), percent(after.shares.within[1]! - after.heldOut.within[1]!)));
  }
  lines.push("", ...areaLines(plan), "", `时间为路网行驶时间(${driven(plan).zh} × ${ground.pace.toFixed(2)}),不含接警与出动 / times are driving only (${driven(plan).en} × ${ground.pace.toFixed(2)}), without call handling and turnout`);
  return lines.join("\n");
}

/** Who is left behind: areas a fifth worse than the city's p90, today and in the plan (DAT-20). */
function areaLines({ ground, figures }: MadePlan): string[] {
  const behind = (["before", "after"] as const).map((when) => figures[when].areas.filter(({ leftBehind }) => leftBehind).map(({ area, gap }) => `${ground.districts[area]!.nameZh} +${seconds(gap)}`));
  const spread = (when: "before" | "after"): string => {
    const p90s = figures[when].areas.filter(({ demand }) => demand > 0).map(({ p90 }) => p90);
    return seconds(Math.max(0, ...p90s) - Math.min(...p90s, Infinity));
  };
  return [
    row("分区 p90 差距 gap between areas", spread("before"), spread("after")),
    `  落后分区 areas left behind, 现状 today: ${behind[0]!.join(", ") || "无 none"}; 方案 plan: ${behind[1]!.join(", ") || "无 none"}`,
  ];
}

/** Posts by limit and share; a post counts as free whenever it is needed, so these are the least that any roster must hold. */
export function costText(costs: readonly Cost[]): string {
  const cell = ({ posts, atLeast }: Cost): string => (posts === null ? "不可达 –" : posts === atLeast ? `${posts}` : `${posts} (≥ ${atLeast})`);
  return [
    "全市 1-3-5 分钟各要多少随时可用的点位 / posts that must be free to cover the city in 1, 3 and 5 minutes:",
    `  ${"".padEnd(10)}${COST_SHARES.map((share) => percent(share).padStart(16)).join("")}${"候选可达 reachable".padStart(22)}`,
    ...COST_LIMITS.map((limit) => {
      const row = costs.filter(({ limitMs }) => limitMs === limit);
      return `  ${seconds(limit).padEnd(10)}${row.map((cost) => cell(cost).padStart(16)).join("")}${percent(row[0]!.reachable).padStart(18)}`;
    }),
  ].join("\n");
}
