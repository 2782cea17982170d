import type { Advisory, AdvisoryEvents, AdvisoryStatus } from "@tocsin/contract/command/advisory.ts";
import type { AdvisoryEvent } from "@tocsin/contract/events.ts";
import { ImpossibleEvent, withAll } from "../fold.ts";

type Unversioned = Pick<AdvisoryEvent, "id" | "type" | "data" | "at" | "by">;
type Data<Type extends keyof AdvisoryEvents> = AdvisoryEvents[Type];

const OPEN = ["RECEIVED", "CONFIRMED", "ORDERED", "WATCH", "DISMISSED"] as const;
const WAITING = ["RECEIVED", "CONFIRMED"] as const;
/** What follows from orders is told whatever became of the advisory meanwhile. */
const FOLLOWED = ["CONFIRMED", "ORDERED", "WATCH", "DISMISSED", "ENDED"] as const;

/** In which status each event can come. */
export const ADVISORY_POSSIBLE: Readonly<Record<Exclude<keyof AdvisoryEvents, "AdvisoryReceived">, readonly AdvisoryStatus[]>> = {
  AdvisoryUpdated: OPEN,
  AdvisoryConfirmed: ["RECEIVED"],
  AdvisoryWatched: ["RECEIVED", "CONFIRMED", "WATCH"],
  AdvisoryDismissed: ["RECEIVED", "CONFIRMED", "WATCH"],
  AdvisoryOrdered: FOLLOWED,
  AdvisoryActed: FOLLOWED,
  AdvisoryOutcome: FOLLOWED,
  AdvisoryPostOpened: ["CONFIRMED", "ORDERED", "WATCH"],
  AdvisoryPostStoodDown: FOLLOWED,
  AdvisoryEscalated: WAITING,
  AdvisoryWatchOver: ["WATCH"],
  AdvisoryEnded: OPEN,
};

const messagesAfter = (before: readonly string[], identifier: string | null): string[] => (identifier === null ? [...before] : withAll(before, [identifier]));

function received(event: Unversioned): Advisory {
  const data = event.data as Data<"AdvisoryReceived">;
  return {
    id: event.id, version: 1, ...data, messages: messagesAfter([], data.identifier), status: "RECEIVED", receivedAt: event.at, receivedBy: event.by, updatedAt: event.at, confirmedBy: null,
    escalatedAt: null, reason: null, watchUntil: null, orders: [], actions: [], outcomes: [], endedAt: null, endReason: null,
  };
}

const settled = { dueAt: null, escalatedAt: null } as const;

function changed(state: Advisory, event: Unversioned): Partial<Advisory> {
  const { at, by } = event;
  switch (event.type) {
    case "AdvisoryUpdated": {
      const { dueAt, ...content } = event.data as Data<"AdvisoryUpdated">;
      const again = { status: state.confirmedBy === null ? "RECEIVED" : "CONFIRMED", dueAt, escalatedAt: null, reason: null, watchUntil: null } as const;
      return { ...content, messages: messagesAfter(state.messages, content.identifier), updatedAt: at, ...(dueAt === null ? {} : again) };
    }
    case "AdvisoryConfirmed":
      return { status: "CONFIRMED", confirmedBy: by };
    case "AdvisoryWatched": {
      const { reason, until } = event.data as Data<"AdvisoryWatched">;
      return { status: "WATCH", reason, watchUntil: until, ...settled };
    }
    case "AdvisoryDismissed":
      return { status: "DISMISSED", reason: (event.data as Data<"AdvisoryDismissed">).reason, watchUntil: null, ...settled };
    case "AdvisoryOrdered": {
      const { units, scope, ...order } = event.data as Data<"AdvisoryOrdered">;
      const orders = [...state.orders, { ...order, units: [...units], ...(scope === undefined ? {} : { scope: [...scope] }), at, by }];
      return state.status === "ENDED" ? { orders } : { orders, status: "ORDERED", watchUntil: null, ...settled };
    }
    case "AdvisoryActed":
      return { actions: [...state.actions, { ...(event.data as Data<"AdvisoryActed">), at }] };
    case "AdvisoryOutcome":
      return { outcomes: [...state.outcomes, { ...(event.data as Data<"AdvisoryOutcome">), at }] };
    case "AdvisoryPostOpened":
      return { postId: (event.data as Data<"AdvisoryPostOpened">).commandPostId };
    case "AdvisoryEscalated":
      return { escalatedAt: at };
    case "AdvisoryWatchOver":
      return { status: "CONFIRMED", watchUntil: null, dueAt: (event.data as Data<"AdvisoryWatchOver">).dueAt };
    case "AdvisoryEnded":
      return { status: "ENDED", endedAt: at, endReason: (event.data as Data<"AdvisoryEnded">).endReason, watchUntil: null, dueAt: null };
    default:
      throw new ImpossibleEvent(`unknown event ${event.type as string}`);
  }
}

/** Folds one event into an advisory. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveAdvisory(state: Advisory | null, event: Unversioned): Advisory {
  if (event.type === "AdvisoryReceived") {
    if (state !== null) throw new ImpossibleEvent("advisory received twice");
    return received(event);
  }
  if (state === null) throw new ImpossibleEvent(`${event.type} on an advisory that was never received`);
  const possible: readonly AdvisoryStatus[] | undefined = ADVISORY_POSSIBLE[event.type];
  if (possible === undefined || !possible.includes(state.status)) throw new ImpossibleEvent(`${event.type} on an advisory that is ${state.status}`);
  const version = state.version + 1;
  if (event.type === "AdvisoryPostStoodDown") {
    const { postId: _ended, ...standing } = state;
    return { ...standing, version };
  }
  return { ...state, ...changed(state, event), version };
}
