import { speedsYaml } from "@tocsin/city/speeds-file.ts";
import { FIT_LEVELS } from "@tocsin/engine/travel/fit-speeds.ts";
import type { Calibration, Judged } from "./calibrate-speeds.ts";

const seconds = (value: number): string => `${value.toFixed(1)} s`.padStart(8);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(8);
const line = (zh: string, en: string, { medianS, p90S, median, p90, biasS }: Judged): string => `${en.padEnd(24)} ${seconds(medianS)} ${seconds(p90S)} ${percent(median)} ${percent(p90)} ${seconds(biasS)}  ${zh}`;

/** What came out, for people: the drives, the level with its reason, and the errors beside both baselines. */
export function calibrationText({ drives, fit, judged }: Calibration, trainDays: number): string {
  const { given, trained, held } = drives;
  const levels = FIT_LEVELS.flatMap((level) => (fit.errorS[level] === undefined ? [] : [`${level} ${fit.errorS[level].toFixed(1)} s`]));
  return [
    `行程 drives   ${given} given, ${trained} learnt from (first ${trainDays} days), ${held} held out, ${given - trained - held} left out (no drive from there could take that time)`,
    `模型 model    ${fit.level}${levels.length === 0 ? "" : ` — mean error on days of the first ${trainDays} left out one by one: ${levels.join(", ")}`}`,
    "",
    `${"held-out days".padEnd(24)} ${"median".padStart(8)} ${"p90".padStart(8)} ${"median".padStart(8)} ${"p90".padStart(8)} ${"bias".padStart(8)}  检验日误差:中位、90 分位(绝对、相对)、偏差`,
    line("未校准", "not calibrated", judged.before),
    line("统一系数", "one constant factor", judged.oneFactor),
    line("校准后", "calibrated", judged.after),
  ].join("\n");
}

/** `speeds.yaml` with where it is from. */
export function speedsText({ speeds, fit, drives, judged: { before, oneFactor, after } }: Calibration): string {
  return speedsYaml(speeds, [
    `Written by \`tocsin calibrate\` from ${drives.trained} recorded drives, judged by ${drives.held} of later days (model ${fit.level}).`,
    `Median error on those ${after.medianS.toFixed(1)} s (${percent(after.median).trim()}); before ${before.medianS.toFixed(1)} s, by one constant factor ${oneFactor.medianS.toFixed(1)} s.`,
    "What the numbers mean stands in cities/standard/speeds.yaml.",
  ]);
}
