import { gapsByDemand, serviceByArea, serviceShares, type AreaService, type ServiceShares } from "@tocsin/engine/siting/response-shares.ts";
import { bestTimes } from "@tocsin/engine/siting/choose-posts.ts";
import type { Ground } from "./ground.ts";

export const LIMITS_MS = [60_000, 180_000, 300_000] as const;

export interface HeldOut {
  readonly calls: number;
  /** Best time to each call with these posts. */
  readonly bestOf: (posts: readonly number[]) => Float64Array;
}

/** One layout's figures: today's, or the proposed one's. */
export interface LayoutFigures {
  readonly posts: readonly number[];
  readonly times: Float64Array;
  readonly shares: ServiceShares;
  readonly areas: readonly AreaService[];
  /** Cells beyond three minutes, most demand first. */
  readonly gaps: readonly number[];
  readonly heldOut: ServiceShares | null;
}

export interface Figures {
  readonly before: LayoutFigures;
  readonly after: LayoutFigures;
  readonly heldOutCalls: number;
}

export function figuresOf(ground: Ground, posts: readonly number[], heldOut: HeldOut | null): Figures {
  const of = (chosen: readonly number[]): LayoutFigures => {
    const times = bestTimes(ground, chosen);
    return {
      posts: chosen, times,
      shares: serviceShares(times, ground.weights, LIMITS_MS),
      areas: serviceByArea(times, ground.weights, ground.districtOf, ground.districts.length, LIMITS_MS),
      gaps: gapsByDemand(times, ground.weights, LIMITS_MS[1]),
      heldOut: heldOut && serviceShares(heldOut.bestOf(chosen), new Float64Array(heldOut.calls).fill(1), LIMITS_MS),
    };
  };
  return { before: of(Array.from({ length: ground.today }, (_, site) => site)), after: of(posts), heldOutCalls: heldOut?.calls ?? 0 };
}
