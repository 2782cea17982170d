import type { CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import { type ChannelOut, isLetter, type Letter, LETTER_WAIT_S, letterIdOf, type Notice, type NoticeEvents, noticeIdOf } from "@tocsin/contract/command/notice.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { cityPath } from "../../organisation/chain.ts";
import { POLICE } from "../../linkage/matter-facts.ts";
import { untoldDeadlines, untoldDue } from "./untold-letter.ts";
import { accept, type Context, type Decider, type Decision, type Drafted, refused, type World } from "../../decision.ts";

/** A call rings, is answered and heard. */
const VOICE_WAIT_S = 60;

const onNotice = <Type extends keyof NoticeEvents & string>(id: string, type: Type, data: NoticeEvents[Type]): Drafted => ({ kind: "notice", id, type, data }) as Drafted;

/** Tells the devices of each unit that an order waits; nothing where the city names no channel. */
export function openNotices({ city }: Context, incident: { readonly id: string; readonly scope: readonly string[] }, orderId: string, units: readonly Unit[]): Drafted[] {
  const reach = city.city.policies.reach;
  if (reach === undefined) return [];
  return units.map(({ id: unitId, callSign, scope }) =>
    onNotice(noticeIdOf(orderId, unitId), "NoticeOpened", { incidentId: incident.id, orderId, unitId, callSign, channels: [...reach.channels], fallbackS: reach.fallbackS, scope: [...new Set([...incident.scope, ...scope])] }),
  );
}

/** Calls a unit that has not seen an urgent fact in time, at its duty telephone (SCN-05); nothing where the city places no calls. */
export function callAboutFact({ city }: Context, { id: incidentId, orders, scope }: Incident, factId: string, unitId: string): Drafted[] {
  const reach = city.city.policies.reach;
  const order = orders.find(({ assignments }) => assignments.some((a) => a.unitId === unitId && isActive(a)));
  if (reach?.channels.includes("VOICE") !== true || order === undefined) return [];
  const callSign = city.unit.get(unitId)?.callSign ?? unitId;
  return [onNotice(noticeIdOf(factId, unitId), "NoticeOpened", { incidentId, orderId: order.id, unitId, callSign, factId, channels: ["VOICE"], fallbackS: VOICE_WAIT_S, scope: [...scope] })];
}

const nextChannel = ({ channels, attempts }: Notice): ChannelOut | undefined => channels.find((channel) => !attempts.some((attempt) => attempt.channel === channel));

/** On to the next channel; without one, to the dispatcher, once none that was tried can still answer in time. */
function fallBack(notice: Notice, failed: ChannelOut): Drafted[] {
  const next = nextChannel(notice);
  if (next !== undefined) return [onNotice(notice.id, "ChannelTried", { channel: next })];
  const pending = notice.attempts.some(({ channel, receipt }) => channel !== failed && receipt === null);
  return pending ? [] : [onNotice(notice.id, "NoticeEnded", { status: "UNDELIVERED" })];
}

/** A receipt for a channel. What a provider says twice counts once; one that comes late still says that the unit has it. */
function takeReceipt(notice: Notice | undefined, channel: ChannelOut, outcome: "DELIVERED" | "FAILED" | "SETTLED", detail: string): Decision {
  if (notice === undefined) return refused("NOT_FOUND");
  if (outcome === "SETTLED") return notice.status === "SENDING" || notice.status === "UNDELIVERED" ? accept(onNotice(notice.id, "NoticeEnded", { status: "SETTLED" })) : accept();
  const attempt = notice.attempts.find((one) => one.channel === channel);
  if (attempt === undefined) return refused("STATE_CONFLICT", { status: notice.status, allowed: notice.attempts.map((one) => one.channel) });
  const late = attempt.receipt?.outcome === "SILENT" && outcome === "DELIVERED";
  if (attempt.receipt !== null && !late) return accept();
  const taken = onNotice(notice.id, "ReceiptTaken", { channel, outcome, detail });
  return accept(taken, ...(outcome === "FAILED" && notice.status === "SENDING" ? fallBack(notice, channel) : []));
}

/** The device of the unit itself: a notice to another does not exist for it. */
export const noticeReceived: Decider<CommandPayload["notices.received"]> = (world, payload, context) => {
  const notice = world.notices.get(payload.noticeId);
  if (notice !== undefined && (isLetter(notice) || notice.unitId !== context.actor.unitId)) return refused("NOT_YOUR_UNIT");
  return takeReceipt(notice, "PUSH", "DELIVERED", "");
};

/** What a gateway was told by its provider. */
export const noticeReceipt: Decider<SystemPayload["system.noticeReceipt"]> = (world, { noticeId, channel, outcome, detail }) => takeReceipt(world.notices.get(noticeId), channel, outcome, detail);

/** The counts of a day go to an organisation whose mailbox the city names; what they are is looked up when they are sent. */
export const tellSummary: Decider<SystemPayload["system.tellSummary"]> = (_world, { party, day }, { city, newId }) => {
  if (!city.city.partyMails.some((row) => row.party === party && row.summary !== null)) return refused("UNKNOWN_PARTY", { party });
  const recordId = newId();
  const letter: Letter = { what: "SUMMARY", to: party, from: POLICE, recordId, no: day, drill: false, dueAt: null, report: null };
  return accept(onNotice(letterIdOf(recordId, party, 1), "NoticeOpened", { incidentId: null, letter, channels: ["MAIL"], fallbackS: LETTER_WAIT_S, scope: [city.org.get(party)?.path ?? cityPath(city)] }));
};

/** The channel that was tried last and has not answered. */
const waitingFor = ({ status, attempts }: Notice) => {
  const last = attempts.at(-1);
  return status === "SENDING" && last?.receipt === null ? last : undefined;
};

/** When the next channel is tried: a function of the record, so that no restart forgets it. */
export function noticeDeadlines(notice: Notice) {
  const last = waitingFor(notice);
  return last === undefined ? untoldDeadlines(notice) : [{ id: `fallback/${last.channel}`, dueAt: last.at + notice.fallbackS * SECOND, purpose: "fallback" }];
}

/** Whether the order, or the fact, still waits for the unit's word; what a letter waits for runs by a clock of its own. */
function unanswered(world: World, notice: Notice): boolean {
  if (isLetter(notice)) return true;
  const { incidentId, orderId, unitId, factId } = notice;
  const incident = world.incidents.get(incidentId);
  if (factId !== undefined) return incident?.facts.some(({ id, readBy }) => id === factId && !readBy.includes(unitId)) === true;
  const order = incident?.orders.find(({ id }) => id === orderId);
  return order?.assignments.some((a) => a.unitId === unitId && a.status === "ISSUED") === true;
}

export const noticeDue: Decider<SystemPayload["system.deadline"]> = (world, payload, context) => {
  const notice = world.notices.get(payload.id);
  if (notice === undefined) return refused("NOT_FOUND", { id: payload.id });
  const last = waitingFor(notice);
  const due = noticeDeadlines(notice).some(({ id, dueAt }) => id === payload.deadlineId && dueAt <= context.at);
  if (due && isLetter(notice) && payload.deadlineId.startsWith("untold/")) return accept(...untoldDue(world, notice, context));
  if (!due || last === undefined) return refused("STATE_CONFLICT", { status: "NOT_DUE", allowed: [] });
  if (!unanswered(world, notice)) return accept(onNotice(notice.id, "NoticeEnded", { status: "SETTLED" }));
  return accept(onNotice(notice.id, "ReceiptTaken", { channel: last.channel, outcome: "SILENT", detail: "" }), ...fallBack(notice, last.channel));
};
