import { isLetter, type LetterNotice, type Notice, type NoticeEvents } from "@tocsin/contract/command/notice.ts";
import type { NoticeEvent } from "@tocsin/contract/events.ts";
import { ImpossibleEvent } from "../../fold.ts";

type Unversioned = Pick<NoticeEvent, "id" | "type" | "data" | "at" | "by">;
type Data<Type extends keyof NoticeEvents> = NoticeEvents[Type];

function changed(state: Notice, event: Unversioned): Partial<Pick<LetterNotice, "attempts" | "status" | "told" | "escalated">> {
  switch (event.type) {
    case "ChannelTried":
      return { attempts: [...state.attempts, { channel: (event.data as Data<"ChannelTried">).channel, at: event.at, receipt: null }] };
    case "ReceiptTaken": {
      const { channel, ...receipt } = event.data as Data<"ReceiptTaken">;
      const attempts = state.attempts.map((attempt) => (attempt.channel === channel ? { ...attempt, receipt: { ...receipt, at: event.at } } : attempt));
      return { attempts, ...(receipt.outcome === "DELIVERED" ? { status: "DELIVERED" } : {}) };
    }
    case "LetterTold":
      return { status: "TOLD", told: { ...(event.data as Data<"LetterTold">), at: event.at, by: event.by } };
    case "LetterEscalated":
      return { escalated: { ...(event.data as Data<"LetterEscalated">), at: event.at, times: ((isLetter(state) ? state.escalated?.times : undefined) ?? 0) + 1 } };
    case "NoticeEnded":
      return { status: (event.data as Data<"NoticeEnded">).status };
    default:
      throw new ImpossibleEvent(`unknown event ${event.type as string}`);
  }
}

/** Folds one event into a notice. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveNotice(state: Notice | null, event: Unversioned): Notice {
  if (event.type === "NoticeOpened") {
    if (state !== null) throw new ImpossibleEvent("opened twice");
    const data = event.data as Data<"NoticeOpened">;
    const way = { id: event.id, version: 1, channels: [...data.channels], scope: [...data.scope], attempts: [{ channel: data.channels[0]!, at: event.at, receipt: null }], status: "SENDING" as const };
    return { ...data, ...way };
  }
  if (state === null) throw new ImpossibleEvent(`${event.type} on a notice that was never opened`);
  return { ...state, ...changed(state, event), version: state.version + 1 } as Notice;
}

/** Channels that these events have tried: what the gateways are to send. */
export const channelsTried = (events: readonly { readonly kind: string; readonly id: string; readonly type: string; readonly data: unknown }[]): { readonly noticeId: string; readonly channel: Notice["channels"][number] }[] =>
  events.flatMap(({ kind, id, type, data }) => {
    if (kind !== "notice") return [];
    if (type === "ChannelTried") return [{ noticeId: id, channel: (data as Data<"ChannelTried">).channel }];
    return type === "NoticeOpened" ? [{ noticeId: id, channel: (data as Data<"NoticeOpened">).channels[0]! }] : [];
  });
