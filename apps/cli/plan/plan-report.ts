import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { MODELS } from "@tocsin/engine/siting/choose-posts.ts";
import type { LayoutFigures } from "./figures.ts";
import { BANDS, GAPS_TOLD, layoutSvg } from "./plan-map.ts";
import { costText, percent, planText, seconds, type MadePlan } from "./plan-text.ts";

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 1480px; margin: 24px auto; padding: 0 16px; }
h1 { font-size: 22px } h2 { font-size: 17px; margin-top: 28px }
pre { white-space: pre-wrap; font: 13px/1.5 ui-monospace, "Noto Sans Mono CJK SC", monospace }
.maps { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 16px } figure { margin: 0 } svg { width: 100%; border: 1px solid #8884 }
.gap { fill: #c0392b33; stroke: #c0392b; stroke-width: 1.5 } svg text { font-size: 9px; fill: currentColor }
.post { fill: #222; stroke: #fff; stroke-width: 1.2 } .post.new { fill: #fff; stroke: #222; stroke-width: 2.5 }
table { border-collapse: collapse; font-variant-numeric: tabular-nums } td, th { border-bottom: 1px solid #8884; padding: 3px 12px; text-align: right } td:first-child, th:first-child { text-align: left }
.behind { font-weight: 700 } .key span { display: inline-block; margin-right: 18px } .key i { display: inline-block; width: 26px; height: 0; margin-right: 6px; vertical-align: middle; border-top: 3px solid }
`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${head.map((text) => `<th>${escaped(text)}</th>`).join("")}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join("")}</tr>`).join("")}</tbody></table>`;

function gapTable({ ground }: MadePlan, { gaps, times }: LayoutFigures, other: LayoutFigures): string {
  if (gaps.length === 0) return "<p>无 none</p>";
  return table(
    ["#", "需求 demand", "本方案 this layout", "另一方案 the other", "位置 place"],
    gaps.slice(0, GAPS_TOLD).map((cell, rank) => [String(rank + 1), ground.weights[cell]!.toFixed(1), seconds(times[cell]!), seconds(other.times[cell]!), ground.targets[cell]!.map((x) => x.toFixed(4)).join(", ")]),
  );
}

function areaTable({ ground, figures }: MadePlan): string {
  const today = new Map(figures.before.areas.map((row) => [row.area, row]));
  return table(
    ["分区 area", "需求 demand", "现状 p90 today", "方案 p90 plan", "与全市差距 gap to the city", "方案 ≤ 3 min", ""],
    figures.after.areas.map((row) => [
      ground.districts[row.area]!.nameZh, row.demand.toFixed(0), seconds(today.get(row.area)!.p90), seconds(row.p90), `${row.gap >= 0 ? "+" : "−"}${seconds(Math.abs(row.gap))}`,
      percent(row.within[1]!), row.leftBehind ? "▲ 落后 left behind" : "",
    ]),
  );
}

/** The plan as one page without anything from elsewhere: it opens on a machine without a network, and can be sent. */
export function reportHtml(graph: RoadGraph, plan: MadePlan): string {
  const { before, after } = plan.figures;
  const model = MODELS[plan.wish.model];
  const key = BANDS.map(({ colour, dash, zh, en }) => `<span><i style="border-color:${colour};border-top-style:${dash ? "dashed" : "solid"}"></i>${zh} ${en}</span>`).join("");
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(plan.city.nameZh)} 驻点规划</title><style>${STYLE}</style></head><body>
<h1>${escaped(plan.city.nameZh)} · 驻点规划 siting plan · ${escaped(model.zh)}</h1>
<pre>${escaped(planText(plan))}</pre>
<p class="key">${key}<span>● 现有点位 post</span><span>○ 新设点位 new post</span><span>◯ 缺口(3 分钟外),按需求排序 gap beyond 3 min, ranked by demand</span></p>
<div class="maps"><figure><figcaption>现状 today: ${percent(before.shares.within[1]!)} ≤ 3 min</figcaption>${layoutSvg(graph, plan.ground, before, "现状 today")}</figure>
<figure><figcaption>方案 plan: ${percent(after.shares.within[1]!)} ≤ 3 min</figcaption>${layoutSvg(graph, plan.ground, after, "方案 plan")}</figure></div>
<h2>缺口 gaps · 现状 today</h2>${gapTable(plan, before, after)}
<h2>缺口 gaps · 方案 plan</h2>${gapTable(plan, after, before)}
<h2>分区 areas</h2>${areaTable(plan)}
${plan.costs.length > 0 ? `<h2>1-3-5 分钟的代价 what 1-3-5 minutes cost</h2><pre>${escaped(costText(plan.costs))}</pre>` : ""}
<p>© ${escaped(plan.city.attribution)}</p>
</body></html>
`;
}
