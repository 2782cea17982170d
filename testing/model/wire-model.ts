import { isOnWire } from "@tocsin/contract/linkage/wire.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { adjudicate } from "@tocsin/domain/linkage/dispute.ts";
import { evolveMatter } from "@tocsin/domain/linkage/evolve-matter.ts";
import type { MatterDecision, MatterFacts } from "@tocsin/domain/linkage/facts.ts";
import { close, verify } from "@tocsin/domain/linkage/handling.ts";
import { OPENED_MATTER } from "@tocsin/domain/linkage/sample-matter.ts";
import { sign, transfer, withdraw } from "@tocsin/domain/linkage/transfer.ts";
import { follow, settle } from "@tocsin/domain/linkage/wire.ts";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import type { Explorable } from "./explore.ts";

/** How the courier works (apps/server/features/wire/courier.ts), and what it rests on; each can be broken, to see that the check sees. */
export interface WireRules {
  readonly settle: typeof settle;
  /** It writes down that a try begins before anything is sent. */
  readonly marks: boolean;
  /** After a try whose answer nobody has it asks by the key before it sends again. */
  readonly asks: boolean;
}
export const WIRE_RULES: WireRules = { settle, marks: true, asks: true };

type Word = "SENT" | "SIGNED" | "REPLIED" | "RETURNED";
/** A request as the other platform has it; of keys it knows nothing but to tell its id by one. */
interface Request {
  readonly no: number;
  readonly word: Word;
}
const isOpenThere = ({ word }: Request): boolean => word === "SENT" || word === "SIGNED";

/** Our record, the item of the outbox, the try in a server's hands, and what the other platform has. */
interface WireWorld {
  readonly matter: Matter;
  readonly item: { readonly no: number; readonly maybe: boolean } | null;
  /** `sent`: the request has left, and the answer is on its way. Lost with the server. */
  readonly hand: { readonly maybe: boolean; readonly sent: boolean } | null;
  readonly there: readonly Request[];
  readonly offers: number;
}

const MOST_OFFERS = 2;
const FACTS: MatterFacts = { at: 0, here: "HERE", platformOf: () => "HERE", wiredTo: (party) => (party === "HOTLINE" ? "P12345" : null), agreed: () => null, named: () => true, answersWithin: () => null, pathsOf: () => [], dueAt: () => 1, passes: 9, escalateTo: "" };
const requestId = ({ no }: Pick<Request, "no">): string => `R${no}`;

function decided(world: WireWorld, decision: MatterDecision): WireWorld[] {
  if (!decision.ok || decision.value.length === 0) return [];
  const matter = decision.value.reduce<Matter>((folded, draft) => evolveMatter(folded, { id: "M", ...draft, at: 0, by: "" }), world.matter);
  // What is given to the wire is an item of the outbox in the same commit.
  const given = matter.wire?.state === "WAITING" && matter.wire.no !== world.matter.wire?.no ? matter.wire.no : null;
  return [{ ...world, matter, ...(given === null ? {} : { item: { no: given, maybe: false }, offers: world.offers + 1 }) }];
}

/** A receipt and the end of the item: the receipt is a command under its own key, so that a crash between the two changes nothing. */
const settledAs = (rules: WireRules, world: WireWorld, state: "RECEIVED" | "REFUSED" | "LET_GO"): WireWorld[] =>
  decided({ ...world, item: null, hand: null }, rules.settle(world.matter, { no: world.item!.no, receipt: { state, requestId: state === "RECEIVED" ? requestId(world.item!) : null, why: "", tries: 1 } }, FACTS));

function* courier(rules: WireRules, world: WireWorld): Iterable<readonly [string, WireWorld]> {
  const { matter, item, hand, there } = world;
  if (item === null) return;
  if (hand === null) {
    if (matter.wire?.no !== item.no || matter.wire.state !== "WAITING") return yield ["an item of what is over is dropped", { ...world, item: null }];
    if (matter.custody.offer?.withdrawing === true && !item.maybe) {
      for (const next of settledAs(rules, world, "LET_GO")) yield ["let go before anything can have arrived", next];
      return;
    }
    return yield ["a server takes the message", { ...world, item: { ...item, maybe: item.maybe || rules.marks }, hand: { maybe: item.maybe, sent: false } }];
  }
  yield ["the server dies with it in hand", { ...world, hand: null }];
  if (!hand.sent && hand.maybe && rules.asks && there.some(({ no }) => no === item.no)) {
    for (const next of settledAs(rules, world, "RECEIVED")) yield ["asked by its key, it is there", next];
    return;
  }
  if (!hand.sent) {
    yield ["it arrives", { ...world, hand: { ...hand, sent: true }, there: [...there, { no: item.no, word: "SENT" }] }];
    yield ["nobody answers the line", { ...world, item: { ...item, maybe: hand.maybe }, hand: null }];
    for (const next of settledAs(rules, world, "REFUSED")) yield ["it is refused", next];
    return;
  }
  for (const next of settledAs(rules, world, "RECEIVED")) yield ["the answer comes", next];
  yield ["the answer is lost", { ...world, item: { ...item, maybe: true }, hand: null }];
}

const WORDS: Readonly<Record<Word, readonly Word[]>> = { SENT: ["SIGNED", "RETURNED"], SIGNED: ["REPLIED", "RETURNED"], REPLIED: [], RETURNED: [] };

function* happenings(rules: WireRules, world: WireWorld): Iterable<readonly [string, WireWorld]> {
  const { matter, there } = world;
  yield* courier(rules, world);
  for (const [index, request] of there.entries()) {
    // A ruling is final: whoever defies it is a matter for people.
    for (const word of WORDS[request.word]) if (word !== "RETURNED" || matter.custody.ruling === null) yield [`they say ${word}`, { ...world, there: there.map((each, at) => (at === index ? { ...each, word } : each)) }];
    // An answer to a question about the request, sooner or later, any number of times.
    for (const next of decided(world, follow(matter, { no: matter.wire?.no ?? 0, status: { requestId: requestId(request), word: request.word, raw: request.word, text: "", at: 0 } }, FACTS))) yield [`we hear ${request.word}`, next];
  }
  const by = "POLICE";
  const acts: readonly (readonly [string, MatterDecision])[] = [
    ...(world.offers < MOST_OFFERS ? [["110 offers it", transfer(matter, { by, to: "HOTLINE", clause: null, reason: "" }, FACTS)], ["ruling for 12345", adjudicate(matter, { by: "GOV", to: "HOTLINE", clause: null, reason: "" }, FACTS)], ["110 hears that it is not settled", verify(matter, { by, verdict: "NOT_SATISFIED", text: "" }, FACTS)]] as const : []),
    ["110 signs", sign(matter, { by }, FACTS)], ["ruling for 110", adjudicate(matter, { by: "GOV", to: by, clause: null, reason: "" }, FACTS)], ["110 wants it back", withdraw(matter, { by }, FACTS)], ["110 verifies", verify(matter, { by, verdict: "SATISFIED", text: "" }, FACTS)], ["110 closes", close(matter, { by }, FACTS)],
  ];
  for (const [label, decision] of acts) for (const next of decided(world, decision)) yield [label, next];
}

/** What may never be: LNK-02 as one sentence each. */
function fault({ matter, there }: WireWorld): string | null {
  const open = there.filter(isOpenThere);
  if (open.some(({ no }, at) => open.findIndex((other) => other.no === no) !== at)) return "one message is two requests over there";
  const loose = open.find(({ no }) => !isOnWire(matter.wire) || matter.wire?.no !== no);
  return loose === undefined ? null : `they have an open request, and here the matter is ${matter.custody.owner}'s and ${matter.wire?.state ?? "on no wire"}`;
}

/** The wire between our record and a platform that tells an id by its key: every interleaving of tries, lost answers, crashes, words and acts. */
export function wires(rules: WireRules): Explorable<WireWorld> {
  return {
    initial: { matter: OPENED_MATTER, item: null, hand: null, there: [], offers: 0 },
    next: (world) => happenings(rules, world),
    key: ({ matter: { custody, wire }, ...rest }) => canonicalJson({ ...rest, custody: { ...custody, passes: custody.passes.length }, wire: wire === undefined ? null : { ...wire, tries: 0 } }),
    fault,
    // Closed, or 110's again, which may offer it anew.
    goal: ({ matter: { custody }, there }) => (custody.status === "CLOSED" || (custody.owner === "POLICE" && custody.offer === null)) && !there.some(isOpenThere),
  };
}
