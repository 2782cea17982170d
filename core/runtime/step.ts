import type { StreamKind, TocsinEvent } from "@tocsin/contract/events.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Context, Decision, Drafted, World } from "@tocsin/domain/decision.ts";
import { ok, type Result } from "@tocsin/kernel/result.ts";
import type { AnyCommand } from "./any-command.ts";
import { DECIDERS } from "./deciders.ts";
import { evolved, recordsOf } from "./kinds.ts";
import { lettersOf } from "./letters.ts";
import { responseWork } from "./response-work.ts";
import { standingOf, type RecordOf, type Standing } from "./standing.ts";

/** A record after a step, with what the ledger keeps beside it. */
export type Touched = { [Kind in StreamKind]: { readonly kind: Kind; readonly id: string; readonly before: number; readonly version: number; readonly state: RecordOf[Kind] } & Standing }[StreamKind];

export interface Step {
  readonly events: readonly TocsinEvent[];
  readonly touched: readonly Touched[];
  /** Units that this step binds to an order: the database holds at most one active claim per unit. */
  readonly claims: readonly { readonly resource: string; readonly holder: string; readonly ref: string }[];
  readonly releases: readonly { readonly resource: string; readonly holder: string }[];
}

/** A loaded record with the version at which it was read. */
export interface Versions {
  readonly of: (kind: StreamKind, id: string) => number;
}

/** Gives each drafted event its place in its stream, the time and the author. */
function numbered(drafted: readonly Drafted[], versions: Versions, context: Context): TocsinEvent[] {
  const last = new Map<string, number>();
  return drafted.map((event) => {
    const key = `${event.kind}/${event.id}`;
    const version = (last.get(key) ?? versions.of(event.kind, event.id)) + 1;
    last.set(key, version);
    return { ...event, version, at: context.at, by: context.actor.userId } as TocsinEvent;
  });
}

/** A record after its own events of a step, of which there is one at least. */
function touchedBy<Kind extends StreamKind>(kind: Kind, events: readonly TocsinEvent[], world: World, context: Context): Touched {
  const first = events[0]!;
  const state = events.reduce<RecordOf[Kind] | null>((before, event) => evolved(kind, before, event), recordsOf(world, kind).get(first.id) ?? null) as RecordOf[Kind];
  const before = first.version - 1;
  return { kind, id: first.id, before, version: before + events.length, state, ...standingOf(kind, state, context.city.city.deadlines) } as Touched;
}

/** The unit claims that changed between the records before and after. */
function claimsOf(touched: readonly Touched[], world: World): Pick<Step, "claims" | "releases"> {
  const units = touched.flatMap((t) => (t.kind === "unit" ? [{ id: t.id, after: t.state.assignment, before: world.units.get(t.id)?.assignment ?? null }] : []));
  const changed = units.filter(({ before, after }) => before?.orderId !== after?.orderId);
  return {
    claims: changed.flatMap(({ id, after }) => (after === null ? [] : [{ resource: id, holder: after.incidentId, ref: after.orderId }])),
    releases: changed.flatMap(({ id, before }) => (before === null ? [] : [{ resource: id, holder: before.incidentId }])),
  };
}

/** What the engine makes of plans and modules goes with the context; most commands name none. */
function withWork(command: AnyCommand, world: World, context: Context): Context {
  const response = responseWork(command, world, context);
  return response === null ? context : { ...context, response };
}

/** Decides one command: what happens and how the records stand after it, or why not. Pure and synchronous. */
export function step(command: AnyCommand, world: World, versions: Versions, context: Context): Result<Step, Refusal> {
  const decide = DECIDERS[command.name] as (world: World, payload: unknown, context: Context) => Decision;
  const decision = decide(world, command.payload, { ...withWork(command, world, context), versionOf: versions.of });
  if (!decision.ok) return decision;
  const events = numbered(decision.value, versions, context);
  const keys = [...new Set(events.map((event) => `${event.kind}/${event.id}`))];
  const touched = keys.map((key) => {
    const own = events.filter((event) => `${event.kind}/${event.id}` === key);
    return touchedBy(own[0]!.kind, own, world, context);
  });
  const letters = numbered(lettersOf(touched, world, context.city), versions, context);
  const told = letters.map((letter) => touchedBy("notice", [letter], world, context));
  return ok({ events: [...events, ...letters], touched: [...touched, ...told], ...claimsOf(touched, world) });
}
