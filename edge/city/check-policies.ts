import { type Policies, RANK_POLICIES } from "@tocsin/contract/organisation/policies.ts";
import type { FileFaults } from "./fault.ts";
import type { YamlFile } from "./yaml-file.ts";

const PARAMETERS = [...new Set(Object.values(RANK_POLICIES).flat())];

/** Each policy is given its own parameters, no more and no less, and the top priority waits for none, and what is less urgent waits no less (DSP-01, INC-07). */
export function checkPolicies({ rank, queue: { waitS } }: Policies, file: YamlFile, faults: FileFaults): void {
  for (const [priority, rule] of Object.entries(rank)) {
    const own: readonly string[] = RANK_POLICIES[rule.policy];
    for (const name of PARAMETERS) {
      const given = rule[name] !== undefined;
      const at = [file.lineOf(["rank", priority, ...(given ? [name] : [])]), `rank.${priority}.${name}`] as const;
      if (own.includes(name) && !given) faults.add(...at, "FIELD_MISSING", `策略 ${rule.policy} 需要该参数`, `is missing: ${rule.policy} takes it`);
      if (!own.includes(name) && given) faults.add(...at, "FIELD_UNKNOWN", `策略 ${rule.policy} 没有该参数`, `is not a parameter of ${rule.policy}`);
    }
  }
  for (const [before, after] of [["P2", "P3"], ["P3", "P4"]] as const) {
    if (waitS[after] >= waitS[before]) continue;
    faults.add(file.lineOf(["queue", "waitS", after]), `queue.waitS.${after}`, "DEADLINE_ORDER", `${waitS[after]} 秒不应短于 ${before} 的 ${waitS[before]} 秒`, `${waitS[after]} s is less than ${before} with ${waitS[before]} s`);
  }
  const top = rank.P1;
  const waits = top.policy === "IN_TIME" ? "targetS" : (top.toleranceS ?? 0) > 0 ? "toleranceS" : null;
  if (waits !== null) faults.add(file.lineOf(["rank", "P1", waits]), `rank.P1.${waits}`, "TOP_PRIORITY_WAITS", "一级警情不得为覆盖等待,应为 CLOSEST 或容忍 0 秒", "the top priority must not wait for cover: take CLOSEST, or a tolerance of 0");
}
