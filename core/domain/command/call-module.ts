import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { accept, type Decider, refused } from "../decision.ts";
import { inCommand, openIncident } from "../guard.ts";
import { openingOf } from "./plan-response.ts";
import { isRunning } from "@tocsin/contract/command/activation.ts";
import { onActivation, stateConflict, toldIncident, workOf } from "./response-rules.ts";
import { owned } from "./task-owner.ts";

/**
 * A module by itself, during an incident (CMD-07): its tasks join the response that is named, or open one without a plan. What is wrong
 * with its values is told by their names.
 */
export const callModule: Decider<CommandPayload["command.callModule"]> = (world, { activationId, incidentId, module: moduleId, moduleVersion, args }, context) => {
  const found = openIncident(world, incidentId);
  if (!found.ok) return found;
  const state = world.activations.get(activationId);
  if (state !== undefined && state.incidentId !== incidentId) return refused("VALIDATION_FAILED", { fields: ["/activationId"] });
  if (state !== undefined && !isRunning(state)) return fail(stateConflict(state.status));
  if (!inCommand(context.actor, found.value)) return refused("NOT_IN_COMMAND", { commander: found.value.commander?.name ?? "-" });
  const { module, findings, tasks, call } = workOf(context);
  if (module === null) return refused("UNKNOWN_MODULE", { module: moduleId, version: moduleVersion ?? "-", fields: ["/module"] });
  if (findings.length > 0) return refused("MODULE_ARGUMENTS", { fields: findings.map(({ path }) => `/${path.replaceAll(".", "/")}`), findings });
  const { version, nameZh, nameEn } = module;
  const called = onActivation(activationId, "ModuleCalled", { called: { call, module: moduleId, version, nameZh, nameEn, args }, tasks: owned(context.city, state?.orgPath ?? found.value.orgPath, tasks) });
  if (state !== undefined) return accept(called);
  return accept(onActivation(activationId, "ResponseOpened", openingOf(found.value)), called, toldIncident(incidentId, { id: activationId, plan: null }, null, true));
};
