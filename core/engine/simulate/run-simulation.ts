import { compareWaiting, type QueueWaits } from "../queue/queue-order.ts";
import { createCoverCount, type CoverCount } from "../cover/cover-count.ts";
import { bestPost, type FreePost } from "../relocation/best-post.ts";
import { type DurationMs, HOUR, type Instant } from "@tocsin/kernel/instant.ts";
import { EventHeap } from "./event-heap.ts";
import { pickUnit, type FreeUnits } from "./pick-unit.ts";
import { type PolicyPlan, type SimPolicy, type SimWorld, type UnitFate } from "./sim-world.ts";
import { driveMs, onTheWay, tableAt, timesFromPosts, type OnTheWay, type TravelTable } from "./travel-table.ts";

/** One thing a unit did, for those who want to watch. `to` is a target of the table; during SCENE and HANDOVER it stands there. */
export interface SimLeg {
  readonly unit: number;
  readonly kind: "TO_CALL" | "SCENE" | "CARRY" | "HANDOVER" | "TO_POST";
  readonly from: number;
  readonly to: number;
  readonly startAt: Instant;
  readonly endAt: Instant;
  /** -1 on the way to a post. */
  readonly call: number;
}

export interface SimOutcome {
  /** By call; NaN when nobody was ever sent. */
  readonly firstOrderAt: Float64Array;
  readonly firstArrivalAt: Float64Array;
  /** Unit sent first, -1 for nobody. */
  readonly firstUnit: Int32Array;
  /** By unit: from the order to the end of the job. */
  readonly busyMs: Float64Array;
  /** Drives at the end of a job that led elsewhere than home. */
  readonly moves: number;
  readonly events: number;
}

export interface SimOptions {
  /** The city's waits for its queue; those of `cities/standard/policies.yaml` unless given. */
  readonly waits?: QueueWaits;
  readonly onLeg?: (leg: SimLeg) => void;
}

const STANDARD_WAITS: QueueWaits = { P2: 900, P3: 2_700, P4: 5_400 };
/** Orders of this long count as a unit's load, as in the live ranking. */
const LOAD_MS = 2 * HOUR;
/** At the same millisecond a unit becomes free before a call wants one. */
const [FREED, WANTED] = [0, 1];

class Simulation {
  readonly #world: SimWorld;
  readonly #plan: PolicyPlan;
  readonly #options: SimOptions;
  readonly #events = new EventHeap();
  readonly #counts: readonly CoverCount[];
  readonly #demand: number;
  readonly #free: Uint8Array;
  /** Post at which a unit stands or to which it drives; -1 on a job. */
  readonly #post: Int32Array;
  /** Where its drive to the post began, and when it began and ends. */
  readonly #from: Int32Array;
  readonly #leftAt: Float64Array;
  readonly #thereAt: Float64Array;
  /** The table of the hour at hand, and that by which each unit drives to its post. */
  #table: TravelTable;
  readonly #drivenBy: TravelTable[];
  /** Times from the posts by the table of the hour, and how many posts there are. */
  #fromPosts: Int32Array;
  readonly #postCount: number;
  readonly #groupOf: Uint8Array;
  readonly #orders: number[][];
  /** Calls that lack units, in the order of the queue. */
  readonly #waiting: number[] = [];
  readonly #missing: Int32Array;
  #now = 0;
  #policy: SimPolicy;
  #next = 1;
  /** What the dispatcher asks about, for the call at hand. */
  #target = 0;
  #group = 0;
  readonly #seen: FreeUnits;
  readonly #posts: readonly FreePost[];
  readonly outcome: { -readonly [K in keyof SimOutcome]: SimOutcome[K] };

  constructor(world: SimWorld, plan: PolicyPlan, options: SimOptions) {
    const [units, calls] = [world.units.length, world.calls.length];
    this.#world = world;
    this.#plan = plan;
    this.#options = options;
    this.#policy = plan[0]!.policy;
    this.#posts = world.cover.reachedFromPost.map((reached) => ({ reached }));
    const groups = world.units.reduce((most, unit) => Math.max(most, unit.group + 1), 0);
    this.#counts = Array.from({ length: groups }, () => createCoverCount(world.cover.weights, world.cover.busyFraction));
    this.#demand = Array.from(world.cover.weights).reduce((sum, weight) => sum + weight, 0);
    this.#free = new Uint8Array(units).fill(1);
    this.#post = Int32Array.from(world.units, (unit) => unit.post);
    this.#from = Int32Array.from(world.units, (unit) => world.table.targets[world.posts[unit.post]!]!);
    this.#leftAt = new Float64Array(units).fill(-Infinity);
    this.#thereAt = new Float64Array(units).fill(-Infinity);
    this.#table = world.table;
    this.#drivenBy = world.units.map(() => world.table);
    this.#fromPosts = timesFromPosts(world.table, world.posts);
    this.#postCount = world.posts.length;
    this.#groupOf = Uint8Array.from(world.units, ({ group }) => group);
    this.#orders = world.units.map(() => []);
    this.#missing = Int32Array.from(world.calls, (call) => call.fates.length);
    for (const unit of world.units) this.#counts[unit.group]!.add(world.cover.reachedFromPost[unit.post]!);
    this.outcome = { firstOrderAt: new Float64Array(calls).fill(Number.NaN), firstArrivalAt: new Float64Array(calls).fill(Number.NaN), firstUnit: new Int32Array(calls).fill(-1), busyMs: new Float64Array(units), moves: 0, events: 0 };
    this.#seen = {
      count: units,
      isFree: (unit) => this.#free[unit] === 1 && this.#groupOf[unit] === this.#group,
      etaMs: (unit) => this.#believedEta(unit),
      coverLoss: (unit) => this.#coverLoss(unit),
      load: (unit) => this.#load(unit),
    };
  }

  run(): SimOutcome {
    const { calls } = this.#world;
    let call = 0;
    // Calls come sorted: only the next one waits in the heap.
    if (calls.length > 0) this.#events.push(calls[0]!.readyAt, WANTED, 0);
    for (let event = this.#events.pop(); event !== undefined; event = this.#events.pop()) {
      this.#now = event.at;
      if (this.#world.hourly !== undefined) this.#turnTo(tableAt(this.#world.hourly, event.at));
      this.outcome.events += 1;
      while (this.#next < this.#plan.length && this.#plan[this.#next]!.from <= event.at) this.#policy = this.#plan[this.#next++]!.policy;
      if (event.kind === WANTED) {
        if (++call < calls.length) this.#events.push(calls[call]!.readyAt, WANTED, call);
        this.#serve(event.subject);
        if (this.#missing[event.subject]! > 0) this.#enqueue(event.subject);
      } else this.#freed(event.subject);
    }
    return this.outcome;
  }

  #turnTo(table: TravelTable): void {
    if (table === this.#table) return;
    this.#table = table;
    this.#fromPosts = timesFromPosts(table, this.#world.posts);
  }

  /** Where a unit really is, or where it was when it last told; on the road or at its place. */
  #whereIs(unit: number, drivenMs: DurationMs): OnTheWay {
    return onTheWay(this.#drivenBy[unit]!, this.#from[unit]!, this.#world.posts[this.#post[unit]!]!, drivenMs);
  }

  /** Driving time to the target at hand, from where the unit stands or is taken to be. */
  #driveFrom(unit: number, fresh: boolean): DurationMs {
    const { reportEveryMs } = this.#world;
    const table = this.#table;
    if (this.#thereAt[unit]! <= this.#now) {
      const post = this.#post[unit]!;
      return post < 0 ? driveMs(table, this.#from[unit]!, this.#target) : this.#fromPosts[this.#target * this.#postCount + post]!;
    }
    const driven = this.#now - this.#leftAt[unit]!;
    const { place, inMs } = this.#whereIs(unit, fresh || reportEveryMs === 0 ? driven : driven - (driven % reportEveryMs));
    const ms = driveMs(table, place, this.#target);
    return ms < 0 ? -1 : ms + inMs;
  }

  #believedEta(unit: number): DurationMs {
    const ms = this.#driveFrom(unit, false);
    return ms < 0 ? -1 : ms + this.#policy.rank.turnOutMs[this.#thereAt[unit]! <= this.#now ? "AVAILABLE" : "PATROL"];
  }

  #coverLoss(unit: number): number {
    const post = this.#post[unit]!;
    if (post < 0 || this.#demand === 0) return 0;
    return Math.min(1, this.#counts[this.#world.units[unit]!.group]!.lossOf(this.#world.cover.reachedFromPost[post]!) / this.#demand);
  }

  #load(unit: number): number {
    const orders = this.#orders[unit]!;
    while (orders.length > 0 && orders[0]! <= this.#now - LOAD_MS) orders.shift();
    return orders.length;
  }

  /** Sends as many units as the call still lacks and as are free. */
  #serve(call: number): void {
    const { target, group, priority, fates } = this.#world.calls[call]!;
    while (this.#missing[call]! > 0) {
      this.#target = target;
      this.#group = group;
      const unit = pickUnit(this.#seen, this.#policy.rank, priority);
      if (unit < 0) return;
      this.#send(unit, call, fates[fates.length - this.#missing[call]!]!);
      this.#missing[call]! -= 1;
    }
  }

  #send(unit: number, call: number, fate: UnitFate): void {
    const { cover, units } = this.#world;
    const table = this.#table;
    const drive = Math.round((this.#driveFrom(unit, true) * fate.pace) / 1_000);
    const start = this.#standsAt(unit);
    if (this.#post[unit]! >= 0) this.#counts[units[unit]!.group]!.remove(cover.reachedFromPost[this.#post[unit]!]!);
    this.#free[unit] = 0;
    this.#post[unit] = -1;
    this.#orders[unit]!.push(this.#now);
    const outOfDoor = this.#now + fate.turnOutMs;
    const arrival = outOfDoor + drive;
    const scenePlace = table.targets[this.#target]!;
    const left = arrival + fate.sceneMs;
    const carry = fate.carryTo < 0 ? 0 : Math.max(0, Math.round((driveMs(table, scenePlace, fate.carryTo) * fate.pace) / 1_000));
    const end = left + carry + fate.handoverMs;
    this.#from[unit] = fate.carryTo < 0 ? scenePlace : table.targets[fate.carryTo]!;
    this.outcome.busyMs[unit]! += end - this.#now;
    if (this.outcome.firstUnit[call] === -1) {
      this.outcome.firstUnit[call] = unit;
      this.outcome.firstOrderAt[call] = this.#now;
    }
    const first = this.outcome.firstArrivalAt[call]!;
    this.outcome.firstArrivalAt[call] = Number.isNaN(first) ? arrival : Math.min(first, arrival);
    this.#events.push(end, FREED, unit);
    const { onLeg } = this.#options;
    if (onLeg === undefined) return;
    onLeg({ unit, kind: "TO_CALL", from: start, to: this.#target, startAt: outOfDoor, endAt: arrival, call });
    onLeg({ unit, kind: "SCENE", from: scenePlace, to: this.#target, startAt: arrival, endAt: left, call });
    if (fate.carryTo < 0) return;
    onLeg({ unit, kind: "CARRY", from: scenePlace, to: fate.carryTo, startAt: left, endAt: left + carry, call });
    onLeg({ unit, kind: "HANDOVER", from: this.#from[unit], to: fate.carryTo, startAt: left + carry, endAt: end, call });
  }

  #standsAt(unit: number): number {
    if (this.#post[unit]! < 0) return this.#from[unit]!;
    if (this.#thereAt[unit]! <= this.#now) return this.#world.table.targets[this.#world.posts[this.#post[unit]!]!]!;
    return this.#whereIs(unit, this.#now - this.#leftAt[unit]!).place;
  }

  #enqueue(call: number): void {
    const waits = this.#options.waits ?? STANDARD_WAITS;
    const asWaiting = (index: number) => ({ id: String(index).padStart(9, "0"), priority: this.#world.calls[index]!.priority, receivedAt: this.#world.calls[index]!.receivedAt, clocks: [] });
    const own = asWaiting(call);
    let at = this.#waiting.length;
    while (at > 0 && compareWaiting(own, asWaiting(this.#waiting[at - 1]!), waits) < 0) at -= 1;
    this.#waiting.splice(at, 0, call);
  }

  /** A job has ended: whoever waits is served first, then the unit drives to where it shall stand by. */
  #freed(unit: number): void {
    this.#free[unit] = 1;
    this.#thereAt[unit] = this.#now;
    const { group } = this.#world.units[unit]!;
    for (let i = 0; i < this.#waiting.length && this.#free[unit] === 1; ) {
      const call = this.#waiting[i]!;
      if (this.#world.calls[call]!.group === group) this.#serve(call);
      if (this.#missing[call] === 0) this.#waiting.splice(i, 1);
      else i += 1;
    }
    if (this.#free[unit] === 1) this.#standBy(unit);
  }

  #standBy(unit: number): void {
    const { posts, units, cover } = this.#world;
    const table = this.#table;
    const { group, post: home } = units[unit]!;
    const from = this.#from[unit]!;
    const rule = this.#policy.onJobEnd;
    const chosen = rule === "HOME" ? home : bestPost(this.#counts[group]!, this.#posts, (post) => driveMs(table, from, posts[post]!), rule);
    const post = chosen < 0 ? home : chosen;
    if (post !== home) this.outcome.moves += 1;
    const ms = Math.max(0, driveMs(table, from, posts[post]!));
    this.#post[unit] = post;
    this.#drivenBy[unit] = table;
    this.#leftAt[unit] = this.#now;
    this.#thereAt[unit] = this.#now + ms;
    this.#counts[group]!.add(cover.reachedFromPost[post]!);
    this.#options.onLeg?.({ unit, kind: "TO_POST", from, to: posts[post]!, startAt: this.#now, endAt: this.#now + ms, call: -1 });
  }
}

/**
 * One run of a city's response: calls come in, the policy sends units by what the dispatcher can know (positions as last
 * reported, times from the roads), and what happens is the calls' own fate. Integer ms, no dice, no clock: the same input gives
 * the same run. A plan with a second policy is a branch: the same calls, another decision from that moment on.
 */
export const runSimulation = (world: SimWorld, plan: PolicyPlan, options: SimOptions = {}): SimOutcome => new Simulation(world, plan, options).run();
