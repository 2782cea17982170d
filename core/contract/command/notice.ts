import { Type, type Static } from "typebox";
import { At, Code, Ulid, nullable } from "../place.ts";
import { CHANNELS_OUT } from "../organisation/reach-rules.ts";

const closed = { additionalProperties: false } as const;

/** `<order id>-<unit id>`: an order reaches a unit once. */
export const NoticeId = Type.String({ pattern: "^[0-7][0-9A-HJKMNP-TV-Z]{25}-[A-Z0-9][A-Z0-9_-]{0,39}$" });
export const noticeIdOf = (orderId: string, unitId: string): string => `${orderId}-${unitId}`;

export const ChannelOut = Type.Enum(CHANNELS_OUT);
export type ChannelOut = (typeof CHANNELS_OUT)[number];
/** DELIVERED: the unit's device has it. FAILED: the gateway could not, or there is none. SILENT: no receipt came in time. */
export const NOTICE_OUTCOMES = ["DELIVERED", "FAILED", "SILENT"] as const;
export const NoticeAttempt = Type.Object(
  { channel: ChannelOut, at: At, receipt: nullable(Type.Object({ outcome: Type.Enum(NOTICE_OUTCOMES), at: At, /** What the gateway said. */ detail: Type.String({ maxLength: 200 }) }, closed)) },
  closed,
);
export type NoticeAttempt = Static<typeof NoticeAttempt>;

/** How an order was brought to a unit's devices, channel after channel, until one says that it has arrived (CMD-03). */
export const Notice = Type.Object(
  {
    id: NoticeId,
    version: Type.Integer({ minimum: 1 }),
    incidentId: Ulid,
    orderId: Ulid,
    unitId: Code,
    callSign: Type.String(),
    /** In the order in which they are tried. */
    channels: Type.Array(ChannelOut),
    /** How long a channel has for its receipt, in seconds. */
    fallbackS: Type.Integer({ minimum: 1 }),
    attempts: Type.Array(NoticeAttempt),
    /** SETTLED: the unit answered by itself meanwhile, or need not any more. UNDELIVERED: no channel brought a receipt. */
    status: Type.Enum(["SENDING", "DELIVERED", "SETTLED", "UNDELIVERED"]),
    scope: Type.Array(Type.String()),
  },
  closed,
);
export type Notice = Static<typeof Notice>;

export interface NoticeEvents {
  /** The first channel is tried with it. */
  readonly NoticeOpened: Pick<Notice, "incidentId" | "orderId" | "unitId" | "callSign" | "channels" | "fallbackS" | "scope">;
  readonly ChannelTried: { readonly channel: ChannelOut };
  readonly ReceiptTaken: { readonly channel: ChannelOut; readonly outcome: (typeof NOTICE_OUTCOMES)[number]; readonly detail: string };
  readonly NoticeEnded: { readonly status: "SETTLED" | "UNDELIVERED" };
}

/** The unit's own device says that the push has arrived. */
export const received = Type.Object({ noticeId: NoticeId }, closed);
