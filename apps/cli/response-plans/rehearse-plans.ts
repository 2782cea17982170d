import { readPlanTests } from "@tocsin/city/plan-files.ts";
import { PLAN_LEVELS } from "@tocsin/contract/command/plan-task.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { compilePlan } from "@tocsin/engine/plans/compile-plan.ts";
import { type Rehearsal, rehearsePlan, type TaskFigures } from "@tocsin/engine/plans/rehearse-plan.ts";
import { vocabularyOf } from "@tocsin/engine/plans/vocabulary.ts";
import { numberOption, readArguments } from "../arguments.ts";
import { soundCity } from "../city-folder.ts";
import { Complaint } from "../complaint.ts";
import { demoFolder } from "../demo/demo-folder.ts";
import { rehearsalWorld } from "./rehearsal-world.ts";

/** Tasks that are told of one by one: those that want most. */
const TOLD = 6;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function taskLine(nameOf: (id: string) => string, { id, needs, asked, inTime, late, never, medianS }: TaskFigures): string {
  const how = medianS === null ? "" : ` · 中位 median ${Math.floor(medianS / 60)}:${String(medianS % 60).padStart(2, "0")}`;
  return `    ${percent(inTime / asked).padStart(7)} ${id} ${nameOf(id)} (${needs})${how} · 晚 late ${late} · 本市力量不足 not enough in the city ${never}`;
}

/** A rehearsal in words. */
export function rehearsalText(city: Pick<City, "plans" | "planModules">, { planId, incidents, levels, share, whole, tasks }: Rehearsal): string {
  const plan = city.plans.find(({ id }) => id === planId);
  const calls = new Map(plan?.calls?.map(({ id, module }) => [id, module]));
  const nameOf = (id: string): string => {
    const [call = "", inner] = id.split("/");
    const task = inner === undefined ? plan?.tasks.find((each) => each.id === id) : city.planModules.find((each) => each.id === calls.get(call))?.tasks.find((each) => each.id === inner);
    return task === undefined ? "" : `${task.nameZh} ${task.nameEn}`;
  };
  const title = `${planId} ${plan?.nameZh ?? ""} ${plan?.nameEn ?? ""} · ${incidents} 起 incidents (${PLAN_LEVELS.map((level) => `${level} ${levels[level]}`).join(", ")})`;
  if (tasks.length === 0) return `${title}\n    没有任务要求力量 / no task asks for units`;
  return [
    title,
    `    ${percent(share.value).padStart(7)} 的任务在开始时限内等到力量到场 of tasks that ask for units had them at the scene within their limit to begin (95 %: ${percent(share.low)} – ${percent(share.high)}); ${percent(whole.value)} 的警情全部按时 of incidents had all in time`,
    ...tasks.filter(({ inTime, asked }) => inTime < asked).slice(0, TOLD).map((task) => taskLine(nameOf, task)),
  ].join("\n");
}

/** `plan rehearse`: plays synthetic incidents of each plan in the city and says how often tasks find their units in time. */
export async function rehearsePlans(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { city: "text", count: "text", seed: "text" });
  const dir = options.city ?? demoFolder(false).cityDir;
  const count = Math.round(numberOption("count", options.count, 1_000, 1, 100_000));
  const seed = options.seed ?? "rehearse";
  const city = soundCity(dir);
  const unknown = words.filter((word) => !city.plans.some(({ id }) => id === word));
  if (unknown.length > 0) throw new Complaint(`没有预案 / there is no plan: ${unknown.join(" ")}`);
  const { tests } = readPlanTests(dir);
  const world = rehearsalWorld(dir, city, seed);
  for (const plan of city.plans.filter(({ id }) => words.length === 0 || words.includes(id))) {
    const made = compilePlan(plan, city.planModules, vocabularyOf(city));
    if (!made.ok) throw new Complaint(`${plan.id}: ${made.error.map(({ path, zh, en }) => `${path} ${zh} / ${en}`).join("; ")}`);
    const cases = tests.filter(({ planId }) => planId === plan.id).flatMap((file) => file.cases.map(({ value }) => value));
    const rehearsal = rehearsePlan(made.value, cases, world, { count, seed });
    console.log(rehearsal === null ? `${plan.id} ${plan.nameZh} ${plan.nameEn}\n    没有要求启动它的用例 / no test case calls for it` : rehearsalText(city, rehearsal));
  }
  console.log(`种子 seed “${seed}” · ${world.units.length} 个单元 units, ${(100 * world.busy).toFixed(0)} % 时间在处置其他警情 of the time on something else · ${world.scenes} 个地点 places`);
}
