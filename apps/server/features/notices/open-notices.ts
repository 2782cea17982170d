import { type ChannelOut, isLetter, type Notice, type OrderNotice } from "@tocsin/contract/command/notice.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { finishOutbox, postponeOutbox, takeOutbox, type OutboxItem } from "@tocsin/ledger/outbox.ts";
import { dropPushTarget, pushTargetsOf } from "@tocsin/ledger/push-targets.ts";
import { sendPush, type PushKeys } from "@tocsin/notify/push.ts";
import { type Mail, openMail } from "@tocsin/notify/mail.ts";
import { openVoice, type Voice } from "@tocsin/notify/voice-call.ts";
import { openSms, type Sms } from "@tocsin/notify/sms.ts";
import type { Desk } from "../../desk/desk.ts";
import { NOTICE_TOPIC } from "../../desk/to-commit.ts";
import type { MissingParts } from "../../missing-parts.ts";
import { startRounds } from "../../rounds.ts";
import type { ServerOptions } from "../../server-options.ts";
import { summariesOfToday } from "./day-summary.ts";
import { type LetterDeps, sendLetter } from "./send-letter.ts";

export interface NoticesDeps extends LetterDeps {
  readonly db: Db;
  readonly desk: Pick<Desk, "executeSystem">;
  readonly missing: MissingParts;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

export interface Notices {
  /** Sends what waits; answers how many. */
  process(): Promise<number>;
  /** Lets the counts of today go to whom their hour has come. */
  tellSummaries(): Promise<void>;
  stop(): Promise<void>;
}

interface Gateways {
  readonly push: { readonly keys: PushKeys; readonly subject: string } | null;
  readonly sms: Sms | null;
  readonly voice: Voice | null;
  readonly mail: Mail | null;
}

interface Item {
  readonly noticeId: string;
  readonly channel: ChannelOut;
}

const [EVERY_MS, DAYS_EVERY_MS, LEASE_MS, AT_ONCE] = [500, 60_000, 30_000, 50];
/** Nothing of the matter leaves the platform: who is meant, that an order waits, and what to do (spec, glossary: 指令, 签收). */
export const smsText = (callSign: string): string => `【警钟】${callSign} 有新指令，请打开终端签收。`;

/** As little as a short message says. */
export const mailText = (callSign: string): { readonly subject: string; readonly body: string } => ({
  subject: `【警钟】${callSign} 有新指令`,
  body: `${callSign} 有新指令，请登录平台签收。本邮件由系统发出，不含警情内容，请勿回复。\n\nAn order waits for ${callSign}: sign in and acknowledge it. This mail holds nothing of the matter; do not answer it.\n`,
});

/** Whether the mail server has said that it has it, or nobody needs it any more, as after a call. */
const isReceived = ({ attempts, status }: Notice): boolean => status === "SETTLED" || status === "TOLD" || attempts.some(({ channel, receipt }) => channel === "MAIL" && receipt?.outcome === "DELIVERED");

/** Null when it was sent, else why not. */
async function sendToDevices({ db, now }: NoticesDeps, { push }: Gateways, unitId: string, item: Item): Promise<string | null> {
  if (push === null) return "NO_GATEWAY";
  const targets = await pushTargetsOf(db, unitId);
  const outcomes = await Promise.all(
    targets.map(async (target) => {
      const outcome = await sendPush(target, JSON.stringify({ noticeId: item.noticeId }), { ...push, now: now() });
      if (outcome.t === "GONE") await dropPushTarget(db, target.endpoint);
      return outcome;
    }),
  );
  if (outcomes.some(({ t }) => t === "SENT")) return null;
  return outcomes.flatMap((outcome) => (outcome.t === "FAILED" ? [outcome.why] : []))[0] ?? "NO_DEVICE";
}

/** By short message or by a call: to the duty telephone, never to a person's own. */
function sendToPhone({ city }: NoticesDeps, { sms, voice }: Gateways, unitId: string, item: Item): Promise<string | null> | string | null {
  const number = city.city.unitPhones.find(({ unit }) => unit === unitId)?.phone;
  const callSign = city.unit.get(unitId)?.callSign ?? unitId;
  if ((item.channel === "SMS" ? sms : voice) === null) return "NO_GATEWAY";
  if (number === undefined) return "NO_NUMBER";
  return item.channel === "SMS" ? sms!.send(number, smsText(callSign), item.noticeId) : voice!.call(number, item.noticeId);
}

/** To the duty mailbox of the unit's desk: for units of departments that carry no device of ours. */
async function sendMail({ city }: NoticesDeps, { mail }: Gateways, { id, unitId }: OrderNotice): Promise<{ readonly accepted: boolean; readonly detail: string }> {
  const to = city.city.unitMails.find(({ unit }) => unit === unitId)?.mail;
  if (mail === null || to === undefined) return { accepted: false, detail: mail === null ? "NO_GATEWAY" : "NO_MAILBOX" };
  const text = mailText(city.unit.get(unitId)?.callSign ?? unitId);
  return mail.send(to, text.subject, text.body, id);
}

async function send(deps: NoticesDeps, gateways: Gateways, { unitId }: OrderNotice, item: Item): Promise<string | null> {
  return item.channel === "PUSH" ? sendToDevices(deps, gateways, unitId, item) : sendToPhone(deps, gateways, unitId, item);
}

/** Sends what commits have left to be sent, on whichever server comes first, and brings receipts back as commands of the platform. */
export function openNotices(deps: NoticesDeps, options: Pick<ServerOptions, "push" | "sms" | "voice" | "mail" | "site">, keys: PushKeys | null, automatic: boolean): Notices {
  const { desk, missing, report } = deps;
  async function tell(noticeId: string, channel: ChannelOut, outcome: "DELIVERED" | "FAILED" | "SETTLED", detail: string): Promise<void> {
    await desk.executeSystem({ name: "system.noticeReceipt", payload: { noticeId, channel, outcome, detail: detail.slice(0, 200) }, commandId: `notice:${noticeId}:${channel}:${outcome}` });
  }
  const take = (channel: ChannelOut) => (noticeId: string, delivered: boolean, detail: string): void => void tell(noticeId, channel, delivered ? "DELIVERED" : "FAILED", detail).catch((error: unknown) => report("notices", error));
  const state = (part: string) => (up: boolean): void => (up ? missing.up(part) : missing.down(part));
  if (options.sms !== undefined) missing.down("sms");
  const gateways: Gateways = {
    push: options.push === undefined || keys === null ? null : { keys, subject: options.push.subject },
    sms: options.sms === undefined ? null : openSms(options.sms, { onReceipt: take("SMS"), connected: state("sms"), onFailure: (error) => report("sms", error) }),
    mail: options.mail === undefined ? null : openMail(options.mail, state("mail")),
    voice: options.voice === undefined ? null : openVoice(options.voice, { onReceipt: take("VOICE"), connected: state("voice"), onFailure: (error) => report("voice", error) }),
  };
  /** Whether it is done with. */
  async function one({ seq, payload, at, tries, fault }: OutboxItem): Promise<boolean> {
    const item = payload as Item;
    const [found] = await deps.ledger.load([{ kind: "notice", id: item.noticeId }]);
    const notice = found?.state as Notice | undefined;
    // A server that died between the word of the mail server and its own: what is known to be there is not sent again.
    if (notice === undefined || (item.channel === "MAIL" && isReceived(notice))) return true;
    if (!isLetter(notice)) await sendOrder(notice, item);
    else {
      const sent = await sendLetter(deps, gateways.mail, options.site, notice, { tries, waitedMs: deps.now() - at });
      if (sent.t === "LATER") return postponeOutbox(deps.db, seq, deps.now() + sent.waitMs, fault).then(() => false);
      await tell(notice.id, "MAIL", sent.t, sent.detail);
    }
    return true;
  }
  async function sendOrder(notice: OrderNotice, item: Item): Promise<void> {
    if (item.channel === "MAIL") {
      const { accepted, detail } = await sendMail(deps, gateways, notice);
      return tell(item.noticeId, "MAIL", accepted ? "DELIVERED" : "FAILED", detail);
    }
    const why = await send(deps, gateways, notice, item);
    if (why !== null) await tell(item.noticeId, item.channel, "FAILED", why);
    if (item.channel !== "PUSH" || gateways.push === null || why === "NO_DEVICE") return;
    // The push service itself, not a browser that is gone.
    if (why === null) missing.up("push");
    else missing.down("push");
  }
  async function process(): Promise<number> {
    const items = await takeOutbox(deps.db, deps.now(), { topics: [NOTICE_TOPIC], limit: AT_ONCE, leaseMs: LEASE_MS });
    const sent = await Promise.allSettled(items.map(one));
    for (const outcome of sent) if (outcome.status === "rejected") report("notices", outcome.reason);
    const done = sent.map((outcome) => outcome.status === "fulfilled" && outcome.value);
    await finishOutbox(deps.db, items.filter((_, n) => done[n]).map(({ seq }) => seq));
    return items.length;
  }
  const tellSummaries = summariesOfToday(desk, deps.city, deps.now);
  const days = startRounds({ everyMs: DAYS_EVERY_MS, round: tellSummaries, failed: (error) => report("summaries", error), automatic: automatic && deps.city.city.partyMails.some(({ summary }) => summary !== null) });
  const rounds = startRounds({ everyMs: EVERY_MS, round: process, failed: (error) => report("notices", error), automatic: automatic && (deps.city.city.policies.reach !== undefined || deps.city.city.partyMails.length > 0) });
  return {
    process,
    tellSummaries,
    async stop() {
      await Promise.all([rounds.stop(), days.stop()]);
      await Promise.all([gateways.sms?.close(), gateways.voice?.close()]);
      gateways.mail?.close();
    },
  };
}
