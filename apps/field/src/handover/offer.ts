import type { Assignment } from "@tocsin/contract/dispatch/order.ts";
import { isEnded } from "../state/is-ended.ts";

/** How the log words the end of a part that another unit has taken over; the unit's id follows. */
export const HANDED_OVER = "HANDED_OVER:";

export type Offer = NonNullable<Assignment["handover"]>;

/** The offer of a part that still waits for its answer (DSP-02). */
export function openOffer({ handover, status }: Pick<Assignment, "handover" | "status">): Offer | undefined {
  return handover && handover.declinedAt === null && !isEnded({ status }) ? handover : undefined;
}

/** Responsibility can be handed over by who has arrived and is still there. */
export const canOffer = ({ status }: Pick<Assignment, "status">): boolean => ["ARRIVED", "HANDLING", "FEEDBACK"].includes(status);
