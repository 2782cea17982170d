import type { Assignment } from "@tocsin/contract/dispatch/order.ts";
import type { Instant } from "@tocsin/kernel/instant.ts";

/** Ends by which an order has not been carried out, whoever called it off. */
export const CALLED_OFF: ReadonlySet<Assignment["status"]> = new Set(["RECALLED", "SUPERSEDED", "DECLINED"]);

/** Of a unit's part of an order, as far as rework asks. */
export type WorkedPart = Pick<Assignment, "status" | "issuedAt" | "endedAt">;

/**
 * Whether what a unit had carried out had to be done again (DSP-09): its incident was reopened afterwards, and then somebody was sent
 * who was not called off. A closure that was taken back and sent nobody was no work; a further unit before any closure is the same work.
 */
export const isReworked = ({ status, endedAt }: WorkedPart, all: readonly WorkedPart[], reopenedAt: readonly Instant[]): boolean =>
  status === "COMPLETED" && endedAt !== null && reopenedAt.some((at) => at >= endedAt && all.some((later) => later.issuedAt >= at && !CALLED_OFF.has(later.status)));
