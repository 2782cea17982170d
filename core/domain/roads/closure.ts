import type { CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import type { ClosureEvents, RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { accept, type Decider, type Drafted, refused, within } from "../decision.ts";

const onClosure = <Type extends keyof ClosureEvents & string>(id: string, type: Type, data: ClosureEvents[Type]): Drafted => ({ kind: "closure", id, type, data }) as Drafted;

/** A stretch is closed or slowed: every road must exist and lie where the caller's role holds. */
export const closeRoads: Decider<CommandPayload["roads.close"]> = (world, payload, context) => {
  if (world.closures.has(payload.closureId)) return refused("STATE_CONFLICT", { status: "SET", allowed: [] });
  const unknown = payload.roadIds.filter((id) => context.road(id) === null);
  if (unknown.length > 0) return refused("UNKNOWN_ROAD", { roadIds: unknown });
  if (payload.effect === "SLOW" && payload.speedKmh === undefined) return refused("ROAD_SPEED_REQUIRED");
  const reasonCode = payload.reasonCode ?? null;
  if ((reasonCode === null || reasonCode === "OTHER") && payload.reason.trim() === "") return refused("REASON_REQUIRED", { fields: ["/reason"] });
  const from = Math.max(payload.from ?? context.at, context.at);
  const until = payload.until ?? null;
  if (until !== null && until <= from) return refused("CLOSURE_ENDS_FIRST");
  const roads = payload.roadIds.flatMap((id) => {
    const road = context.road(id);
    return road === null ? [] : [{ id, name: road.name, line: road.line.map(([lon, lat]): [number, number] => [lon, lat]) }];
  });
  const scope = [...new Set(roads.map(({ line }) => line[Math.floor(line.length / 2)] ?? [0, 0]).map(([lon = 0, lat = 0]) => context.jurisdiction({ lon, lat }).orgPath))];
  if (!scope.every((path) => within(path, context.actor.orgPath))) return refused("NOT_FOUND", { roadIds: payload.roadIds });
  const { effect, reason, closureId } = payload;
  return accept(onClosure(closureId, "ClosureSet", { effect, speedKmh: effect === "SLOW" ? (payload.speedKmh ?? null) : null, roads, reasonCode, reason, from, until, scope }));
};

export const openRoads: Decider<CommandPayload["roads.open"]> = (world, { closureId, note }) => {
  const closure = world.closures.get(closureId);
  if (closure === undefined) return refused("NOT_FOUND", { closureId });
  if (closure.status === "ENDED") return refused("STATE_CONFLICT", { status: "ENDED", allowed: [] });
  return accept(onClosure(closureId, "ClosureEnded", { endReason: "OPENED", note: note ?? "" }));
};

/** What is still to happen to a closure by itself. */
export function closureDeadlines(closure: RoadClosure): { readonly id: string; readonly dueAt: number; readonly purpose: string }[] {
  if (closure.status === "ENDED") return [];
  return [
    ...(closure.status === "PLANNED" ? [{ id: "begin", dueAt: closure.from, purpose: "road closure begins" }] : []),
    ...(closure.until === null ? [] : [{ id: "end", dueAt: closure.until, purpose: "road closure ends" }]),
  ];
}

/** A closure's time has come; what somebody did meanwhile stays done. */
export const closureDue: Decider<SystemPayload["system.deadline"]> = (world, { id, deadlineId }, context) => {
  const closure = world.closures.get(id);
  if (closure === undefined) return refused("NOT_FOUND", { id });
  const pending = closureDeadlines(closure).find((deadline) => deadline.id === deadlineId);
  if (pending === undefined || pending.dueAt > context.at) return refused("STATE_CONFLICT", { status: "NOT_DUE", allowed: [] });
  return accept(deadlineId === "begin" ? onClosure(id, "ClosureInForce", {}) : onClosure(id, "ClosureEnded", { endReason: "EXPIRED", note: "" }));
};
