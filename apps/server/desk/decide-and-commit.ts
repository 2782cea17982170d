import { randomInt } from "node:crypto";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import type { Recommendation } from "@tocsin/contract/views.ts";
import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import type { LayoutFault } from "@tocsin/contract/layouts/layout.ts";
import type { Actor, Context } from "@tocsin/domain/decision.ts";
import type { CommitOutcome } from "@tocsin/ledger/types.ts";
import { callClaims, callResource, isCallResource } from "@tocsin/runtime/call-claim.ts";
import { countedOn } from "@tocsin/runtime/prefetch.ts";
import type { AnyCommand } from "@tocsin/runtime/any-command.ts";
import type { Step } from "@tocsin/runtime/step.ts";
import { grantPaths } from "../session.ts";
import { acceptedFor } from "./answer.ts";
import { purposeOf, reasonOf } from "./audit-words.ts";
import { authorise } from "./authority.ts";
import { decisionContext, nextIncidentNo } from "./decision-context.ts";
import type { DeskDeps } from "./desk-deps.ts";
import { shut, type DoorAnswer, type DoorRequest } from "./door.ts";
import { faultsOf } from "./layout-check.ts";
import type { LoadedWorld } from "./loaded-world.ts";
import { lentUnits } from "./lent-units.ts";
import { namedIn, takesNumber, type Named } from "./named-records.ts";
import { unitTaken } from "./next-best.ts";
import { planFindingsFor } from "./plan-check.ts";
import { loadNamed, loadRelated } from "./prefetch.ts";
import { rankFor, rankSubject } from "./rank-for.ts";
import { answerAgain, answerRepeated } from "./repeated.ts";
import { reviewHandlers } from "./review-handlers.ts";
import { standingAdvisories } from "./standing-advisories.ts";
import { stepOnLoaded } from "./step-on-loaded.ts";
import { toCommit, type KeptResult } from "./to-commit.ts";

/** How often a decision is made anew when others changed the same records meanwhile. */
export const ATTEMPTS = 8;

/** A short, uneven pause, so that two that collided do not collide again. */
export const jitter = (attempt: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, randomInt(1, 4 + 4 * 2 ** Math.min(attempt, 5))));

interface Attempt {
  readonly named: Named;
  readonly world: LoadedWorld;
  readonly actor: Actor;
  readonly ranking: Recommendation | null;
  readonly layoutFaults: readonly LayoutFault[] | null;
  readonly planFindings: readonly PlanFinding[] | null;
  readonly advisories: readonly Advisory[];
  readonly channels: Context["channels"] | undefined;
  readonly figures: Context["figures"] | undefined;
  readonly commanderAwayMs: number | undefined;
  readonly handlers: ReadonlySet<string> | undefined;
  readonly at: number;
}

const payloadOf = (request: DoorRequest): Record<string, unknown> => request.payload as Record<string, unknown>;

/** Units that may be offered: those that the caller may order; a site's alarm reaches whoever is near. */
const rankScope = (request: DoorRequest): readonly string[] | undefined => (request.name === "dispatch.mruAlarm" ? undefined : grantPaths(request.session));

/** UNIT_TAKEN with the units that are free now: what the dispatcher was shown may be out of date. */
async function takenAnswer(deps: DeskDeps, request: DoorRequest, world: LoadedWorld, unitId: string): Promise<DoorAnswer> {
  const subject = rankSubject({ name: request.name, payload: request.payload } as AnyCommand, world, deps.city);
  return shut(unitTaken(unitId, await rankFor(deps, subject, { at: deps.clock.now(), scope: rankScope(request) })));
}

/** Which field of a body names the record whose version may be expected. */
const VERSIONED = [["activation", "activationId"], ["incident", "incidentId"], ["layout", "layoutId"], ["plan", "planVersionId"]] as const;

/** The caller says which version was on the screen, and it is no longer the present one. */
function staleVersion(payload: Readonly<Record<string, unknown>>, world: LoadedWorld): Refusal | null {
  const expected = payload["expectedVersion"];
  const [kind, field] = VERSIONED.find(([, key]) => payload[key] !== undefined) ?? VERSIONED[0];
  const version = world.of(kind, String(payload[field]));
  return expected === undefined || expected === version ? null : refuse("VERSION_CONFLICT", { version });
}

/** What the linter says of the named plan, where the step asks for it. */
async function findingsFor(deps: DeskDeps, request: DoorRequest, world: LoadedWorld, at: number): Promise<readonly PlanFinding[] | null> {
  if (!request.name.startsWith("plans.")) return null;
  const payload = payloadOf(request);
  return planFindingsFor({ name: request.name, payload, named: world.plans.get(String(payload["planVersionId"])), versions: await deps.planVersions(), index: deps.city.index, at });
}

/** The commands that count a month. */
const COUNTS: ReadonlySet<string> = new Set(["publications.draft", "publications.correct"]);

async function figuresFor(deps: DeskDeps, request: DoorRequest, world: LoadedWorld): Promise<Context["figures"] | undefined> {
  const month = String(payloadOf(request)["month"]);
  return COUNTS.has(request.name) ? deps.countMonth(month, world.publications.get(month)?.published.at(-1)?.tables) : undefined;
}

/** The commands that take command from somebody who may have gone (CMD-04). */
const TAKES_OVER: ReadonlySet<string> = new Set(["command.takeOver", "command.takeOverShift"]);

/** Loads everything that the decision needs, or answers why the caller may not ask for it. */
async function prepare(deps: DeskDeps, request: DoorRequest, command: AnyCommand): Promise<Attempt | Refusal> {
  const payload = payloadOf(request);
  const named = namedIn(request.name, payload);
  const world = await loadNamed(deps.ledger, named, grantPaths(request.session));
  const lent = await lentUnits(deps, request, named, world);
  const authority = authorise(request.session, request.name, named, world, deps.city, lent);
  if (!authority.ok) return authority.error;
  const stale = staleVersion(payload, world);
  if (stale !== null) return stale;
  const at = deps.clock.now();
  const ranking = await rankFor(deps, rankSubject(command, world, deps.city), { at, scope: rankScope(request) }, payload["recommendationId"]);
  await loadRelated(deps, world, command, ranking);
  const layoutFaults = request.name === "layouts.publish" ? await faultsOf(deps.city.index, world.layouts.get(String(payload["layoutId"]))?.areas ?? []) : null;
  const planFindings = await findingsFor(deps, request, world, at);
  const advisories = await standingAdvisories(deps.ledger, command);
  const channels = request.name === "command.activatePlan" ? await deps.channels() : undefined;
  const figures = await figuresFor(deps, request, world);
  const commanderAwayMs = TAKES_OVER.has(request.name) ? await deps.awayFor(String(payload["fromUserId"])) : undefined;
  const handlers = request.name === "supervision.signReview" ? await reviewHandlers(deps.ledger, world) : undefined;
  return { named, world, actor: authority.value, ranking, layoutFaults, planFindings, advisories, channels, figures, commanderAwayMs, handlers, at };
}

/** The incident that the same call of a provider has opened already, as an answer; null when it has not (INC-01). */
async function sameCall(deps: DeskDeps, request: DoorRequest): Promise<DoorAnswer | null> {
  const resource = request.name === "intake.receive" || request.name === "intake.addReport" ? callResource(request.payload) : null;
  const incidentId = resource === null ? null : await deps.ledger.holderOf(resource);
  return incidentId === null ? null : answerAgain(deps, request, { incidents: [incidentId], units: [] }, incidentId);
}

async function refusedBy(deps: DeskDeps, request: DoorRequest, attempt: Attempt, refusal: Refusal): Promise<DoorAnswer> {
  if (refusal.code === "UNIT_TAKEN") return takenAnswer(deps, request, attempt.world, String(refusal.params["unitId"]));
  return (await sameCall(deps, request)) ?? shut(refusal);
}

async function accepted(deps: DeskDeps, request: DoorRequest, made: Step, cursor: string): Promise<DoorAnswer> {
  await deps.city.shared.ready(made.touched);
  const receiptFor = request.name === "intake.receive" ? String(payloadOf(request)["incidentId"]) : null;
  return { ok: true, accepted: acceptedFor(request.session, deps.city, { cursor, records: made.touched, repeated: false, receiptFor }) };
}

/** What the ledger said, as an answer; null = the records have moved, decide anew. */
async function outcomeAnswer(deps: DeskDeps, request: DoorRequest, attempt: Attempt, made: Step, outcome: CommitOutcome): Promise<DoorAnswer | null> {
  switch (outcome.outcome) {
    case "committed":
      return accepted(deps, request, made, outcome.cursor);
    case "key-reused":
      return shut(refuse("KEY_REUSED"));
    case "repeated":
      return answerRepeated(deps, request, outcome.result as KeptResult);
    case "taken":
      if (isCallResource(outcome.resource)) return sameCall(deps, request);
      return takenAnswer(deps, request, attempt.world, outcome.resource);
    case "conflict":
      return null;
  }
}

/** Only a deadline asks who sits where. */
export const NOBODY: ReadonlySet<string> = new Set();

/** Under what the bytes of a body are kept that could not be read as they came. */
export const rawReference = (request: Pick<DoorRequest, "session" | "commandId">): string => `command/${request.session.userId}/${request.commandId}`;

/** A caller's number stands in these bytes too: they lie under the incident's key (decision 0018). */
async function keepRaw({ ledger, vault }: DeskDeps, request: DoorRequest, bytes: Uint8Array): Promise<void> {
  const sealed = await vault.seal(String(payloadOf(request)["incidentId"]), Buffer.from(bytes).toString("base64"));
  await ledger.keepRaw(rawReference(request), Buffer.from(sealed));
}

/** One try: load, decide without waiting, store. Null = another command got there first. */
async function tryOnce(deps: DeskDeps, request: DoorRequest): Promise<DoorAnswer | null> {
  const command = { name: request.name, payload: request.payload } as AnyCommand;
  const attempt = await prepare(deps, request, command);
  if ("code" in attempt) return shut(attempt);
  const { named, world, actor, ranking, layoutFaults, planFindings, advisories, channels, figures, commanderAwayMs, handlers, at } = attempt;
  if (request.rawBody !== undefined) await keepRaw(deps, request, request.rawBody);
  const nextNo = takesNumber(request.name, request.payload) ? await nextIncidentNo(deps.ledger, at) : null;
  const context = decisionContext(deps, { at, actor, nextNo, ranking, layoutFaults, planFindings, advisories, channels, figures, commanderAwayMs, handlers, mannedOrgs: NOBODY, rawText: request.rawBody !== undefined, recused: request.recused });
  const made = await stepOnLoaded(deps.ledger, command, world, context);
  if (made === null) return null;
  if (!made.ok) return refusedBy(deps, request, attempt, made.error);
  const facts = { commandId: request.commandId, name: request.name, bodyHash: request.bodyHash, traceId: request.traceId, at, actor, purpose: purposeOf(request.name), reason: reasonOf(request.payload) };
  const outcome = await deps.ledger.commit(toCommit(facts, made.value, { ...named, others: [...named.others, ...countedOn(command, world, deps.city.index)] }, world, callClaims(request.name, request.payload, request.commandId)));
  return outcomeAnswer(deps, request, attempt, made.value, outcome);
}

/** Decides on fresh records until the ledger takes the outcome, a bounded number of times (architecture, rule 3). */
export async function decideAndCommit(deps: DeskDeps, request: DoorRequest): Promise<DoorAnswer> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const answer = await tryOnce(deps, request);
    if (answer !== null) return answer;
    await jitter(attempt);
  }
  return shut(refuse("TOO_BUSY"));
}
