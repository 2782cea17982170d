import { type CallOff, type Matter, writerOf } from "@tocsin/contract/linkage/matter.ts";
import { happen, type MatterDecision, type MatterDraft, type MatterFacts, no, said } from "./facts.ts";

/** Statuses in which an exercise has been reported on. */
const REPORTED: readonly Matter["custody"]["status"][] = ["REPLIED", "VERIFIED", "CLOSED"];

const isOver = ({ content, custody }: Matter): boolean => content.exercise === undefined || REPORTED.includes(custody.status);

/** What was called off here ends here as soon as nobody over there has the next step: whoever called it off need not be asked again. */
export const endedHere = (matter: Matter, { here, platformOf }: Pick<MatterFacts, "here" | "platformOf">): MatterDraft[] =>
  matter.calledOff === undefined || isOver(matter) || platformOf(matter.opener) !== here || platformOf(writerOf(matter.custody)) !== here ? [] : [said("ExerciseEnded", {})];

/**
 * Whoever asked for an exercise calls it off (JNT-07). It is not on from then on. Not signed yet, it is wanted back; signed, it stays with
 * the other city until that has read so, whose clock runs as for any matter.
 */
export function callOff(matter: Matter, act: { readonly by: string; readonly why: CallOff["why"] }, facts: MatterFacts): MatterDecision {
  const { opener, custody, content } = matter;
  if (content.exercise === undefined) return no("VALIDATION_FAILED", { fields: ["/matterId"] });
  if (act.by !== opener || facts.platformOf(opener) !== facts.here) return no("NOT_OWNER", { owner: opener });
  if (matter.calledOff !== undefined) return happen();
  if (isOver(matter)) return no("STATE_CONFLICT", { status: custody.status, allowed: ["CREATED", "SENT", "SIGNED", "PROCESSING", "RETURNED"] });
  const calledOff = said("ExerciseCalledOff", { why: act.why });
  const ending = endedHere({ ...matter, calledOff: { at: facts.at, why: act.why } }, facts);
  const { offer } = custody;
  const asksBack = ending.length === 0 && offer !== null && offer.kind === "TRANSFER" && !offer.withdrawing && facts.platformOf(offer.from) === facts.here;
  return happen(calledOff, ...ending, ...(asksBack ? [said("WithdrawalAsked", {})] : []));
}

/** That it was called off is news once, from who asked for it alone; a message that comes late or again says nothing more, and none takes it back. */
export const callOffHeard = (matter: Matter, calledOff: CallOff | undefined, from: string, { platformOf }: Pick<MatterFacts, "platformOf">): CallOff | undefined =>
  calledOff !== undefined && matter.calledOff === undefined && matter.content.exercise !== undefined && platformOf(matter.opener) === from ? calledOff : undefined;

/** Whether its owner may close it without a report: it was called off, and this is how its owner says that it has read so. */
export const closesUnreported = (matter: Matter, by: string): boolean => matter.calledOff !== undefined && !isOver(matter) && matter.custody.offer === null && matter.custody.owner === by;
