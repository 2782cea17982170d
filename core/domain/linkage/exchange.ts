import { type CallOff, type Custody, type HelpStep, type Matter, type MatterWords, writerOf } from "@tocsin/contract/linkage/matter.ts";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { happen, handleAgain, type MatterDecision, type MatterDraft, type MatterFacts, no, said } from "./facts.ts";
import { tale } from "./believable.ts";
import { callOffHeard, endedHere } from "./call-off.ts";
import { returnClock, signed } from "./transfer.ts";

/**
 * What one platform tells the other: how the matter stands, whole. Sent until it is answered, so that it may come twice, late,
 * or after a newer one; the step says which is newer, and nothing else needs to be in order.
 */
export interface MatterMessage {
  readonly matterId: string;
  readonly from: string;
  readonly about: Pick<Matter, "no" | "drill" | "opener" | "content" | "scope">;
  readonly custody: Custody;
  /** Left out: nothing was said. */
  readonly words?: MatterWords | undefined;
  /** Units that came from there. Left out: none. */
  readonly help?: readonly HelpStep[] | undefined;
  /** When that platform deleted what it had been told of the matter. */
  readonly erasedAt?: number | undefined;
  /** It asked for the exercise, and has called it off. */
  readonly calledOff?: CallOff | undefined;
}

export const messageOf = ({ id, no: number, drill, opener, content, scope, custody, progress, reply, help, erasedAt, calledOff }: Matter, here: string): MatterMessage => ({
  matterId: id, from: here, about: { no: number, drill, opener, content, scope }, custody, ...(progress.length === 0 && reply === null ? {} : { words: { progress, reply } }), ...(help === undefined ? {} : { help }), ...(erasedAt === undefined ? {} : { erasedAt }), ...(calledOff === undefined ? {} : { calledOff }),
});

const newestOf = ({ progress, reply }: MatterWords): number => Math.max(-1, reply?.at ?? -1, ...progress.map(({ at }) => at));

const HEARD: readonly MatterDraft["type"][] = ["MatterMirrored", "MatterArrived", "MatterOverdue", "MatterErasedThere", "HelpTold", "HelpBegun", "CallOffHeard"];
/** Whether this platform has written something that the other must hear: not what it has from there, and not that its own patience is over. */
export const isNews = (drafts: readonly MatterDraft[]): boolean => drafts.some(({ type }) => !HEARD.includes(type));

/** What this platform must do at once with what has come: what it has called off ends, a return is taken, a ruling obeyed, and what is wanted back is let go. */
function atOnce(matter: Matter, facts: MatterFacts): MatterDraft[] {
  const { offer, returns } = matter.custody;
  const ending = endedHere(matter, facts);
  if (ending.length > 0) return ending;
  if (offer === null || facts.platformOf(offer.to) !== facts.here) return [];
  if (offer.kind === "RETURN") return [said("MatterSigned", { how: "RETURNED", clock: returnClock(matter, returns.length, facts), handleBy: matter.custody.handleBy, returnBy: null })];
  if (offer.final) return [signed(matter, "ADJUDICATED", facts)];
  return offer.withdrawing ? [said("OfferWithdrawn", { clock: handleAgain(matter, facts.at) })] : [];
}

/**
 * A message of another platform. An older one changes nothing; a newer one counts when it is that platform's turn to write and can
 * follow from what is known (`tale`), which stops a neighbour that tells tales. `own` null: the matter has not been heard of here.
 */
export function receive(own: Matter | null, message: MatterMessage, facts: MatterFacts): MatterDecision {
  if (own === null) return receiveStep(own, message, facts);
  const heard = callOffHeard(own, message.calledOff, message.from, facts);
  const made = receiveStep(heard === undefined ? own : { ...own, calledOff: heard }, message, facts);
  if (!made.ok) return made;
  const { help, erasedAt } = message;
  return happen(
    ...(heard === undefined ? [] : [said("CallOffHeard", heard)]),
    ...made.value,
    ...(help !== undefined && isMoreHelp(own, help, facts) ? [said("HelpTold", { help })] : []),
    // Of what it had from us: who has it from there deletes it here, and is told nothing of that kind.
    ...(erasedAt === undefined || own.erasedThereAt !== undefined ? [] : [said("MatterErasedThere", { at: erasedAt })]),
  );
}

/** Whether the other city says more of its units than is known. It tells all of them each time, so that a message that comes late says less; of our own it can tell us nothing. */
const isMoreHelp = ({ opener, help = [] }: Matter, told: readonly HelpStep[], { here, platformOf }: MatterFacts): boolean =>
  platformOf(opener) === here && told.length >= help.length && canonicalJson(told) !== canonicalJson(help);

function receiveStep(own: Matter | null, message: MatterMessage, facts: MatterFacts): MatterDecision {
  const { custody, from, about, words } = message;
  const told = words === undefined ? {} : { words };
  if (own === null) {
    const { offer } = custody;
    if (offer === null || facts.platformOf(offer.to) !== facts.here || facts.platformOf(custody.owner) !== from) return no("NOT_YOUR_TURN", { platform: from });
    const what = tale(null, custody, from, facts);
    if (what !== null) return no("CUSTODY_TALE", { what });
    const arrived: Matter = {
      id: message.matterId, ...about, incidentId: null, openedAt: facts.at, custody, link: from, assistants: [], extension: null, progress: [],
      reply: null, verdict: null, rating: null, conferences: [], closedAt: null,
    };
    const heard = callOffHeard(arrived, message.calledOff, from, facts);
    return happen(said("MatterArrived", { ...about, custody, link: from }), ...(heard === undefined ? [] : [said("CallOffHeard", heard)]), ...atOnce(arrived, facts));
  }
  if (own.link !== from) return no("NOT_YOUR_TURN", { platform: from });
  // A drill never becomes real, nor the other way round.
  if (about.drill !== own.drill) return no("CUSTODY_TALE", { what: "drill" });
  if (custody.step < own.custody.step) return happen();
  if (custody.step > own.custody.step) {
    if (facts.platformOf(writerOf(own.custody)) !== from) return no("NOT_YOUR_TURN", { platform: from });
    const what = tale(own.custody, custody, from, facts);
    if (what !== null) return no("CUSTODY_TALE", { what });
    return happen(said("MatterMirrored", { custody, ...told }), ...atOnce({ ...own, custody }, facts));
  }
  // Work that goes on is no step: what was said of it is heard from whoever works on it.
  if (words !== undefined && facts.platformOf(own.custody.owner) === from && newestOf(words) > newestOf(own)) return happen(said("MatterMirrored", { custody: own.custody, words }));
  return custody.offer?.withdrawing === true && own.custody.offer?.withdrawing === false ? happen(...atOnce({ ...own, custody }, facts)) : happen();
}
