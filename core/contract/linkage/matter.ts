import { Type, type Static } from "typebox";
import { At, Code, Place, Ulid, nullable, text } from "../place.ts";
import { Call, type CallEvents } from "./call.ts";
import { MATTER_URGENCIES } from "./calendar.ts";
import { Whistle, type WhistleEvents } from "./whistle.ts";
import { Wire, type WireEvents } from "./wire.ts";

const closed = { additionalProperties: false } as const;

/** A department (`departments.csv`), POLICE, or an organisation of the chain: who can own a matter. Never a person. */
export const Party = Code;
/** Another platform on which parties work; `HERE` is this one. */
export const Platform = Code;
export const HERE = "HERE";

/**
 * CREATED: with whoever received it first; SENT: offered to another, who has not signed; RETURNED: given back, or in dispute.
 * A matter whose owner is settled from above is SENT by a final offer; a longer limit that is asked for is a mark, not a status: the clock runs on.
 */
export const MATTER_STATUSES = ["CREATED", "SENT", "SIGNED", "PROCESSING", "RETURNED", "REPLIED", "VERIFIED", "CLOSED"] as const;
export type MatterStatus = (typeof MATTER_STATUSES)[number];

export const MATTER_CLOCKS = ["HANDLE", "SIGN", "ADJUDICATE", "VERIFY", "CLOSE"] as const;
export type MatterClockKind = (typeof MATTER_CLOCKS)[number];
/** So many levels hear of it one after the other when a limit runs out. */
export const TOP_LEVEL = 3;

/** What runs now. When it runs out it starts again one level higher; it never just ends. */
export const MatterClock = Type.Object({ kind: Type.Enum(MATTER_CLOCKS), since: At, dueAt: At, level: Type.Integer({ minimum: 0, maximum: TOP_LEVEL }) }, closed);
export type MatterClock = Static<typeof MatterClock>;

export const Offer = Type.Object(
  {
    /** The step at which it was made: a signature says which offer it means. */
    no: Type.Integer({ minimum: 1 }),
    /** RETURN: back to whoever gave it, who cannot refuse. */
    kind: Type.Enum(["TRANSFER", "RETURN"]),
    from: Party,
    to: Party,
    at: At,
    /** Settled from above: it cannot be refused, and counts as signed when its time is over. */
    final: Type.Boolean(),
    /** The giver wants it back, and waits for the other platform to let go. */
    withdrawing: Type.Boolean(),
    /** Where the matter goes back to when nobody signs. */
    resume: Type.Enum(MATTER_STATUSES),
    reason: Type.String({ maxLength: 400 }),
    clause: nullable(Code),
  },
  closed,
);
export type Offer = Static<typeof Offer>;

/** `clause`: the item of the responsibility list (`responsibilities.csv`) on which it rests. */
export const MatterReturn = Type.Object({ by: Party, at: At, clause: Code, reason: text(400) }, closed);
export type MatterReturn = Static<typeof MatterReturn>;
export const MatterPass = Type.Object({ from: Party, to: Party, at: At, how: Type.Enum(["SIGNED", "DEEMED", "ADJUDICATED", "RETURNED"]) }, closed);
export type MatterPass = Static<typeof MatterPass>;
export const Ruling = Type.Object({ to: Party, by: Party, at: At, clause: nullable(Code), reason: text(400) }, closed);
export type Ruling = Static<typeof Ruling>;

/**
 * Who has the matter, and which clock runs. It is one line of steps: after each step exactly one party may write the next one
 * (`writerOf`), so that two platforms that cannot hear each other never tell two stories, and the higher step is always the newer truth.
 */
export const Custody = Type.Object(
  {
    step: Type.Integer({ minimum: 1 }),
    status: Type.Enum(MATTER_STATUSES),
    owner: Party,
    since: At,
    clock: nullable(MatterClock),
    offer: nullable(Offer),
    /** When the owner's work is due; a clock that was put aside for an offer comes back with it. */
    handleBy: At,
    returnBy: nullable(At),
    reopenBy: nullable(At),
    returns: Type.Array(MatterReturn),
    ruling: nullable(Ruling),
    passes: Type.Array(MatterPass),
  },
  closed,
);
export type Custody = Static<typeof Custody>;

/** Who may write the next step: whoever must answer an offer, else the owner. */
export const writerOf = ({ offer, owner }: Pick<Custody, "offer" | "owner">): string => offer?.to ?? owner;

export const Assistant = Type.Object(
  { party: Party, task: text(400), askedAt: At, dueAt: At, doneAt: nullable(At), releasedAt: nullable(At), overdueAt: nullable(At), answer: Type.String({ maxLength: 1_000 }) },
  closed,
);
export type Assistant = Static<typeof Assistant>;
export const assists = ({ doneAt, releasedAt }: Pick<Assistant, "doneAt" | "releasedAt">): boolean => doneAt === null && releasedAt === null;

/** What became of a unit that a neighbour sent. */
export const HELP_STEPS = ["ORDERED", "EN_ROUTE", "ARRIVED", "LEFT"] as const;
/** One step of a unit that came from the other city, by its call sign there: who came, and when (JNT-07). */
export const HelpStep = Type.Object({ who: text(40), what: Type.Enum(HELP_STEPS), at: At }, closed);
export type HelpStep = Static<typeof HelpStep>;
/** So many of the newest are kept and told. */
export const HELP_KEPT = 200;

/** Why an exercise does not take place: a choice and no words, since it goes over the border. */
export const CALL_OFF_REASONS = ["REAL_WORK", "WEATHER", "STAFF", "ANOTHER_DAY", "OTHER"] as const;
export const CallOff = Type.Object({ at: At, why: Type.Enum(CALL_OFF_REASONS) }, closed);
export type CallOff = Static<typeof CallOff>;

export const CALLER_NOTICES = ["CONSENTED", "INFORMED", "NO_CALLER"] as const;
export type CallerNotice = (typeof CALLER_NOTICES)[number];
/** What a receiver needs to know, and no more: nothing here is a police note, and nobody's number. */
export const MatterContent = Type.Object(
  {
    /** Item of the responsibility list that fits; null while nobody knows. */
    item: nullable(Code),
    text: text(4_000),
    place: nullable(Place),
    urgency: Type.Enum(MATTER_URGENCIES),
    /** False: by agreement with whoever handed it over, it goes on to no third platform (JNT-07). */
    onward: Type.Optional(Type.Literal(false)),
    caller: Type.Object({ notice: Type.Enum(CALLER_NOTICES), /** The caller asks that nobody learns who it was. */ withheld: Type.Boolean() }, closed),
    /** The other city is asked to exercise together at the place, from when until when; once signed, both have agreed to it (JNT-07). */
    exercise: Type.Optional(Type.Object({ from: At, until: At }, closed)),
    /** The agreed exercise in which a drill asks the other city for help. */
    exerciseId: Type.Optional(Ulid),
  },
  closed,
);
export type MatterContent = Static<typeof MatterContent>;

/** A call of three (LNK-01): who took part, and whose it is by what they agreed; null = no agreement, so that it stays where it is. */
export const Conference = Type.Object(
  {
    id: Ulid,
    parties: Type.Array(Party, { minItems: 2, maxItems: 6 }),
    at: At,
    by: Type.String(),
    agreed: nullable(Party),
    text: Type.String({ maxLength: 1_000 }),
    /** Absent = it was told when it was over. */
    call: Type.Optional(Call),
  },
  closed,
);
export type Conference = Static<typeof Conference>;
/** The call of a matter that goes on. */
export const openCallOf = ({ conferences }: Pick<Matter, "conferences">): (Conference & { readonly call: Call }) | undefined =>
  conferences.find((held): held is Conference & { readonly call: Call } => held.call?.endedAt === null);

export const VERDICTS = ["SATISFIED", "NOT_SATISFIED", "NOT_REACHED"] as const;
export const Said = Type.Object({ party: Party, text: Type.String({ maxLength: 2_000 }), at: At, by: Type.String({ maxLength: 80 }) }, closed);
/** What was said of a matter on the other platform: its newest lines and its reply. */
export const MatterWords = Type.Object({ progress: Type.Array(Said, { maxItems: 20 }), reply: nullable(Said) }, closed);
export type MatterWords = Static<typeof MatterWords>;

/** A matter that goes from hand to hand between organisations: the fifth kind of record. */
export const Matter = Type.Object(
  {
    id: Ulid,
    no: Type.String({ maxLength: 30 }),
    drill: Type.Boolean(),
    incidentId: nullable(Ulid),
    /** Who received it first: it stays responsible until somebody has signed. */
    opener: Party,
    openedAt: At,
    /** The machine of another platform that sent it: it reads what becomes of it. Absent = it was opened at a desk, or before this was kept. */
    sender: Type.Optional(Type.String({ maxLength: 60 })),
    content: MatterContent,
    custody: Custody,
    /** The other platform that takes part; null while all of it is here. */
    link: nullable(Platform),
    assistants: Type.Array(Assistant),
    extension: nullable(Type.Object({ until: At, reason: text(400), askedAt: At, by: Party }, closed)),
    /** The newest twenty of what was said on the way; all of it stands in the log. */
    progress: Type.Array(Said),
    reply: nullable(Said),
    verdict: nullable(Type.Object({ verdict: Type.Enum(VERDICTS), text: Type.String({ maxLength: 1_000 }), at: At, by: Party }, closed)),
    rating: nullable(Type.Object({ score: Type.Integer({ minimum: 1, maximum: 5 }), text: Type.String({ maxLength: 1_000 }), at: At }, closed)),
    conferences: Type.Array(Conference),
    /** A whistle: departments that were called to it (LNK-04). Absent = none. */
    whistle: Type.Optional(Whistle),
    /** The last message of it to another platform (LNK-02). Absent = it never left this one. */
    wire: Type.Optional(Wire),
    closedAt: nullable(At),
    /** Units that the other city sent, step by step (JNT-07). Absent = none. */
    help: Type.Optional(Type.Array(HelpStep)),
    /** Whoever asked for the exercise has called it off: it is not on any more, whoever has it yet (JNT-07). */
    calledOff: Type.Optional(CallOff),
    /** The other platform would not have it, by its code: it never left, and is its giver's as before. */
    notTaken: Type.Optional(Type.Object({ platform: Platform, party: Party, code: Type.String({ maxLength: 60 }), at: At }, closed)),
    /** The agreed period is over: what the other platform had shared of it was deleted here (JNT-07). */
    erasedAt: Type.Optional(At),
    /** The other platform has told that it deleted what it had of it. */
    erasedThereAt: Type.Optional(At),
    /** Of a view: whoever has it keeps what is done to itself, and the reader is told how it stands (LNK-08). */
    statusOnly: Type.Optional(Type.Literal(true)),
    scope: Type.Array(Type.String()),
  },
  closed,
);
export type Matter = Static<typeof Matter>;

type Hands = Pick<Matter, "opener" | "custody" | "assistants" | "whistle">;
/** Who has or had it in hand, was offered it, or is bound to it: none of them rules on whose it is (LNK-05). */
export const handsOf = ({ opener, custody, assistants, whistle }: Hands): ReadonlySet<string> =>
  new Set([opener, custody.owner, ...custody.passes.flatMap(({ from, to }) => [from, to]), ...custody.returns.map(({ by }) => by), ...(custody.offer === null ? [] : [custody.offer.to]), ...assistants.map(({ party }) => party), ...(whistle?.calls ?? []).map(({ department }) => department)]);

/** Everybody who has or had a part in it: also who was only asked to a call, or heard of others who were late. */
export const partiesOf = (matter: Hands & Pick<Matter, "conferences">): ReadonlySet<string> =>
  new Set([...handsOf(matter), ...matter.conferences.flatMap(({ call, parties }) => (call === undefined ? [] : parties)), ...(matter.whistle?.calls ?? []).flatMap(({ escalatedTo }) => (escalatedTo === null ? [] : [escalatedTo]))]);

/** Whether it is back with a machine that opened it: a platform, which has been told so, goes on with it on its own side and writes no step here (LNK-02). */
export const isBackWithSender = ({ sender, opener, custody: { status, owner, clock } }: Pick<Matter, "sender" | "opener" | "custody">): boolean =>
  sender !== undefined && owner === opener && (status === "RETURNED" || status === "PROCESSING") && clock?.kind !== "ADJUDICATE";

/** Whether a station may blow its whistle: it has the matter, and has neither offered it, nor put it to a ruling, nor closed it (LNK-04). */
export const staysWithStation = ({ opener, custody: { status, owner, offer, clock } }: Pick<Matter, "opener" | "custody">): boolean =>
  owner === opener && offer === null && status !== "CLOSED" && clock?.kind !== "ADJUDICATE";

interface Begun {
  readonly clock: MatterClock;
}

export interface MatterEvents extends CallEvents, WhistleEvents, WireEvents {
  readonly MatterOpened: Pick<Matter, "no" | "drill" | "incidentId" | "opener" | "sender" | "content" | "scope"> & Begun & { readonly handleBy: number };
  /** It came from another platform, which tells how it stands. */
  readonly MatterArrived: Pick<Matter, "no" | "drill" | "opener" | "content" | "scope" | "custody"> & { readonly link: string };
  /** The other platform wrote the steps since. */
  readonly MatterMirrored: { readonly custody: Custody; readonly words?: MatterWords };
  readonly MatterOffered: Begun & { readonly offer: Omit<Offer, "no">; readonly link: string | null; readonly scope: readonly string[]; /** With an offer of kind RETURN. */ readonly returned: MatterReturn | null };
  readonly MatterSigned: Begun & { readonly how: MatterPass["how"]; readonly handleBy: number; readonly returnBy: number | null };
  /** Refused before it was signed, or given back after. */
  readonly MatterReturned: Begun & { readonly returned: MatterReturn };
  readonly WithdrawalAsked: Record<never, never>;
  readonly OfferWithdrawn: Begun;
  readonly MatterDisputed: Begun & { readonly reason: string };
  readonly MatterRuled: Begun & { readonly ruling: Ruling; readonly handleBy: number };
  readonly MatterProgressed: { readonly party: string; readonly text: string };
  readonly MatterReplied: Begun & { readonly party: string; readonly text: string };
  readonly MatterVerified: Begun & { readonly party: string; readonly verdict: (typeof VERDICTS)[number]; readonly text: string; readonly handleBy: number };
  readonly MatterRated: { readonly score: number; readonly text: string };
  readonly MatterClosed: { readonly reopenBy: number; readonly by: "PARTY" | "TIME" };
  readonly MatterReopened: Begun & { readonly reason: string; readonly handleBy: number };
  readonly ExtensionAsked: { readonly until: number; readonly reason: string; readonly party: string };
  readonly ExtensionAnswered: { readonly granted: boolean; readonly reason: string; readonly clock: MatterClock | null };
  /** A limit ran out: the next level hears of it, and the clock begins anew. */
  readonly MatterOverdue: Begun;
  readonly AssistantAsked: Pick<Assistant, "party" | "task" | "dueAt"> & { readonly scope: readonly string[] };
  readonly AssistantDone: { readonly party: string; readonly text: string };
  readonly AssistantReleased: { readonly party: string; readonly reason: string };
  readonly AssistantOverdue: { readonly party: string };
  /** An incident was opened here for what a neighbour asks: what its units do is told there (JNT-07). */
  readonly HelpBegun: { readonly incidentId: string; readonly no: string };
  readonly HelpStepped: Pick<HelpStep, "who" | "what">;
  /** The other city told of its units, all of it anew. */
  readonly HelpTold: { readonly help: readonly HelpStep[] };
  /** The other platform refused what was offered to it, and knows nothing of it. */
  readonly MatterNotTaken: Begun & { readonly platform: string; readonly code: string };
  readonly ExerciseCalledOff: Pick<CallOff, "why">;
  /** The other platform asked for it, and tells that it has called it off. */
  readonly CallOffHeard: CallOff;
  /** What was called off is over: with who asked at once, with who had agreed when it has read so. */
  readonly ExerciseEnded: Record<never, never>;
  readonly MatterErased: Record<never, never>;
  readonly MatterErasedThere: { readonly at: number };
  /** What came of a call of three; of one that went on here, its end. */
  readonly ConferenceHeld: Omit<Conference, "at" | "by" | "call">;
}
