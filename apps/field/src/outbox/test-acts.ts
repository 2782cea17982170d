import type { CommandName } from "@tocsin/contract/commands.ts";
import type { Act } from "./act.ts";
import { changeOutbox, EMPTY_OUTBOX, type Outbox, type OutboxChange } from "./outbox.ts";
import type { Outcome, Post, Shelf } from "./replay.ts";

export const STEP = { incidentId: "I1", orderId: "O1", unitId: "U1" };

export function act(id: string, seq: number, name: CommandName, more: Partial<Act> = {}): Act {
  return { id, seq, userId: "officer", name, payload: STEP as Act["payload"], at: seq * 1_000, urgent: name === "dispatch.duress", photos: [], status: "WAITING", refused: null, faults: 0, ...more };
}

/** A server that keeps each command once by its key, and whose answers can be cut off or refused. */
export class FakeServer implements Post {
  readonly effects: string[] = [];
  readonly received: string[] = [];
  readonly photos: string[] = [];
  readonly #refuse: Readonly<Record<string, Outcome<never>>>;
  /** Cuts the answer to the nth request (from 1), after its effect. */
  readonly cutAnswers = new Set<number>();
  online = true;
  requests = 0;

  constructor(refuse: Readonly<Record<string, Outcome<never>>> = {}) {
    this.#refuse = refuse;
  }

  send(sent: Act): Promise<Outcome<unknown>> {
    if (!this.online) return Promise.resolve({ t: "unreachable" });
    this.requests++;
    this.received.push(sent.id);
    const refusal = this.#refuse[sent.id];
    if (refusal) return Promise.resolve(refusal);
    if (!this.effects.includes(sent.id)) this.effects.push(sent.id);
    return Promise.resolve(this.cutAnswers.has(this.requests) ? { t: "unreachable" } : { t: "taken", value: null });
  }

  sendPhoto({ blobKey }: { blobKey: string }): ReturnType<Post["sendPhoto"]> {
    if (!this.online) return Promise.resolve({ t: "unreachable" });
    const refusal = this.#refuse[blobKey];
    if (refusal) return Promise.resolve(refusal);
    this.photos.push(blobKey);
    return Promise.resolve({ t: "taken", value: { mediaId: `M-${blobKey}`, sha256: "0".repeat(64), mime: "image/jpeg" } });
  }
}

/** A device: its disk outlives a crash, its memory does not. `crashAt` stops it dead before the nth write to disk. */
export class Device implements Shelf {
  readonly disk = new Map<string, Act>();
  memory: Outbox = EMPTY_OUTBOX;
  crashAt = Infinity;
  #writes = 0;

  keep(next: Outbox, change: OutboxChange): Promise<void> {
    if (++this.#writes >= this.crashAt) return Promise.reject(new Error("crash"));
    const id = change.t === "queued" ? change.act.id : change.t === "loaded" ? undefined : change.id;
    const kept = next.acts.find((one) => one.id === id);
    if (id !== undefined && kept) this.disk.set(id, kept);
    else if (id !== undefined) this.disk.delete(id);
    return Promise.resolve();
  }

  async do(...acts: Act[]): Promise<void> {
    for (const one of acts) {
      const change: OutboxChange = { t: "queued", act: one };
      await this.keep(changeOutbox(this.memory, change), change);
      this.changed(change);
    }
  }

  changed(change: OutboxChange): void {
    this.memory = changeOutbox(this.memory, change);
  }

  restart(): void {
    this.crashAt = Infinity;
    this.memory = changeOutbox(EMPTY_OUTBOX, { t: "loaded", acts: [...this.disk.values()] });
  }

  readonly hooks = { outbox: () => this.memory, changed: (change: OutboxChange) => this.changed(change) };
}
