import type { Custody, Matter, MatterEvents, MatterPass, MatterStatus } from "@tocsin/contract/linkage/matter.ts";
import { assists, HELP_KEPT } from "@tocsin/contract/linkage/matter.ts";
import type { WireEvents } from "@tocsin/contract/linkage/wire.ts";
import type { WhistleEvents } from "@tocsin/contract/linkage/whistle.ts";
import { ImpossibleEvent, mustFind, replace, withAll } from "../fold.ts";
import { giverOf } from "./dispute.ts";
import { callFolds } from "./evolve-call.ts";
import { whistleFolds } from "./evolve-whistle.ts";
import { wireFolds } from "./evolve-wire.ts";
import { followed, STATUS_CLOCKS } from "./life-cycle.ts";

interface Event {
  readonly id: string;
  readonly type: keyof MatterEvents & string;
  readonly data: unknown;
  readonly at: number;
  readonly by: string;
}
type Folds = { readonly [Type in Exclude<keyof MatterEvents, "MatterOpened" | "MatterArrived">]: (state: Matter, data: MatterEvents[Type], event: Event) => Matter };

/** So much of what was said stands in the record itself. */
const PROGRESS_SHOWN = 20;

const begun = { assistants: [], extension: null, progress: [], reply: null, verdict: null, rating: null, conferences: [], closedAt: null };

/** A step in the custody: its status must be able to follow, and its clock must be one that runs in it. */
function stepped(state: Matter, to: MatterStatus, change: Partial<Custody>): Matter {
  const custody: Custody = { ...state.custody, ...change, step: state.custody.step + 1, status: followed(state.custody.status, to) };
  if (custody.clock === null ? to !== "CLOSED" : !STATUS_CLOCKS[to].includes(custody.clock.kind)) throw new ImpossibleEvent(`clock ${custody.clock?.kind ?? "none"} while ${to}`);
  return { ...state, custody };
}

function passed({ custody }: Matter, from: string, to: string, how: MatterPass["how"], at: number): Pick<Custody, "owner" | "since" | "passes"> {
  return { owner: to, since: at, passes: [...custody.passes, { from, to, at, how }] };
}

function offerOf({ custody }: Matter) {
  if (custody.offer === null) throw new ImpossibleEvent("no offer is open");
  return custody.offer;
}

const handFolds: Pick<Folds, "MatterMirrored" | "MatterOffered" | "MatterSigned" | "MatterReturned" | "WithdrawalAsked" | "OfferWithdrawn" | "MatterNotTaken" | "MatterDisputed" | "MatterRuled"> = {
  MatterMirrored: (state, { custody, words }) => ({ ...state, custody, ...words, closedAt: custody.status === "CLOSED" ? (state.closedAt ?? custody.since) : null }),
  MatterOffered: (state, { offer, link, scope, returned, clock }) => {
    if (state.custody.offer !== null) throw new ImpossibleEvent("an offer is open already");
    const no = state.custody.step + 1;
    return { ...stepped(state, "SENT", { offer: { ...offer, no }, clock, returns: returned === null ? state.custody.returns : [...state.custody.returns, returned] }), link, scope: withAll(state.scope, scope) };
  },
  MatterSigned: (state, { how, clock, handleBy, returnBy }, { at }) => {
    const { from, to } = offerOf(state);
    return stepped(state, how === "RETURNED" ? "RETURNED" : "SIGNED", { ...passed(state, from, to, how, at), offer: null, clock, handleBy, returnBy });
  },
  MatterReturned: (state, { returned, clock }, { at }) => {
    const { custody } = state;
    const giver = custody.offer === null ? giverOf(custody) : custody.owner;
    if (giver === null) throw new ImpossibleEvent("nobody gave this matter");
    const back = giver === custody.owner ? {} : passed(state, custody.owner, giver, "RETURNED", at);
    return stepped(state, "RETURNED", { ...back, offer: null, clock, returnBy: null, returns: [...custody.returns, returned] });
  },
  WithdrawalAsked: (state) => ({ ...state, custody: { ...state.custody, offer: { ...offerOf(state), withdrawing: true } } }),
  OfferWithdrawn: (state, { clock }) => stepped(state, offerOf(state).resume, { offer: null, clock }),
  MatterNotTaken: (state, { clock, platform, code }, { at }) => ({ ...stepped(state, offerOf(state).resume, { offer: null, clock }), link: null, notTaken: { platform, party: offerOf(state).to, code, at } }),
  MatterDisputed: (state, { clock }) => stepped(state, "RETURNED", { clock }),
  MatterRuled: (state, { ruling, clock, handleBy }) => stepped(state, "PROCESSING", { ruling, clock, handleBy }),
};

const workFolds: Omit<Folds, keyof typeof handFolds | keyof typeof callFolds | keyof WhistleEvents | keyof WireEvents> = {
  MatterProgressed: (state, { party, text }, { at, by }) => {
    const moved = state.custody.status === "PROCESSING" ? state : stepped(state, "PROCESSING", {});
    return { ...moved, progress: [...state.progress, { party, text, at, by }].slice(-PROGRESS_SHOWN) };
  },
  MatterReplied: (state, { party, text, clock }, { at, by }) => ({ ...stepped(state, "REPLIED", { clock }), reply: { party, text, at, by }, extension: null }),
  MatterVerified: (state, { party, verdict, text, clock, handleBy }, { at }) => ({
    ...stepped(state, verdict === "NOT_SATISFIED" ? "PROCESSING" : "VERIFIED", { clock, handleBy }), verdict: { verdict, text, at, by: party },
  }),
  HelpBegun: (state, { incidentId }) => {
    if (state.incidentId !== null) throw new ImpossibleEvent("it has an incident already");
    return { ...state, incidentId };
  },
  HelpStepped: (state, step, { at }) => ({ ...state, help: [...(state.help ?? []), { ...step, at }].slice(-HELP_KEPT) }),
  HelpTold: (state, { help }) => ({ ...state, help: [...help] }),
  ExerciseCalledOff: (state, { why }, { at }) => ({ ...state, calledOff: { at, why } }),
  CallOffHeard: (state, calledOff) => ({ ...state, calledOff }),
  ExerciseEnded: (state, _data, { at }) => ({ ...stepped(state, "CLOSED", { clock: null, offer: null, returnBy: null }), extension: null, closedAt: at }),
  MatterErased: (state, _data, { at }) => ({ ...state, erasedAt: at }),
  MatterErasedThere: (state, { at }) => ({ ...state, erasedThereAt: at }),
  MatterRated: (state, { score, text }, { at }) => ({ ...state, rating: { score, text, at } }),
  MatterClosed: (state, { reopenBy }, { at }) => ({ ...stepped(state, "CLOSED", { clock: null, reopenBy }), closedAt: at }),
  MatterReopened: (state, { clock, handleBy }) => ({ ...stepped(state, "PROCESSING", { clock, handleBy, reopenBy: null }), closedAt: null }),
  ExtensionAsked: (state, { until, reason, party }, { at }) => ({ ...state, extension: { until, reason, askedAt: at, by: party } }),
  ExtensionAnswered: (state, { clock }) => ({ ...(clock === null ? state : stepped(state, state.custody.status, { clock, handleBy: clock.dueAt })), extension: null }),
  MatterOverdue: (state, { clock }) => {
    if (state.custody.clock?.kind !== clock.kind) throw new ImpossibleEvent(`clock ${clock.kind} does not run`);
    return { ...state, custody: { ...state.custody, clock } };
  },
  AssistantAsked: (state, { party, task, dueAt, scope }, { at }) => ({
    ...state, scope: withAll(state.scope, scope), assistants: [...state.assistants.filter((seat) => seat.party !== party), { party, task, askedAt: at, dueAt, doneAt: null, releasedAt: null, overdueAt: null, answer: "" }],
  }),
  AssistantDone: (state, { party, text }, { at }) => seated(state, party, { doneAt: at, answer: text }),
  AssistantReleased: (state, { party }, { at }) => seated(state, party, { releasedAt: at }),
  AssistantOverdue: (state, { party }, { at }) => seated(state, party, { overdueAt: at }),
};

function seated(state: Matter, party: string, change: Partial<Matter["assistants"][number]>): Matter {
  const open = (seat: Matter["assistants"][number]): boolean => seat.party === party && assists(seat);
  mustFind(state.assistants, open, `assistant ${party}`);
  return { ...state, assistants: replace(state.assistants, open, (seat) => ({ ...seat, ...change })) };
}

const folds: Folds = { ...handFolds, ...workFolds, ...callFolds, ...whistleFolds, ...wireFolds };

function opened({ id, at, data }: Event): Matter {
  const { clock, handleBy, ...about } = data as MatterEvents["MatterOpened"];
  const custody: Custody = { step: 1, status: "CREATED", owner: about.opener, since: at, clock, offer: null, handleBy, returnBy: null, reopenBy: null, returns: [], ruling: null, passes: [] };
  return { id, ...about, openedAt: at, link: null, custody, ...begun };
}

/** What moves the custody, and nothing else does: each of it is explored in every order (testing/model, call-off.test.ts). */
export const CUSTODY_EVENTS: ReadonlySet<Event["type"]> = new Set<Event["type"]>([
  "MatterOpened", "MatterArrived", "MatterMirrored", "MatterOffered", "MatterSigned", "MatterReturned", "WithdrawalAsked", "OfferWithdrawn", "MatterNotTaken", "MatterDisputed", "MatterRuled",
  "MatterProgressed", "MatterReplied", "MatterVerified", "MatterClosed", "MatterReopened", "MatterOverdue", "ExtensionAnswered", "ExerciseEnded",
]);

/** More time is asked for by who has the matter, on the limit that runs: with another owner, or after a ruling, nobody asks for it any more. */
const ofItsOwner = (before: Matter, type: Event["type"], after: Matter): Matter =>
  after.extension !== null && (after.custody.owner !== before.custody.owner || type === "MatterRuled") ? { ...after, extension: null } : after;

/** Folds one event into a matter. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveMatter(state: Matter | null, event: Event): Matter {
  if (event.type === "MatterOpened" || event.type === "MatterArrived") {
    if (state !== null) throw new ImpossibleEvent("opened twice");
    return event.type === "MatterOpened" ? opened(event) : { id: event.id, ...(event.data as MatterEvents["MatterArrived"]), incidentId: null, openedAt: event.at, ...begun };
  }
  if (state === null) throw new ImpossibleEvent(`${event.type} on a matter that was never opened`);
  const fold = folds[event.type] as ((state: Matter, data: unknown, event: Event) => Matter) | undefined;
  if (fold === undefined) throw new ImpossibleEvent(`unknown event ${event.type as string}`);
  const after = fold(state, event.data, event);
  if (after.custody !== state.custody && !CUSTODY_EVENTS.has(event.type)) throw new ImpossibleEvent(`${event.type} does not move a matter`);
  return ofItsOwner(state, event.type, after);
}
