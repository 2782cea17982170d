import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { PROBE_PATH, REPORTS_SHOWN, type Incident, type Report } from "@tocsin/contract/intake/incident.ts";
import type { Place } from "@tocsin/contract/place.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { type Context, type Decider, type Jurisdiction, onIncident, refused } from "../decision.ts";
import { advisoryRefusal } from "../command/advisory.ts";
import { openIncident } from "../guard.ts";
import { helpBegun, helpRefusal } from "../linkage/help.ts";
import { cityPath } from "../organisation/chain.ts";
import { responseLimits } from "../organisation/limits.ts";
import { type Plan, openPlan } from "../plan.ts";
import { classifyNow } from "./classify.ts";
import { mayProbe, probeNow } from "./probe.ts";

type Received = CommandPayload["intake.receive"];
type ReportFields = Pick<Received, "channel" | "providerCallId" | "callback" | "noCallbackReason" | "text" | "place">;

/** Clock skew of a reporting device that is still believed. */
const FUTURE_TOLERANCE = 5 * MINUTE;

const reportOf = (fields: ReportFields, context: Context): Report => ({
  id: context.newId(),
  channel: fields.channel,
  providerCallId: fields.providerCallId ?? null,
  callback: fields.callback ?? null,
  noCallbackReason: fields.noCallbackReason ?? null,
  text: fields.text,
  place: fields.place ?? null,
  at: context.at,
  by: context.actor.userId,
  fromIncident: null,
});

/** Whoever called from a number of their own does not work on what became of it (GOV-02). */
export const recusedBy = ({ recused }: Context): { readonly recused?: readonly string[] } => (recused === undefined || recused.length === 0 ? {} : { recused });

/** Where a place lies, now or by the layout of an earlier moment; without a point it is the city's own until somebody locates it. */
export function jurisdictionOf(context: Context, place: Place | null, asOf?: number): Jurisdiction {
  return place?.point ? context.jurisdiction(place.point, asOf) : { orgPath: cityPath(context.city), inside: true };
}

const isPlaced = (place: Place | undefined): boolean => place !== undefined && (place.point !== null || place.addressText.trim() !== "");

function receiveRefusal(payload: Received, context: Context) {
  if (!isPlaced(payload.place) && payload.placeUnknown === undefined) return refused("PLACE_REQUIRED", { fields: ["/place", "/placeUnknown"] });
  if (payload.callback === undefined && payload.noCallbackReason === undefined) return refused("CALLBACK_REQUIRED", { fields: ["/callback", "/noCallbackReason"] });
  if (payload.occurredAt !== undefined && payload.occurredAt > context.at + FUTURE_TOLERANCE) return refused("TIME_IN_FUTURE", { fields: ["/occurredAt"] });
  if (payload.typeCode !== undefined && !context.city.type.has(payload.typeCode)) return refused("UNKNOWN_TYPE", { typeCode: payload.typeCode, fields: ["/typeCode"] });
  return null;
}

/** Drafts the reception: number, jurisdiction, flags, facts, and the class if it is known. */
export function receiveNow(plan: Plan, payload: Received, extraFlags: Incident["flags"] = []): void {
  const { context } = plan;
  const place = isPlaced(payload.place) ? (payload.place ?? null) : null;
  const where = jurisdictionOf(context, place);
  const unlocated = place?.point ? [] : (["PLACE_UNKNOWN"] as const);
  plan.add(
    onIncident(payload.incidentId, "IncidentReceived", {
      id: payload.incidentId,
      no: context.nextNo ?? payload.incidentId,
      report: reportOf(payload, context),
      ...recusedBy(context),
      place,
      placeUnknown: place === null ? (payload.placeUnknown ?? "UNKNOWN") : null,
      flags: [...extraFlags, ...unlocated, ...(where.inside ? [] : (["OUTSIDE_AREA"] as const))],
      occurredAt: payload.occurredAt ?? null,
      drill: payload.drill ?? false,
      orgPath: where.orgPath,
      leadAgency: "POLICE",
      limits: responseLimits(context.city.city.deadlines),
      reportsShown: REPORTS_SHOWN,
      ...(payload.advisoryId === undefined ? {} : { advisoryId: payload.advisoryId }),
      ...(payload.matterId === undefined ? {} : { helps: payload.matterId }),
      ...(where.layout === undefined ? {} : { layout: where.layout }),
    }),
    ...Object.entries(payload.facts ?? {}).map(([key, value]) =>
      onIncident(payload.incidentId, "FactAdded", {
        fact: { id: context.newId(), key, value, critical: false, at: context.at, by: context.actor.userId, readBy: [], alarmed: [] },
      }),
    ),
  );
  if (payload.typeCode !== undefined) classifyNow(plan, payload.incidentId, payload.typeCode);
}

/** Opens an incident (INC-01). An unknown place is flagged and never blocks; the client's id makes a repeated save harmless. */
export const receive: Decider<Received> = (world, payload, context) => {
  if (world.incidents.has(payload.incidentId)) return refused("STATE_CONFLICT", { status: "RECEIVED", allowed: ["intake.amend", "intake.addReport"] });
  if (payload.probe === true || context.actor.orgPath === PROBE_PATH) return mayProbe(context.actor) && payload.probe === true ? probeNow(world, payload.incidentId, context.actor.userId, context) : refused("FORBIDDEN", { command: "intake.receive" });
  const refusal = receiveRefusal(payload, context);
  if (refusal !== null) return refusal;
  const unfit = (payload.advisoryId === undefined ? null : advisoryRefusal(world, payload.advisoryId, payload.drill ?? false)) ?? helpRefusal(world, payload, context);
  if (unfit !== null) return fail(unfit);
  if (!jurisdictionOf(context, payload.place ?? null).inside && payload.confirmOutside !== true) return refused("OUTSIDE_SERVICE_AREA", { fields: ["/place/point"] });
  const plan = openPlan(world, context);
  receiveNow(plan, payload, context.rawText === true ? ["RAW_TEXT"] : []);
  plan.add(...helpBegun(world, payload, plan.incident(payload.incidentId)));
  return plan.decision();
};

/** Another caller for the same incident. */
export const addReport: Decider<CommandPayload["intake.addReport"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  if (payload.callback === undefined && payload.noCallbackReason === undefined) return refused("CALLBACK_REQUIRED", { fields: ["/callback", "/noCallbackReason"] });
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "ReportAdded", { report: reportOf(payload, context), ...recusedBy(context) }));
  return plan.decision();
};
