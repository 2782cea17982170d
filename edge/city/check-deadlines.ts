import type { Deadlines } from "@tocsin/contract/organisation/city.ts";
import type { FileFaults } from "./fault.ts";
import type { YamlFile } from "./yaml-file.ts";

/** Clocks that must run out one after the other; `arrival` may be equal, the others strictly later. */
const ORDERS: readonly { readonly group: "acknowledge" | "phase" | "layer" | "echelon" | "arrival"; readonly steps: readonly string[]; readonly equal: boolean }[] = [
  { group: "acknowledge", steps: ["target", "escalate", "reassign"], equal: false },
  { group: "phase", steps: ["react", "enRoute", "onScene"], equal: false },
  { group: "layer", steps: ["self", "mutual", "police"], equal: false },
  { group: "echelon", steps: ["first", "second", "third"], equal: false },
  { group: "arrival", steps: ["URBAN", "TOWN", "RURAL"], equal: true },
];

export function checkDeadlines(deadlines: Deadlines, file: YamlFile, faults: FileFaults): void {
  for (const { group, steps, equal } of ORDERS) {
    const clocks: Readonly<Record<string, number>> = deadlines[group];
    for (const [index, step] of steps.slice(1).entries()) {
      const before = steps[index]!;
      const [earlier, later] = [clocks[before]!, clocks[step]!];
      if (later > earlier || (equal && later === earlier)) continue;
      faults.add(file.lineOf([group, step]), `${group}.${step}`, "DEADLINE_ORDER", `${later} 秒应晚于 ${before} 的 ${earlier} 秒`, `${later} s does not come after ${before} with ${earlier} s`);
    }
  }
}
