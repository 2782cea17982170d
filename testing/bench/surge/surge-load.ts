import { newUlid } from "@tocsin/client/new-ulid.ts";
import { createClient } from "@tocsin/client/client.ts";
import { commandPath, ROUTES } from "@tocsin/contract/routes.ts";
import type { Recommendation } from "@tocsin/contract/views.ts";
import { randomStream, type RandomStream } from "@tocsin/kernel/random.ts";
import { askServer, type AskServer } from "./ask-server.ts";
import { openOutsideLedger, type OutsideLedger } from "../../outside-ledger.ts";
import type { LedgerLine } from "./check-intakes.ts";
import { spreadOf, type Spread } from "./percentiles.ts";
import { surgeCalls, type SurgeCall } from "./surge-calls.ts";

export interface SurgeOrder {
  readonly url: string;
  /** Intakes per second, Poisson arrivals. */
  readonly rate: number;
  readonly seconds: number;
  /** Units that are put on duty first. */
  readonly unitIds: readonly string[];
  /** File of the outside ledger. */
  readonly ledger: string;
  readonly seed: string;
  /** Whether every intake also asks for likely duplicates, as the call-taker's form does. */
  readonly duplicates: boolean;
  /** Time between two steps of a crew, ms. */
  readonly crewStepMs: number;
}

export interface Timed {
  readonly server: Spread;
  readonly client: Spread;
}

export interface SurgeResult {
  readonly intake: Timed;
  /** Recommendation and order together, of each P1. */
  readonly dispatch: Timed;
  readonly duplicates: Timed;
  readonly sent: number;
  readonly acknowledged: number;
  readonly ordered: number;
  /** P1 for which no free unit was left. */
  readonly noUnit: number;
  /** What else was refused, by code. */
  readonly refused: Readonly<Record<string, number>>;
  /** How late the generator itself was against its schedule, ms. */
  readonly lateness: Spread;
}

const SENT_TWICE = 0.02;
const ORDER_TRIES = 6;
const CREW_STEPS = ["dispatch.acknowledge", "dispatch.enRoute", "dispatch.arrive", "dispatch.handle", "dispatch.complete"] as const;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Consoles of those who take calls, of those who send units, and the crews' phones: one's queue is not the other's. */
interface Lines {
  readonly takers: AskServer;
  readonly dispatchers: AskServer;
  readonly suggestions: AskServer;
}
const LINES = { takers: 150, dispatchers: 60, suggestions: 60 } as const;

class Surge {
  readonly #lines: Lines;
  readonly #order: SurgeOrder;
  readonly #ledger: OutsideLedger<LedgerLine>;
  readonly #dice: RandomStream;
  readonly intake = { server: [] as number[], client: [] as number[] };
  readonly dispatch = { server: [] as number[], client: [] as number[] };
  readonly duplicates = { server: [] as number[], client: [] as number[] };
  readonly refused: Record<string, number> = {};
  sent = 0;
  acknowledged = 0;
  ordered = 0;
  noUnit = 0;
  /** Set when arrivals end: crews then stop where they are. */
  over = false;

  constructor(lines: Lines, order: SurgeOrder, ledger: OutsideLedger<LedgerLine>) {
    this.#lines = lines;
    this.#order = order;
    this.#ledger = ledger;
    this.#dice = randomStream(order.seed, "repeats");
  }

  #refuse(code: unknown): void {
    this.refused[String(code)] = (this.refused[String(code)] ?? 0) + 1;
  }

  async #command(name: string, json: unknown, key: string = newUlid()): ReturnType<AskServer> {
    const line = name === "intake.receive" ? this.#lines.takers : this.#lines.dispatchers;
    const answer = await line(commandPath(name), { json, key });
    if (answer.body["ok"] !== true && answer.body["code"] !== "UNIT_TAKEN") this.#refuse(answer.body["code"] ?? answer.status);
    return answer;
  }

  /** One call from the first ring to the crew's way home. */
  async call({ priority, payload }: SurgeCall): Promise<void> {
    const { incidentId, text, typeCode, place } = payload;
    this.sent += 1;
    this.#ledger.note({ what: "sent", incidentId, no: "" });
    if (this.#order.duplicates) void this.#askDuplicates({ text, typeCode, addressText: place?.addressText, point: place?.point });
    const key = newUlid();
    const answers = await Promise.all((this.#dice.next() < SENT_TWICE ? [0, 1] : [0]).map(() => this.#command("intake.receive", payload, key)));
    const [answer] = answers.filter(({ body }) => body["ok"] === true);
    if (answer === undefined) return;
    this.acknowledged += 1;
    this.#ledger.note({ what: "acknowledged", incidentId, no: (answer.body["incidents"] as { no: string }[])[0]!.no });
    this.intake.server.push(answer.serverMs);
    this.intake.client.push(answer.clientMs);
    if (priority === "P1") await this.#dispatchBest(incidentId);
  }

  async #askDuplicates(draft: Record<string, unknown>): Promise<void> {
    const { status, serverMs, clientMs } = await this.#lines.suggestions(ROUTES.duplicates, { json: draft });
    if (status !== 200) return this.#refuse(`duplicates ${status}`);
    this.duplicates.server.push(serverMs);
    this.duplicates.client.push(clientMs);
  }

  async #dispatchBest(incidentId: string): Promise<void> {
    const asked = await this.#lines.dispatchers(ROUTES.recommendation.replace(":id", incidentId));
    const recommendation = asked.body as unknown as Recommendation;
    if (asked.status !== 200) return this.#refuse(`recommendation ${asked.status}`);
    let [server, client] = [asked.serverMs, asked.clientMs];
    let unitId = recommendation.ranked[0]?.unitId;
    const orderId = newUlid();
    for (let attempt = 0; unitId !== undefined && attempt < ORDER_TRIES; attempt++) {
      const answer = await this.#command("dispatch.issueOrder", { incidentId, orderId, unitIds: [unitId], recommendationId: recommendation.id, ...(attempt === 0 ? {} : { overrideReason: "RECORDED" }) });
      server += answer.serverMs;
      client += answer.clientMs;
      if (answer.body["ok"] === true) {
        this.ordered += 1;
        this.dispatch.server.push(server);
        this.dispatch.client.push(client);
        return this.#crew({ incidentId, orderId, unitId });
      }
      if (answer.body["code"] !== "UNIT_TAKEN") return;
      const next = (answer.body["params"] as { nextBest?: { unitId: string }[] } | undefined)?.nextBest;
      unitId = next?.[0]?.unitId;
    }
    this.noUnit += 1;
  }

  /** The crew goes, does its work and is free again; the matter is closed. */
  async #crew(step: { readonly incidentId: string; readonly orderId: string; readonly unitId: string }): Promise<void> {
    for (const name of CREW_STEPS) {
      await pause(this.#order.crewStepMs);
      if (this.over) return;
      const answer = await this.#command(name, { ...step, ...(name === "dispatch.arrive" ? { mode: "CONFIRMED" } : {}) });
      if (answer.body["ok"] !== true) return;
    }
  }
}

async function allOnDuty(ask: AskServer, unitIds: readonly string[]): Promise<void> {
  for (const unitId of unitIds) await ask(commandPath("dispatch.setUnitStatus"), { json: { unitId, status: "AVAILABLE" }, key: newUlid() });
}

/** The load in an open loop: calls come when they come, whatever the server says to those before. Resolves when every intake has its answer. */
export async function runSurge(order: SurgeOrder): Promise<SurgeResult> {
  const client = createClient({ base: order.url });
  const seat = (await client.demo()).signIns.find(({ role }) => role === "SIMULATION");
  if (seat === undefined) throw new Error("the city has no seat of the role SIMULATION");
  await client.signIn(seat.account, seat.password);
  const city = await client.city();
  const lineOf = (count: number): AskServer => askServer(order.url, client.caller.token!, count);
  const lines: Lines = { takers: lineOf(LINES.takers), dispatchers: lineOf(LINES.dispatchers), suggestions: lineOf(LINES.suggestions) };
  await allOnDuty(lines.dispatchers, order.unitIds);
  const ledger = openOutsideLedger<LedgerLine>(order.ledger);
  const surge = new Surge(lines, order, ledger);
  const next = surgeCalls(city, randomStream(order.seed, "calls"));
  const arrivals = randomStream(order.seed, "arrivals");
  const lateness: number[] = [];
  const running: Promise<void>[] = [];
  const began = performance.now();
  for (let due = 0; due < order.seconds * 1_000; due += arrivals.exponential(1_000 / order.rate)) {
    const ahead = began + due - performance.now();
    if (ahead > 1) await pause(ahead);
    lateness.push(Math.max(0, performance.now() - began - due));
    running.push(surge.call(next()));
  }
  surge.over = true;
  await Promise.all(running);
  ledger.close();
  const timed = ({ server, client: seen }: { server: number[]; client: number[] }): Timed => ({ server: spreadOf(server), client: spreadOf(seen) });
  return {
    intake: timed(surge.intake), dispatch: timed(surge.dispatch), duplicates: timed(surge.duplicates),
    sent: surge.sent, acknowledged: surge.acknowledged, ordered: surge.ordered, noUnit: surge.noUnit, refused: surge.refused, lateness: spreadOf(lateness),
  };
}
