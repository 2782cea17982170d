import type { ModuleParameter } from "@tocsin/contract/command/plan.ts";

type Bounded = Pick<ModuleParameter, "type" | "min" | "max" | "unit">;

/** Least and most of a parameter with its unit; "" where neither is said. Of an area they are metres of its radius, which its label says. */
export function rangeText({ type, min, max, unit }: Bounded): string {
  const bounds = min === undefined && max === undefined ? "" : min === undefined ? `≤ ${max ?? ""}` : max === undefined ? `≥ ${min}` : `${min}–${max}`;
  return [bounds, type === "AREA" ? undefined : unit].filter((part) => part !== undefined && part !== "").join(" ");
}
