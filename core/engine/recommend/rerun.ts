import { canonicalJson, hashOf } from "@tocsin/kernel/canonical.ts";
import { hasPolicy } from "./policies/policy-table.ts";
import { type RecommendInput } from "./recommend-input.ts";
import { recommend } from "./recommend.ts";
import { type Recommendation } from "./recommendation.ts";

/** A recommendation as it was made: what went in and what came out, enough to make it again to the byte (rule 8). */
export interface MadeRecommendation {
  readonly input: RecommendInput;
  readonly made: Recommendation;
}

/** What became of making a stored recommendation again from its stored input. */
export type RerunVerdict =
  /** The same bytes. */
  | "SAME"
  /** The stored input is not the one that the checksum was taken of. */
  | "INPUT_CHANGED"
  /** The input is whole, the answer is another: it was touched, or a policy has changed without a new version. */
  | "ANSWER_DIFFERS"
  /** This build has not the policy's version any more. */
  | "POLICY_UNKNOWN";

/** Makes a stored recommendation again, by the parameters stored with it and not by the city's present ones (rule 8). Never throws. */
export function rerun(stored: Recommendation, input: RecommendInput): RerunVerdict {
  if (hashOf(input) !== stored.checksum) return "INPUT_CHANGED";
  if (!Object.values(input.policy.rank).every(({ policy }) => hasPolicy(policy))) return "POLICY_UNKNOWN";
  return canonicalJson(recommend(input)) === canonicalJson(stored) ? "SAME" : "ANSWER_DIFFERS";
}
