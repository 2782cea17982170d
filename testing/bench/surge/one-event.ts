import { createClient } from "@tocsin/client/client.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { commandPath, ROUTES } from "@tocsin/contract/routes.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Duplicates } from "@tocsin/contract/views.ts";
import { randomStream, type RandomStream } from "@tocsin/kernel/random.ts";
import type { Static } from "typebox";
import { askServer, type AskServer } from "./ask-server.ts";
import { spreadOf, type Spread } from "./percentiles.ts";

/** R24: one event of which everybody calls, with other emergencies beside it in place and time. */
export interface OneEvent {
  readonly url: string;
  /** An account of a call-taker's desk that may also merge. */
  readonly token: string;
  readonly reports: number;
  readonly others: number;
  /** Over which the calls are spread, ms. */
  readonly withinMs: number;
  /** Call-takers' lines. */
  readonly lines: number;
  readonly centre: { readonly lon: number; readonly lat: number };
  readonly eventType: string;
  /** Types of the others, none of them the event's. */
  readonly otherTypes: readonly string[];
  readonly seed: string;
}

export interface OneEventResult {
  readonly acknowledged: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Cards of the event before anyone merged them, and after. */
  readonly cards: { readonly opened: number; readonly left: number };
  /** Others that stand on the board as cards of their own, unmerged. */
  readonly othersVisible: number;
  /** Reports that the cards of the event count together. */
  readonly counted: number;
  readonly unmerged: boolean;
  readonly report: Spread;
  readonly other: Spread;
  /** Until the last report was acknowledged, and until one card was left. */
  readonly tookMs: number;
  readonly oneMs: number;
  /** Reports by the card to which they were added, the most first. */
  readonly spread: readonly number[];
}

const EVENT_SAID = ["商场着火了,好大的烟", "这边着火了,楼上还有人", "看见很大的火,快来", "着火了,烟往东边飘", "火很大,玻璃都炸了"];
const OTHER_SAID = ["有人晕倒了,没有呼吸", "抢包的人往地铁口跑了", "孩子走丢了,穿红衣服", "两个人持刀打起来了"];
const OTHER_LINES = 10;
/** Calls lie within about this many degrees of the event. */
const AROUND = 0.0006;

interface Call {
  readonly isOther: boolean;
  readonly typeCode: string;
  readonly text: string;
  readonly point: { readonly lon: number; readonly lat: number };
}

function callsOf(order: OneEvent, dice: RandomStream): Call[] {
  const near = (): Call["point"] => ({ lon: order.centre.lon + (dice.next() - 0.5) * 2 * AROUND, lat: order.centre.lat + (dice.next() - 0.5) * 2 * AROUND });
  const calls: Call[] = Array.from({ length: order.reports }, () => ({ isOther: false, typeCode: order.eventType, text: dice.pick(EVENT_SAID), point: near() }));
  for (let n = 0; n < order.others; n++) calls.splice(dice.integer(1, calls.length), 0, { isOther: true, typeCode: dice.pick(order.otherTypes), text: `${dice.pick(OTHER_SAID)}(${n + 1})`, point: near() });
  return calls;
}

class Desk {
  readonly #event: AskServer;
  readonly #others: AskServer;
  readonly refused: Record<string, number> = {};
  readonly report: number[] = [];
  readonly other: number[] = [];
  readonly opened = new Set<string>();
  readonly others = new Set<string>();
  readonly byCard = new Map<string, number>();
  acknowledged = 0;

  /** The others call on lines of their own: what is measured is the server, not how many call-takers the event ties up. */
  constructor(event: AskServer, others: AskServer) {
    this.#event = event;
    this.#others = others;
  }

  /** As a call-taker does: what the form finds beside the call, of the same type, is the same event; anything else is its own. */
  async take(call: Call): Promise<void> {
    const began = performance.now();
    const ask = call.isOther ? this.#others : this.#event;
    const place = { addressText: "中心广场", point: call.point, datum: "WGS84" };
    const found = await ask(ROUTES.duplicates, { json: { text: call.text, typeCode: call.typeCode, addressText: place.addressText, point: call.point } });
    const same = (found.body as unknown as Static<typeof Duplicates>).candidates.find(({ reasons }) => reasons.some(({ code, params }) => code === "TYPE" && params["likeness"] === "SAME"));
    const said = { channel: "CALL_110", callback: "13900000000", text: call.text, place };
    const incidentId = newUlid();
    const answer = same !== undefined && !call.isOther
      ? await ask(commandPath("intake.addReport"), { json: { incidentId: same.incidentId, ...said }, key: newUlid() })
      : await ask(commandPath("intake.receive"), { json: { incidentId, ...said, typeCode: call.typeCode, confirmOutside: true }, key: newUlid() });
    if (answer.status !== 200) {
      const code = String(answer.body["code"] ?? answer.status);
      this.refused[code] = (this.refused[code] ?? 0) + 1;
      return;
    }
    this.acknowledged += 1;
    (call.isOther ? this.other : this.report).push(performance.now() - began);
    if (!call.isOther) this.byCard.set(same?.incidentId ?? incidentId, (this.byCard.get(same?.incidentId ?? incidentId) ?? 0) + 1);
    if (call.isOther) this.others.add(incidentId);
    else if (same === undefined) this.opened.add(incidentId);
  }
}

/** So many calls at a time: a call-taker has one caller on the line, from the first question to the receipt. */
function openLines(lines: number): (call: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = [];
  let free = lines;
  return async (call) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((begin) => waiting.push(begin));
    await call();
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Everybody calls, in an open loop; then a dispatcher merges the cards that were opened before the first could be found, and takes one merge back. */
export async function runOneEvent(order: OneEvent): Promise<OneEventResult> {
  const desk = new Desk(askServer(order.url, order.token, order.lines), askServer(order.url, order.token, OTHER_LINES));
  const calls = callsOf(order, randomStream(order.seed, "one event"));
  const began = performance.now();
  const running: Promise<void>[] = [];
  const [onLine, onOther] = [openLines(order.lines), openLines(OTHER_LINES)];
  for (const [index, call] of calls.entries()) {
    const ahead = began + (index * order.withinMs) / calls.length - performance.now();
    if (ahead > 1) await pause(ahead);
    running.push((call.isOther ? onOther : onLine)(() => desk.take(call)));
  }
  await Promise.all(running);
  const tookMs = performance.now() - began;
  const client = createClient({ base: order.url, token: order.token });
  const [first, ...rest] = [...desk.opened];
  let unmerged = true;
  for (const duplicateId of rest) {
    const merged = await client.command("intake.merge", { incidentId: first!, duplicateId });
    if (!merged.ok) throw new Error(`not merged: ${merged.code}`);
  }
  const oneMs = performance.now() - began;
  const counted = await countOf(client, first!);
  if (rest[0] !== undefined) {
    const undone = await client.command("intake.unmerge", { incidentId: first!, duplicateId: rest[0], reason: "核对" });
    unmerged = undone.ok && (await client.incident(rest[0])).status !== "MERGED";
    await client.command("intake.merge", { incidentId: first!, duplicateId: rest[0] });
  }
  const { incidents } = await client.board();
  const shown = new Set(incidents.map(({ id }) => id));
  return {
    acknowledged: desk.acknowledged, refused: desk.refused, counted, unmerged,
    cards: { opened: desk.opened.size, left: [...desk.opened].filter((id) => shown.has(id)).length },
    othersVisible: [...desk.others].filter((id) => shown.has(id)).length, report: spreadOf(desk.report), other: spreadOf(desk.other), tookMs, oneMs,
    spread: [...desk.byCard.values()].sort((a, b) => b - a),
  };
}

async function countOf(client: ReturnType<typeof createClient>, id: string): Promise<number> {
  const incident: Incident = await client.incident(id);
  return incident.reportCount ?? incident.reports.length;
}
