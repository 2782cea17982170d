import { type Custody, type Matter, writerOf } from "@tocsin/contract/linkage/matter.ts";
import { adjudicate, dispute, giveBack, takeUp } from "@tocsin/domain/linkage/dispute.ts";
import { evolveMatter } from "@tocsin/domain/linkage/evolve-matter.ts";
import { isNews, messageOf, receive } from "@tocsin/domain/linkage/exchange.ts";
import type { MatterDecision, MatterDraft, MatterFacts } from "@tocsin/domain/linkage/facts.ts";
import { answerExtension, askExtension, close, progress, reopen, reply, verify } from "@tocsin/domain/linkage/handling.ts";
import { matterDeadlines, overdue } from "@tocsin/domain/linkage/overdue.ts";
import { sign, transfer, withdraw } from "@tocsin/domain/linkage/transfer.ts";
import { notTaken } from "@tocsin/domain/linkage/wire.ts";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import type { Explorable } from "./explore.ts";

/** What the check runs on: the platform's own rules, or, to see that it sees, a broken copy of one of them. */
export interface Rules {
  readonly evolve: typeof evolveMatter;
  readonly receive: typeof receive;
  readonly withdraw: typeof withdraw;
  /** How often the matter may be passed on before it takes a ruling. */
  readonly passes: number;
  /** What has happened on some way or other is written here. */
  readonly seen: Set<string>;
}
export const RULES: Rules = { evolve: evolveMatter, receive, withdraw, passes: 1, seen: new Set() };

type Side = "HERE" | "THERE";
const OTHER: Readonly<Record<Side, Side>> = { HERE: "THERE", THERE: "HERE" };
/** 110 and a department on one platform, 12345 on another; each platform has a coordinator that takes no part. */
const PARTIES: Readonly<Record<string, Side>> = { POLICE: "HERE", URBAN_MGMT: "HERE", HOTLINE: "THERE" };
const RULING = "ruling for";
const COORDINATOR: Readonly<Record<Side, string>> = { HERE: "GOV_CENTRE", THERE: "CITY_OFFICE" };
const PLATFORMS: Readonly<Record<string, Side>> = { ...PARTIES, GOV_CENTRE: "HERE", CITY_OFFICE: "THERE" };

/** Two platforms: what each knows, and what each has told the other: a message lies there until it is answered, and may be delivered again. */
export interface Hands {
  readonly records: Readonly<Record<Side, Matter | null>>;
  readonly sent: Readonly<Record<Side, readonly Custody[]>>;
  /** A message that its receiver will not have: in a world without liars this is a fault of the rules. */
  readonly refused: string | null;
}

/** No time passes: every limit may run out at any moment, and every window is open, which allows more than any real order of times does. */
const factsOf = ({ passes }: Rules, here: Side): MatterFacts => ({ at: 0, here, wiredTo: () => null, named: () => true, agreed: () => null, answersWithin: () => null, platformOf: (party) => PLATFORMS[party]!, pathsOf: () => [], dueAt: () => 0, passes, escalateTo: "" });

const ABOUT = {
  no: "1", drill: false, opener: "POLICE", scope: ["CITY"],
  content: { item: null, text: "占道经营", place: null, urgency: "GENERAL" as const, caller: { notice: "INFORMED" as const, withheld: false } },
};
const stamped = (draft: MatterDraft) => ({ id: "M", ...draft, at: 0, by: "" });

/** What is alike is one object, and has one number: what follows from it is worked out once. */
const known = new Map<string, unknown>();
const numbers = new WeakMap<object, number>();
let count = 0;
function one<T extends object>(name: string, make: () => T): T {
  const found = known.get(name) as T | undefined;
  if (found !== undefined) return found;
  const made = make();
  known.set(name, made);
  numbers.set(made, count++);
  return made;
}
const numberOf = (value: object | null): number | "" => (value === null ? "" : numbers.get(value)!);

/** Without what no rule of a hand-over looks at: words, and how often a limit has run out. */
const bare = (matter: Matter, custody: Custody): Matter =>
  one(`${numberOf(custody)} ${matter.link} ${matter.extension?.by}`, () => ({ ...matter, custody, openedAt: 0, progress: [], reply: null, verdict: null, closedAt: null, notTaken: undefined }));

/** Steps only count up, and nothing but their order is looked at: they are numbered anew in each state, so that states that differ by nothing else are one. */
function settled({ records, sent, refused }: Hands): Hands {
  const all = [...Object.values(records).flatMap((matter) => (matter === null ? [] : [matter.custody])), ...sent.HERE, ...sent.THERE];
  const order = [...new Set(all.flatMap(({ step, offer }) => (offer === null ? [step] : [step, offer.no])))].sort((a, b) => a - b);
  const ranked = (custody: Custody): Custody => {
    const { offer, clock } = custody;
    const [step, no] = [order.indexOf(custody.step) + 1, offer === null ? 0 : order.indexOf(offer.no) + 1];
    return one(`${step} ${no} ${story(custody)}`, () => ({ ...custody, step, offer: offer === null ? null : { ...offer, no }, handleBy: 0, clock: clock === null ? null : { ...clock, dueAt: 0, level: 0 } }));
  };
  const record = (matter: Matter | null): Matter | null => (matter === null ? null : bare(matter, ranked(matter.custody)));
  return { records: { HERE: record(records.HERE), THERE: record(records.THERE) }, sent: { HERE: sent.HERE.map(ranked), THERE: sent.THERE.map(ranked) }, refused };
}

const stories = new WeakMap<Custody, number>();
const storyNumbers = new Map<string, number>();
/** All of a custody that a rule looks at, but its steps: not when a limit runs out, since it may at any moment, nor how far a clock has climbed, who ruled, or in which way somebody came to sign. What reads alike has one number. */
function story(custody: Custody): number {
  let number = stories.get(custody);
  if (number === undefined) {
    const { offer, step: _step, handleBy: _due, clock, ruling, passes, ...rest } = custody;
    const ways = passes.map(({ from, to, how }) => [from, to, how === "RETURNED"]);
    const told = canonicalJson({ ...rest, offer: offer === null ? null : { ...offer, no: 0 }, clock: clock?.kind ?? null, ruling: ruling !== null, passes: ways });
    number = storyNumbers.get(told) ?? storyNumbers.size;
    storyNumbers.set(told, number);
    stories.set(custody, number);
  }
  return number;
}
const same = (a: Custody, b: Custody): boolean => a.step === b.step && a.offer?.no === b.offer?.no && story(a) === story(b);

/** So many messages of one direction are under way at once, in any order; of more, an older one is given up, since a newer one says all that it did. */
const UNDER_WAY = 2;
function withMessage(state: Hands, side: Side, message: Custody): Hands[] {
  const others = state.sent[side].filter((sent) => !same(sent, message));
  const kept = others.length < UNDER_WAY ? [others] : others.map((_, gone) => others.filter((_message, index) => index !== gone));
  return kept.map((older) => ({ ...state, sent: { ...state.sent, [side]: [...older, message] } }));
}

/** A record after a decision, and whether the other platform is told. */
interface Outcome {
  readonly label: string;
  readonly matter: Matter | null;
  readonly told: boolean;
  readonly refused: string | null;
}

function outcome(rules: Rules, label: string, own: Matter | null, decision: MatterDecision): Outcome[] {
  if (!decision.ok || decision.value.length === 0) return [];
  for (const { type } of decision.value) rules.seen.add(type);
  const matter = decision.value.reduce<Matter | null>((folded, draft) => rules.evolve(folded, stamped(draft)), own)!;
  return [{ label, matter, told: matter.link !== null && isNews(decision.value), refused: null }];
}

function after(state: Hands, side: Side, { matter, told, refused }: Outcome): Hands[] {
  if (matter === null) return [{ ...state, refused }];
  const moved = { ...state, records: { ...state.records, [side]: matter } };
  return told ? withMessage(moved, side, messageOf(matter, side).custody) : [moved];
}

function* acts(rules: Rules, matter: Matter, side: Side): Iterable<readonly [string, MatterDecision]> {
  const facts = factsOf(rules, side);
  const here = Object.keys(PARTIES).filter((party) => PARTIES[party] === side);
  for (const by of here) {
    for (const to of Object.keys(PARTIES)) yield [`${by} offers to ${to}`, transfer(matter, { by, to, clause: null, reason: "" }, facts)];
    yield [`${by} signs`, sign(matter, { by }, facts)];
    yield [`${by} returns`, giveBack(matter, { by, clause: "A-01", reason: "" }, facts)];
    yield [`${by} wants it back`, rules.withdraw(matter, { by }, facts)];
    yield [`${by} disputes`, dispute(matter, { by, reason: "" }, facts)];
    yield [`${by} takes it up`, takeUp(matter, { by, reason: "" }, facts)];
    yield [`${by} works`, progress(matter, { by, text: "" }, facts)];
    yield [`${by} replies`, reply(matter, { by, text: "" }, facts)];
    yield [`${by} verifies`, verify(matter, { by, verdict: "SATISFIED", text: "" }, facts)];
    yield [`${by} hears that it is not settled`, verify(matter, { by, verdict: "NOT_SATISFIED", text: "" }, facts)];
    yield [`${by} closes`, close(matter, { by }, facts)];
    yield [`${by} asks for more time`, askExtension(matter, { by, until: 1, reason: "" }, facts)];
  }
  for (const to of Object.keys(PARTIES)) yield [`${RULING} ${to}`, adjudicate(matter, { by: COORDINATOR[side], to, clause: null, reason: "" }, facts)];
  for (const granted of [true, false]) yield [`more time is ${granted ? "granted" : "refused"}`, answerExtension(matter, { by: COORDINATOR[side], granted, reason: "" }, facts)];
  yield [`${side}: reopened`, reopen(matter, { reason: "" }, facts)];
  for (const { id } of matterDeadlines(matter)) yield [`${side}: ${id.split("/")[1]} runs out`, overdue(matter, id, facts)];
}

const short = (custody: Custody): string => `${custody.status} of ${custody.owner}${custody.offer === null ? "" : ` to ${custody.offer.to}`}`;

/** What follows from a record by itself, and from a message that comes to it: worked out by the rules once for each. */
function openBook(rules: Rules) {
  const ofRecord = new Map<string, Outcome[]>();
  const ofMessage = new Map<string, Outcome[]>();
  const through = (book: Map<string, Outcome[]>, name: string, make: () => Outcome[]): Outcome[] => {
    const found = book.get(name) ?? make();
    book.set(name, found);
    return found;
  };
  const hears = (own: Matter | null, custody: Custody, to: Side): Outcome[] =>
    through(ofMessage, `${to} ${numberOf(own)} ${numberOf(custody)}`, () => {
      const decision = rules.receive(own, { matterId: "M", from: OTHER[to], about: ABOUT, custody }, factsOf(rules, to));
      const label = `${to} hears “${short(custody)}”`;
      return decision.ok ? outcome(rules, label, own, decision) : [{ label, matter: null, told: false, refused: `${to} will not hear “${short(custody)}”: ${decision.error.code}` }];
    });
  return {
    /**
     * Without messages that change nothing where they go. They never will: a record's step only goes up, and what is older than it is
     * not looked at. The rules are asked each time, so that broken ones that do look keep their messages.
     */
    pruned: (state: Hands): Hands => {
      const settledState = settled(state);
      const left = (side: Side): readonly Custody[] => settledState.sent[side].filter((custody) => hears(settledState.records[OTHER[side]], custody, OTHER[side]).length > 0);
      const sent = { HERE: left("HERE"), THERE: left("THERE") };
      return sent.HERE.length + sent.THERE.length === settledState.sent.HERE.length + settledState.sent.THERE.length ? settledState : settled({ ...settledState, sent });
    },
    /** The other platform has never heard of it, and will not have what is offered to it. */
    notTaken: (matter: Matter, side: Side): Outcome[] => outcome(rules, `${OTHER[side]} will not have it`, matter, notTaken(matter, { no: matter.custody.offer?.no ?? 0, code: "" }, factsOf(rules, side))),
    acts: (matter: Matter, side: Side) => through(ofRecord, `${side} ${numberOf(matter)}`, () => [...acts(rules, matter, side)].flatMap(([label, decision]) => outcome(rules, label, matter, decision))),
    hears,
  };
}

function* happenings(book: ReturnType<typeof openBook>, state: Hands): Iterable<readonly [string, Hands]> {
  for (const side of ["HERE", "THERE"] as const) {
    const matter = state.records[side];
    if (matter !== null) for (const made of book.acts(matter, side)) for (const next of after(state, side, made)) yield [made.label, book.pruned(next)];
    const to = OTHER[side];
    // What it refused at its first word it never hears of again: what else was to be told of it is of a matter that is no longer with it.
    if (matter !== null && state.records[to] === null && state.sent[side].length > 0) {
      for (const made of book.notTaken(matter, side)) for (const next of after({ ...state, sent: { ...state.sent, [side]: [] } }, side, made)) yield [made.label, book.pruned(next)];
    }
    for (const message of state.sent[side]) {
      const made = book.hears(state.records[to], message, to);
      const answered: Hands = { ...state, sent: { ...state.sent, [side]: state.sent[side].filter((sent) => sent !== message) } };
      // The sender may not hear that it was delivered (it broke down, or the answer was lost): it then sends it again.
      for (const [base, how] of [[answered, ""], [state, ", answer lost"]] as const) {
        for (const next of made.length === 0 ? [base] : after(base, to, made[0]!)) yield [`${made[0]?.label ?? `${to} has heard “${short(message)}” already`}${how}`, book.pruned(next)];
      }
    }
  }
}

const key = ({ records, sent, refused }: Hands): string =>
  [refused, numberOf(records.HERE), numberOf(records.THERE), ...(["HERE", "THERE"] as const).map((side) => sent[side].map(numberOf).sort().join())].join(" ");

/** What may never be: LNK-01, LNK-05 and LNK-08 as one sentence each. */
function fault({ records, refused }: Hands): string | null {
  if (refused !== null) return refused;
  const sides = (["HERE", "THERE"] as const).flatMap((side) => (records[side] === null ? [] : [{ side, matter: records[side] }]));
  for (const { side, matter } of sides) {
    const clocks = matterDeadlines(matter).length;
    if (matter.extension !== null && matter.extension.by !== matter.custody.owner) return `${matter.extension.by} asks for more time, and ${matter.custody.owner} has it`;
    if (clocks !== (matter.custody.status === "CLOSED" ? 0 : 1)) return `${clocks} clocks run ${side} while ${matter.custody.status}`;
  }
  const [newest, older] = [...sides].sort((a, b) => b.matter.custody.step - a.matter.custody.step).map(({ matter: { custody } }) => custody);
  const believers = sides.filter(({ side, matter }) => PLATFORMS[matter.custody.owner] === side).map(({ matter }) => matter.custody.owner);
  if (believers.length === 0) return "nobody believes to own it";
  if (believers.length > 1 && older!.offer === null) return `${believers.join(" and ")} both believe to own it, and no offer is open`;
  const writers = sides.filter(({ side, matter }) => PLATFORMS[writerOf(matter.custody)] === side);
  if (writers.length > 1) return "both platforms may write the next step";
  if (writers.some(({ matter }) => matter.custody.step < newest!.step)) return "a platform may write on what is no longer the newest step";
  if (older !== undefined && older.step === newest!.step && (older.owner !== newest!.owner || older.status !== newest!.status)) return "the same step tells two stories";
  return null;
}

export function handOvers(rules: Rules): Explorable<Hands> {
  const book = openBook(rules);
  return {
    initial: settled({
      records: { HERE: rules.evolve(null, stamped({ type: "MatterOpened", data: { ...ABOUT, incidentId: null, handleBy: 0, clock: { kind: "HANDLE", since: 0, dueAt: 0, level: 0 } } })), THERE: null },
      sent: { HERE: [], THERE: [] },
      refused: null,
    }),
    next: (state) => happenings(book, state),
    key,
    fault,
    goal: ({ records }) => Object.values(records).every((matter) => matter === null || matter.custody.status === "CLOSED"),
    // There may be nobody who is free to rule.
    reliedOn: (label) => !label.startsWith(RULING),
  };
}
