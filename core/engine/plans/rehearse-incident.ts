import type { IssuableTask, ResourceNeed } from "@tocsin/contract/command/plan-task.ts";
import { type DurationMs, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";

/** What a rehearsal knows of one unit at one incident; times count from the incident's beginning. */
export interface UnitThere {
  readonly id: string;
  readonly capabilities: readonly string[];
  /** From where it stands by to the scene; below zero where there is no way. */
  readonly driveMs: DurationMs;
}

export interface TaskOutcome {
  readonly id: string;
  /** Whether it asks for units at all; what a desk does by itself is no question of resources. */
  readonly asks: boolean;
  readonly issuedMs: DurationMs;
  /** When its units were there and it began; null where the city has not so many. */
  readonly startMs: DurationMs | null;
  readonly endMs: DurationMs;
  readonly unitIds: readonly string[];
}

/** How long a unit that is out on something else still needs, on average. */
const ELSEWHERE_MS = 25 * MINUTE;
const TURN_OUT_MS = 45 * SECOND;
/** A task takes this share of the time between its two limits, and a desk this share of the limit to begin, in the median. */
const WORK = 0.6;
const DESK = 0.5;

interface Unit extends UnitThere {
  freeAt: DurationMs;
  onScene: boolean;
  readonly turnOutMs: DurationMs;
  readonly pace: number;
}

interface Waiting {
  readonly task: IssuableTask;
  readonly issuedMs: DurationMs;
}

/** Positive numbers around a median, with a long tail. */
const around = (dice: RandomStream, median: number, spread: number): number => median * Math.exp(dice.normal(0, spread));

/**
 * Free units for every need, none of them twice, quick ones first; null where too few are free now. Somebody who can do two things gives
 * way to one who can do only the first (augmenting paths, Kuhn 1955): as long as there is a team it is found.
 */
function team(needs: readonly ResourceNeed[], units: readonly Unit[], now: DurationMs): Unit[] | null {
  const arrival = (unit: Unit): number => (unit.onScene ? 0 : unit.turnOutMs + unit.driveMs * unit.pace);
  const free = units.filter(({ freeAt }) => freeAt <= now).sort((a, b) => arrival(a) - arrival(b) || (a.id < b.id ? -1 : 1));
  const holds = new Map<Unit, string>();
  const find = (capability: string, asked: Set<Unit>): boolean =>
    free.some((unit) => {
      if (asked.has(unit) || !unit.capabilities.includes(capability)) return false;
      asked.add(unit);
      const other = holds.get(unit);
      if (other !== undefined && !find(other, asked)) return false;
      holds.set(unit, capability);
      return true;
    });
  const wanted = needs.flatMap(({ capability, count }) => Array.from({ length: count }, () => capability));
  return wanted.every((capability) => find(capability, new Set())) ? [...holds.keys()] : null;
}

/** Whether the city has enough for all needs of a task, were nobody busy. */
const exists = (needs: readonly ResourceNeed[], units: readonly Unit[]): boolean => team(needs, units.map((unit) => ({ ...unit, freeAt: 0 })), 0) !== null;

/** One response, event by event: tasks are issued as those before them end, get the quickest free units, and hold them until they are done. */
class Response {
  readonly outcomes: TaskOutcome[] = [];
  readonly #tasks: readonly IssuableTask[];
  readonly #units: Unit[];
  readonly #dice: RandomStream;
  readonly #begun = new Set<string>();
  #waiting: Waiting[] = [];

  constructor(tasks: readonly IssuableTask[], units: Unit[], dice: RandomStream) {
    this.#tasks = tasks;
    this.#units = units;
    this.#dice = dice;
  }

  run(): readonly TaskOutcome[] {
    for (let now: DurationMs | null = 0; now !== null; now = this.#next(now)) {
      this.#issue(now);
      this.#give(now);
    }
    return this.outcomes;
  }

  /** The next moment at which something can change: a task ends, or a unit comes free while one waits for units. */
  #next(now: DurationMs): DurationMs | null {
    const ends = this.outcomes.map(({ endMs }) => endMs);
    const frees = this.#waiting.length === 0 ? [] : this.#units.map(({ freeAt }) => freeAt);
    const later = [...ends, ...frees].filter((at) => at > now);
    return later.length === 0 ? null : Math.min(...later);
  }

  #issue(now: DurationMs): void {
    const known = new Set(this.#tasks.map(({ id }) => id));
    const ended = new Set(this.outcomes.flatMap(({ id, endMs }) => (endMs <= now ? [id] : [])));
    for (const task of this.#tasks) {
      if (this.#begun.has(task.id) || !task.after.every((id) => ended.has(id) || !known.has(id))) continue;
      this.#begun.add(task.id);
      if (task.needs.length === 0) this.#end(task, now, now + around(this.#dice, DESK * task.startS * SECOND, 0.3), []);
      else if (exists(task.needs, this.#units)) this.#waiting.push({ task, issuedMs: now });
      // Nobody can do it: the commander gives it up when it should have been done, and the plan goes on.
      else this.outcomes.push({ id: task.id, asks: true, issuedMs: now, startMs: null, endMs: now + task.dueS * SECOND, unitIds: [] });
    }
  }

  /** What must begin first gets units first. */
  #give(now: DurationMs): void {
    const byLimit = this.#waiting.toSorted((a, b) => a.issuedMs + a.task.startS * SECOND - (b.issuedMs + b.task.startS * SECOND));
    this.#waiting = byLimit.filter(({ task, issuedMs }) => {
      const units = team(task.needs, this.#units, now);
      if (units === null) return true;
      const there = Math.max(...units.map((unit) => (unit.onScene ? 0 : unit.turnOutMs + unit.driveMs * unit.pace)));
      this.#end(task, issuedMs, now + there, units);
      return false;
    });
  }

  #end(task: IssuableTask, issuedMs: DurationMs, startMs: DurationMs, units: readonly Unit[]): void {
    const endMs = startMs + Math.max(SECOND, around(this.#dice, WORK * (task.dueS - task.startS) * SECOND, 0.3));
    for (const unit of units) {
      unit.freeAt = endMs;
      unit.onScene = true;
    }
    this.outcomes.push({ id: task.id, asks: task.needs.length > 0, issuedMs, startMs, endMs, unitIds: units.map(({ id }) => id) });
  }
}

/**
 * Plays one response in a city where each unit is out on something else with probability `busy`. All that is left to chance comes from
 * `dice`: who is busy and for how long, how quickly units set off and drive, how long work takes.
 */
export function rehearseIncident(tasks: readonly IssuableTask[], units: readonly UnitThere[], busy: number, dice: RandomStream): readonly TaskOutcome[] {
  const there = units.map((unit): Unit => {
    const [out, left, turnOutMs, pace] = [dice.next() < busy, dice.exponential(ELSEWHERE_MS), around(dice, TURN_OUT_MS, 0.3), around(dice, 1, 0.2)];
    return { ...unit, freeAt: out ? left : 0, onScene: false, turnOutMs, pace };
  });
  return new Response(tasks, there.filter(({ driveMs }) => driveMs >= 0), dice).run();
}
