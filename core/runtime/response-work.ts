import type { Activation, FrozenPlan } from "@tocsin/contract/command/activation.ts";
import type { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import type { PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { NO_WORK, type ResponseWork } from "@tocsin/domain/command/response-work.ts";
import type { Context, World } from "@tocsin/domain/decision.ts";
import { agencyDuties, dutyEntries } from "@tocsin/domain/joint/duty-catalogue.ts";
import { validCapabilities } from "@tocsin/domain/organisation/certificates.ts";
import { type CompiledPlan, compilePlan } from "@tocsin/engine/plans/compile-plan.ts";
import { changeLevel, type TaskProgress } from "@tocsin/engine/plans/level-change.ts";
import { argumentFindings, moduleTasks } from "@tocsin/engine/plans/module-tasks.ts";
import { namesOfIncident } from "@tocsin/engine/plans/names-of-incident.ts";
import { readinessOf } from "@tocsin/engine/plans/readiness.ts";
import { proposeLevel, tasksAt } from "@tocsin/engine/plans/tasks-at.ts";
import { dayText, MINUTE } from "@tocsin/kernel/instant.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import type { AnyCommand } from "./any-command.ts";
import { callableModule, publishedPlan } from "./published-plans.ts";

type Known = Pick<Context, "city" | "at" | "channels">;

/** What is published was linted, and what is kept ran before; but the city's words may have changed since: then it says what it lacks. */
const compiled = ({ plan, modules }: FrozenPlan, { city }: Known): Result<CompiledPlan, readonly PlanFinding[]> => compilePlan(plan, modules, { facts: city.city.factKeys });

function readiness(plan: PlanContent, world: World, known: Known): ResponseWork["readiness"] {
  const units = new Map([...world.units].map(([id, { status }]) => [id, { capabilities: validCapabilities(known.city, id, known.at), inService: status !== "OFF_DUTY" && status !== "UNAVAILABLE" }]));
  return readinessOf(plan, { at: known.at, today: dayText(known.at, known.city.city.head.utcOffset * MINUTE), units, dutyOf: known.channels === undefined ? null : agencyDuties(dutyEntries(known.channels), known.city) });
}

const PROGRESS: Readonly<Record<Activation["tasks"][number]["state"], TaskProgress>> = { WAITING: "WAITING", ISSUED: "WAITING", STARTED: "BEGUN", DONE: "ENDED", SKIPPED: "ENDED", CANCELLED: "ENDED" };

/** Tasks of modules that were called by themselves belong to no level. */
const ofPlan = ({ tasks, calls }: Activation): Activation["tasks"] => tasks.filter(({ id }) => !calls.some(({ call }) => id.startsWith(`${call}/`)));

function changed(state: Activation, incident: Incident, level: PlanLevel, known: Known): ResponseWork {
  if (state.content === null) return NO_WORK;
  const plan = compiled(state.content, known);
  if (!plan.ok) return { ...NO_WORK, findings: plan.error };
  const running = ofPlan(state).filter((task) => task.state !== "CANCELLED").map(({ id, state: now }) => ({ id, progress: PROGRESS[now] }));
  const { issue, cancel, decide } = changeLevel(running, tasksAt(plan.value, level, namesOfIncident(incident, known.city, known.at)));
  return { ...NO_WORK, tasks: issue, unwanted: { waiting: cancel, begun: decide } };
}

/** The first prefix of its kind that no task has yet: `CORDON-2`. */
function freeCall(module: PlanModule, state: Activation | undefined): string {
  const taken = new Set([...(state?.tasks.map(({ id }) => id.split("/")[0]) ?? []), ...(state?.content?.plan.calls?.map(({ id }) => id) ?? [])]);
  for (let n = 1; ; n++) {
    const call = `${module.id.slice(0, 36)}-${n}`;
    if (!taken.has(call)) return call;
  }
}

function called(command: Extract<AnyCommand, { name: "command.callModule" }>, world: World): ResponseWork {
  const { module: id, moduleVersion, args, activationId } = command.payload;
  const module = callableModule(world.plans.values(), id, moduleVersion);
  if (module === null) return NO_WORK;
  const findings = argumentFindings(module, args, "args");
  const call = freeCall(module, world.activations.get(activationId));
  return { ...NO_WORK, module, findings, call, tasks: findings.length > 0 ? [] : moduleTasks({ module, args, call, roleOf: (role) => role, after: [] }) };
}

/** What the facts say of a plan: by the version that runs already, whatever is published since, or else by the one that holds. */
function proposed({ payload: { activationId, planId } }: Extract<AnyCommand, { name: "system.proposePlan" }>, world: World, incident: Incident, known: Known): ResponseWork {
  const state = world.activations.get(activationId);
  const published = publishedPlan(world.plans.values(), planId);
  const content = state?.content ?? published?.content;
  const plan = content === undefined ? null : compiled(content, known);
  return { ...NO_WORK, published, proposal: plan?.ok === true ? proposeLevel(plan.value, namesOfIncident(incident, known.city, known.at)) : null };
}

function activated({ payload: { planId, planVersion, level } }: Extract<AnyCommand, { name: "command.activatePlan" }>, world: World, incident: Incident, known: Known): ResponseWork {
  const published = publishedPlan(world.plans.values(), planId, planVersion);
  if (published === null) return NO_WORK;
  const plan = compiled(published.content, known);
  if (!plan.ok) return { ...NO_WORK, published, findings: plan.error };
  return { ...NO_WORK, published, readiness: readiness(published.present, world, known), tasks: tasksAt(plan.value, level, namesOfIncident(incident, known.city, known.at)) };
}

/** What the engine makes of the plan or module that a command names, from the records that were loaded; null where it names none. */
export function responseWork(command: AnyCommand, world: World, known: Known): ResponseWork | null {
  switch (command.name) {
    case "command.activatePlan":
    case "system.proposePlan": {
      const incident = world.incidents.get(command.payload.incidentId);
      if (incident === undefined) return NO_WORK;
      return command.name === "system.proposePlan" ? proposed(command, world, incident, known) : activated(command, world, incident, known);
    }
    case "command.setPlanLevel": {
      const state = world.activations.get(command.payload.activationId);
      const incident = world.incidents.get(state?.incidentId ?? "");
      return state === undefined || incident === undefined ? NO_WORK : changed(state, incident, command.payload.level, known);
    }
    case "command.callModule":
      return called(command, world);
    default:
      return null;
  }
}
