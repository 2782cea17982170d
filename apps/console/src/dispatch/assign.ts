import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { OVERRIDE_REASONS } from "@tocsin/contract/dispatch/order.ts";
import { sayNow } from "../language/words.ts";
import { act, refusalSentence } from "../live/act.ts";
import { mayDo, seatNow } from "../live/session.ts";
import { incidentNow, unitNow } from "../live/live-board.ts";
import { createStore, useStore } from "../store/external-store.ts";
import { shortNo } from "../incident/summary.ts";
import { followsRanking, recommend, recommendedStore } from "./recommendation-store.ts";

export type OverrideReason = (typeof OVERRIDE_REASONS)[number];
export interface NextBest {
  readonly unitId: string;
  readonly callSign: string;
  readonly etaMs: number | null;
}

/** What an assignment still asks of the dispatcher. */
export type Asking =
  | { readonly ask: "reason"; readonly incidentId: string; readonly unitIds: readonly string[]; readonly preDispatch: boolean }
  /** A rule of the reserve stands against it; `said` is the server's sentence. */
  | { readonly ask: "reserve"; readonly incidentId: string; readonly unitIds: readonly string[]; readonly options: AssignOptions; readonly said: string }
  | { readonly ask: "taken"; readonly incidentId: string; readonly unitId: string; readonly nextBest: readonly NextBest[] };

export const askingStore = createStore<Asking | null>(null);
const whole = (asking: Asking | null): Asking | null => asking;
export const useAsking = (): Asking | null => useStore(askingStore, whole);

const isNextBest = (value: unknown): value is NextBest => typeof value === "object" && value !== null && "unitId" in value && "callSign" in value;

export interface AssignOptions {
  readonly overrideReason?: OverrideReason;
  readonly preDispatch?: boolean;
  readonly reserveOverride?: string;
}

/** Refusals that a commander may override with a reason (CMD-10). */
const RESERVE_RULES: readonly string[] = ["RESERVE_HELD", "HOME_COVER_SHORT"];

/** Orders units to an incident. Asks for a reason where the choice is not the first of the ranking; offers the next best when one was taken. */
export async function assign(incidentId: string, unitIds: readonly string[], options: AssignOptions = {}): Promise<boolean> {
  const { incidentId: rankedId, data } = recommendedStore.get();
  const ranking = rankedId === incidentId ? data : null;
  const preDispatch = options.preDispatch ?? false;
  const askReason = (): boolean => {
    askingStore.set({ ask: "reason", incidentId, unitIds, preDispatch });
    return false;
  };
  if (ranking && options.overrideReason === undefined && !followsRanking(unitIds, ranking)) return askReason();
  askingStore.set(null);
  const orderId = newUlid();
  const names = unitIds.map((id) => unitNow(id)?.callSign ?? id).join(sayNow("list.comma"));
  const outcome = await act(
    "dispatch.issueOrder",
    { incidentId, orderId, unitIds: [...unitIds], preDispatch, ...(ranking ? { recommendationId: ranking.id } : {}), ...(options.overrideReason ? { overrideReason: options.overrideReason } : {}), ...(options.reserveOverride ? { reserveOverride: options.reserveOverride } : {}) },
    {
      done: sayNow("notice.assigned", { units: names, no: shortNo(incidentNow(incidentId)?.no ?? "") }),
      undo: { key: "Z", text: sayNow("notice.takeBack"), run: () => void takeBack(incidentId, orderId, unitIds) },
      answers: ["UNIT_TAKEN", "OVERRIDE_REASON_REQUIRED", ...(mayDo(seatNow(), "command.take") ? RESERVE_RULES : [])],
    },
  );
  if (outcome.ok) return true;
  if (outcome.refused?.code === "OVERRIDE_REASON_REQUIRED") return askReason();
  if (outcome.refused && RESERVE_RULES.includes(outcome.refused.code) && mayDo(seatNow(), "command.take")) {
    askingStore.set({ ask: "reserve", incidentId, unitIds, options: { ...options, preDispatch }, said: refusalSentence(outcome.refused) });
    return false;
  }
  if (outcome.refused?.code === "UNIT_TAKEN") {
    const { unitId, nextBest } = outcome.refused.params;
    askingStore.set({ ask: "taken", incidentId, unitId: String(unitId), nextBest: Array.isArray(nextBest) ? nextBest.filter(isNextBest) : [] });
    await recommend(incidentId);
  }
  return false;
}

async function takeBack(incidentId: string, orderId: string, unitIds: readonly string[]): Promise<void> {
  for (const unitId of unitIds) await act("dispatch.recall", { incidentId, orderId, unitId, reason: sayNow("reason.mistake") }, { done: sayNow("notice.recalled") });
}
