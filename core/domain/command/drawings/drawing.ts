import type { Drawing, DrawingEvents, DrawingKind, DrawnPoints } from "@tocsin/contract/command/drawing.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { ringFault } from "@tocsin/kernel/ring.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, type Drafted, refused, type World, within } from "../../decision.ts";
import { openIncident } from "../../guard.ts";
import { DRAWING_POSSIBLE } from "./evolve-drawing.ts";

const onDrawing = <Type extends keyof DrawingEvents & string>(id: string, type: Type, data: DrawingEvents[Type]): Drafted => ({ kind: "drawing", id, type, data }) as Drafted;

/** What is wrong with a shape of this kind, or null: a ring that is open or crosses itself, a line of one point or that stands still, a point beyond the city. */
export function shapeRefusal(kind: DrawingKind, points: DrawnPoints, { jurisdiction }: Pick<Context, "jurisdiction">): Refusal | null {
  const fault = kind === "ROUTE" ? lineFault(points) : kind === "STAGING" && points.length === 1 ? null : (ringFault(points) ?? (isFlat(points) ? "RING_EMPTY" : null));
  if (fault !== null) return refuse("DRAWING_SHAPE", { fault, fields: ["/points"] });
  const outside = points.findIndex(([lon, lat]) => !jurisdiction({ lon, lat }).inside);
  return outside < 0 ? null : refuse("OUTSIDE_SERVICE_AREA", { fields: [`/points/${outside}`] });
}

/** A ring around nothing: its corners lie in one place or one line. */
const isFlat = (ring: DrawnPoints): boolean => Math.abs(ring.slice(1).reduce((sum, [lon, lat], at) => sum + (ring[at]?.[0] ?? lon) * lat - lon * (ring[at]?.[1] ?? lat), 0)) < 1e-12;

function lineFault(points: DrawnPoints): "LINE_TOO_SHORT" | "LINE_STANDS_STILL" | null {
  if (points.length < 2) return "LINE_TOO_SHORT";
  return points.some(([lon, lat], at) => at > 0 && points[at - 1]?.[0] === lon && points[at - 1]?.[1] === lat) ? "LINE_STANDS_STILL" : null;
}

/** Draws for everybody in its scope: who sees the incident, or else the layer and the places that it touches (CMD-02). */
export const draw: Decider<CommandPayload["command.draw"]> = (world, { drawingId, incidentId, kind, label = "", points }, context) => {
  if (world.drawings.has(drawingId)) return refused("STATE_CONFLICT", { status: "STANDING", allowed: [] });
  const found = incidentId === undefined ? null : openIncident(world, incidentId);
  if (found !== null && !found.ok) return found;
  const refusal = shapeRefusal(kind, points, context);
  if (refusal !== null) return fail(refusal);
  const { orgPath: layer, name } = context.actor;
  const touched = found === null ? points.map(([lon, lat]) => context.jurisdiction({ lon, lat }).orgPath) : found.value.scope;
  // Without an incident it lies where the caller's role holds.
  if (found === null && !touched.every((path) => within(path, layer))) return refused("NOT_FOUND");
  return accept(onDrawing(drawingId, "DrawingMade", { kind, label, points, layer, incidentId: incidentId ?? null, drill: found?.value.drill ?? false, scope: [...new Set([layer, ...touched])], name }));
};

/** The drawing, when `event` can follow and its layer is the actor's or below it. */
function ownDrawing(world: World, id: string, event: keyof typeof DRAWING_POSSIBLE, { actor }: Context): Result<Drawing, Refusal> {
  const drawing = world.drawings.get(id);
  if (drawing === undefined) return fail(refuse("NOT_FOUND", { drawingId: id }));
  const allowed = DRAWING_POSSIBLE[event];
  if (!allowed.includes(drawing.status)) return fail(refuse("STATE_CONFLICT", { status: drawing.status, allowed }));
  return within(drawing.layer, actor.orgPath) ? ok(drawing) : fail(refuse("DRAWING_NOT_YOURS"));
}

export const redraw: Decider<CommandPayload["command.redraw"]> = (world, { drawingId, label, points }, context) => {
  const found = ownDrawing(world, drawingId, "DrawingChanged", context);
  if (!found.ok) return found;
  const refusal = shapeRefusal(found.value.kind, points, context);
  return refusal === null ? accept(onDrawing(drawingId, "DrawingChanged", { label: label ?? found.value.label, points, name: context.actor.name })) : fail(refusal);
};

export const undoDrawing: Decider<CommandPayload["command.undoDrawing"]> = (world, { drawingId }, context) => {
  const found = ownDrawing(world, drawingId, "DrawingUndone", context);
  return found.ok ? accept(onDrawing(drawingId, "DrawingUndone", { name: context.actor.name })) : found;
};

export const shareDrawing: Decider<CommandPayload["command.shareDrawing"]> = (world, { drawingId, withOrgIds }, context) => {
  const found = ownDrawing(world, drawingId, "DrawingShared", context);
  if (!found.ok) return found;
  const unknown = withOrgIds.findIndex((id) => !context.city.org.has(id));
  if (unknown >= 0) return refused("VALIDATION_FAILED", { fields: [`/withOrgIds/${unknown}`] });
  return accept(onDrawing(drawingId, "DrawingShared", { scope: withOrgIds.flatMap((id) => context.city.org.get(id)?.path ?? []) }));
};

export const removeDrawing: Decider<CommandPayload["command.removeDrawing"]> = (world, { drawingId, reason }, context) => {
  const found = ownDrawing(world, drawingId, "DrawingRemoved", context);
  return found.ok ? accept(onDrawing(drawingId, "DrawingRemoved", { reason, name: context.actor.name })) : found;
};
