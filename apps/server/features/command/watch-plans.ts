import { randomBytes } from "node:crypto";
import type { Activation } from "@tocsin/contract/command/activation.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { isTurnedDown, pastProposal } from "@tocsin/domain/command/past-proposal.ts";
import { sameAdvice } from "@tocsin/domain/command/plan-response.ts";
import { runs } from "@tocsin/domain/command/response-rules.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { type CompiledPlan, compilePlan } from "@tocsin/engine/plans/compile-plan.ts";
import { namesOfIncident } from "@tocsin/engine/plans/names-of-incident.ts";
import { proposeLevel } from "@tocsin/engine/plans/tasks-at.ts";
import { ulid } from "@tocsin/kernel/id.ts";
import { publishedPlans } from "@tocsin/runtime/published-plans.ts";
import type { Desk } from "../../desk/desk.ts";
import type { CityPresent } from "../present/city-present.ts";

export interface PlanWatchDeps {
  readonly desk: Pick<Desk, "executeSystem">;
  readonly present: Pick<CityPresent, "openIncidents" | "activations" | "plans" | "subscribe">;
  readonly city: CityIndex;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** The plans that hold, compiled, by the incident types for which they are offered. */
function plansByType({ city }: CityIndex, versions: Iterable<PlanVersion>): ReadonlyMap<string, readonly CompiledPlan[]> {
  const byType = new Map<string, CompiledPlan[]>();
  for (const { content } of publishedPlans(versions)) {
    const made = compilePlan(content.plan, content.modules, { facts: city.factKeys });
    if (made.ok) for (const type of content.plan.types) byType.set(type, [...(byType.get(type) ?? []), made.value]);
  }
  return byType;
}

interface Asked {
  readonly activationId: string | null;
  readonly planId: string;
  readonly commandId: string;
}

/**
 * Proposes plans as an incident's facts call for them, and tells when they call for another level (CMD-08), by commands of the platform:
 * a proposal stands in the log and reaches every screen by the stream; one key starts it. What a
 * person turned down comes again only when the facts call for a graver level.
 * Of several servers that see the same, one does it. Answers how to stop.
 */
export function watchPlans({ desk, present, city, now, onFailure }: PlanWatchDeps): () => Promise<void> {
  let byType = plansByType(city, present.plans.values());
  const proposed = new Set<string>();
  const frozen = new Map<string, ReturnType<typeof compilePlan>>();
  const waiting = new Set<string>();
  let stopped = false;
  let running: Promise<void> | null = null;

  const responsesTo = (incidentId: string): Activation[] => [...present.activations.values()].filter((one) => one.incidentId === incidentId && one.plan !== null);
  const anew = ({ id, plan, version }: Activation): Asked => ({ activationId: id, planId: plan!.id, commandId: `plan/${id}/${version}` });

  /** A response that runs is judged by its own version, whatever is published since; a proposal by the one that holds. */
  function judging(one: Activation, offered: readonly CompiledPlan[]): CompiledPlan | undefined {
    if (one.content === null) return offered.find(({ plan }) => plan.id === one.plan?.id);
    const known = frozen.get(one.id) ?? compilePlan(one.content.plan, one.content.modules, { facts: city.city.factKeys });
    frozen.set(one.id, known);
    return known.ok ? known.value : undefined;
  }

  /** What of an incident's plans stands otherwise than it is known to. */
  function changes(incident: Incident): Asked[] {
    const known = responsesTo(incident.id);
    const offered = byType.get(incident.typeCode ?? "") ?? [];
    const names = namesOfIncident(incident, city, now());
    const told = known.filter((one) => {
      const compiled = judging(one, offered);
      const proposal = compiled === undefined ? null : proposeLevel(compiled, names);
      const called = proposal?.trigger === "YES";
      return one.status === "PROPOSED" && (!called || runs(incident, one.plan?.id ?? "")) ? true : called && !sameAdvice(one, proposal);
    });
    const fresh = offered.flatMap((compiled): Asked[] => {
      const planId = compiled.plan.id;
      const past = pastProposal(incident, planId);
      const commandId = `plan/${incident.id}/${planId}${past === undefined ? "" : `/${past.times}`}`;
      const waits = proposed.has(commandId) || known.some(({ plan }) => plan?.id === planId) || runs(incident, planId);
      const proposal = waits ? null : proposeLevel(compiled, names);
      return proposal?.trigger !== "YES" || isTurnedDown(past, proposal.level) ? [] : [{ activationId: null, planId, commandId }];
    });
    return [...told.map(anew), ...fresh];
  }

  async function settle(): Promise<void> {
    for (const id of waiting) {
      if (stopped) return;
      waiting.delete(id);
      const incident = present.openIncidents.get(id);
      const asked = incident === undefined ? responsesTo(id).filter(({ status }) => status === "PROPOSED").map(anew) : changes(incident);
      for (const { activationId, planId, commandId } of asked) {
        if (activationId === null) proposed.add(commandId);
        await desk.executeSystem({ name: "system.proposePlan", payload: { activationId: activationId ?? ulid(now(), randomBytes(16)), incidentId: id, planId }, commandId }).catch(onFailure);
      }
    }
  }
  const look = (ids: Iterable<string>): void => {
    for (const id of ids) waiting.add(id);
    if (waiting.size > 0) running ??= settle().finally(() => (running = null));
  };
  const everything = (): string[] => [...present.openIncidents.keys(), ...[...present.activations.values()].map(({ incidentId }) => incidentId)];
  const stop = present.subscribe(({ incidentIds, planIds, activationIds }) => {
    for (const id of activationIds) if (!present.activations.has(id)) frozen.delete(id);
    if (planIds.size > 0) byType = plansByType(city, present.plans.values());
    look(planIds.size > 0 ? everything() : incidentIds);
  });
  look(everything());
  return async () => {
    stopped = true;
    stop();
    await running;
  };
}
