import type { MissingParts } from "../missing-parts.ts";
import type { Ranker } from "./ranker.ts";

/** A ranking that fails stops no order; while the last one asked for has failed, every screen says so. */
export function watchedRanker(ranker: Ranker, missing: Pick<MissingParts, "down" | "up">): Ranker {
  return {
    ...ranker,
    async rank(subject, options) {
      try {
        const made = await ranker.rank(subject, options);
        missing.up("ranking");
        return made;
      } catch (error) {
        missing.down("ranking");
        throw error;
      }
    },
  };
}
