import { coverOf, type PlanGround, type Wish } from "@tocsin/engine/siting/choose-posts.ts";
import { worthOfAll } from "@tocsin/engine/siting/cover-table.ts";
import type { Siting } from "@tocsin/engine/siting/models.ts";
import type { CoverGoal } from "./cover-program.ts";
import { improveCover } from "./solve-cover.ts";

/**
 * Lets the exact solver prove or better the answer of a covering model within `exactMs`; the other models keep the bound
 * of their own ascent, since their programs have a variable for each pair of site and cell.
 */
export async function proveChoice(ground: PlanGround, wish: Wish, known: Siting, exactMs: number): Promise<Siting> {
  if (exactMs === 0 || wish.given || wish.model === "p-median" || wish.model === "p-center") return known;
  const table = coverOf(ground, wish);
  const goal: CoverGoal = wish.model === "lscp" ? { kind: "fewest", worth: wish.share * worthOfAll(table) * (1 - 1e-9) } : { kind: "most" };
  return improveCover(known, table, wish.limits, goal, exactMs);
}
