import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { DRAW_REASONS } from "@tocsin/contract/dispatch/order.ts";
import type { RankedUnit } from "@tocsin/contract/views.ts";
import { durationText } from "@tocsin/engine/recommend/reason-text.ts";
import { shortNo } from "../incident/summary.ts";
import { langStore, sayNow } from "../language/words.ts";
import { act } from "../live/act.ts";
import { incidentNow, unitNow } from "../live/live-board.ts";
import { notify } from "../live/notice.ts";
import { client } from "../live/session.ts";
import { openIncident } from "../selection/open-detail.ts";
import { recommendedStore } from "./recommendation-store.ts";

export type DrawReason = (typeof DRAW_REASONS)[number];

/** The less urgent incident from which a unit could be drawn off, if a person says so (CMD-11). */
export function drawnFrom(unit: RankedUnit): string | null {
  const id = unit.reasons.find(({ code }) => code === "PREEMPTIBLE")?.params["incidentId"];
  return typeof id === "string" ? id : null;
}

/** What is left behind waits again: who is next best for it is said at once, and one key goes there. */
async function sayLeftBehind(unitId: string, fromIncidentId: string): Promise<void> {
  const no = shortNo(incidentNow(fromIncidentId)?.no ?? "");
  const unit = unitNow(unitId)?.callSign ?? unitId;
  const best = await client.recommendation(fromIncidentId).then(({ ranked }) => ranked[0], () => undefined);
  const next = best === undefined ? sayNow("draw.nobody") : best.etaMs === null ? best.callSign : `${best.callSign} ${durationText(best.etaMs, langStore.get())}`;
  notify("done", sayNow("draw.done", { unit, no, next }), { key: "Z", text: sayNow("draw.goThere", { no }), run: () => openIncident(fromIncidentId) });
}

/** Draws a unit off to an incident in one act; the dispatcher's yes is the reason code. */
export async function drawOff(unitId: string, fromIncidentId: string, incidentId: string, code: DrawReason, reason = ""): Promise<boolean> {
  const { incidentId: rankedId, data } = recommendedStore.get();
  const shown = rankedId === incidentId && data ? { recommendationId: data.id } : {};
  const outcome = await act("dispatch.reassign", { unitId, fromIncidentId, incidentId, orderId: newUlid(), code, ...(reason === "" ? {} : { reason }), ...shown });
  if (outcome.ok) await sayLeftBehind(unitId, fromIncidentId);
  return outcome.ok;
}
