import type { CommandName, CommandPayload, SystemCommandName, SystemPayload } from "@tocsin/contract/commands.ts";
import type { AdvisoryEvent, ClosureEvent, IncidentEvent, LayoutEvent, MatterEvent, PlanEvent, StreamKind, TocsinEvent, UnitEvent } from "@tocsin/contract/events.ts";
import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Layout } from "@tocsin/contract/layouts/layout.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Context, Decision, Drafted, World } from "@tocsin/domain/decision.ts";
import { evolveIncident, evolveUnit } from "@tocsin/domain/evolve.ts";
import { evolvePlan } from "@tocsin/domain/command/plans/evolve-plan.ts";
import { evolveAdvisory } from "@tocsin/domain/command/evolve-advisory.ts";
import { evolveLayout } from "@tocsin/domain/layouts/evolve-layout.ts";
import { evolveMatter } from "@tocsin/domain/linkage/evolve-matter.ts";
import { evolveClosure } from "@tocsin/domain/roads/evolve-closure.ts";
import { ok, type Result } from "@tocsin/kernel/result.ts";
import { DECIDERS } from "./deciders.ts";
import { standingOf, type Deadline } from "./standing.ts";

/** A command to decide, from a client or from the platform itself. */
export type AnyCommand =
  | { [Name in CommandName]: { readonly name: Name; readonly payload: CommandPayload[Name] } }[CommandName]
  | { [Name in SystemCommandName]: { readonly name: Name; readonly payload: SystemPayload[Name] } }[SystemCommandName];

/** A record after a step, with what the ledger keeps beside it. */
export type Touched =
  | { readonly kind: "incident"; readonly id: string; readonly before: number; readonly version: number; readonly state: Incident; readonly scope: readonly string[]; readonly open: boolean; readonly deadlines: readonly Deadline[] }
  | { readonly kind: "unit"; readonly id: string; readonly before: number; readonly version: number; readonly state: Unit; readonly scope: readonly string[]; readonly open: boolean; readonly deadlines: readonly Deadline[] }
  | { readonly kind: "closure"; readonly id: string; readonly before: number; readonly version: number; readonly state: RoadClosure; readonly scope: readonly string[]; readonly open: boolean; readonly deadlines: readonly Deadline[] }
  | { readonly kind: "layout"; readonly id: string; readonly before: number; readonly version: number; readonly state: Layout; readonly scope: readonly string[]; readonly open: boolean; readonly deadlines: readonly Deadline[] }
  | { readonly kind: "matter"; readonly id: string; readonly before: number; readonly version: number; readonly state: Matter; readonly scope: readonly string[]; readonly open: boolean; readonly deadlines: readonly Deadline[] }
  | { readonly kind: "plan"; readonly id: string; readonly before: number; readonly version: number; readonly state: PlanVersion; readonly scope: readonly string[]; readonly open: boolean; readonly deadlines: readonly Deadline[] }
  | { readonly kind: "advisory"; readonly id: string; readonly before: number; readonly version: number; readonly state: Advisory; readonly scope: readonly string[]; readonly open: boolean; readonly deadlines: readonly Deadline[] };

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

function touchedIncident(id: string, before: number, events: readonly IncidentEvent[], world: World, context: Context): Touched {
  const state = events.reduce<Incident | null>(evolveIncident, world.incidents.get(id) ?? null);
  if (state === null) throw new Error(`incident ${id} touched by no event`);
  return { kind: "incident", id, before, version: before + events.length, state, ...standingOf("incident", state, context.city.city.deadlines) };
}

function touchedUnit(id: string, before: number, events: readonly UnitEvent[], world: World, context: Context): Touched {
  const state = events.reduce<Unit | null>(evolveUnit, world.units.get(id) ?? null);
  if (state === null) throw new Error(`unit ${id} touched by no event`);
  return { kind: "unit", id, before, version: before + events.length, state, ...standingOf("unit", state, context.city.city.deadlines) };
}

function touchedClosure(id: string, before: number, events: readonly ClosureEvent[], world: World, context: Context): Touched {
  const state = events.reduce<RoadClosure | null>(evolveClosure, world.closures.get(id) ?? null);
  if (state === null) throw new Error(`closure ${id} touched by no event`);
  return { kind: "closure", id, before, version: before + events.length, state, ...standingOf("closure", state, context.city.city.deadlines) };
}

function touchedLayout(id: string, before: number, events: readonly LayoutEvent[], world: World, context: Context): Touched {
  const state = events.reduce<Layout | null>(evolveLayout, world.layouts.get(id) ?? null);
  if (state === null) throw new Error(`layout ${id} touched by no event`);
  return { kind: "layout", id, before, version: before + events.length, state, ...standingOf("layout", state, context.city.city.deadlines) };
}

function touchedMatter(id: string, before: number, events: readonly MatterEvent[], world: World, context: Context): Touched {
  const state = events.reduce<Matter | null>(evolveMatter, world.matters.get(id) ?? null);
  if (state === null) throw new Error(`matter ${id} touched by no event`);
  return { kind: "matter", id, before, version: before + events.length, state, ...standingOf("matter", state, context.city.city.deadlines) };
}

function touchedPlan(id: string, before: number, events: readonly PlanEvent[], world: World, context: Context): Touched {
  const state = events.reduce<PlanVersion | null>(evolvePlan, world.plans.get(id) ?? null);
  if (state === null) throw new Error(`plan ${id} touched by no event`);
  return { kind: "plan", id, before, version: before + events.length, state, ...standingOf("plan", state, context.city.city.deadlines) };
}

function touchedAdvisory(id: string, before: number, events: readonly AdvisoryEvent[], world: World, context: Context): Touched {
  const state = events.reduce<Advisory | null>(evolveAdvisory, world.advisories.get(id) ?? null);
  if (state === null) throw new Error(`advisory ${id} touched by no event`);
  return { kind: "advisory", id, before, version: before + events.length, state, ...standingOf("advisory", state, context.city.city.deadlines) };
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

/** Decides one command: what happens and how the records stand after it, or why not. Pure and synchronous. */
export function step(command: AnyCommand, world: World, versions: Versions, context: Context): Result<Step, Refusal> {
  const decide = DECIDERS[command.name] as (world: World, payload: unknown, context: Context) => Decision;
  const decision = decide(world, command.payload, context);
  if (!decision.ok) return decision;
  const events = numbered(decision.value, versions, context);
  const keys = [...new Set(events.map((event) => `${event.kind}/${event.id}`))];
  const touched = keys.map((key) => {
    const own = events.filter((event) => `${event.kind}/${event.id}` === key);
    const first = own[0] as TocsinEvent;
    const before = first.version - 1;
    switch (first.kind) {
      case "incident":
        return touchedIncident(first.id, before, own as IncidentEvent[], world, context);
      case "unit":
        return touchedUnit(first.id, before, own as UnitEvent[], world, context);
      case "closure":
        return touchedClosure(first.id, before, own as ClosureEvent[], world, context);
      case "layout":
        return touchedLayout(first.id, before, own as LayoutEvent[], world, context);
      case "advisory":
        return touchedAdvisory(first.id, before, own as AdvisoryEvent[], world, context);
      case "matter":
        return touchedMatter(first.id, before, own as MatterEvent[], world, context);
      case "plan":
        return touchedPlan(first.id, before, own as PlanEvent[], world, context);
    }
  });
  return ok({ events, touched, ...claimsOf(touched, world) });
}
