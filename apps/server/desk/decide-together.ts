import type { Context } from "@tocsin/domain/decision.ts";
import { isTransient, isUnwritable } from "@tocsin/ledger/db.ts";
import type { Commit, TogetherOutcome } from "@tocsin/ledger/types.ts";
import { callClaims, callResource } from "@tocsin/runtime/call-claim.ts";
import type { AnyCommand } from "@tocsin/runtime/any-command.ts";
import { step, type Step } from "@tocsin/runtime/step.ts";
import { grantPaths } from "../session.ts";
import { answersAlike } from "./answer.ts";
import { purposeOf, reasonOf } from "./audit-words.ts";
import { authorise } from "./authority.ts";
import { ATTEMPTS, jitter, NOBODY } from "./decide-and-commit.ts";
import { decisionContext } from "./decision-context.ts";
import type { DeskDeps } from "./desk-deps.ts";
import type { DoorAnswer, DoorRequest } from "./door.ts";
import type { LoadedWorld } from "./loaded-world.ts";
import { namedIn } from "./named-records.ts";
import { loadNamed, loadRelated } from "./prefetch.ts";
import { toCommit } from "./to-commit.ts";

/** A report that is accepted on what those before it left, not stored yet. */
interface Accepted {
  readonly request: DoorRequest;
  readonly commit: Commit;
}

/** Null where it is refused or cannot be; alone it is told why. */
function stepped(command: AnyCommand, world: LoadedWorld, context: Context): Step | null {
  try {
    const made = step(command, world, world, context);
    return made.ok ? made.value : null;
  } catch {
    return null;
  }
}

/** Decides one more on the world as it stands, and leaves the world as it is then; null where it is not plainly accepted. */
function acceptOn(deps: DeskDeps, request: DoorRequest, world: LoadedWorld): Accepted | null {
  const payload = request.payload as Record<string, unknown>;
  const named = namedIn(request.name, payload);
  const authority = authorise(request.session, request.name, named, world, deps.city, new Set());
  // Who says which version was on the screen is judged by the version at the commit, and so alone.
  if (!authority.ok || payload["expectedVersion"] !== undefined) return null;
  const [at, actor] = [deps.clock.now(), authority.value];
  const command = { name: request.name, payload: request.payload } as AnyCommand;
  const made = stepped(command, world, decisionContext(deps, { at, actor, nextNo: null, ranking: null, layoutFaults: null, mannedOrgs: NOBODY, rawText: false, recused: request.recused }));
  if (made === null) return null;
  const facts = { commandId: request.commandId, name: request.name, bodyHash: request.bodyHash, traceId: request.traceId, at, actor, purpose: purposeOf(request.name), reason: reasonOf(request.payload) };
  const commit = toCommit(facts, made, named, world, callClaims(request.name, request.payload, request.commandId));
  world.put(commit.states);
  return { request, commit };
}

const keyOf = (actor: string, commandId: string): string => JSON.stringify([actor, commandId]);

/** Those that can still stand together after one of them was kept out. */
function without(left: readonly DoorRequest[], outcome: Exclude<TogetherOutcome, { outcome: "committed" }>): readonly DoorRequest[] {
  if (outcome.outcome === "taken") return left.filter(({ payload }) => callResource(payload) !== outcome.resource);
  if (outcome.outcome === "conflict") return left;
  const known = new Set(outcome.commands.map(({ actor, commandId }) => keyOf(actor, commandId)));
  return left.filter(({ session, commandId }) => !known.has(keyOf(session.userId, commandId)));
}

/**
 * Reports of one incident, by seats that see the same, decided in a row on one reading of it and stored in one transaction
 * (R24, decision 0020). Each is answered with the record as the transaction left it. Whoever has no answer here, since it was
 * refused, is a repetition or collides, is to be decided alone: by the way that every command goes.
 */
export async function addTogether(deps: DeskDeps, requests: readonly DoorRequest[]): Promise<ReadonlyMap<DoorRequest, DoorAnswer>> {
  let left = requests;
  for (let attempt = 1; attempt <= ATTEMPTS && left.length > 1; attempt++) {
    const first = left[0]!;
    const world = await loadNamed(deps.ledger, namedIn(first.name, first.payload as Record<string, unknown>), grantPaths(first.session));
    await loadRelated(deps, world, { name: first.name, payload: first.payload } as AnyCommand, null);
    const row = left.flatMap((request) => acceptOn(deps, request, world) ?? []);
    if (row.length === 0) break;
    let outcome: TogetherOutcome;
    try {
      outcome = await deps.ledger.commitTogether(row.map(({ commit }) => commit));
    } catch (error) {
      if (isTransient(error) || isUnwritable(error)) throw error;
      // One of them is what the database does not take; the others must not fall with it.
      deps.report("reports together", error);
      break;
    }
    if (outcome.outcome === "committed") {
      const changed = new Set(row.flatMap(({ commit }) => commit.states.map(({ id }) => id)));
      const acceptedBy = answersAlike(deps.city, outcome.cursor, [...world.incidents.values()].filter(({ id }) => changed.has(id)));
      return new Map(row.map(({ request }) => [request, { ok: true, accepted: acceptedBy(request.session) }]));
    }
    left = without(row.map(({ request }) => request), outcome);
    if (outcome.outcome === "conflict") await jitter(attempt);
  }
  return new Map();
}
