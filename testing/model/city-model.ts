import type { CommandName, CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import type { StreamKind, TocsinEvent } from "@tocsin/contract/events.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Actor, Context, RankedChoice, World } from "@tocsin/domain/decision.ts";
import { indexCity } from "@tocsin/domain/organisation/index-city.ts";
import { ulid } from "@tocsin/kernel/id.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import type { AnyCommand } from "@tocsin/runtime/any-command.ts";
import { noRecords, putRecord } from "@tocsin/runtime/kinds.ts";
import type { Deadline } from "@tocsin/runtime/standing.ts";
import { type Step, step } from "@tocsin/runtime/step.ts";

interface Pending extends Deadline {
  readonly of: { readonly kind: Exclude<StreamKind, "unit">; readonly id: string };
}

/** The whole city in one process with a clock that only moves when it is told to: the pure core, without a database. */
export interface CityModel extends World {
  readonly now: () => number;
  readonly send: <Name extends CommandName>(name: Name, payload: CommandPayload[Name], actor?: Actor) => Result<Step, Refusal>;
  /** What the platform sends itself. */
  readonly system: (command: AnyCommand) => Result<Step, Refusal>;
  /** Moves the clock on; deadlines that come due on the way fire in order of their time, then their id. */
  readonly advance: (ms: number) => void;
  readonly incident: (id: string) => Incident;
  readonly unit: (id: string) => Unit;
  readonly log: readonly TocsinEvent[];
  readonly newId: () => string;
  /** Rank that the next decisions are given. */
  rank: (choices: readonly RankedChoice[] | null) => void;
  man: (orgId: string) => void;
  /** How long the seats of an account have been gone, from now on; nobody else's have. */
  leaveSeat: (userId: string, ms: number) => void;
  /** What the linter says of the plans of the next decisions. */
  findGaps: (findings: Context["planFindings"]) => void;
  readonly registerPlans: (entries: SystemPayload["system.registerPlans"]["entries"]) => void;
  /** Faults of a layout that the next decisions are given. */
  findFaults: (faults: Context["layoutFaults"]) => void;
  readonly registerLayout: (basedOn: string | null) => string;
}

export const actor = (over: Partial<Actor> = {}): Actor => ({ userId: "dispatcher", name: "调度员", role: "DISPATCHER", orgPath: "CITY", agency: "POLICE", unitId: null, ...over });
export const crewOf = (unitId: string): Actor => actor({ userId: `crew-${unitId}`, name: unitId, role: "UNIT", unitId });
const SYSTEM = actor({ userId: "system", name: "system", role: "SYSTEM" });

/** 2026-03-02 10:00 in Shanghai. */
export const TEN_O_CLOCK = Date.UTC(2026, 2, 2, 2, 0, 0);

/** Two districts beside each other, and ten roads by name. */
const GROUND: Pick<Context, "jurisdiction" | "road" | "mayRun"> = {
  // Every account of the model may take command, except that of "no-right"; "no-account" is none.
  mayRun: (account) => (account === "no-account" ? null : account !== "no-right"),
  jurisdiction: (point) => ({ orgPath: point.lon < 112.5 ? "CITY.D1.S11" : "CITY.D2.S21", inside: point.lon >= 111 && point.lon <= 113 }),
  road: (id) => (/^R\d$/.test(id) ? { name: `${id}路`, line: [[112, 30], [112.001, 30]] } : null),
};

function registeredLayout(layoutId: string, basedOn: string | null, run: (command: AnyCommand, who: Actor) => unknown): string {
  run({ name: "system.registerLayout", payload: { layoutId, basedOn, source: "file" } }, SYSTEM);
  return layoutId;
}

/** Plans come under mechanisms, as at a server's start. */
function registeredPlans(entries: SystemPayload["system.registerPlans"]["entries"], run: (command: AnyCommand, who: Actor) => unknown): void {
  run({ name: "system.registerMechanisms", payload: { codes: [] } }, SYSTEM);
  run({ name: "system.registerPlans", payload: { entries } }, SYSTEM);
}

/** Whoever has a recorded act on the incident of the review that is signed, as the server's desk finds them. */
function handlersOf(log: readonly TocsinEvent[], { reviews, commandPosts }: Pick<World, "reviews" | "commandPosts">, { reviewId, commandPostId }: CommandPayload["supervision.signReview"]): ReadonlySet<string> {
  const incidentId = reviews.get(reviewId ?? commandPosts.get(commandPostId ?? "")?.reviewId ?? "")?.incidentId;
  return new Set(log.flatMap(({ kind, id, by }) => (kind === "incident" && id === incidentId ? [by] : [])));
}

/** What the server's desk asks for with a few commands: how long a commander's seat has been gone, and who handled what is signed. */
const askedOf = (command: AnyCommand, away: ReadonlyMap<string, number>, log: readonly TocsinEvent[], records: Pick<World, "reviews" | "commandPosts">): Partial<Context> => ({
  ...("fromUserId" in command.payload ? { commanderAwayMs: away.get(command.payload.fromUserId) ?? 0 } : {}),
  ...(command.name === "supervision.signReview" ? { handlers: handlersOf(log, records, command.payload) } : {}),
});

export function cityModel(city: City, options: { readonly onDuty?: boolean } = {}): CityModel {
  const index = indexCity(city);
  const dice = randomStream("model", "ids");
  const records = noRecords();
  const found: { layoutFaults: Context["layoutFaults"]; planFindings: Context["planFindings"] } = { layoutFaults: [], planFindings: [] };
  const versions = new Map<string, number>();
  const deadlines = new Map<string, readonly Pending[]>();
  const log: TocsinEvent[] = [];
  const [manned, away] = [new Set<string>(), new Map<string, number>()];
  let now = TEN_O_CLOCK;
  let number = 0;
  let ranking: Context["ranking"] = null;
  const newId = (): string => ulid(now, Uint8Array.from({ length: 16 }, () => dice.integer(0, 255)));

  const context = (command: AnyCommand, who: Actor): Context => ({
    ...askedOf(command, away, log, records), at: now, actor: who, city: index, newId, nextNo: `N${(number += 1)}`, ranking, mannedOrgs: manned, channels: [...records.cooperations.values()], ...found, ...GROUND,
  });

  function run(command: AnyCommand, who: Actor): Result<Step, Refusal> {
    const result = step(command, records, { of: (kind, id) => versions.get(`${kind}/${id}`) ?? 0 }, context(command, who));
    if (!result.ok) return result;
    log.push(...result.value.events);
    for (const touched of result.value.touched) {
      versions.set(`${touched.kind}/${touched.id}`, touched.version);
      putRecord(records, touched.kind, touched.id, touched.state);
      const { kind, id } = touched;
      if (kind !== "unit") deadlines.set(`${kind}/${id}`, touched.deadlines.map((d) => ({ ...d, of: { kind, id } })));
    }
    return result;
  }

  function advance(ms: number): void {
    const until = now + ms;
    for (;;) {
      const due = [...deadlines.values()].flat().filter((d) => d.dueAt <= until);
      due.sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
      const next = due[0];
      if (next === undefined) break;
      now = Math.max(now, next.dueAt);
      const fired = run({ name: "system.deadline", payload: { ...next.of, deadlineId: next.id } }, SYSTEM);
      if (!fired.ok) throw new Error(`deadline ${next.id} was pending but refused: ${fired.error.code}`);
    }
    now = until;
  }

  for (const row of city.units) {
    run({ name: "system.registerUnit", payload: { unitId: row.id } }, SYSTEM);
    if (options.onDuty !== false) run({ name: "dispatch.setUnitStatus", payload: { unitId: row.id, status: "AVAILABLE" } }, actor());
  }
  return {
    now: () => now,
    send: (name, payload, who = actor()) => run({ name, payload } as AnyCommand, who),
    system: (command) => run(command, SYSTEM),
    advance,
    incident: (id) => records.incidents.get(id)!,
    unit: (id) => records.units.get(id)!,
    log,
    newId,
    rank: (choices) => {
      ranking = choices === null ? null : { id: newId(), checksum: "0", policy: "closest", graphVersion: "0", choices };
    },
    man: (orgId) => manned.add(orgId),
    leaveSeat: (userId, ms) => void away.set(userId, ms),
    findFaults: (faults) => void (found.layoutFaults = faults),
    findGaps: (findings) => void (found.planFindings = findings),
    registerPlans: (entries) => registeredPlans(entries, run),
    registerLayout: (basedOn) => registeredLayout(newId(), basedOn, run),
    ...records,
  };
}

/** Opens an incident of a type in the first station's area and returns its id. */
export function openIncident(city: CityModel, typeCode?: string, over: Partial<CommandPayload["intake.receive"]> = {}): string {
  const incidentId = city.newId();
  const result = city.send("intake.receive", {
    incidentId, channel: "CALL_110", callback: "13800000000", text: "有人求助",
    place: { addressText: "滨江大道128号", point: { lon: 112.02, lat: 30.02 }, datum: "WGS84" },
    ...(typeCode === undefined ? {} : { typeCode }), ...over,
  });
  if (!result.ok) throw new Error(result.error.code);
  return incidentId;
}

/** Orders units and returns the order's id. */
export function orderUnits(city: CityModel, incidentId: string, unitIds: string[], over: Partial<CommandPayload["dispatch.issueOrder"]> = {}, who?: Actor): string {
  const orderId = city.newId();
  const result = city.send("dispatch.issueOrder", { incidentId, orderId, unitIds, ...over }, who);
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.params)}`);
  return orderId;
}
