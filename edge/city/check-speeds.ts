import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { ROAD_CLASSES } from "@tocsin/contract/roads/road-class.ts";
import type { FileFaults } from "./fault.ts";
import type { YamlFile } from "./yaml-file.ts";

/** A period ends after it begins, says something, and no class has two speeds in one hour (DSP-01). */
export function checkSpeeds({ hours }: Speeds, file: YamlFile, faults: FileFaults): void {
  const taken = new Map<string, number>();
  for (const [index, { days, from, to, permille }] of hours.entries()) {
    const line = (field: string): number => file.lineOf(["hours", index, field]);
    if (from >= to) faults.add(line("to"), `hours.${index}.to`, "PERIOD_ORDER", `${to} 时应晚于 ${from} 时;跨零点的时段请写成两条`, `${to} does not come after ${from}; write hours over midnight as two periods`);
    const named = ROAD_CLASSES.filter((name) => permille[name] !== undefined);
    if (named.length === 0) faults.add(line("permille"), `hours.${index}.permille`, "FIELD_MISSING", "没有写任何道路等级", "names no class of road");
    for (const name of named) {
      const hoursTaken = days.flatMap((day) => Array.from({ length: Math.max(0, to - from) }, (_, step) => ({ day, hour: from + step, key: `${name}/${day}/${from + step}` })));
      const clash = hoursTaken.find(({ key }) => taken.has(key));
      if (clash !== undefined) {
        const other = taken.get(clash.key)!;
        faults.add(line("permille"), `hours.${index}.permille.${name}`, "PERIOD_OVERLAP", `与第 ${other} 行的时段在星期 ${clash.day} 的 ${clash.hour} 时重叠`, `has another speed in the period of line ${other}, on weekday ${clash.day} at ${clash.hour}`);
      }
      for (const { key } of hoursTaken) taken.set(key, file.lineOf(["hours", index]));
    }
  }
}
