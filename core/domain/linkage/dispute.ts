import { type Custody, handsOf, type Matter, type Ruling } from "@tocsin/contract/linkage/matter.ts";
import { askWire, awaitsRuling, barred, begin, elsewhere, happen, type MatterDecision, type MatterFacts, no, said } from "./facts.ts";
import { foreignRefusal, offered, openAssistants, returnClock } from "./transfer.ts";

/** Who gave the matter to its owner; null when the owner received it first. */
export const giverOf = ({ passes, owner }: Pick<Custody, "passes" | "owner">): string | null => passes.findLast(({ to, how }) => to === owner && how !== "RETURNED")?.from ?? null;

/** An item that no list has: it was given back, and none was cited. */
export const UNCITED = "UNCITED";

interface Return {
  readonly by: string;
  readonly clause: string;
  readonly reason: string;
}

/** An offer is refused, or a signed matter given back: once by each party, inside the window, on an item of the list (LNK-05). */
export function giveBack(matter: Matter, act: Return, facts: MatterFacts): MatterDecision {
  const stop = barred(matter, facts, ["SENT", "SIGNED", "PROCESSING"]);
  if (stop !== null) return stop;
  const { custody } = matter;
  const { offer } = custody;
  if (act.by !== (offer?.to ?? custody.owner)) return offer === null ? no("NOT_OWNER", { owner: custody.owner }) : no("NOT_OFFERED", { party: act.by });
  if (custody.ruling !== null || custody.returns.some(({ by }) => by === act.by)) return no("RETURN_EXHAUSTED", { party: act.by });
  const returned = { ...act, at: facts.at };
  if (offer !== null) return offer.kind === "RETURN" ? no("OFFER_BINDS", { party: act.by }) : happen(said("MatterReturned", { returned, clock: returnClock(matter, custody.returns.length + 1, facts) }));
  const giver = giverOf(custody);
  if (giver === null) return no("STATE_CONFLICT", { status: custody.status, allowed: ["linkage.transfer", "linkage.dispute"] });
  if (custody.returnBy === null || facts.at > custody.returnBy) return no("RETURN_WINDOW_OVER", { until: custody.returnBy });
  if (facts.platformOf(giver) === facts.here) return happen(said("MatterReturned", { returned, clock: returnClock(matter, custody.returns.length + 1, facts) }));
  // The giver must take it, but until it has heard of it nobody else would know: the returner stays the owner.
  return foreignRefusal(matter, giver, facts) ?? happen(offered(matter, { kind: "RETURN", to: giver, final: false, reason: act.reason, clause: act.clause }, returned, facts));
}

/** The owner thinks that it is another's, and nobody takes it: it stays where it is until somebody above has decided. */
export function dispute(matter: Matter, act: { readonly by: string; readonly reason: string }, facts: MatterFacts): MatterDecision {
  const stop = barred(matter, facts, ["CREATED", "SIGNED", "PROCESSING", "RETURNED"]);
  if (stop !== null) return stop;
  if (act.by !== matter.custody.owner) return no("NOT_OWNER", { owner: matter.custody.owner });
  if (matter.custody.ruling !== null) return no("RETURN_EXHAUSTED", { party: act.by });
  // Whoever blew a whistle stays with those who came; a ruling could take it from there.
  if (matter.whistle?.status === "BLOWN") return no("WHISTLE_RUNNING", { parties: openAssistants(matter) });
  return happen(said("MatterDisputed", { reason: act.reason, clock: begin("ADJUDICATE", matter, facts) }));
}

/**
 * Who has a matter that waits for a ruling takes it up for good: nobody else need say so, and it does not wait for ever where whoever
 * might rule had it in hand (LNK-05).
 */
export function takeUp(matter: Matter, { by, reason }: { readonly by: string; readonly reason: string }, facts: MatterFacts): MatterDecision {
  const { status, owner } = matter.custody;
  if (!awaitsRuling(matter)) return no("STATE_CONFLICT", { status, allowed: ["ADJUDICATION_DUE"] });
  if (by !== owner) return no("NOT_OWNER", { owner });
  const clock = begin("HANDLE", matter, facts);
  return elsewhere(matter, facts) ?? happen(said("MatterRuled", { ruling: { to: by, by, at: facts.at, clause: null, reason }, clock, handleBy: clock.dueAt }));
}

/**
 * Who owns a returned or disputed matter is settled for good; nobody settles what concerns the own organisation (LNK-05). Who only sat in
 * the call about it, or heard that a department was late, is not concerned: else the one who coordinates could rule on nothing of that kind.
 */
export function adjudicate(matter: Matter, act: Omit<Ruling, "at">, facts: MatterFacts): MatterDecision {
  const { custody } = matter;
  if (custody.status !== "RETURNED") return no("STATE_CONFLICT", { status: custody.status, allowed: ["RETURNED"] });
  if (facts.platformOf(custody.owner) !== facts.here) return no("MATTER_ELSEWHERE", { party: custody.owner });
  if (act.by === act.to || handsOf(matter).has(act.by)) return no("OWN_ADJUDICATION", { party: act.by });
  const clock = begin("HANDLE", matter, facts);
  const ruled = said("MatterRuled", { ruling: { ...act, at: facts.at }, clock, handleBy: clock.dueAt });
  if (act.to === custody.owner) return happen(ruled);
  return foreignRefusal(matter, act.to, facts) ?? happen(ruled, offered(matter, { kind: "TRANSFER", to: act.to, final: true, reason: act.reason, clause: act.clause }, null, facts), ...askWire(act.to, facts));
}
