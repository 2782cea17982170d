import { assists, type Matter, type MatterReturn, type Offer } from "@tocsin/contract/linkage/matter.ts";
import { isOnWire } from "@tocsin/contract/linkage/wire.ts";
import { isCalled } from "@tocsin/contract/linkage/whistle.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { askWire, awaitsRuling, barred, begin, handleAgain, happen, hasAssistants, type MatterDecision, type MatterDraft, type MatterFacts, no, said } from "./facts.ts";
import { drillRefusal } from "./exercise.ts";
import { IN_HAND } from "./life-cycle.ts";

/** Why the matter cannot go to another platform; null where the receiver is here, or nothing is in the way. */
export function foreignRefusal(matter: Matter, to: string, facts: MatterFacts): MatterDecision | null {
  const platform = facts.platformOf(to);
  if (platform === facts.here) return matter.link !== null && !facts.named(matter.link, to) ? no("MATTER_FOREIGN", { party: to }) : wireRefusal(matter, to, facts);
  // Between two platforms each step has one writer; a third that heard of it from either could not know whose turn it is.
  if (matter.link !== null && matter.link !== platform) return no("MATTER_FOREIGN", { party: to });
  const unnamed = [matter.opener, matter.custody.owner, to].find((party) => !facts.named(platform, party));
  if (unnamed !== undefined) return no("MATTER_FOREIGN", { party: unnamed });
  const refusal = matter.link === null ? (drillRefusal(matter, platform, facts) ?? facts.agreed(platform, matter.content.place)) : null;
  if (refusal !== null) return fail(refusal);
  return hasAssistants(matter) ? no("ASSISTANTS_OPEN", { parties: openAssistants(matter) }) : null;
}

/** The same for a party that is reached by the wire: the agreement must carry it, and what was given on trust goes no further (JNT-07). */
function wireRefusal(matter: Matter, to: string, facts: MatterFacts): MatterDecision | null {
  const platform = facts.wiredTo(to);
  if (platform === null) return null;
  // A request of GeoReport has no word for a drill: there it would be a real one.
  if (matter.drill) return no("DRILL_STAYS", { party: to });
  if (matter.content.onward === false) return no("ONWARD_FORBIDDEN");
  const refusal = facts.agreed(platform, matter.content.place);
  if (refusal !== null) return fail(refusal);
  return hasAssistants(matter) ? no("ASSISTANTS_OPEN", { parties: openAssistants(matter) }) : null;
}

export const openAssistants = ({ assistants, whistle }: Pick<Matter, "assistants" | "whistle">): string[] => [
  ...assistants.filter(assists).map(({ party }) => party), ...(whistle?.status === "BLOWN" ? whistle.calls.filter(isCalled).map(({ department }) => department) : []),
];

/** An offer to `to`; the giver stays the owner, and the clock of the signature runs. */
export function offered(matter: Matter, offer: Pick<Offer, "kind" | "to" | "final" | "reason" | "clause">, returned: MatterReturn | null, facts: MatterFacts, answerSeconds?: number): MatterDraft {
  const platform = facts.platformOf(offer.to);
  const wired = facts.wiredTo(offer.to);
  const agreed = matter.content.exercise === undefined ? facts.answersWithin(wired ?? platform) : null;
  const within = answerSeconds === undefined ? agreed : answerSeconds * SECOND;
  const clock = begin("SIGN", matter, facts);
  return said("MatterOffered", {
    offer: { ...offer, from: matter.custody.owner, at: facts.at, withdrawing: false, resume: matter.custody.status }, returned,
    link: platform === facts.here ? matter.link : platform, scope: facts.pathsOf(offer.to), clock: within === null ? clock : { ...clock, dueAt: facts.at + within },
  });
}

/** The owner offers the matter to another party (LNK-01): whoever gives it stays responsible until the other has signed. */
export function transfer(matter: Matter, act: { readonly by: string; readonly to: string; readonly clause: string | null; readonly reason: string; readonly answerSeconds?: number | undefined }, facts: MatterFacts): MatterDecision {
  const stop = barred(matter, facts, IN_HAND);
  if (stop !== null) return stop;
  const { custody } = matter;
  if (act.by !== custody.owner) return no("NOT_OWNER", { owner: custody.owner });
  if (custody.ruling !== null) return no("RETURN_EXHAUSTED", { party: act.by });
  if (act.to === custody.owner) return no("SAME_PARTY", { party: act.to });
  if (custody.passes.filter(({ how }) => how !== "RETURNED").length >= facts.passes) return no("PASSES_EXHAUSTED", { passes: facts.passes });
  // Whoever blew a whistle stays with those who came.
  if (matter.whistle?.status === "BLOWN") return no("WHISTLE_RUNNING", { parties: openAssistants(matter) });
  return foreignRefusal(matter, act.to, facts) ?? happen(offered(matter, { kind: "TRANSFER", to: act.to, final: false, reason: act.reason, clause: act.clause }, null, facts, act.answerSeconds), ...askWire(act.to, facts));
}

/** What a signature brings, whoever or whatever made it. */
export function signed(matter: Matter, how: "SIGNED" | "DEEMED" | "ADJUDICATED", facts: MatterFacts): MatterDraft {
  const clock = begin("HANDLE", matter, facts);
  return said("MatterSigned", { how, clock, handleBy: clock.dueAt, returnBy: how === "SIGNED" ? facts.dueAt("RETURN", matter.content.urgency) : null });
}

/** A matter back with whoever gave it; a second return by anybody waits for a ruling (LNK-05). */
export const returnClock = (matter: Matter, returns: number, facts: MatterFacts) => (returns >= 2 ? begin("ADJUDICATE", matter, facts) : handleAgain(matter, facts.at));

/** The receiver signs, and owns it from now on. */
export function sign(matter: Matter, act: { readonly by: string }, facts: MatterFacts): MatterDecision {
  const stop = barred(matter, facts, ["SENT"]);
  if (stop !== null) return stop;
  const { offer } = matter.custody;
  if (offer === null || act.by !== offer.to) return no("NOT_OFFERED", { party: act.by });
  return happen(signed(matter, offer.final ? "ADJUDICATED" : "SIGNED", facts));
}

/** The giver wants its offer back. Here it is at once; another platform may have signed already, and must let go first. */
export function withdraw(matter: Matter, act: { readonly by: string }, facts: MatterFacts): MatterDecision {
  const { custody } = matter;
  if (awaitsRuling(matter) || custody.offer === null) return no("STATE_CONFLICT", { status: custody.status, allowed: ["SENT"] });
  const { from, to, final, kind, withdrawing } = custody.offer;
  if (facts.platformOf(from) !== facts.here) return no("MATTER_ELSEWHERE", { party: from });
  if (act.by !== from) return no("NOT_OWNER", { owner: from });
  if (final || kind === "RETURN") return no("OFFER_BINDS", { party: to });
  if (facts.platformOf(to) === facts.here && !(isOnWire(matter.wire) && matter.wire?.party === to)) return happen(said("OfferWithdrawn", { clock: handleAgain(matter, facts.at) }));
  return withdrawing ? happen() : happen(said("WithdrawalAsked", {}));
}
