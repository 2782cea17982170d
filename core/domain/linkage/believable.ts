import { DAY } from "@tocsin/kernel/instant.ts";
import type { Custody } from "@tocsin/contract/linkage/matter.ts";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import type { MatterFacts } from "./facts.ts";
import { MATTER_NEXT, STATUS_CLOCKS } from "./life-cycle.ts";

/** No matter goes through more steps while two platforms do not hear each other. */
const MOST_STEPS = 1_000;

/** No work on a matter is due later than this: an exercise may be a year ahead, and its report comes after. A limit beyond is one that never runs out. */
const FARTHEST_MS = 400 * DAY;

/** Nor through so many hands; a longer history is there to swell the record. */
const MOST_HANDS = 100;

const begins = (longer: readonly unknown[], shorter: readonly unknown[]): boolean => canonicalJson(longer.slice(0, shorter.length)) === canonicalJson(shorter);

/** Whether a matter can go back to this status when nobody signs: its owner's own clock runs in it. */
const resumes = (status: Custody["status"]): boolean => MATTER_NEXT.SENT.includes(status) && STATUS_CLOCKS[status].includes("HANDLE");

/**
 * What is wrong with a custody that another platform tells when it is its turn; null = it can follow from what is known. Whoever lies
 * within these bounds lies about its own part only: it can neither make anybody here the owner, nor leave the matter without an owner
 * or a clock that runs out some day, nor rewrite who had it (LNK-08, JNT-07). `own` null: it is heard of for the first time.
 */
export function tale(own: Custody | null, told: Custody, from: string, facts: Pick<MatterFacts, "at" | "here" | "platformOf">): string | null {
  const { status, clock, offer, owner, step } = told;
  const parties = [owner, ...(offer === null ? [] : [offer.from, offer.to])];
  if (parties.some((party) => ![from, facts.here].includes(facts.platformOf(party)))) return "party";
  if (clock === null ? status !== "CLOSED" : !STATUS_CLOCKS[status].includes(clock.kind)) return "clock";
  if (Math.max(clock?.dueAt ?? 0, told.handleBy) > facts.at + FARTHEST_MS) return "limit";
  if ((offer !== null) !== (status === "SENT")) return "offer";
  if (offer !== null && (offer.from !== owner || offer.to === owner || offer.no > step || !resumes(offer.resume))) return "offer";
  if (facts.platformOf(owner) === facts.here && own?.owner !== owner) return "owner";
  if (step > (own?.step ?? 0) + MOST_STEPS) return "step";
  if (Math.max(told.passes.length, told.returns.length) > MOST_HANDS) return "history";
  return own === null || (begins(told.passes, own.passes) && begins(told.returns, own.returns)) ? null : "history";
}
