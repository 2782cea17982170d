import type { ChannelOut } from "@tocsin/contract/command/notice.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { finishOutbox, takeOutbox, type OutboxItem } from "@tocsin/ledger/outbox.ts";
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

export interface NoticesDeps {
  readonly db: Db;
  readonly desk: Pick<Desk, "executeSystem">;
  readonly city: CityIndex;
  readonly missing: MissingParts;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

export interface Notices {
  /** Sends what waits; answers how many. */
  process(): Promise<number>;
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

const [EVERY_MS, LEASE_MS, AT_ONCE] = [500, 30_000, 50];
/** An order's id, and the dash after it. */
const ORDER_ID = 27;

/** Nothing of the matter leaves the platform: who is meant, that an order waits, and what to do (spec, glossary: 指令, 签收). */
export const smsText = (callSign: string): string => `【警钟】${callSign} 有新指令，请打开终端签收。`;

/** As little as a short message says. */
export const mailText = (callSign: string): { readonly subject: string; readonly body: string } => ({
  subject: `【警钟】${callSign} 有新指令`,
  body: `${callSign} 有新指令，请登录平台签收。本邮件由系统发出，不含警情内容，请勿回复。\n\nAn order waits for ${callSign}: sign in and acknowledge it. This mail holds nothing of the matter; do not answer it.\n`,
});

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
async function sendMail({ city }: NoticesDeps, { mail }: Gateways, unitId: string, item: Item): Promise<{ readonly accepted: boolean; readonly detail: string }> {
  const to = city.city.unitMails.find(({ unit }) => unit === unitId)?.mail;
  if (mail === null || to === undefined) return { accepted: false, detail: mail === null ? "NO_GATEWAY" : "NO_MAILBOX" };
  const text = mailText(city.unit.get(unitId)?.callSign ?? unitId);
  return mail.send(to, text.subject, text.body, item.noticeId);
}

async function send(deps: NoticesDeps, gateways: Gateways, item: Item): Promise<string | null> {
  const unitId = item.noticeId.slice(ORDER_ID);
  return item.channel === "PUSH" ? sendToDevices(deps, gateways, unitId, item) : sendToPhone(deps, gateways, unitId, item);
}

/** Sends what commits have left to be sent, on whichever server comes first, and brings receipts back as commands of the platform. */
export function openNotices(deps: NoticesDeps, options: Pick<ServerOptions, "push" | "sms" | "voice" | "mail">, keys: PushKeys | null, automatic: boolean): Notices {
  const { desk, missing, report } = deps;
  async function tell(noticeId: string, channel: ChannelOut, outcome: "DELIVERED" | "FAILED", detail: string): Promise<void> {
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
  async function one({ payload }: OutboxItem): Promise<void> {
    const item = payload as Item;
    if (item.channel === "MAIL") {
      const { accepted, detail } = await sendMail(deps, gateways, item.noticeId.slice(ORDER_ID), item);
      return tell(item.noticeId, "MAIL", accepted ? "DELIVERED" : "FAILED", detail);
    }
    const why = await send(deps, gateways, item);
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
    await finishOutbox(deps.db, items.filter((_, n) => sent[n]!.status === "fulfilled").map(({ seq }) => seq));
    return items.length;
  }
  const rounds = startRounds({ everyMs: EVERY_MS, round: process, failed: (error) => report("notices", error), automatic: automatic && deps.city.city.policies.reach !== undefined });
  return {
    process,
    async stop() {
      await rounds.stop();
      await Promise.all([gateways.sms?.close(), gateways.voice?.close()]);
      gateways.mail?.close();
    },
  };
}
