import type { SystemPayload } from "@tocsin/contract/commands.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { Wire, WireStatus } from "@tocsin/contract/linkage/wire.ts";
import { ok } from "@tocsin/kernel/result.ts";
import { type Context, type Decider, refused } from "../decision.ts";
import { dispute, giveBack, UNCITED } from "./dispute.ts";
import { evolveMatter } from "./evolve-matter.ts";
import { handleAgain, happen, type MatterDecision, type MatterDraft, type MatterFacts, no, said } from "./facts.ts";
import { progress, reply } from "./handling.ts";
import { matterFacts } from "./matter-facts.ts";
import { handedOver } from "./matter-commands.ts";
import { returnClock, sign } from "./transfer.ts";

/** The matter falls back to whoever gave it: nobody over there has it. */
function fallBack(matter: Matter, wire: Wire, why: string, facts: MatterFacts): MatterDraft[] {
  const { custody } = matter;
  if (custody.offer !== null && custody.offer.to === wire.party) return [said("OfferWithdrawn", { clock: handleAgain(matter, facts.at) })];
  if (custody.owner !== wire.party) return [];
  const returned = { by: wire.party, at: facts.at, clause: UNCITED, reason: why === "" ? wire.state : why };
  return [said("MatterReturned", { returned, clock: returnClock(matter, custody.returns.length + 1, facts) })];
}

/** What came of sending a message. Only the message that the matter waits for counts: one of an earlier offer is over. */
export function settle(matter: Matter, payload: Pick<SystemPayload["system.wireReceipt"], "no" | "receipt">, facts: MatterFacts): MatterDecision {
  const { wire } = matter;
  const { receipt } = payload;
  if (wire?.no !== payload.no || wire.state !== "WAITING") return no("STATE_CONFLICT", { status: wire?.state ?? "NONE", allowed: ["WAITING"] });
  const settled = said("WireSettled", receipt);
  return receipt.state === "WAITING" || receipt.state === "RECEIVED" ? happen(settled) : happen(settled, ...fallBack(matter, wire, receipt.why, facts));
}

/** The steps that a word asks for, one after the other; each is decided on what the one before it left. */
type Step = (matter: Matter) => MatterDecision;
function stepsOf(wire: Wire, { word, text }: WireStatus, facts: MatterFacts): readonly Step[] {
  const by = wire.party;
  const offered = (matter: Matter): boolean => matter.custody.offer?.to === by;
  const owned = (matter: Matter): boolean => matter.custody.owner === by;
  const signs: Step = (matter) => (offered(matter) ? sign(matter, { by }, facts) : happen());
  const works: Step = (matter) => (owned(matter) && text !== "" && text !== matter.progress.at(-1)?.text ? progress(matter, { by, text }, facts) : happen());
  const reason = text === "" ? "—" : text.slice(0, 400);
  const returns: Step = (matter) => {
    if (!offered(matter) && !owned(matter)) return happen();
    const made = giveBack(matter, { by, clause: UNCITED, reason }, facts);
    if (made.ok || matter.custody.ruling !== null) return made;
    // Given back once before: nobody over there has it, and what was never signed is the giver's again.
    if (made.error.code === "RETURN_EXHAUSTED" && offered(matter)) return happen(said("OfferWithdrawn", { clock: handleAgain(matter, facts.at) }));
    // Too late to give it back, or the second time, and yet they have closed it: whose it is, somebody above decides.
    return made.error.code === "RETURN_WINDOW_OVER" || made.error.code === "RETURN_EXHAUSTED" ? dispute(matter, { by, reason }, facts) : made;
  };
  const replies: Step = (matter) => (owned(matter) && matter.custody.status !== "REPLIED" ? reply(matter, { by, text: text === "" ? "—" : text }, facts) : happen());
  switch (word) {
    case "SENT":
    case "UNMAPPED":
      return [];
    case "SIGNED":
      return [signs];
    case "PROCESSING":
      return [signs, works];
    case "RETURNED":
      return [returns];
    case "REPLIED":
      return [signs, replies];
  }
}

/**
 * What the platform says of the matter now. An older word never overwrites a newer one, and a repeated one changes nothing (LNK-02).
 * The wire writes for its party: a step that the rules bar is not taken, and the desk sees that the platform says otherwise.
 */
export function follow(matter: Matter, payload: Pick<SystemPayload["system.wireStatus"], "no" | "status">, facts: MatterFacts): MatterDecision {
  const { wire } = matter;
  const { status } = payload;
  if (wire?.no !== payload.no || wire.state !== "RECEIVED" || wire.requestId !== status.requestId) return no("STATE_CONFLICT", { status: wire?.state ?? "NONE", allowed: ["RECEIVED"] });
  if (wire.told !== null && (status.at < wire.told.at || (status.word === wire.told.word && status.raw === wire.told.raw))) return happen();
  const byWire = { ...facts, byWire: true };
  const drafts: MatterDraft[] = [];
  let state = matter;
  let barred: string | null = null;
  for (const take of stepsOf(wire, status, byWire)) {
    const made = take(state);
    if (!made.ok) {
      barred = made.error.code;
      break;
    }
    state = made.value.reduce((folded, draft) => evolveMatter(folded, { id: matter.id, ...draft, at: facts.at, by: "" }), state);
    drafts.push(...made.value);
  }
  return happen(...drafts, said("WireTold", { word: status.word, raw: status.raw, at: status.at, barred }));
}

const act = <Payload extends { readonly matterId: string }>(decide: (matter: Matter, payload: Payload, facts: MatterFacts) => MatterDecision): Decider<Payload> => (world, payload, context: Context) => {
  const matter = world.matters.get(payload.matterId);
  if (matter === undefined) return refused("NOT_FOUND", { matterId: payload.matterId });
  const made = handedOver(world, context, matter, decide(matter, payload, matterFacts(context, world)));
  return made.ok && made.value.length === 0 ? ok([]) : made;
};

export const wireReceipt = act<SystemPayload["system.wireReceipt"]>(settle);
export const wireStatus = act<SystemPayload["system.wireStatus"]>(follow);

/** What another platform had shared of it is gone here; that it is told to them follows from its being news. */
export const matterErased = act<SystemPayload["system.matterErased"]>((matter) => (matter.link === null || matter.erasedAt !== undefined ? happen() : happen(said("MatterErased", {}))));

/**
 * What was offered to another Tocsin and refused there at its first word is nobody's there: it falls back to its giver, as a platform of
 * GeoReport that refuses lets it (0029). What went there before is known there, and is asked back instead.
 */
export function notTaken(matter: Matter, { no: step, code }: Pick<SystemPayload["system.custodyRefused"], "no" | "code">, facts: MatterFacts): MatterDecision {
  const { link, custody: { offer, passes, returns } } = matter;
  if (link === null || offer === null || offer.no !== step || facts.platformOf(offer.to) !== link) return no("STATE_CONFLICT", { status: matter.custody.status, allowed: ["SENT"] });
  const known = [...passes.flatMap(({ from, to }) => [from, to]), ...returns.map(({ by }) => by), matter.opener].some((party) => facts.platformOf(party) === link);
  // What was called off before it had arrived has nobody to wait for.
  const ended = matter.calledOff === undefined ? [] : [said("ExerciseEnded", {})];
  return known ? no("MATTER_ELSEWHERE", { party: offer.to }) : happen(said("MatterNotTaken", { clock: handleAgain(matter, facts.at), platform: link, code }), ...ended);
}

export const custodyRefused = act<SystemPayload["system.custodyRefused"]>(notTaken);
