import { Type, type Static } from "typebox";
import { At, Code, Ulid, nullable } from "../place.ts";
import { UPWARD_KINDS } from "../linkage/severity.ts";
import { CHANNELS_OUT } from "../organisation/reach-rules.ts";
import { PlanLevel } from "./plan-task.ts";

const closed = { additionalProperties: false } as const;

/** `<order id>-<unit id>`: an order reaches a unit once, and so does the call about a fact, `<fact id>-<unit id>`. Of a letter `<record id>-<party>.<version>`: what happened to a record at a version of it reaches a party once. */
export const NoticeId = Type.String({ pattern: "^[0-7][0-9A-HJKMNP-TV-Z]{25}-[A-Z0-9][A-Z0-9_-]{0,39}(\\.[1-9][0-9]{0,8})?$" });
export const noticeIdOf = (orderId: string, unitId: string): string => `${orderId}-${unitId}`;
export const letterIdOf = (recordId: string, party: string, version: number): string => `${recordId}-${party}.${version}`;

export const ChannelOut = Type.Enum(CHANNELS_OUT);
export type ChannelOut = (typeof CHANNELS_OUT)[number];
/** DELIVERED: the unit's device has it. FAILED: the gateway could not, or there is none. SILENT: no receipt came in time. */
export const NOTICE_OUTCOMES = ["DELIVERED", "FAILED", "SILENT"] as const;
export const NoticeAttempt = Type.Object(
  { channel: ChannelOut, at: At, receipt: nullable(Type.Object({ outcome: Type.Enum(NOTICE_OUTCOMES), at: At, /** What the gateway said. */ detail: Type.String({ maxLength: 200 }) }, closed)) },
  closed,
);
export type NoticeAttempt = Static<typeof NoticeAttempt>;

/** MATTER, ASSISTANT, WHISTLE, JOINT, APPRAISAL: something waits for its answer, and the clock runs. UNAPPRAISED: what it took part in has ended without somebody's word. REPORT: an emergency was reported to it. SUMMARY: the counts of the day. */
export const LETTER_KINDS = ["MATTER", "ASSISTANT", "WHISTLE", "JOINT", "APPRAISAL", "UNAPPRAISED", "REPORT", "SUMMARY"] as const;
/** What an organisation is told outside the platform: that something waits, its number and its time. No word of what it is about, and nobody's data (LNK-01, -04, -06). */
export const Letter = Type.Object(
  {
    what: Type.Enum(LETTER_KINDS),
    /** Departments and organisations. */
    to: Code,
    from: Code,
    /** The matter, joint work or incident; a summary is of none and has an id of its own. */
    recordId: Ulid,
    no: Type.String({ maxLength: 30 }),
    drill: Type.Boolean(),
    dueAt: nullable(At),
    /** Of what is reported upward. */
    report: nullable(Type.Object({ no: Type.Integer({ minimum: 1 }), kind: Type.Enum(UPWARD_KINDS), severity: PlanLevel, lateS: Type.Integer({ minimum: 0 }) }, closed)),
  },
  closed,
);
export type Letter = Static<typeof Letter>;

const Way = {
  id: NoticeId,
  version: Type.Integer({ minimum: 1 }),
  /** In the order in which they are tried. */
  channels: Type.Array(ChannelOut),
  /** How long a channel has for its receipt, in seconds. */
  fallbackS: Type.Integer({ minimum: 1 }),
  attempts: Type.Array(NoticeAttempt),
  /** SETTLED: the unit answered by itself meanwhile, or need not any more; the organisation had a seat signed in. UNDELIVERED: no channel brought a receipt. TOLD: then somebody telephoned. */
  status: Type.Enum(["SENDING", "DELIVERED", "SETTLED", "UNDELIVERED", "TOLD"]),
  scope: Type.Array(Type.String()),
};
/** How an order was brought to a unit's devices, channel after channel, until one says that it has arrived (CMD-03). */
export const OrderNotice = Type.Object({ ...Way, incidentId: Ulid, orderId: Ulid, unitId: Code, callSign: Type.String(), /** An urgent fact that the unit has not seen in time, instead of the order (SCN-05). */ factId: Type.Optional(Ulid) }, closed);
export type OrderNotice = Static<typeof OrderNotice>;
/** Whom somebody reached by telephone at an organisation: a desk of a list, never a person. */
export const TOLD_DESKS = ["DUTY_DESK", "COMMAND_CENTRE", "LEADER_ON_DUTY", "OFFICE"] as const;
/** How an organisation without a seat signed in was told, by mail to its duty mailbox; where that failed, by telephone. */
export const LetterNotice = Type.Object(
  {
    ...Way, incidentId: nullable(Ulid), letter: Letter,
    /** Which desk was told by telephone, and by which organisation's. */
    told: Type.Optional(Type.Object({ desk: Type.Enum(TOLD_DESKS), orgId: Code, at: At, by: Type.String() }, closed)),
    /** The mail has failed and nobody has telephoned: which level above its sender knows of it, since when, and how often it was said. */
    escalated: Type.Optional(Type.Object({ to: Type.String(), at: At, times: Type.Integer({ minimum: 1 }) }, closed)),
  },
  closed,
);
export type LetterNotice = Static<typeof LetterNotice>;
export const Letters = Type.Object({ letters: Type.Array(LetterNotice) }, closed);
export const Notice = Type.Union([OrderNotice, LetterNotice]);
export type Notice = Static<typeof Notice>;
export const isLetter = (notice: Notice): notice is LetterNotice => "letter" in notice;

/** Whether somebody has to telephone, as its mail has failed. */
export const wantsTelephone = (notice: Notice): notice is LetterNotice => isLetter(notice) && notice.status === "UNDELIVERED";

/** So long until a letter without a receipt counts as not delivered, in seconds; it is tried on. */
export const LETTER_WAIT_S = 120;

export interface NoticeEvents {
  /** The first channel is tried with it. */
  readonly NoticeOpened: Pick<OrderNotice, "incidentId" | "orderId" | "unitId" | "callSign" | "factId" | "channels" | "fallbackS" | "scope"> | Pick<LetterNotice, "incidentId" | "letter" | "channels" | "fallbackS" | "scope">;
  readonly ChannelTried: { readonly channel: ChannelOut };
  readonly ReceiptTaken: { readonly channel: ChannelOut; readonly outcome: (typeof NOTICE_OUTCOMES)[number]; readonly detail: string };
  readonly LetterTold: Pick<NonNullable<LetterNotice["told"]>, "desk" | "orgId">;
  readonly LetterEscalated: { readonly to: string };
  readonly NoticeEnded: { readonly status: "SETTLED" | "UNDELIVERED" };
}

/** Somebody has told an organisation by telephone what its mailbox did not take. */
export const tellByPhone = Type.Object({ noticeId: NoticeId, desk: Type.Enum(TOLD_DESKS) }, closed);

/** The unit's own device says that the push has arrived. */
export const received = Type.Object({ noticeId: NoticeId }, closed);
