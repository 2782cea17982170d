import type { Assignment } from "@tocsin/contract/dispatch/order.ts";
import { ASSIGNMENT_NEXT } from "@tocsin/domain/dispatch/life-cycle.ts";

/** Nothing can follow any more. The rules' own table says so; the contract's schemas would weigh on the phone. */
export const isEnded = (assignment: Pick<Assignment, "status">): boolean => ASSIGNMENT_NEXT[assignment.status].length === 0;
