import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Layout } from "@tocsin/contract/layouts/layout.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { compareCursors } from "@tocsin/ledger/cursor.ts";
import { acceptedFor } from "./answer.ts";
import type { DeskDeps } from "./desk-deps.ts";
import { shut, type DoorAnswer, type DoorRequest } from "./door.ts";
import type { KeptResult } from "./to-commit.ts";

/** The answer to a command whose effect is already there: the records that it changed, as they stand now. */
export async function answerAgain(deps: DeskDeps, request: DoorRequest, kept: KeptResult, receiptFor: string | null): Promise<DoorAnswer> {
  const refs = [...kept.incidents.map((id) => ({ kind: "incident", id })), ...kept.units.map((id) => ({ kind: "unit", id })), ...(kept.closures ?? []).map((id) => ({ kind: "closure", id })), ...(kept.layouts ?? []).map((id) => ({ kind: "layout", id })), ...(kept.matters ?? []).map((id) => ({ kind: "matter", id })), ...(kept.plans ?? []).map((id) => ({ kind: "plan", id })), ...(kept.advisories ?? []).map((id) => ({ kind: "advisory", id }))];
  const states = await deps.ledger.load(refs);
  const cursor = states.map(({ position }) => position ?? "0-0").reduce((a, b) => (compareCursors(a, b) >= 0 ? a : b), "0-0");
  const of = <Record>(kind: string): Record[] => states.filter((state) => state.kind === kind).map((state) => state.state as Record);
  const accepted = acceptedFor(request.session, deps.city, { cursor, incidents: of<Incident>("incident"), units: of<Unit>("unit"), closures: of<RoadClosure>("closure"), layouts: of<Layout>("layout"), advisories: of<Advisory>("advisory"), matters: of<Matter>("matter"), plans: of<PlanVersion>("plan"), repeated: true, receiptFor });
  return { ok: true, accepted };
}

/** As `answerAgain`, for the same command: who opened an incident always learns its number. */
export const answerRepeated = (deps: DeskDeps, request: DoorRequest, kept: KeptResult): Promise<DoorAnswer> =>
  answerAgain(deps, request, kept, request.name === "intake.receive" ? (kept.incidents[0] ?? null) : null);

/** What the same key has brought before: the same answer for the same body, KEY_REUSED for another one, null for a new key. */
export async function repeatedAnswer(deps: DeskDeps, request: DoorRequest): Promise<DoorAnswer | null> {
  const earlier = await deps.ledger.earlier(request.session.userId, request.commandId);
  if (earlier === null) return null;
  if (earlier.bodyHash !== request.bodyHash) return shut(refuse("KEY_REUSED"));
  return answerRepeated(deps, request, earlier.result as KeptResult);
}
