import type { ModuleParameter } from "@tocsin/contract/command/plan.ts";

/** Least and most of a parameter with its unit; "" where neither is said. Of an area they are metres of its radius. */
export function rangeText({ type, min, max, unit }: Pick<ModuleParameter, "type" | "min" | "max" | "unit">): string {
  const bounds = min === undefined && max === undefined ? "" : min === undefined ? `≤ ${max ?? ""}` : max === undefined ? `≥ ${min}` : `${min}–${max}`;
  return [bounds, bounds !== "" && type === "AREA" ? "m" : unit].filter((part) => part !== undefined && part !== "").join(" ");
}
