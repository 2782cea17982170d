import type { MatterEvent, TocsinEvent } from "@tocsin/contract/events.ts";
import { type Activation, isRunning } from "@tocsin/contract/command/activation.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import { evolveIncident, evolveUnit } from "@tocsin/domain/evolve.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Layout } from "@tocsin/contract/layouts/layout.ts";
import { type Cooperation, ENDED_STATUSES } from "@tocsin/contract/joint/cooperation.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { evolveCooperation } from "@tocsin/domain/joint/evolve-cooperation.ts";
import { evolvePlan } from "@tocsin/domain/command/plans/evolve-plan.ts";
import { evolveActivation } from "@tocsin/domain/command/evolve-activation.ts";
import { evolveLayout } from "@tocsin/domain/layouts/evolve-layout.ts";
import { evolveClosure } from "@tocsin/domain/roads/evolve-closure.ts";
import { compareCursors } from "@tocsin/ledger/cursor.ts";
import type { EventBatch, Ledger, ListOptions, StoredEvent, StoredState, StreamRef } from "@tocsin/ledger/types.ts";
import { sharedLook } from "./shared-look.ts";

/** What a batch of the log changed. */
export interface PresentChange {
  readonly units: readonly Unit[];
  readonly incidentIds: ReadonlySet<string>;
  readonly closureIds: ReadonlySet<string>;
  readonly layoutIds: ReadonlySet<string>;
  readonly activationIds: ReadonlySet<string>;
  readonly planIds: ReadonlySet<string>;
}

/**
 * All units, all open incidents, road closures, layouts, plans and channels as the log has them, folded in memory: what rankings and position reports ask
 * many times a second without asking the database. It sees everything; whoever answers a caller checks the scope.
 */
export interface CityPresent {
  readonly units: ReadonlyMap<string, Unit>;
  readonly openIncidents: ReadonlyMap<string, Incident>;
  /** Closures that have not ended. */
  readonly closures: ReadonlyMap<string, RoadClosure>;
  /** Up to where the log is folded in; null for an empty log. */
  readonly cursor: string | null;
  /** Layouts, drafts too, that were not discarded. */
  readonly layouts: ReadonlyMap<string, Layout>;
  /** Responses that are proposed or run. */
  readonly activations: ReadonlyMap<string, Activation>;
  /** Versions of plans and modules, drafts too, that were not discarded. */
  readonly plans: ReadonlyMap<string, PlanVersion>;
  /** Channels of organisations that run or wait for an answer: the duty catalogue stands in them (LNK-09). */
  readonly channels: ReadonlyMap<string, Cooperation>;
  /**
   * Records as they stand at a cursor of the log or later: out of memory as soon as they are folded in, from the database what is not
   * kept here. Each with the version that it has at the cursor.
   */
  statesAt(refs: readonly VersionedRef[], cursor: string): Promise<readonly Pick<StoredState, "kind" | "id" | "state">[]>;
  /** Resolves when everything is folded in that was committed before the call; after a second at the latest, with what there is. */
  caughtUp(): Promise<void>;
  /** Answers how to stop. */
  subscribe(listener: (change: PresentChange) => void): () => void;
  close(): Promise<void>;
}

type PresentLedger = Pick<Ledger, "list" | "load" | "head" | "follow">;

/** As many as the ledger lists in one go. */
const MOST = 5_000;
const CATCH_UP_MS = 1_000;
const RETRY_MS = 500;

export interface VersionedRef extends StreamRef {
  readonly version: number;
}

type HeldState = Unit | Incident | RoadClosure | Layout | PlanVersion | Activation | Cooperation;

/** A record with the number of events in it. */
interface Held<T> {
  readonly version: number;
  readonly state: T;
}

class Present implements CityPresent {
  readonly units = new Map<string, Unit>();
  readonly openIncidents = new Map<string, Incident>();
  readonly closures = new Map<string, RoadClosure>();
  readonly layouts = new Map<string, Layout>();
  readonly activations = new Map<string, Activation>();
  readonly plans = new Map<string, PlanVersion>();
  readonly channels = new Map<string, Cooperation>();
  readonly #versions = new Map<string, number>();
  readonly #ledger: PresentLedger;
  readonly #onFailure: (error: unknown) => void;
  readonly #listeners = new Set<(change: PresentChange) => void>();
  readonly #stop = new AbortController();
  #waiting: { readonly cursor: string; readonly resolve: () => void }[] = [];
  #cursor: string | null = null;
  readonly #head: () => Promise<string | null>;
  #following: Promise<void> = Promise.resolve();

  constructor(ledger: PresentLedger, onFailure: (error: unknown) => void) {
    this.#ledger = ledger;
    this.#head = sharedLook(() => ledger.head());
    this.#onFailure = onFailure;
  }

  get cursor(): string | null {
    return this.#cursor;
  }

  async start(): Promise<void> {
    // Read before the lists: what is committed meanwhile is in them, and comes again with versions that are known.
    this.#cursor = await this.#ledger.head();
    await this.#readAll("unit", {});
    await this.#readAll("incident", { open: true });
    await this.#readAll("closure", { open: true });
    await this.#readAll("layout", { open: true });
    await this.#readAll("activation", { open: true });
    await this.#readAll("plan", { open: true });
    await this.#readAll("cooperation", { open: true });
    this.#following = this.#follow();
  }

  /** Page by page: after a surge more stands open than the ledger lists in one go. Pages come newest first, records are kept in the order in which they came about. */
  async #readAll(kind: string, narrowed: ListOptions): Promise<void> {
    const all: StoredState[] = [];
    for (let page: StoredState[] | null = null; page === null || page.length === MOST; all.push(...page)) {
      const before = all.at(-1)?.id;
      page = await this.#ledger.list(kind, undefined, { ...narrowed, limit: MOST, ...(before === undefined ? {} : { before }) });
    }
    for (const state of all.reverse()) this.#put(state);
  }

  async #follow(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await this.#ledger.follow(this.#cursor, (batch) => this.#fold(batch), this.#stop.signal);
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#onFailure(error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  #put({ kind, id, version, state }: Pick<StoredState, "kind" | "id" | "version" | "state">): void {
    const key = `${kind}/${id}`;
    if (version < (this.#versions.get(key) ?? 0)) return;
    this.#versions.set(key, version);
    if (kind === "unit") this.units.set(id, state as Unit);
    else if (kind === "closure") {
      if ((state as RoadClosure).status === "ENDED") this.closures.delete(id);
      else this.closures.set(id, state as RoadClosure);
    } else if (kind === "layout") {
      if ((state as Layout).status === "DISCARDED") this.layouts.delete(id);
      else this.layouts.set(id, state as Layout);
    } else if (kind === "plan") {
      if ((state as PlanVersion).status === "DISCARDED") this.plans.delete(id);
      else this.plans.set(id, state as PlanVersion);
    } else if (kind === "cooperation") this.#putCooperation(id, state as Cooperation);
    else if (kind === "activation") {
      const activation = state as Activation;
      if (activation.status === "PROPOSED" || isRunning(activation)) this.activations.set(id, activation);
      else {
        // What is said of it later, its review, is folded into what the database has.
        this.activations.delete(id);
        this.#versions.delete(key);
      }
    } else if (isOpen(state as Incident)) this.openIncidents.set(id, state as Incident);
    else {
      // A closed incident that is opened again is read anew.
      this.openIncidents.delete(id);
      this.#versions.delete(key);
    }
  }

  #putCooperation(id: string, state: Cooperation): void {
    if (state.subject.kind === "CHANNEL" && !ENDED_STATUSES.includes(state.status)) this.channels.set(id, state);
    else {
      this.channels.delete(id);
      this.#versions.delete(`cooperation/${id}`);
    }
  }

  /** Of what organisations agree on only channels are held; whether one begins is seen from its first event. */
  #passesBy({ kind, id, version }: StoredEvent): boolean {
    return kind === "cooperation" && version > 1 && !this.channels.has(id);
  }

  /** The record after an event, or null when only the database can tell. */
  #after(event: StoredEvent): Held<HeldState> | null {
    const known = this.#versions.get(`${event.kind}/${event.id}`) ?? 0;
    if (event.version !== known + 1) return null;
    const envelope = { kind: event.kind, id: event.id, version: event.version, type: event.type, data: event.data, at: event.at, by: event.actor };
    try {
      return { version: event.version, state: this.#folded(envelope as Exclude<TocsinEvent, MatterEvent>) };
    } catch (error) {
      this.#onFailure(error);
      return null;
    }
  }

  #folded(event: Exclude<TocsinEvent, MatterEvent>): HeldState {
    if (event.kind === "unit") return evolveUnit(this.units.get(event.id) ?? null, event);
    if (event.kind === "closure") return evolveClosure(this.closures.get(event.id) ?? null, event);
    if (event.kind === "plan") return evolvePlan(this.plans.get(event.id) ?? null, event);
    if (event.kind === "layout") return evolveLayout(this.layouts.get(event.id) ?? null, event);
    if (event.kind === "activation") return evolveActivation(this.activations.get(event.id) ?? null, event);
    if (event.kind === "cooperation") return evolveCooperation(this.channels.get(event.id) ?? null, event);
    if (event.kind !== "incident") throw new Error(`${event.kind} is not held here`);
    return evolveIncident(this.openIncidents.get(event.id) ?? null, event);
  }

  async #fold(batch: EventBatch): Promise<void> {
    const unitIds = new Set<string>();
    const incidentIds = new Set<string>();
    const closureIds = new Set<string>();
    const layoutIds = new Set<string>();
    const activationIds = new Set<string>();
    const planIds = new Set<string>();
    const channelIds = new Set<string>();
    const lost = new Map<string, StreamRef>();
    for (const event of batch.events) {
      const { kind, id, version } = event;
      const ids = { unit: unitIds, incident: incidentIds, closure: closureIds, layout: layoutIds, plan: planIds, activation: activationIds, cooperation: channelIds }[kind];
      if (ids === undefined || this.#passesBy(event)) continue;
      ids.add(id);
      const key = `${kind}/${id}`;
      if (version <= (this.#versions.get(key) ?? 0) || lost.has(key)) continue;
      const held = this.#after(event);
      if (held === null) lost.set(key, { kind, id });
      else this.#put({ kind, id, ...held });
    }
    if (lost.size > 0) for (const state of await this.#ledger.load([...lost.values()])) this.#put(state);
    this.#cursor = batch.cursor;
    this.#wake();
    const change = { units: [...unitIds].flatMap((id) => this.units.get(id) ?? []), incidentIds, closureIds, layoutIds, planIds, activationIds };
    for (const listener of this.#listeners) listener(change);
  }

  #wake(): void {
    const reached = this.#waiting.filter(({ cursor }) => compareCursors(this.#cursor, cursor) >= 0);
    this.#waiting = this.#waiting.filter((waiter) => !reached.includes(waiter));
    for (const { resolve } of reached) resolve();
  }

  async #reached(cursor: string): Promise<void> {
    if (compareCursors(this.#cursor, cursor) >= 0) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, CATCH_UP_MS);
      this.#waiting.push({ cursor, resolve: () => (clearTimeout(late), resolve()) });
    });
  }

  async caughtUp(): Promise<void> {
    const head = await this.#head();
    if (head !== null) await this.#reached(head);
  }

  #held({ kind, id, version }: VersionedRef): unknown {
    if ((this.#versions.get(`${kind}/${id}`) ?? 0) < version) return undefined;
    const records: Readonly<Record<string, ReadonlyMap<string, unknown>>> = { unit: this.units, incident: this.openIncidents, closure: this.closures, layout: this.layouts, plan: this.plans, activation: this.activations };
    return records[kind]?.get(id);
  }

  async statesAt(refs: readonly VersionedRef[], cursor: string): Promise<readonly Pick<StoredState, "kind" | "id" | "state">[]> {
    await this.#reached(cursor);
    const held = refs.map((ref) => ({ kind: ref.kind, id: ref.id, state: this.#held(ref) }));
    const missing = held.filter(({ state }) => state === undefined);
    return [...held.filter(({ state }) => state !== undefined), ...(missing.length === 0 ? [] : await this.#ledger.load(missing))];
  }

  subscribe(listener: (change: PresentChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#following;
  }
}

/** Reads the present and follows the log from there. Failures of following are reported and tried again. */
export async function openCityPresent(ledger: PresentLedger, onFailure: (error: unknown) => void): Promise<CityPresent> {
  const present = new Present(ledger, onFailure);
  await present.start();
  return present;
}
