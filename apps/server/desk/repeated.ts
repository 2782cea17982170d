import type { StreamKind } from "@tocsin/contract/events.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { compareCursors } from "@tocsin/ledger/cursor.ts";
import { KIND_NAMES, KINDS } from "@tocsin/runtime/kinds.ts";
import { acceptedFor } from "./answer.ts";
import type { DeskDeps } from "./desk-deps.ts";
import { shut, type DoorAnswer, type DoorRequest } from "./door.ts";
import type { KeptResult } from "./to-commit.ts";

/** The answer to a command whose effect is already there: the records that it changed, as they stand now. */
export async function answerAgain(deps: DeskDeps, request: DoorRequest, kept: KeptResult, receiptFor: string | null): Promise<DoorAnswer> {
  const states = await deps.ledger.load(KIND_NAMES.flatMap((kind) => (kept[KINDS[kind].list] ?? []).map((id) => ({ kind, id }))));
  const cursor = states.map(({ position }) => position ?? "0-0").reduce((a, b) => (compareCursors(a, b) >= 0 ? a : b), "0-0");
  const records = states.map(({ kind, state }) => ({ kind: kind as StreamKind, state }));
  await deps.city.shared.ready(records);
  const accepted = acceptedFor(request.session, deps.city, { cursor, records, repeated: true, receiptFor });
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
