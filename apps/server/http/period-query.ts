import { Type, type Static } from "typebox";
import { At } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import { RefusedRequest } from "./refused-request.ts";

/** Of which time figures are asked: from, and up to, instants in ms UTC. */
export const PeriodQuery = Type.Object({ from: At, to: At }, { additionalProperties: false });
export type PeriodQuery = Static<typeof PeriodQuery>;

const LONGEST_MS = 366 * DAY;

/** @throws RefusedRequest VALIDATION_FAILED naming `to` when it ends before it begins, or is longer than a year */
export function checkPeriod({ from, to }: PeriodQuery): void {
  if (to <= from || to - from > LONGEST_MS) throw new RefusedRequest(refuse("VALIDATION_FAILED", { fields: ["$.to"] }), [{ path: "$.to", zh: "应晚于开始时间，且不超过一年", en: "must lie after the beginning, by a year at most" }]);
}
