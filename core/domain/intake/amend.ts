import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { type Decider, onIncident, refused } from "../decision.ts";
import { openIncident, theIncident } from "../guard.ts";
import { tellCrews } from "../guidance/tell-crews.ts";
import { openPlan } from "../plan.ts";
import { jurisdictionOf, recusedBy } from "./receive.ts";

type Field = CommandPayload["intake.amend"]["field"];

function currentValue(incident: Incident, field: Field): string | number | null {
  switch (field) {
    case "text":
      return incident.text;
    case "addressText":
      return incident.place?.addressText ?? null;
    case "callback":
      return incident.reports[0]?.callback ?? null;
    case "occurredAt":
      return incident.occurredAt;
  }
}

/** Changes one field if it still reads as the editor saw it; otherwise both values are shown for a choice (INC-03). */
export const amend: Decider<CommandPayload["intake.amend"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const current = currentValue(found.value, payload.field);
  if ((payload.field === "occurredAt") !== (typeof payload.to === "number")) return refused("VALIDATION_FAILED", { fields: ["/to"] });
  if (typeof payload.to === "number" && payload.to > context.at + 5 * MINUTE) return refused("TIME_IN_FUTURE", { fields: ["/to"] });
  const plan = openPlan(world, context);
  if (current === payload.to) return plan.decision();
  if ((current ?? null) !== (payload.from ?? null)) return refused("FIELD_CONFLICT", { field: payload.field, current, yours: payload.to });
  plan.add(onIncident(payload.incidentId, "FieldAmended", { field: payload.field, from: current, to: payload.to, ...recusedBy(context) }));
  tellCrews(plan, found.value);
  return plan.decision();
};

/** Puts the incident on the map, or elsewhere on it; jurisdiction follows, by the layout that was in force when the incident came in (DSP-07). */
export const locate: Decider<CommandPayload["intake.locate"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  if (payload.place.point === null) return refused("PLACE_REQUIRED", { fields: ["/place/point"] });
  const where = jurisdictionOf(context, payload.place, found.value.receivedAt);
  if (!where.inside && payload.confirmOutside !== true) return refused("OUTSIDE_SERVICE_AREA", { fields: ["/place/point"] });
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "IncidentLocated", { place: payload.place, orgPath: where.orgPath, outside: !where.inside, ...(where.layout === undefined ? {} : { layout: where.layout }) }));
  tellCrews(plan, found.value);
  return plan.decision();
};

/** A later fact (floor, trapped …) goes to the units under way at once (INC-03, SCN-05). */
export const addFact: Decider<CommandPayload["intake.addFact"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const current = found.value.facts.find((fact) => fact.key === payload.key)?.value ?? null;
  const plan = openPlan(world, context);
  if (current === payload.value) return plan.decision();
  if (current !== null && current !== (payload.from ?? null)) return refused("FIELD_CONFLICT", { field: payload.key, current, yours: payload.value });
  plan.add(
    onIncident(payload.incidentId, "FactAdded", {
      fact: { id: context.newId(), key: payload.key, value: payload.value, critical: payload.critical ?? false, at: context.at, by: context.actor.userId, from: context.actor.orgPath, readBy: context.actor.unitId === null ? [] : [context.actor.unitId], alarmed: [] },
    }),
  );
  return plan.decision();
};

export const addNote: Decider<CommandPayload["intake.addNote"]> = (world, payload, context) => {
  const found = theIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const plan = openPlan(world, context);
  plan.add(
    onIncident(payload.incidentId, "NoteAdded", {
      note: { id: context.newId(), text: payload.text, visibility: payload.visibility ?? "ALL", at: context.at, by: context.actor.userId },
    }),
  );
  return plan.decision();
};
