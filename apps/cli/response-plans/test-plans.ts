import { tryPlans, type PlanTrial } from "@tocsin/city/try-plans.ts";
import { dayText, isDay, MINUTE } from "@tocsin/kernel/instant.ts";
import { readArguments } from "../arguments.ts";
import { soundCity } from "../city-folder.ts";
import { Complaint } from "../complaint.ts";
import { demoFolder } from "../demo/demo-folder.ts";

const SHAPES = { READY: "●", DUE: "▲", DEGRADED: "■" } as const;

function linesOf({ id, nameZh, nameEn, findings, cases, failures, readiness }: PlanTrial): string[] {
  const good = findings.length + failures.length === 0 && cases > 0;
  return [
    `${good ? "✔" : "✖"} ${id} ${nameZh} ${nameEn} · 用例 tests ${cases - new Set(failures.map((line) => line.split(" · ")[0])).size}/${cases} · 问题 findings ${findings.length} · ${SHAPES[readiness.state]} ${readiness.state}`,
    ...findings.map(({ code, path, zh, en }) => `    plans/${id.toLowerCase()}.yaml ${path} ${code} ${zh} / ${en}`),
    ...failures.map((line) => `    ${line}`),
    ...(cases === 0 ? ["    没有用例 / no test case"] : []),
    ...readiness.items.map(({ code, zh, en }) => `    ${code} ${zh} / ${en}`),
  ];
}

/** `plan test`: lints the city's response plans and runs their test cases; fails when one is not as it should be. */
export async function testPlans(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { city: "text", today: "text" });
  const dir = options.city ?? demoFolder(false).cityDir;
  const city = soundCity(dir);
  const today = options.today ?? dayText(Date.now(), city.head.utcOffset * MINUTE);
  if (!isDay(today)) throw new Complaint(`--today: 应写作 / must be written YYYY-MM-DD: ${today}`);
  const tried = tryPlans(dir, city, today);
  const trials = words.length === 0 ? tried.trials : tried.trials.filter(({ id }) => words.includes(id));
  const unknown = words.filter((word) => !tried.trials.some(({ id }) => id === word));
  if (unknown.length > 0) throw new Complaint(`没有预案 / there is no plan: ${unknown.join(" ")}`);
  for (const trial of trials) console.log(linesOf(trial).join("\n"));
  for (const fault of tried.faults) console.log(`✖ ${fault}`);
  const bad = trials.filter(({ findings, failures, cases }) => findings.length + failures.length > 0 || cases === 0).length;
  console.log(`${trials.length} 个预案 plans, ${trials.reduce((sum, { cases }) => sum + cases, 0)} 个用例 tests, ${bad + tried.faults.length} 处不符 faults`);
  if (bad + tried.faults.length > 0) throw new Complaint("预案未通过 / plans did not pass");
}
