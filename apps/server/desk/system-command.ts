import type { SystemCommandName, SystemPayload } from "@tocsin/contract/commands.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { deadlinesOf } from "@tocsin/domain/dispatch/deadlines.ts";
import { SYSTEM_ROLE } from "@tocsin/domain/guard.ts";
import { cityPath } from "@tocsin/domain/organisation/chain.ts";
import type { Actor } from "@tocsin/domain/decision.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import type { AnyCommand } from "@tocsin/runtime/any-command.ts";
import { decisionContext } from "./decision-context.ts";
import { ATTEMPTS, jitter } from "./decide-and-commit.ts";
import type { DeskDeps } from "./desk-deps.ts";
import { shut, type DoorAnswer } from "./door.ts";
import { namedIn } from "./named-records.ts";
import { loadNamed, loadRelated } from "./prefetch.ts";
import { rankFor, rankSubject } from "./rank-for.ts";
import { standingAdvisories } from "./standing-advisories.ts";
import { stepOnLoaded } from "./step-on-loaded.ts";
import { toCommit } from "./to-commit.ts";

/** A command that the platform sends itself. The same `commandId` has its effect once, on however many servers it is tried. */
export type SystemRequest = { [Name in SystemCommandName]: { readonly name: Name; readonly payload: SystemPayload[Name]; readonly commandId: string } }[SystemCommandName];

/** User id under which the platform's own acts stand in the log; accounts are in lower case, so nobody else can have it. */
export const SYSTEM_USER = "SYSTEM";

const done: DoorAnswer = { ok: true, accepted: { ok: true, cursor: "0-0", incidents: [], units: [], repeated: false } };

async function tryOnce(deps: DeskDeps, request: SystemRequest): Promise<DoorAnswer | null> {
  const at = deps.clock.now();
  const actor: Actor = { userId: SYSTEM_USER, name: SYSTEM_USER, role: SYSTEM_ROLE, orgPath: cityPath(deps.city.index), agency: "POLICE", unitId: null };
  const command = { name: request.name, payload: request.payload } as AnyCommand;
  const named = namedIn(request.name, { ...request.payload });
  const world = await loadNamed(deps.ledger, named, undefined);
  const ranking = await rankFor(deps, rankSubject(command, world, deps.city), { at, scope: undefined });
  await loadRelated(deps, world, command, ranking);
  const context = decisionContext(deps, { at, actor, nextNo: null, ranking, layoutFaults: null, advisories: await standingAdvisories(deps.ledger, command), mannedOrgs: await deps.mannedOrgs(), rawText: false });
  const made = await stepOnLoaded(deps.ledger, command, world, context);
  if (made === null) return null;
  if (!made.ok) return shut(made.error);
  const facts = { commandId: request.commandId, name: request.name, bodyHash: hashOf(request.payload), traceId: request.commandId, at, actor, purpose: "PLATFORM", reason: null };
  const { outcome } = await deps.ledger.commit(toCommit(facts, made.value, named, world, []));
  // A unit that was taken meanwhile is no longer free on the next look.
  return outcome === "conflict" || outcome === "taken" ? null : done;
}

/**
 * Brings the timers of an incident in line with its state, for a timer that no longer means anything:
 * a deadline that the city has changed since, or one of a record that has ended.
 */
async function refreshTimers(deps: DeskDeps, request: SystemRequest): Promise<void> {
  const { kind, id } = { kind: "", id: "", ...request.payload };
  const world = await loadNamed(deps.ledger, { records: [{ kind, id }], others: [], orgIds: [] }, undefined);
  const incident = world.incidents.get(id);
  if (incident === undefined) return;
  const version = world.of("incident", id);
  const timers = deadlinesOf(incident, deps.city.index.city.deadlines).map((due) => ({ kind, id, timerId: due.id, dueAt: due.dueAt, purpose: due.purpose }));
  const at = deps.clock.now();
  await deps.ledger.commit({
    commandId: `refresh:${id}:${version}:${at}`, actor: SYSTEM_USER, name: "system.refreshTimers", bodyHash: "", at, role: SYSTEM_ROLE,
    expect: [{ kind, id, version }], events: [], states: [{ kind, id, version, scope: [...incident.scope], state: incident, open: isOpen(incident) }],
    timers: [{ kind, id, timers }], claims: [], releases: [], outbox: [], result: null,
  });
}

export async function runSystemCommand(deps: DeskDeps, request: SystemRequest): Promise<DoorAnswer> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const answer = await tryOnce(deps, request);
    if (answer === null) {
      await jitter(attempt);
      continue;
    }
    if (!answer.ok && request.name === "system.deadline") await refreshTimers(deps, request);
    return answer;
  }
  return shut(refuse("TOO_BUSY"));
}
