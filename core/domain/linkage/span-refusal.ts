import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { DAY } from "@tocsin/kernel/instant.ts";

/** What has begun may be written down a day later, and something is asked for a year ahead at most, in days. */
const [BACK, AHEAD] = [1, 366];

/**
 * Why a time that is asked for cannot be, by the field at fault: the start is looked at by itself first, so that a wrong one is not blamed
 * on the end; where the two are only in the wrong order, both are named. `days`: so long it may be. Null = it can be.
 */
export function spanRefusal({ from, until }: { readonly from: number; readonly until: number }, at: number, days: number): Refusal | null {
  if (from < at - BACK * DAY || from > at + AHEAD * DAY) return refuse("JOINT_START", { back: BACK, ahead: AHEAD, fields: ["/from"] });
  if (until <= at) return refuse("JOINT_TIME", { fields: ["/until"] });
  if (until <= from) return refuse("JOINT_ORDER", { fields: ["/from", "/until"] });
  return until - from > days * DAY ? refuse("JOINT_TOO_LONG", { days, fields: ["/until"] }) : null;
}
