import { centreOf } from "@tocsin/engine/demand/demand-grid.ts";
import type { Driver, RegionForecast, WeekForecast } from "@tocsin/engine/demand/forecast-week.ts";
import type { HiddenReason } from "@tocsin/engine/demand/back-test.ts";
import type { ForecastScore } from "@tocsin/engine/demand/score-forecast.ts";
import { csvText } from "@tocsin/kernel/csv.ts";
import type { CountedCalls } from "./demand-calls.ts";

const WEEKDAYS = ["周一 Mon", "周二 Tue", "周三 Wed", "周四 Thu", "周五 Fri", "周六 Sat", "周日 Sun"];
const PARTS = ["工作日夜间 weeknights", "工作日白天 weekdays", "工作日晚间 weekday evenings", "周末夜间 weekend nights", "周末白天 weekend days", "周末晚间 weekend evenings"];
const HIDDEN: Readonly<Record<HiddenReason, string>> = {
  NO_BETTER_THAN_AVERAGE: "不优于平均值 / no better than the average",
  INTERVAL_TOO_NARROW: "区间覆盖不足 / intervals hold too little",
  CITY_DAYS_TOO_FAR_OFF: "全市日总量误差过大 / days of the whole city too far off",
};

const times = (factor: number): string => `×${factor.toFixed(2)}`;

export function driverText(driver: Driver): string {
  switch (driver.code) {
    case "PLACE":
      return `地点 place ${times(driver.factor)}`;
    case "HOUR":
      return `时段 ${driver.hour}:00 ${times(driver.factor)}`;
    case "WEEKDAY":
      return `${WEEKDAYS[driver.weekday]} ${times(driver.factor)}`;
    case "OWN_TIME":
      return `${PARTS[driver.part]} ${times(driver.factor)}`;
    case "TREND":
      return `趋势 trend ${times(driver.factor)}`;
  }
}

const score = (name: string, { deviance, logScore, mae }: ForecastScore): string => `  ${name.padEnd(22)} ${deviance.toFixed(4).padStart(9)} ${logScore.toFixed(4).padStart(9)} ${mae.toFixed(4).padStart(9)}`;

/** The published error and the busiest regions, for people. */
export function demandText({ regions: { cells }, history, grid }: CountedCalls, { regions, test, hidden }: WeekForecast, most: number): string {
  const calls = history.counts.reduce((sum, count) => sum + count, 0);
  const busiest = [...regions].sort((a, b) => b.expected - a.expected || a.region - b.region).slice(0, most);
  return [
    `${calls} 起 calls, ${history.days} 天 days; ${grid.columns * grid.rows} 格 cells, 不足 5 起者合并为 merged below five into ${cells.length} 区 regions`,
    `回测 back-test, 最后 ${test.heldOutDays} 天 the last days held out (${test.poisson.n} region-hours):`,
    `  ${"".padEnd(22)}  deviance log score       MAE`,
    score("Poisson", test.poisson), test.medic === null ? "  MEDIC                  没有同一星期日的历史,无法比较 / no same weekday in the history, nothing to compare" : score("MEDIC", test.medic), score("平均 average", test.average),
    `  80 % 区间覆盖 intervals hold ${(100 * test.coverage).toFixed(1)} % of region-days; 全市日误差 city-day error ${(100 * test.cityDayError).toFixed(1)} %`,
    hidden.length === 0 ? "未来七日 the next seven days:" : `预测已隐藏,改用平均值 forecast hidden, the average is used: ${hidden.map((reason) => HIDDEN[reason]).join("; ")}`,
    ...busiest.map((region) => regionLine(region, cells[region.region]!, centreOf(grid, cells[region.region]![0]!))),
  ].join("\n");
}

function regionLine({ expected, low, high, drivers }: RegionForecast, cells: readonly number[], [lon, lat]: readonly [number, number]): string {
  return `  ${lat.toFixed(4)},${lon.toFixed(4)} (${cells.length} 格 cells)  ${expected.toFixed(1)} [${low}–${high}]  ${drivers.map(driverText).join(", ")}`;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** One line per cell: its region, and its share of the region's forecast. */
export function demandCsv({ regions: { cells }, grid }: CountedCalls, { regions, hidden }: WeekForecast): string {
  const lines = regions.flatMap(({ region, expected, low, high, drivers }) =>
    cells[region]!.map((cell) => {
      const [lon, lat] = centreOf(grid, cell);
      const own = cells[region]!.length;
      return [cell, rounded(lon, 6), rounded(lat, 6), region, own, rounded(expected / own, 4), rounded(expected, 3), low, high, hidden.length === 0 ? "model" : "average", drivers.map(driverText).join("; ")];
    }),
  );
  return csvText([["cell", "lon", "lat", "region", "region_cells", "cell_expected_week", "region_expected_week", "region_low80", "region_high80", "source", "drivers"], ...lines]);
}
